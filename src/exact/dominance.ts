import { zeros } from './doubles.ts';
import type { Matrix } from './matrix.ts';
import { abs } from './rational.ts';

/**
 * Whether diag(2^k)·H·diag(2^k) − FFᵀ is diagonally dominant with a non-negative diagonal, exactly. Doubles decide where their error bound lets them.
 * @param h symmetric
 * @param shifts the exponents k, whole numbers
 * @param factor F times 2^bits, integers, lower triangular
 */
export const isDominant = (h: Matrix, shifts: readonly number[], factor: Matrix, bits: number): boolean =>
  isDominantInDoubles(h, shifts, factor, bits) ?? isDominantExactly(h, shifts, factor, bits);

function isDominantExactly(h: Matrix, shifts: readonly number[], factor: Matrix, bits: number): boolean {
  const n = h.rows;
  const lowest = Math.min(0, ...shifts);
  // Everything over den·4^bits·4^(−lowest).
  const unit = BigInt(2 * bits);
  const square = h.den << BigInt(-2 * lowest);
  const gram = factor.mul(factor.transpose());
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

/** Powers of two beyond these could leave the normal doubles. */
const LARGEST_SHIFT = 200;

/**
 * The same by doubles, u = 2⁻⁵³, for integers below 2⁵³: undefined where they cannot tell. An entry x_ij of diag(2^k)·H·diag(2^k) has a relative error of at most u, a sum
 * g_ij = Σ_k f_ik·f_jk of n products in any order one of at most 1.01·nu·s_ij with s_ij = Σ_k |f_ik||f_jk| (N. J. Higham, Accuracy and Stability of Numerical Algorithms,
 * section 3.1, for nu < 0.01), and so x_ii − g_ii − Σ_{j≠i} |x_ij − g_ij|, 2n + 1 more operations on numbers of at most |x_ij| + s_ij, is off by less than (4n + 8)u·Σ_j(|x_ij| + s_ij),
 * where the computed sum is taken twice, for its own rounding.
 */
function isDominantInDoubles(h: Matrix, shifts: readonly number[], factor: Matrix, bits: number): boolean | undefined {
  const n = h.rows;
  const [entries, rows, den] = [h.small?.entries, factor.small?.entries, Number(h.den)];
  if (!entries || !rows || !(den < 2 ** 53) || n > 1000 || bits > LARGEST_SHIFT) return undefined;
  if (shifts.some((k) => Math.abs(k) > LARGEST_SHIFT)) return undefined;
  const unit = 2 ** -bits;
  const f = zeros(n * n);
  for (let k = 0; k < f.length; k++) f[k] = rows[k]! * unit;
  const scales = zeros(n);
  for (let i = 0; i < n; i++) scales[i] = 2 ** shifts[i]!;
  let decided = true;
  for (let i = 0; i < n; i++) {
    let rest = 0;
    let size = 0;
    for (let j = 0; j < n; j++) {
      const x = (entries[i * n + j]! / den) * scales[i]! * scales[j]!;
      let g = 0;
      let s = 0;
      // F is lower triangular.
      for (let k = 0, last = Math.min(i, j); k <= last; k++) {
        const term = f[i * n + k]! * f[j * n + k]!;
        g += term;
        s += Math.abs(term);
      }
      rest += i === j ? x - g : -Math.abs(x - g);
      size += Math.abs(x) + s;
    }
    const error = 2 * (4 * n + 8) * 2 ** -53 * size;
    if (rest < -error) return false;
    if (!(rest > error)) decided = false;
  }
  return decided ? true : undefined;
}
