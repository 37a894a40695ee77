import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { ExactLossJson, QuadraticLoss } from '../loss.ts';
import { requireWeights } from './parameters.ts';
import { SeparableLoss } from './separable.ts';

const half = new Rational(1n, 2n);

/**
 * φ_{kl}(e) = ½w_{kl}e² with weights w > 0, one for each entry of the residual.
 * Convex: a sum of squares of affine functions of R with positive weights; smooth: a polynomial.
 */
export class WeightedSquareLoss extends SeparableLoss implements QuadraticLoss {
  readonly kind = 'weighted-square';
  readonly convex = true;
  readonly differentiable = true;
  /** d_H × m */
  readonly weights: Matrix;

  /** Throws RangeError if the weights do not have the shape of Y or are not all positive. */
  constructor(X: Matrix, Y: Matrix, weights: Matrix) {
    super(X, Y);
    requireWeights(weights, Y);
    this.weights = weights;
  }

  protected phi(e: Rational, k: number, l: number): Rational {
    return this.slope(e, k, l).mul(e).mul(half);
  }

  protected slope(e: Rational, k: number, l: number): Rational {
    return this.weights.entry(k, l).mul(e);
  }

  protected inverseSlope(n: Rational, k: number, l: number): Rational {
    return n.div(this.weights.entry(k, l));
  }

  /** Σ w_{kl}(EX)_{kl}(FX)_{kl}. */
  secondDerivative(E: Matrix, F: Matrix): Rational {
    const a = E.mul(this.X);
    return Matrix.of(a.rows, a.cols, (k, l) => this.slope(a.entry(k, l), k, l)).dot(F.mul(this.X));
  }

  /** S_k = X diag(w_{k1}, …, w_{km}) Xᵀ. */
  gram(k: number): Matrix {
    const weighted = Matrix.of(this.X.rows, this.X.cols, (i, l) => this.slope(this.X.entry(i, l), k, l));
    return weighted.mul(this.X.transpose());
  }

  toJson(): ExactLossJson {
    return { kind: this.kind, weights: this.weights.toRows() };
  }
}
