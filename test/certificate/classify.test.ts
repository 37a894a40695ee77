import { describe, expect, test } from 'vitest';
import { criticalPoint } from '../../bench/critical.ts';
import { classify } from '../../src/certificate/classify.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { points } from './examples.ts';

test.each(points)('%s', (_, verdict, instance) => {
  const { decision, certificate, result } = classify(instance, 7);
  expect(decision.verdict).toBe(verdict);
  expect(result).toMatchObject({ status: 'VALID_EXACT', statement: 'depthcert/decision', verdict });
  expect(certificate.provenance).toMatchObject({ generator: 'input', index: 7 });
});

describe('a network of thousands of weights', () => {
  const n = 65;
  const zeros = Matrix.zeros(n, n);

  test('one layer that fits', () => {
    const { decision, result } = classify(makeInstance(Matrix.identity(n), zeros, [zeros]));
    expect([decision.verdict, result.status]).toEqual(['global-minimizer', 'VALID_EXACT']);
  });

  test('the origin: no Hessian is formed', () => {
    const one = Matrix.build(1, 1, () => 1n);
    const wide = makeInstance(one, one, [Matrix.zeros(n, 1), zeros, Matrix.zeros(1, n)]);
    const { decision, result } = classify(wide);
    expect([decision.verdict, decision.escapeOrder, result.status]).toEqual(['non-strict-saddle', 3, 'VALID_EXACT']);
  });

  test.each([
    ['50 with the largest eigenvalues', range(50), 'non-strict-saddle'],
    ['50 without the largest one', range(50).map((k) => k + 1), 'strict-saddle'],
    // Its forms are too close to singular for doubles.
    ['99 with the largest eigenvalues', range(99), 'non-strict-saddle'],
  ])(
    'four layers of width 100, rank %s',
    (_, S, verdict) => {
      const { decision, result } = classify(criticalPoint({ widths: range(5).map(() => 100), S, paths: [] }, 7));
      expect([decision.verdict, result.status]).toEqual([verdict, 'VALID_EXACT']);
    },
    120_000,
  );
});
