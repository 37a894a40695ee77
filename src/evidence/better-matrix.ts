import { Matrix, range } from '../exact/matrix.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import { bottleneckWidth, partialProducts } from '../network/network.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * A matrix of rank ≤ k + 1 with a smaller loss than R = left·right, a factorization through width k (if none is given, through the bottleneck,
 * k = min d_i): R − ε·e_k·g, with g = e_kᵀG ≠ 0 a row of the gradient. f falls by ε‖g‖² − ½ε²‖gX‖², which is > 0 for 0 < ε < 2‖g‖²/‖gX‖².
 * (g = (row k of RX − Y)·Xᵀ is not zero, so gX is not.) Undefined where G = 0: there R is best among all matrices.
 */
export function betterMatrix(
  instance: Instance,
  [left, right]: readonly [Matrix, Matrix] = throughBottleneck(instance),
): EvidenceOf<'better-matrix'> | undefined {
  const R = left.mul(right);
  const G = instance.loss.gradient(R);
  const k = range(G.rows).find((i) => !G.row(i).isZero());
  if (k === undefined) return undefined;
  const g = G.row(k);
  const best = g.dot(g).div(instance.loss.secondDerivative(g, g));
  const epsilon = simplestBetween(best.mul(new Rational(1n, 2n)), best.mul(new Rational(3n, 2n)));
  return {
    kind: 'better-matrix',
    left: left.beside(Matrix.unit(G.rows, k)).toRows(),
    right: right.above(g.scale(epsilon.neg())).toRows(),
  };
}

/** R = B_j·A_j, d_j = min d_i. */
function throughBottleneck(instance: Instance): [Matrix, Matrix] {
  const { A, B } = partialProducts(instance);
  const j = instance.widths.indexOf(bottleneckWidth(instance));
  return [B[j]!, A[j]!];
}
