import { proposeEigenvectors } from '../enclosure/jacobi.ts';
import { rank } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { bitLength, Rational } from '../exact/rational.ts';
import { definiteness, form } from '../exact/symmetric.ts';
import type { PsdProof } from './evidence.ts';
import { closeDominanceProof, powerOfTwo, sumOfSquares } from './psd.ts';
import { rationalEigenvalues } from './rational-eigenvalues.ts';

/**
 * tI + Z − Σ ⪰ 0 by `slack`, Z = L·diag(D)·Lᵀ, D ≥ 0. So tr PΣ ≤ d·t + tr Z for every orthogonal projection P of rank d, with equality for the
 * best P if t = λ_{d+1} and Z = (Σ − tI)₊.
 */
export interface Dual {
  readonly t: Rational;
  /** k numbers as a column. */
  readonly D: Matrix;
  /** d_H × k */
  readonly L: Matrix;
  readonly slack: PsdProof;
}

/**
 * A dual pair of Σ ⪰ 0 whose value d·t + tr Z exceeds the sum of the d largest eigenvalues by at most 10^−digits·tr Σ; by nothing where
 * rank Σ ≤ d or where the eigenvalues are rational numbers that can be found.
 */
export function dualOf(sigma: Matrix, d: number, digits: number): Dual {
  if (rank(sigma) <= d) return wholeDual(sigma);
  const exact = rationalDual(sigma, d);
  if (exact) return exact;
  // Σ = c²S with tr S ≤ 1, c a power of two.
  const c = powerOfTwo(Math.ceil((magnitude(sigma.trace()) + 1) / 2));
  const S = sigma.scale(Rational.one.div(c.mul(c)));
  const rounded = timesSquare(roundedDual(S, d, digits) ?? traceDual(S), c);
  // Where the other eigenvalues are smaller than the rounding, Σ itself is the better Z.
  return dualValue(rounded, d).compare(sigma.trace()) < 0 ? rounded : wholeDual(sigma);
}

/** d·t + tr Z. */
export const dualValue = ({ t, D, L }: Pick<Dual, 't' | 'D' | 'L'>, d: number): Rational =>
  t.mul(new Rational(BigInt(d))).add(L.mul(diagonalOf(D)).dot(L));

const diagonalOf = (D: Matrix): Matrix => Matrix.diagonal(range(D.rows).map((k) => D.entry(k, 0)));
const column = (entries: readonly Rational[]): Matrix => Matrix.of(entries.length, 1, (k) => entries[k]!);
/** k with 2^{k−1} < x < 2^{k+1}, x > 0. */
const magnitude = (x: Rational): number => bitLength(x.num) - bitLength(x.den);

/** t = 0 and Z = Σ: the best where rank Σ ≤ d. */
function wholeDual(sigma: Matrix): Dual {
  const slack: PsdProof = { form: 'sum-of-squares', D: [], L: Matrix.zeros(sigma.rows, 0).toRows() };
  return { t: Rational.zero, ...squares(sigma), slack };
}

/** D and L of a matrix that is known to be positive semidefinite. */
function squares(z: Matrix): Pick<Dual, 'D' | 'L'> {
  const decided = definiteness(z);
  if (!decided.psd) throw new Error('Σ is a Gram matrix');
  return { D: column(decided.D), L: decided.L };
}

/** Rational eigenvalues, rank Σ > d: t = λ_{d+1} and Z = Σ_{λ>t} (λ − t)·P_λ, with P_λ = Π_{μ≠λ} (Σ − μI)/(λ − μ) the projection on an eigenspace. */
function rationalDual(sigma: Matrix, d: number): Dual | undefined {
  const lambda = rationalEigenvalues(sigma);
  const t = lambda?.[d];
  if (!lambda || !t) return undefined;
  const distinct = lambda.filter((x, k) => k === 0 || !x.equals(lambda[k - 1]!));
  const shifted = (x: Rational) => sigma.sub(identity.scale(x));
  const identity = Matrix.identity(sigma.rows);
  let Z = Matrix.zeros(sigma.rows, sigma.rows);
  for (const x of distinct.filter((value) => value.compare(t) > 0)) {
    const others = distinct.filter((y) => !y.equals(x));
    Z = Z.add(others.reduce((p, y) => p.mul(shifted(y)).scale(Rational.one.div(x.sub(y))), identity.scale(x.sub(t))));
  }
  const slack = sumOfSquares(Z.sub(shifted(t)));
  return slack && { t, ...squares(Z), slack };
}

/** t above λ_{d+1} and Z above the d largest eigenvalues less t, by eigenvectors rounded to as many bits as the digits need. For tr S ≤ 1, d < n. */
function roundedDual(S: Matrix, d: number, digits: number): Dual | undefined {
  const n = S.rows;
  // In units of the last bit t and D are each raised by 8(n + 1), which is more than twice what rounding L does to Z; tr S > 1/16.
  const margin = 8n * BigInt(n + 1);
  const needed = Math.ceil(digits * Math.log2(10)) + bitLength(BigInt(d + 1) * (2n * margin + 4n)) + 4;
  for (const bits of [needed, needed + 32]) {
    const unit = 1n << BigInt(bits);
    const { values, vectors } = orderedEigenpairs(S, bits + 2 * bitLength(BigInt(n)) + 8);
    const over = (x: bigint) => new Rational(x, unit);
    const roundedUp = ({ num, den }: Rational) => over((num * unit + den - 1n) / den + margin);
    const threshold = values[d]!.sign > 0 ? values[d]! : Rational.zero;
    const excess = (x: Rational) => (x.compare(threshold) > 0 ? x.sub(threshold) : Rational.zero);
    const t = roundedUp(threshold);
    const D = column(values.slice(0, d).map((x) => roundedUp(excess(x))));
    const top = vectors.select(undefined, range(d));
    const L = new Matrix(
      n,
      d,
      top.num.map((x) => (2n * x * unit + top.den) / (2n * top.den)),
      unit,
    ).reduced();
    const Z = L.mul(diagonalOf(D)).mul(L.transpose());
    const slack = closeDominanceProof(Matrix.identity(n).scale(t).add(Z).sub(S), over(margin / 4n));
    if (slack) return { t, D, L, slack };
  }
  return undefined;
}

/** Approximate eigenvalues in descending order, and the eigenvectors as columns. */
function orderedEigenpairs(S: Matrix, bits: number) {
  const unit = 1n << BigInt(bits);
  const short = new Matrix(
    S.rows,
    S.cols,
    S.num.map((x) => (x * unit) / S.den),
    unit,
  );
  const basis = proposeEigenvectors(short, bits);
  const pairs = range(S.cols)
    .map((k) => ({ k, value: form(short, basis.col(k)) }))
    .sort((x, y) => y.value.compare(x.value));
  const vectors = basis.select(
    undefined,
    pairs.map(({ k }) => k),
  );
  return { values: pairs.map(({ value }) => value), vectors };
}

/** t = tr S ≥ λ_1, Z = 0. */
function traceDual(S: Matrix): Dual {
  const t = S.trace();
  const slack = sumOfSquares(Matrix.identity(S.rows).scale(t).sub(S))!;
  return { t, D: column([]), L: Matrix.zeros(S.rows, 0), slack };
}

/** The same for c²S. */
function timesSquare({ t, D, L, slack }: Dual, c: Rational): Dual {
  const square = c.mul(c);
  const times = (all: readonly string[], factor: Rational) => all.map((x) => Rational.parse(x).mul(factor).toString());
  const scaled: PsdProof =
    slack.form === 'dominance'
      ? { ...slack, scale: times(slack.scale, Rational.one.div(c)) }
      : { ...slack, D: times(slack.D, square) };
  return { t: t.mul(square), D: D.scale(square), L, slack: scaled };
}
