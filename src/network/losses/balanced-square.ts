import type { Matrix } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import type { ExactLossJson } from '../loss.ts';
import { requirePositive } from './parameters.ts';
import { SquareLoss } from './square.ts';

/**
 * g(W) = ½‖RX − Y‖² + (μ/4)‖W_2ᵀW_2 − W_1XXᵀW_1ᵀ‖² of two layers, μ > 0 (zhu-2018). The regularizer is not a function of R:
 * `value`, `gradient` and the second derivative are those of the square loss f(R) = ½‖RX − Y‖² alone, and so are curves, points and
 * Hessians made from them.
 */
export class BalancedSquareLoss extends SquareLoss<'balanced-square'> {
  /** g is not a function of R, let alone a convex one. */
  override readonly convex = false;
  /** μ */
  readonly mu: Rational;

  /** Throws RangeError unless μ > 0. */
  constructor(X: Matrix, Y: Matrix, mu: Rational) {
    super(X, Y, 'balanced-square');
    requirePositive('mu', mu);
    this.mu = mu;
  }

  override toJson(): ExactLossJson {
    return { kind: this.kind, mu: this.mu.toString() };
  }
}
