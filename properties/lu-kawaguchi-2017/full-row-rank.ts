import { echelon } from '../../src/exact/elimination.ts';
import { complement, Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';

/** The same point with samples e_k more that it fits exactly, for the rows of X that depend on others: X has full row rank, the gradient is as before. */
export function withFullRankX(instance: Instance): Instance {
  const inputs = missing(instance.X);
  const targets = partialProducts(instance).R.mul(inputs);
  return makeInstance(instance.X.beside(inputs), instance.Y.beside(targets), instance.weights, instance.widths);
}

/** The same point with samples 0 more, with target e_k for the rows of Y that depend on others: Y has full row rank, the gradient is as before. */
export function withFullRankY(instance: Instance): Instance {
  const targets = missing(instance.Y);
  const X = instance.X.beside(Matrix.zeros(instance.X.rows, targets.cols));
  return makeInstance(X, instance.Y.beside(targets), instance.weights, instance.widths);
}

/** Both. */
export const withFullRowRank = (instance: Instance): Instance => withFullRankY(withFullRankX(instance));

/** Unit columns e_k that complete a to full row rank: k runs through the rows that depend on the others. */
function missing(a: Matrix): Matrix {
  const dependent = complement(a.rows, echelon(a.transpose()).pivotCols);
  return Matrix.build(a.rows, dependent.length, (i, k) => (i === dependent[k] ? 1n : 0n));
}
