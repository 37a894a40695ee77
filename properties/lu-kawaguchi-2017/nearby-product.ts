import type { SquarePoint } from '../../src/decision/point.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import type { Rational } from '../../src/exact/rational.ts';

/**
 * R′ = (B_j + s·δB)(A_j + s·δA). The lemma is about any R′ near R, and the data play no part in it: so δA takes its entries from Y and δB from X, row by row and over
 * and over; 0 where there are none.
 */
export function nearbyProduct({ instance, products }: SquarePoint, j: number, s: Rational): Matrix {
  const [A, B] = [products.A[j]!, products.B[j]!];
  return B.add(filled(B, instance.X).scale(s)).mul(A.add(filled(A, instance.Y).scale(s)));
}

/** A matrix of the shape of the first, with the entries of the second. */
function filled(shape: Matrix, from: Matrix): Matrix {
  const n = from.num.length;
  const entry = (i: number, k: number) => (n === 0 ? 0n : from.num[(i * shape.cols + k) % n]!);
  return new Matrix(shape.rows, shape.cols, Matrix.build(shape.rows, shape.cols, entry).num, from.den).reduced();
}
