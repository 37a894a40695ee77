import { describe, expect, test } from 'vitest';
import { decide } from '../../src/decision/decide.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { checkDecision } from '../helpers/decision.ts';

// One instance a verdict: widths 2, 1, 2 (or 1, 1, 1, 1 for the plateau), Σ = diag(4, 1).
const [X, Y] = [
  Matrix.identity(2),
  Matrix.fromRows([
    [2, 0],
    [0, 1],
  ]),
];
const at = (W1: (string | number)[], W2: (string | number)[]): Instance =>
  makeInstance(X, Y, [Matrix.fromRows([W1]), Matrix.column(W2)]);
const plateau = makeInstance(
  Matrix.identity(1),
  Matrix.identity(1),
  [0, 0, 0].map(() => Matrix.zeros(1, 1)),
);
const points: readonly [Decision['verdict'], Instance][] = [
  ['not-critical', at([1, 1], [1, 1])],
  ['global-minimizer', at([2, 0], [1, 0])],
  ['strict-saddle', at([0, 1], [0, 1])],
  ['non-strict-saddle', plateau],
];

describe('what a decision says', () => {
  test.each(points)('%s', (verdict, it) => {
    const decision = decide(it);
    expect(decision.verdict).toBe(verdict);
    expect(checkDecision(decision, it)).toBe(true);
  });

  test('a decision about one point is no decision about another', () => {
    for (const [verdict, it] of points) {
      for (const [other, decision] of points.map(([v, x]) => [v, decide(x)] as const)) {
        if (other !== verdict) expect(() => checkDecision(decision, it)).toThrow();
      }
    }
  });

  const global = decide(points[1]![1]);
  const strict = decide(points[2]![1]);
  const { escapeOrder: _, ...unknown } = strict;
  test.each<[string, Decision, Instance, string]>([
    ['another rank', { ...global, rank: 0 }, points[1]![1], 'rank R'],
    ['another bottleneck', { ...global, bottleneck: 2 }, points[1]![1], 'd = min d_i'],
    ['another loss', { ...global, loss: Rational.zero }, points[1]![1], 'L(W)'],
    ['no evidence', { ...global, evidence: [] }, points[1]![1], 'the kinds of evidence'],
    ['convexity where G ≠ 0', { ...global, evidence: [{ kind: 'convexity' }] }, points[1]![1], 'G = 0'],
    ['an order of escape at a minimizer', { ...global, escapeOrder: 2 }, points[1]![1], 'the order of escape'],
    ['no order of escape at a saddle', unknown, points[2]![1], 'the order of escape'],
    [
      'a saddle called a minimizer',
      { ...strict, verdict: 'global-minimizer', evidence: global.evidence },
      points[2]![1],
      'the Hessian is psd',
    ],
    [
      'evidence in another order',
      { ...strict, evidence: [...strict.evidence].reverse() },
      points[2]![1],
      'the kinds of evidence',
    ],
  ])('a decision with %s is rejected', (_title, wrong, it, reason) => {
    expect(() => checkDecision(wrong, it)).toThrow(reason);
  });
});
