import { describe, expect, test } from 'vitest';
import { provenance } from '../../src/campaign/instances.ts';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import { differenceFrom, EXAMPLE, firstDifference, replay } from '../../src/campaign/replay.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { makeCertificate } from '../../src/certificate/write.ts';
import { listed, proofOf, scalarPoint, toy } from './toy.ts';

const made = JSON.parse(runInstance(toy, 'test', 4).line!);
const counterexample = JSON.parse(refuteVariant(toy, toy.variants[0]!, 'test').line!);
const saddle = scalarPoint(1, 0, 0);
const example = makeCertificate(toy.id, saddle, proofOf(saddle), provenance(EXAMPLE, '', 'saddle', 0, proofOf(saddle)));
const sources = { properties: [toy, listed], examples: [{ statement: toy.id, name: 'saddle', instance: saddle }] };

describe('a provenance that leads back', () => {
  test.each([
    ['an instance', made],
    ['an entry of a list', JSON.parse(runInstance(listed, 'test', 2).line!)],
    ['a counterexample', counterexample],
    ['an example', example],
  ])('%s', (_, certificate) => {
    const again = replay(sources, certificate);
    expect('line' in again && differenceFrom(again.line, certificate)).toBeUndefined();
  });
});

describe('a provenance that does not', () => {
  test.each([
    ['another seed', { ...made, provenance: { ...made.provenance, seed: 'other' } }, /^\/(evidence|instance)\//],
    ['another index', { ...made, provenance: { ...made.provenance, index: 6 } }, /^\/(evidence|instance)\//],
    ['a seed for an example', { ...example, provenance: { ...example.provenance, seed: 'x' } }, /^\/provenance\/seed$/],
    ['a wrong digest and nothing else', { ...made, digest: 'sha256:0' }, /^\/digest$/],
  ])('%s', (_, certificate, pointer) => {
    const again = replay(sources, certificate);
    expect('line' in again && differenceFrom(again.line, certificate)?.pointer).toMatch(pointer);
  });

  test.each([
    ['an unknown generator', { ...made.provenance, generator: 'x/y' }, 'unknown'],
    ['an unknown variant', { ...made.provenance, generator: 'depthcert/decision~x' }, 'unknown'],
    ['a path that is no path', { ...made.provenance, path: 'x' }, 'failed'],
    ['a path through too many runs', { ...counterexample.provenance, path: '999999:0' }, 'failed'],
    ['a path that ends nowhere', { ...counterexample.provenance, path: '0:99999' }, 'failed'],
    ['a variant without a path', { ...counterexample.provenance, path: '' }, 'failed'],
    ['an index beyond the list', { ...made.provenance, generator: listed.id, index: 3 }, 'failed'],
    ['an unknown generator with a path that is none', { ...made.provenance, generator: 'x', path: 'x' }, 'unknown'],
    ['an unknown example', { ...example.provenance, path: 'minimum' }, 'failed'],
  ])('%s', (_, provenance, key) => {
    expect(replay(sources, { statement: toy.id, provenance })).toHaveProperty(key);
  });
});

describe('the first difference', () => {
  test.each([
    ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }, '/b'],
    [
      'an entry, in the order of indices',
      Array(12).fill('x'),
      [...Array(2).fill('x'), 'y', ...Array(9).fill('z')],
      '/2',
    ],
    ['a field that is not there', { a: 1 }, { a: 1, 'b/c': 2 }, '/b~1c'],
    ['a list for an object', { a: [] }, { a: {} }, '/a'],
  ])('is %s', (_, a, b, pointer) => {
    expect(firstDifference(a, b)?.pointer).toBe(pointer);
  });

  test('is undefined for equal values', () => {
    expect(firstDifference({ a: ['1', { b: null }] }, { a: ['1', { b: null }] })).toBeUndefined();
  });
});
