import { secondOrder } from '../../src/decision/dense-hessian.ts';
import { pointOf } from '../../src/decision/point.ts';
import { type ExactInstance, type Instance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { type LossParameters, lossWithSlope } from '../generators/smooth-loss.ts';

/**
 * The same point for a weighted square loss with weights ≤ 1, and with the same slope Φ′(E), hence the same gradient: E is divided by the
 * weights. D²L[V,V] = Σ w_kl(R_1X)²_kl + 2⟨G,R_2⟩ does not grow, so a direction of negative curvature stays one. A point whose
 * Hessian is positive semidefinite is left as it is.
 */
export function reweighted([instance, loss]: readonly [Instance, LossParameters]): ExactInstance {
  const point = pointOf(instance);
  if (!('direction' in secondOrder(point))) return instance;
  const { X, Y, weights, widths } = instance;
  const RX = partialProducts(instance).R.mul(X);
  const small = loss.weights.map((w) => (w === '2' ? '1/2' : w === '5' ? '1/5' : w));
  const { json, E } = lossWithSlope({ ...loss, kind: 'weighted-square', weights: small }, RX.sub(Y));
  return makeInstanceWithLoss(X, RX.sub(E), weights, json, widths);
}
