import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

/** Integers −3..3, so that certificates stay short. Shrinks to 0. */
export const smallInteger: Arbitrary<bigint> = fc.integer({ min: -3, max: 3 }).map(BigInt);

/** Rationals p/q with |p| ≤ 3 and q ≤ 3. Shrinks to 0, then to integers. */
export const smallRational: Arbitrary<Rational> = fc
  .tuple(smallInteger, fc.integer({ min: 1, max: 3 }))
  .map(([p, q]) => new Rational(p, BigInt(q)));

/** rows × cols matrices of small integers, or now and then of halves or thirds. Shrinks every entry to 0. */
export const smallMatrix = (rows: number, cols: number): Arbitrary<Matrix> =>
  fc
    .tuple(
      fc.array(smallInteger, { minLength: rows * cols, maxLength: rows * cols, size: 'max' }),
      choice([1n, 1n, 1n, 1n, 2n, 3n]),
    )
    .map(([entries, den]) => new Matrix(rows, cols, entries, den).reduced());

/**
 * An element of a list, each place with the same probability in every run. Shrinks to the first: list the simplest first,
 * the frequent ones several times.
 */
export const choice = <T>(list: readonly [T, ...T[]]): Arbitrary<T> =>
  fc.noBias(fc.nat(list.length - 1)).map((k) => list[k]!);

/** One elementary change (i, j, c) of a matrix; i and j are taken modulo its size, so that it fits every size. */
export type Step = readonly [i: number, j: number, c: number];

/** One elementary change. Shrinks towards (0, 0, 0). */
export const step: Arbitrary<Step> = fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: -3, max: 3 }));

/** At most `most` elementary changes. Shrinks by leaving changes out, then towards (0, 0, 0). */
export const steps = (most: number): Arbitrary<readonly Step[]> => fc.array(step, { maxLength: most });

/** As {@link steps}, but without any change half of the time. */
export const fewSteps = (most: number): Arbitrary<readonly Step[]> =>
  fc.oneof({ withCrossShrink: true }, fc.constant<readonly Step[]>([]), steps(most));

/** rows × cols matrix of zeros but for the changes: entry (i, j) becomes 1, or −1 for c = −2, or 2 for c = 2. */
export function sparseFrom(rows: number, cols: number, changes: readonly Step[]): Matrix {
  if (rows === 0 || cols === 0) return Matrix.zeros(rows, cols);
  const entries = new Map(
    changes.map(([i, j, c]) => [(i % rows) * cols + (j % cols), c === 2 ? 2n : c === -2 ? -1n : 1n]),
  );
  return Matrix.build(rows, cols, (i, j) => entries.get(i * cols + j) ?? 0n);
}

/** The number of subsets of size k of a set of n. */
export const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);
