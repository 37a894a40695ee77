import { isDominant } from '../exact/dominance.ts';
import { proposeEchelon } from '../exact/elimination.ts';
import { complement, Matrix, range } from '../exact/matrix.ts';
import { abs, bitLength, Rational } from '../exact/rational.ts';
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
  const core = h.select(index, index);
  const shifts = scaleExponents(core);
  if (!shifts) return undefined;
  const scaled = core.toDoubles().map((row, i) => row.map((x, j) => x * 2 ** (shifts[i]! + shifts[j]!)));
  for (const bits of [8, 12, 18, 26, 36, 48]) {
    const factor = dyadicFactor(scaled, bits);
    if (factor && isDominant(core, shifts, factor, bits)) {
      return proofBy(index, shifts, factor, bits, kernel);
    }
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
  factor: readonly (readonly bigint[])[],
  bits: number,
  kernel: Matrix,
): PsdProof => ({
  form: 'dominance',
  index: [...index],
  scale: shifts.map((k) => powerOfTwo(k).toString()),
  factor: factor.map((row) => row.map((x) => new Rational(x, 1n << BigInt(bits)).toString())),
  kernel: kernel.toRows(),
});

export const powerOfTwo = (k: number): Rational =>
  k < 0 ? new Rational(1n, 1n << BigInt(-k)) : new Rational(1n << BigInt(k));

/** k_i with 4^{k_i}·H_ii between about 1/2 and 2, or undefined if a diagonal entry is not a positive double. */
function scaleExponents(core: Matrix): number[] | undefined {
  const exponents: number[] = [];
  for (const i of range(core.rows)) {
    const x = core.entry(i, i).toDouble();
    if (!(x > 0) || !Number.isFinite(x)) return undefined;
    exponents.push(Math.round(-Math.log2(x) / 2));
  }
  return exponents;
}

/** Cholesky factor of a − δI in doubles, rounded to multiples of 2^−bits (integers are returned); δ covers the rounding. */
function dyadicFactor(a: readonly (readonly number[])[], bits: number): bigint[][] | undefined {
  const n = a.length;
  const unit = 2 ** bits;
  const delta = (2 * n + 2) / unit;
  const f: number[][] = [];
  const out: bigint[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let s = a[i]![j]! - (i === j ? delta : 0);
      const other = j === i ? row : f[j]!;
      for (let k = 0; k < j; k++) s -= row[k]! * other[k]!;
      if (i === j) {
        if (!(s > 0)) return undefined;
        row.push(Math.sqrt(s));
      } else {
        row.push(s / f[j]![j]!);
      }
    }
    if (row.some((x) => !Number.isFinite(x))) return undefined;
    f.push(row);
    out.push(row.map((x) => BigInt(Math.round(x * unit))));
  }
  return out;
}
