import type { Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Step, steps } from './small.ts';

/**
 * The rational orthogonal n × n matrix D(I − K)(I + K)⁻¹: a Cayley transform, K skew with entry c/2 at (i, j), and D a
 * diagonal of signs, −1 in row i for an odd number of steps with i = j and c < 0. The Cayley transform alone never has
 * eigenvalue −1; with D every reflection and every signed permutation of two axes occurs, too.
 */
export function orthogonalFrom(n: number, changes: readonly Step[]): Matrix {
  const twice = new Array<bigint>(n * n).fill(0n);
  const signs = new Array<bigint>(n).fill(1n);
  for (const [a, b, c] of n === 0 ? [] : changes) {
    const [i, j] = [a % n, b % n];
    if (i === j && c < 0) signs[i] = -signs[i]!;
    if (i === j) continue;
    twice[i * n + j] = BigInt(c);
    twice[j * n + i] = BigInt(-c);
  }
  const K = new Matrix(n, n, twice, 2n);
  const I = Matrix.identity(n);
  // I + K is invertible for every real skew K: its symmetric part is I.
  const cayley = I.sub(K).mul(inverse(I.add(K))!);
  return Matrix.build(n, n, (i, j) => (i === j ? signs[i]! : 0n)).mul(cayley);
}

/** Rational orthogonal n × n matrices with small denominators, n ≥ 0 (Cayley transform). Shrinks to I. */
export const orthogonal = (n: number, most = 3): Arbitrary<Matrix> => steps(most).map((s) => orthogonalFrom(n, s));
