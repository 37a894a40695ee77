import { echelon } from '../../src/exact/elimination.ts';
import { complement, Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';

/**
 * The same point with more samples, so that X and Y have full row rank and the gradient is as before: first samples e_k that the
 * point fits exactly, for the rows of X that depend on others, then samples 0 with target e_k, for such rows of Y.
 */
export function withFullRowRank(instance: Instance): Instance {
  const { R } = partialProducts(instance);
  const inputs = missing(instance.X);
  const fitted = instance.Y.beside(R.mul(inputs));
  const targets = missing(fitted);
  const X = instance.X.beside(inputs).beside(Matrix.zeros(instance.X.rows, targets.cols));
  return makeInstance(X, fitted.beside(targets), instance.weights, instance.widths);
}

/** Unit columns e_k that complete a to full row rank: k runs through the rows that depend on the others. */
function missing(a: Matrix): Matrix {
  const dependent = complement(a.rows, echelon(a.transpose()).pivotCols);
  return Matrix.build(a.rows, dependent.length, (i, k) => (i === dependent[k] ? 1n : 0n));
}
