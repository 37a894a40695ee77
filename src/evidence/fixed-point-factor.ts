import { Matrix, range } from '../exact/matrix.ts';
import { integerSqrt } from '../exact/modular.ts';

/**
 * The Cholesky factor of a symmetric matrix with entries of about 1, as integers over 2^bits: a proposal for a `dominance` proof of
 * a matrix so close to singular that doubles do not see its signs. Each entry is rounded by less than 2^−bits, and FFᵀ is off by little more.
 * Undefined where a pivot is not positive.
 */
export function fixedPointFactor(a: Matrix, bits: number): Matrix | undefined {
  const shift = BigInt(bits);
  const factor: bigint[][] = [];
  for (const i of range(a.rows)) {
    const row: bigint[] = [];
    for (const j of range(i + 1)) {
      const other = j === i ? row : factor[j]!;
      // Over 4^bits.
      let rest = (a.at(i, j) << (2n * shift)) / a.den;
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      if (j < i) {
        row.push(rest / other[j]!);
      } else {
        const root = rest > 0n ? integerSqrt(rest) : 0n;
        if (root === 0n) return undefined;
        row.push(root);
      }
    }
    factor.push(row);
  }
  return Matrix.build(a.rows, a.rows, (i, j) => factor[i]![j] ?? 0n);
}
