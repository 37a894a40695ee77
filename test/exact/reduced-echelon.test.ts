import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverse, kernel, kernelVector, solve } from '../../src/exact/elimination.ts';
import { complement, Matrix, range } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/primes.ts';
import { Rational } from '../../src/exact/rational.ts';
import { reducedEchelon, relations } from '../../src/exact/reduced-echelon.ts';
import { integer, lowRank, matrix, rational, unimodular } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

/** On both sides of the size from which on primes are used. */
const any = fc
  .tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 9 }),
    fc.nat({ max: 7 }),
    fc.constantFrom(integer(2n), rational(), integer(10n ** 40n)),
  )
  .chain(([r, c, inner, x]) => fc.oneof(lowRank(r, c, inner, x), matrix(r, c, x)));

const agrees = (m: Matrix): boolean => {
  const { pivotCols, rest } = reducedEchelon(m);
  const { form, pivots } = N.rref(N.naive(m));
  const free = complement(m.cols, pivots);
  return (
    pivotCols.join() === pivots.join() &&
    N.same(
      rest,
      N.grid(pivots.length, free.length, (i, j) => form.at[i]![free[j]!]!),
    ) &&
    m.mul(relations({ pivotCols, rest }, m.cols)).isZero()
  );
};

test('agrees with rational Gauss–Jordan', () => {
  holds(any, agrees, { seed: 671, runs: 80 });
});

test('agrees for long answers of the larger sizes', () => {
  const entries = (n: number, most: bigint) => fc.sample(fc.bigInt({ min: -most, max: most }), { seed: n, numRuns: n });
  for (const [rows, cols, most] of [
    [31, 32, 3n],
    [12, 14, 10n ** 6n],
  ] as const) {
    const num = entries(rows * cols, most);
    const a = new Matrix(rows, cols, num);
    const { pivotCols, rest } = reducedEchelon(a);
    expect(pivotCols).toEqual(range(rows));
    expect(a.mul(relations({ pivotCols, rest }, cols)).isZero()).toBe(true);
  }
});

test('agrees where the first primes see another rank', () => {
  const p = BigInt(prime(0)) * BigInt(prime(1));
  const unlucky = fc
    .tuple(unimodular(8), unimodular(8), fc.array(fc.constantFrom(0n, 1n, p), { minLength: 8, maxLength: 8 }))
    .map(([u, v, d]) => u.mul(Matrix.diagonal(d.map((x) => new Rational(x)))).mul(v));
  holds(unlucky, agrees, { seed: 672, runs: 15 });
});

test('the first vector of the kernel is found without the others', () => {
  holds(
    any,
    (m) => {
      const [basis, first] = [kernel(m), kernelVector(m)];
      return basis.cols === 0 ? first === undefined : first!.equals(basis.col(0)) && first!.cols === 1;
    },
    { seed: 673, runs: 80 },
  );
});

test('the first vector of the kernel, where a prime sees a relation that there is not', () => {
  const p = BigInt(prime(0));
  expect(
    kernelVector(
      Matrix.fromRows([
        [p, 1, 0],
        [0, 0, 1],
      ]),
    )!.toRows(),
  ).toEqual([['1'], [`-${p}`], ['0']]);
  expect(kernelVector(Matrix.identity(9).scale(new Rational(p)))).toBeUndefined();
});

test.each([38n, 1447n, 1451n, 10n ** 6n, 10n ** 20n])(
  'the first vector of the kernel with ratios of %s: short ones are read from a prime, others are not lost',
  (n) => {
    const m = Matrix.fromRows([
      [1, 0, n, 7],
      [0, -n, 3, 7],
      [1, -n, n + 3n, 14],
    ]);
    expect(kernelVector(m)!.toRows().flat().map(BigInt)).toEqual([n * n, -3n, -n, 0n]);
  },
);

test('inverses and solutions of the larger sizes', () => {
  const square = fc
    .constantFrom(integer(3n), integer(10n ** 40n))
    .chain((x) => fc.tuple(matrix(8, 8, x), matrix(8, 2, x)));
  holds(
    square,
    ([a, b]) => {
      const x = solve(a, b);
      const y = inverse(a);
      if (N.rankOf(a) < 8) return y === undefined;
      return a.mul(x!).equals(b) && a.mul(y!).equals(Matrix.identity(8)) && y!.mul(b).equals(x!);
    },
    { seed: 674, runs: 12 },
  );
});
