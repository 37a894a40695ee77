import { describe, expect, test } from 'vitest';
import {
  certifyCounterexample,
  isRefuted,
  medianAndWorst,
  refuteVariant,
  runsToRefutation,
} from '../../src/campaign/mutants.ts';
import type { Variant } from '../../src/campaign/property.ts';
import { proofOf, toy } from './toy.ts';

const variant = toy.variants[0]!;
const withRefute = (refute: Variant['refute'], id = variant.id): Variant => ({ ...variant, id, refute });

describe('a false variant', () => {
  test('is refuted by a counterexample with a verified certificate', () => {
    const refutation = refuteVariant(toy, variant, 'test');
    expect(refutation).toMatchObject({
      id: 'depthcert/decision~critical-is-global',
      widths: [1, 1, 1],
      verdict: 'strict-saddle',
      status: 'VALID_EXACT',
    });
    expect(refutation.runs).toBeGreaterThan(0);
    expect(isRefuted(refutation)).toBe(true);
  });

  test('is refuted in the same way from the same seed, and its path leads back', () => {
    const [a, b] = [refuteVariant(toy, variant, 'test'), refuteVariant(toy, variant, 'test')];
    expect(a.line).toBe(b.line);
    const { seed, path } = JSON.parse(a.line!).provenance;
    expect(path).not.toBe('');
    expect(certifyCounterexample(toy, variant, seed, path)?.line).toBe(a.line);
  });
});

describe('a variant that is not refuted', () => {
  test.each([
    ['no counterexample', withRefute(() => undefined), 'NOT_REFUTED', /no counterexample in 50 runs/],
    [
      'an exception while it is looked for',
      withRefute(() => {
        throw new Error('no');
      }),
      'ERROR',
      /Error: no/,
    ],
    [
      'a counterexample that does not count',
      withRefute((instance) => (instance.Y.isZero() ? proofOf(instance) : undefined)),
      'REJECTED',
      /VERDICT at "\/verdict"/,
    ],
    ['a variant that the verifier does not know', withRefute(proofOf, 'unknown'), 'DECLINED', /STATEMENT/],
  ])('%s', (_, candidate, status, message) => {
    const refutation = refuteVariant(toy, candidate, 'test', 50);
    expect(refutation.status).toBe(status);
    expect(refutation.message).toMatch(message);
    expect(isRefuted(refutation)).toBe(false);
  });
});

describe('runs to refutation', () => {
  const [variant] = toy.variants;

  test('from the same seed, as many as the shrunk search counts', () => {
    for (const seed of ['a', 'b', 'c']) {
      expect(runsToRefutation(toy, variant!, seed)).toBe(refuteVariant(toy, variant!, seed).runs);
    }
  });

  test('none where nothing refutes', () => {
    expect(runsToRefutation(toy, { ...variant!, refute: () => undefined }, 'a')).toBeUndefined();
  });

  test.each([
    [[5], 5, 5],
    [[9, 1, 4], 4, 9],
    [[1, 10, 2, 3], 2.5, 10],
    [[1, undefined, 2], 2, Infinity],
    [[undefined, 1], Infinity, Infinity],
  ])('median and worst of %j', (runs, median, worst) => {
    expect(medianAndWorst(runs)).toEqual({ median, worst });
  });
});
