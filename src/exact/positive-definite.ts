import { factorize } from './cholesky.ts';
import type { Matrix } from './matrix.ts';
import { scaledDoubles } from './scaled-doubles.ts';

/** The unit roundoff of doubles. */
const UNIT = 2 ** -53;
/** Far more than all errors of underflow together, for matrices below this size. */
const UNDERFLOW = 2 ** -1000;
const LARGEST = 2 ** 20;

/**
 * True only if a symmetric matrix is positive definite, by a Cholesky factorization in doubles; false says nothing.
 *
 * Let B̃ be the doubles near B, of which the matrix is a congruence, ‖B̃ − B‖₂ ≤ e (scaled-doubles.ts), and C = B̃ − cI, rounded: the diagonal is off by at most
 * u·max|C_ii|, u = 2⁻⁵³. If the factorization of C runs to completion, RᵀR = C + ΔC with |ΔC| ≤ γ|Rᵀ||R|, γ = (n+1)u/(1−(n+1)u), in whatever order sums are taken
 * (N. J. Higham, Accuracy and Stability of Numerical Algorithms, theorem 10.3). Columns r_i of R have ‖r_i‖² ≤ C_ii/(1−γ), so that ‖ΔC‖₂ ≤ γ/(1−γ)·tr C (J. Demmel
 * 1989; S. M. Rump, Verification of positive definiteness, BIT 46, 2006, theorem 2.3). Each product and each quotient may underflow by 2⁻¹⁰⁷⁴ besides; with
 * |C_ij| ≤ 9 this is less than 2⁻¹⁰⁰⁰ in norm. Hence λ_min(B) ≥ c − e − u·max|C_ii| − γ/(1−γ)·tr C − 2⁻¹⁰⁰⁰, and c is chosen at least twice the sum of the last
 * four, for C with the diagonal of B̃, which covers the rounding of this bound.
 */
export function isClearlyPositiveDefinite(h: Matrix): boolean {
  const doubles = h.rows < LARGEST ? scaledDoubles(h) : undefined;
  if (!doubles) return false;
  const { entries, n, error } = doubles;
  const c = entries.slice();
  let trace = 0;
  for (let i = 0; i < n; i++) trace += Math.abs(c[i * n + i]!);
  const shift = 4 * (error + 9 * UNIT + 2 * (n + 1) * UNIT * trace + UNDERFLOW);
  for (let i = 0; i < n; i++) c[i * n + i]! -= shift;
  return factorize(c, n);
}
