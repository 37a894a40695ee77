import { echelon } from '../../src/exact/elimination.ts';
import { complement, Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';

/**
 * The same point with more samples, so that X has full row rank and G is as before: e_k, fitted exactly, for each row k of X that depends
 * on the others.
 */
export function withFullRankInputs(instance: Instance): Instance {
  const { X, Y, weights, widths } = instance;
  const dependent = complement(X.rows, echelon(X.transpose()).pivotCols);
  const more = Matrix.build(X.rows, dependent.length, (i, k) => (i === dependent[k] ? 1n : 0n));
  return makeInstance(X.beside(more), Y.beside(partialProducts(instance).R.mul(more)), weights, widths);
}

/**
 * The same point of a wider network on X of deficient row rank: X′ = [X; KX] and W_1′ = [W_1 − NK, N], so that W_1′X′ = W_1X. Residual,
 * balance and whether W is critical are as before. K has as many columns as X has rows, N as many rows as W_1.
 */
export function withDependentInputs({ X, Y, weights }: Instance, K: Matrix, N: Matrix): Instance {
  const [first, ...rest] = weights;
  return makeInstance(X.above(K.mul(X)), Y, [first!.sub(N.mul(K)).beside(N), ...rest]);
}
