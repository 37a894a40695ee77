import { factorize } from '../exact/cholesky.ts';
import { isDominant } from '../exact/dominance.ts';
import { proposeEchelon } from '../exact/elimination.ts';
import { complement, Matrix, range } from '../exact/matrix.ts';
import { abs, bitLength, Rational } from '../exact/rational.ts';
import { SmallIntegers } from '../exact/small-integers.ts';
import { definiteness } from '../exact/symmetric.ts';
import type { PsdProof } from './evidence.ts';
import { fixedPointFactor } from './fixed-point-factor.ts';

/** H = L·diag(D)·Lᵀ with D > 0, exactly, or undefined if H is not positive semidefinite. */
export function sumOfSquares(h: Matrix): PsdProof | undefined {
  const decided = definiteness(h);
  if (!decided.psd) return undefined;
  return { form: 'sum-of-squares', D: decided.D.map(String), L: decided.L.toRows() };
}

/**
 * The short proof: an index set I of size ρ = rank H, exact kernel vectors, and a dyadic factor F with
 * diag(s)·H[I,I]·diag(s) − FFᵀ diagonally dominant. Doubles propose F and s, exact sums decide.
 * Undefined where the proposal fails: that says nothing about H.
 */
export function dominanceProof(h: Matrix): PsdProof | undefined {
  const n = h.rows;
  const definite = factored(h, range(n), Matrix.zeros(n, 0));
  if (definite) return definite;
  const proposal = proposeEchelon(h);
  if (!proposal) return undefined;
  const index = proposal.pivotCols;
  if (index.length === n) return undefined;
  const kernel = proposal.rest.neg();
  // H[:,I]·T + H[:,Iᶜ] = 0
  const isKernel = h
    .select(undefined, index)
    .mul(kernel)
    .add(h.select(undefined, complement(n, index)))
    .isZero();
  return isKernel ? factored(h, index, kernel) : undefined;
}

/** The proof with this index set and kernel, if the core H[I,I] is positive definite by a margin that doubles see. */
function factored(h: Matrix, index: readonly number[], kernel: Matrix): PsdProof | undefined {
  const n = index.length;
  const core = n === h.rows ? h : h.select(index, index);
  const scaled = core.toFloat64().slice();
  const shifts = scaleExponents(scaled, n);
  if (!shifts) return undefined;
  const scales = shifts.map((k) => 2 ** k);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) scaled[i * n + j]! *= scales[i]! * scales[j]!;
  for (let bits = leastBits(scaled, n); bits <= 48; bits += 2) {
    const factor = dyadicFactor(scaled, n, bits);
    if (factor && isDominant(core, shifts, factor, bits)) return proofBy(index, shifts, factor, bits, kernel);
  }
  return undefined;
}

/**
 * The same proof for a positive definite matrix with entries of about 1 whose least eigenvalue is at least 2·`margin`, however small that is:
 * integers propose F for H − margin·I. Undefined where the proposal fails.
 */
export function closeDominanceProof(h: Matrix, margin: Rational): PsdProof | undefined {
  const n = h.rows;
  const bits = bitLength(margin.den) - bitLength(margin.num) + bitLength(BigInt(n)) + 3;
  const factor = fixedPointFactor(h.sub(Matrix.identity(n).scale(margin)), bits);
  const shifts = range(n).map(() => 0);
  if (!factor || !isDominant(h, shifts, factor, bits)) return undefined;
  return proofBy(range(n), shifts, factor, bits, Matrix.zeros(n, 0));
}

/** Logarithms of the margins, to base 2, of a matrix with a diagonal of about 1: from what doubles see to their square. */
const MARGINS = [-48, -72, -96];

/** The short proof of a positive definite matrix that doubles do not tell from a singular one. Undefined where the proposal fails: that says nothing about H. */
export function illConditionedProof(h: Matrix): PsdProof | undefined {
  const shifts = scaleExponents(h.toFloat64(), h.rows);
  if (!shifts) return undefined;
  const scales = shifts.map(powerOfTwo);
  const scaled = Matrix.diagonal(scales).mul(h).mul(Matrix.diagonal(scales));
  for (const margin of MARGINS) {
    const proof = closeDominanceProof(scaled, powerOfTwo(margin));
    if (proof?.form === 'dominance') return { ...proof, scale: scales.map(String) };
  }
  return undefined;
}

/** Whether the proof is one for this symmetric matrix: FORMAT.md, section 4.3, recomputed. */
export function provesPsd(h: Matrix, proof: PsdProof): boolean {
  if (proof.form === 'sum-of-squares') {
    const L = Matrix.fromRows(proof.L, proof.D.length);
    const D = proof.D.map((x) => Rational.parse(x));
    return D.every((x) => x.sign > 0) && L.mul(Matrix.diagonal(D)).mul(L.transpose()).equals(h);
  }
  const { index } = proof;
  const free = complement(h.rows, index);
  const T = Matrix.fromRows(proof.kernel, free.length);
  if (!h.select(undefined, index).mul(T).add(h.select(undefined, free)).isZero()) return false;
  const scale = proof.scale.map((x) => Rational.parse(x));
  if (!scale.every((x) => x.sign > 0)) return false;
  const S = Matrix.diagonal(scale);
  const F = Matrix.fromRows(
    proof.factor.map((row) => [...row, ...range(index.length - row.length).map(() => '0')]),
    index.length,
  );
  const rest = S.mul(h.select(index, index)).mul(S).sub(F.mul(F.transpose()));
  return range(rest.rows).every((i) => {
    const off = range(rest.cols).reduce((sum, j) => (j === i ? sum : sum + abs(rest.at(i, j))), 0n);
    return rest.at(i, i) >= off;
  });
}

const proofBy = (
  index: readonly number[],
  shifts: readonly number[],
  factor: Matrix,
  bits: number,
  kernel: Matrix,
): PsdProof => ({
  form: 'dominance',
  index: [...index],
  scale: shifts.map((k) => powerOfTwo(k).toString()),
  factor: new Matrix(factor.rows, factor.cols, factor.numerators, 1n << BigInt(bits))
    .toRows()
    .map((row, i) => row.slice(0, i + 1)),
  kernel: kernel.toRows(),
});

export const powerOfTwo = (k: number): Rational =>
  k < 0 ? new Rational(1n, 1n << BigInt(-k)) : new Rational(1n << BigInt(k));

/** k_i with 4^{k_i}·H_ii between about 1/2 and 2, or undefined if a diagonal entry of this n × n matrix is not a positive double. */
function scaleExponents(core: Float64Array, n: number): number[] | undefined {
  const exponents: number[] = [];
  for (let i = 0; i < n; i++) {
    const x = core[i * n + i]!;
    if (!(x > 0) || !Number.isFinite(x)) return undefined;
    exponents.push(Math.round(-Math.log2(x) / 2));
  }
  return exponents;
}

/** Bits with which δ is below the smallest pivot of Cholesky's factor, 8 or more; infinite where a pivot is not positive. */
function leastBits(a: Float64Array, n: number): number {
  const f = cholesky(a, n, 0);
  if (!f) return Number.POSITIVE_INFINITY;
  let pivot = 1;
  for (let i = 0; i < n; i++) pivot = Math.min(pivot, f[i * n + i]! ** 2);
  return Math.max(8, Math.ceil(Math.log2((2 * n + 2) / pivot)));
}

/** Cholesky factor of a − δI in doubles, n × n, rounded to multiples of 2^−bits (integers are returned); δ covers the rounding. */
function dyadicFactor(a: Float64Array, n: number, bits: number): Matrix | undefined {
  const unit = 2 ** bits;
  const f = cholesky(a, n, (2 * n + 2) / unit);
  if (!f) return undefined;
  for (let k = 0; k < f.length; k++) {
    f[k] = Math.round(f[k]! * unit) + 0;
    if (!(Math.abs(f[k]!) < 2 ** 53)) return undefined;
  }
  return new Matrix(n, n, new SmallIntegers(f));
}

/** The lower triangular factor of a − δI in doubles; undefined where a pivot is not positive. */
function cholesky(a: Float64Array, n: number, delta: number): Float64Array | undefined {
  const f = a.slice();
  for (let i = 0; i < n; i++) f[i * n + i]! -= delta;
  if (!factorize(f, n)) return undefined;
  for (let i = 0; i < n; i++) f.fill(0, i * n + i + 1, (i + 1) * n);
  return f;
}
