import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorize } from '../../src/exact/cholesky.ts';
import { range } from '../../src/exact/matrix.ts';
import { holds } from '../helpers/property.ts';

const entry = (i: number, j: number, n: number): number => i * n + j;

/** Lower triangular, with integers that doubles factorize without an error; diagonal in 1..4. */
const triangle = fc
  .integer({ min: 0, max: 5 })
  .chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n * n, maxLength: n * n }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: n, maxLength: n }),
    ),
  );

function productOf(n: number, below: readonly number[], diagonal: readonly number[]): [Float64Array, Float64Array] {
  const f = new Float64Array(n * n);
  for (const i of range(n)) {
    for (const j of range(i)) f[entry(i, j, n)] = below[entry(i, j, n)]!;
    f[entry(i, i, n)] = diagonal[i]!;
  }
  const a = new Float64Array(n * n);
  for (const i of range(n)) {
    for (const j of range(n)) for (const k of range(n)) a[entry(i, j, n)]! += f[entry(i, k, n)]! * f[entry(j, k, n)]!;
  }
  return [f, a];
}

test('the factor of FFᵀ is F, below the diagonal and on it; the rest stays', () => {
  const restores = ([n, below, diagonal]: [number, number[], number[]]): boolean => {
    const [f, a] = productOf(n, below, diagonal);
    const before = a.slice();
    return (
      factorize(a, n) &&
      range(n).every((i) => range(n).every((j) => a[entry(i, j, n)] === (j <= i ? f : before)[entry(i, j, n)]))
    );
  };
  holds(triangle, restores, { seed: 211, runs: 300 });
});

test('a pivot that is 0 or negative, wherever it is: none', () => {
  const refuses = ([n, below, diagonal]: [number, number[], number[]]): boolean =>
    range(n).every((at) =>
      [0, 1].every((under) => {
        const [, a] = productOf(n, below, diagonal);
        a[entry(at, at, n)]! -= diagonal[at]! ** 2 + under;
        return !factorize(a, n);
      }),
    );
  holds(triangle, refuses, { seed: 212, runs: 300 });
  expect(factorize(Float64Array.of(Number.NaN), 1)).toBe(false);
});

test('no rows', () => expect(factorize(new Float64Array(0), 0)).toBe(true));
