import { Matrix, range } from './matrix.ts';
import { independentColumnsMod } from './rank.ts';
import { gcd } from './rational.ts';
import { reducedEchelon, relations } from './reduced-echelon.ts';

export { type Echelon, echelon } from './bareiss.ts';
export { type ProposedEchelon, proposeEchelon } from './proposed-echelon.ts';
export { independentColumns, rank, rankModPrime } from './rank.ts';

/** Basis of {x : a·x = 0} as columns of primitive integer vectors; cols × (cols − rank). */
export function kernel(a: Matrix): Matrix {
  const basis = relations(reducedEchelon(a), a.cols);
  const columns = range(basis.cols).map((j) => primitive(range(basis.rows).map((i) => basis.at(i, j))));
  return Matrix.build(basis.rows, basis.cols, (i, k) => columns[k]![i]!);
}

/** A non-zero vector of the kernel of a (column), or undefined if there is none: the first of {@link kernel}, from the columns up to its last entry alone. */
export function kernelVector(a: Matrix): Matrix | undefined {
  // Independent modulo a prime is independent over Q: before this column there is no relation.
  const independent = independentColumnsMod(a);
  const last = range(a.cols).find((j) => independent[j] !== j);
  if (last === undefined) return undefined;
  const x = kernel(a.select(undefined, range(last + 1)));
  if (x.cols > 0) return x.above(Matrix.zeros(a.cols - last - 1, x.cols));
  const basis = kernel(a);
  return basis.cols === 0 ? undefined : basis.col(0);
}

/** The integers divided by their greatest common divisor, first non-zero one positive. */
export function primitive(v: readonly bigint[]): bigint[] {
  const g = v.reduce((x, y) => (x === 1n ? x : gcd(x, y)), 0n);
  const first = v.find((x) => x !== 0n);
  if (g === 0n || first === undefined) return [...v];
  const s = first < 0n ? -g : g;
  return s === 1n ? [...v] : v.map((x) => x / s);
}

/** A solution X of a·X = b, or undefined if there is none. Free unknowns are 0. */
export function solve(a: Matrix, b: Matrix): Matrix | undefined {
  if (a.rows !== b.rows) throw new RangeError(`solve ${a.shape} against ${b.shape}`);
  const { pivotCols, rest } = reducedEchelon(a.beside(b));
  if (pivotCols.some((c) => c >= a.cols)) return undefined;
  const x = new Array<bigint>(a.cols * b.cols).fill(0n);
  // The last columns of `rest` are those of b.
  const from = rest.cols - b.cols;
  for (const [k, c] of pivotCols.entries()) for (let j = 0; j < b.cols; j++) x[c * b.cols + j] = rest.at(k, from + j);
  return new Matrix(a.cols, b.cols, x, rest.den).reduced();
}

/** The inverse of a square matrix, or undefined if it is singular. */
export function inverse(a: Matrix): Matrix | undefined {
  if (a.rows !== a.cols) throw new RangeError(`inverse of ${a.shape}`);
  const x = solve(a, Matrix.identity(a.rows));
  return x && a.mul(x).equals(Matrix.identity(a.rows)) ? x : undefined;
}

/** K with aK = I for a of full row rank, least norm: aᵀ(aaᵀ)⁻¹. Undefined otherwise. */
export function rightInverse(a: Matrix): Matrix | undefined {
  const k = inverse(a.mul(a.transpose()));
  return k && a.transpose().mul(k);
}

/** K with Ka = I for a of full column rank, least norm: (aᵀa)⁻¹aᵀ. Undefined otherwise. */
export function leftInverse(a: Matrix): Matrix | undefined {
  return rightInverse(a.transpose())?.transpose();
}
