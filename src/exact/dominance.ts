import { Matrix } from './matrix.ts';
import { abs } from './rational.ts';

/**
 * Whether diag(2^k)·H·diag(2^k) − FFᵀ is diagonally dominant with a non-negative diagonal, exactly.
 * @param h symmetric
 * @param shifts the exponents k, whole numbers
 * @param factor F times 2^bits, lower triangular: the entries up to the diagonal, row by row
 */
export function isDominant(
  h: Matrix,
  shifts: readonly number[],
  factor: readonly (readonly bigint[])[],
  bits: number,
): boolean {
  const n = h.rows;
  const lowest = Math.min(0, ...shifts);
  // Everything over den·4^bits·4^(−lowest).
  const unit = BigInt(2 * bits);
  const square = h.den << BigInt(-2 * lowest);
  const F = Matrix.build(n, n, (i, k) => factor[i]![k] ?? 0n);
  const gram = F.mul(F.transpose());
  const off = new Array<bigint>(n).fill(0n);
  const diagonal = new Array<bigint>(n).fill(0n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const shift = BigInt(shifts[i]! + shifts[j]! - 2 * lowest);
      const x = (h.at(i, j) << (shift + unit)) - gram.at(i, j) * square;
      if (i === j) diagonal[i] = x;
      else {
        off[i]! += abs(x);
        off[j]! += abs(x);
      }
    }
  }
  return diagonal.every((x, i) => x >= off[i]!);
}
