import { Matrix } from './matrix.ts';
import { reducedEchelon } from './reduced-echelon.ts';

export { type Echelon, echelon } from './bareiss.ts';
export { kernel, kernelVector, primitive } from './kernel.ts';
export { type ProposedEchelon, proposeEchelon } from './proposed-echelon.ts';
export { independentColumns, rank, rankModPrime } from './rank.ts';

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
