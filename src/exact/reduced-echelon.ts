import { echelon } from './bareiss.ts';
import { minorBits } from './hadamard.ts';
import { complement, Matrix } from './matrix.ts';
import { primesAbove } from './primes.ts';
import { proposeEchelon } from './proposed-echelon.ts';
import { abs } from './rational.ts';
import { isZeroProduct } from './zero-product.ts';

/** A reduced row echelon form over Q. */
export interface ReducedEchelon {
  /** Strictly increasing. */
  readonly pivotCols: readonly number[];
  /** rank × (cols − rank): the columns of the form that are not pivots. */
  readonly rest: Matrix;
}

/** Matrices of at most so many entries are eliminated at once. */
const SMALL = 50;
/** From so many rows and columns on primes are faster than elimination, however long the answer. */
const LARGE = 30;

/**
 * The reduced row echelon form. What primes propose is proved: the pivot columns are independent modulo a prime, hence over Q, and each other column is
 * the combination of pivot columns before it that `rest` says.
 */
export function reducedEchelon(a: Matrix): ReducedEchelon {
  const most = primesFor(a);
  const proposed = most > 0 ? proposeEchelon(a, most) : undefined;
  const isProved = proposed && isEchelon(proposed, a.cols) && isZeroProduct(a, relations(proposed, a.cols));
  return isProved ? proposed : eliminated(a);
}

/** As many primes as find any answer, with some that may be unlucky, for large matrices; a few, which find short answers, for others. */
function primesFor(a: Matrix): number {
  const order = Math.min(a.rows, a.cols);
  if (order >= LARGE) return primesAbove(2 * minorBits(a, order)) + 4;
  return a.rows * a.cols > SMALL ? order : 0;
}

function eliminated(a: Matrix): ReducedEchelon {
  const { pivotCols, form, scale } = echelon(a);
  const rest = form.select(undefined, complement(a.cols, pivotCols));
  const num = scale < 0n ? rest.neg() : rest;
  return { pivotCols, rest: new Matrix(rest.rows, rest.cols, num.numerators, abs(scale)).reduced() };
}

/** Whether pivot columns occur only in columns after them. */
function isEchelon({ pivotCols, rest }: ReducedEchelon, cols: number): boolean {
  const free = complement(cols, pivotCols);
  return pivotCols.every((c, k) => free.every((f, j) => f > c || rest.at(k, j) === 0n));
}

/** The relations between columns, over one denominator: den·a_f − Σ_k num_kf·a_{c_k} = 0 for each column f that is not a pivot; cols × (cols − rank). */
export function relations({ pivotCols, rest }: ReducedEchelon, cols: number): Matrix {
  const free = complement(cols, pivotCols);
  const num = new Array<bigint>(cols * free.length).fill(0n);
  for (const [j, f] of free.entries()) {
    num[f * free.length + j] = rest.den;
    for (const [k, c] of pivotCols.entries()) num[c * free.length + j] = -rest.at(k, j);
  }
  return new Matrix(cols, free.length, num);
}
