import { describe, expect, test } from 'vitest';
import { type Answer, disagreements, readAnswers } from '../../bench/answers.ts';
import type { BenchInstance } from '../../bench/instances.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';

describe('lines of a peer', () => {
  test('are read', () => {
    const output = '0 not-critical 2 0 0 0 0.25 -\n1 strict-saddle 1 4 1 11 3.E-2 53-bits\n';
    expect(readAnswers('FLINT', output)).toEqual([
      { index: 0, verdict: 'not-critical', rank: 2, inertia: [0, 0, 0], ms: 0.25, way: '-' },
      { index: 1, verdict: 'strict-saddle', rank: 1, inertia: [4, 1, 11], ms: 0.03, way: '53-bits' },
    ]);
  });

  test('nothing is no answer', () => {
    expect(readAnswers('FLINT', '\n')).toEqual([]);
  });

  test.each([
    ['an error', '  ***   at top-level: run(v)'],
    ['an unknown class', '0 saddle 1 0 0 0 1 -'],
    ['too few fields', '0 strict-saddle 1 0 0'],
    ['too many fields', '0 strict-saddle 1 0 0 0 1 - -'],
    ['no number', '0 strict-saddle r 0 0 0 1 -'],
    ['a negative count', '0 strict-saddle 1 -1 0 0 1 -'],
  ])('%s is refused', (_, line) => {
    expect(() => readAnswers('PARI/GP', line)).toThrow(/PARI\/GP printed a line that is no answer/);
  });
});

describe('answers', () => {
  const one = Matrix.identity(1);
  const instance: BenchInstance = { id: 'here', expected: 'strict-saddle', instance: makeInstance(one, one, [one]) };
  const { expected: _, ...open } = instance;
  const answer: Answer = { index: 0, verdict: 'strict-saddle', rank: 1, inertia: [1, 1, 0], ms: 1 };
  const { inertia: __, ...own } = answer;
  const between = (a: Answer, b: Answer, on: BenchInstance = instance) =>
    disagreements(
      [on],
      new Map([
        ['depthcert', [a]],
        ['FLINT', [b]],
      ]),
    );

  test('that agree are no disagreement, however often they are given', () => {
    expect(between(own, answer)).toEqual([]);
    expect(disagreements([instance], new Map([['FLINT', [answer, { ...answer, ms: 2 }]]]))).toEqual([]);
    expect(disagreements([instance], new Map())).toEqual([]);
  });

  test.each<[string, Answer, Answer, BenchInstance, string]>([
    [
      'another class',
      own,
      { ...answer, verdict: 'non-strict-saddle' },
      open,
      'here: depthcert: strict-saddle of rank 1',
    ],
    ['another rank', own, { ...answer, rank: 0 }, open, 'FLINT: strict-saddle of rank 0'],
    [
      'another class than expected',
      { ...own, verdict: 'not-critical' },
      { ...answer, verdict: 'not-critical' },
      instance,
      'here (strict-saddle): ',
    ],
    ['another inertia', { ...answer, inertia: [2, 1, 0] }, answer, instance, 'inertias 2 1 0 and 1 1 0'],
  ])('%s is told with the instance', (_, a, b, on, told) => {
    const found = between(a, b, on);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(told);
  });
});
