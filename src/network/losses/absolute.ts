import type { Matrix } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import type { ExactLossJson } from '../loss.ts';
import { requireWeights } from './parameters.ts';
import { SeparableLoss } from './separable.ts';

/**
 * φ_{kl}(e) = w_{kl}|e| with weights w > 0, one for each entry of the residual. Convex: φ(e) = max(we, −we).
 * Not differentiable: at e = 0 the slope is −w from the left and w from the right. It is here to show that the theorems need
 * a differentiable loss.
 */
export class AbsoluteLoss extends SeparableLoss {
  readonly kind = 'absolute';
  readonly convex = true;
  readonly differentiable = false;
  /** d_H × m */
  readonly weights: Matrix;

  /** Throws RangeError if the weights do not have the shape of Y or are not all positive. */
  constructor(X: Matrix, Y: Matrix, weights: Matrix) {
    super(X, Y);
    requireWeights(weights, Y);
    this.weights = weights;
  }

  protected phi(e: Rational, k: number, l: number): Rational {
    return this.weights.entry(k, l).mul(e.sign < 0 ? e.neg() : e);
  }

  protected slope(): never {
    throw new RangeError('the absolute loss is not differentiable');
  }

  protected inverseSlope(): never {
    return this.slope();
  }

  /** Throws RangeError, wherever R is. */
  override gradient(_: Matrix): never {
    return this.slope();
  }

  override residualFor(_: Matrix): never {
    return this.slope();
  }

  toJson(): ExactLossJson {
    return { kind: this.kind, weights: this.weights.toRows() };
  }
}
