import type { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { QuadraticLoss } from './loss.ts';

const half = new Rational(1n, 2n);

/**
 * f(R) = ½‖RX − Y‖² with X d_0 × m and Y d_H × m. Convex: a square of an affine function of R; smooth: a polynomial.
 * Everything depends on the data through Σ_XX = XXᵀ, Σ_YX = YXᵀ and ‖Y‖² alone.
 * Achour et al. leave out the factor ½: their values are twice these.
 */
export class SquareLoss implements QuadraticLoss {
  readonly kind = 'square';
  readonly X: Matrix;
  readonly Y: Matrix;
  /** d_0 × d_0 */
  readonly Sxx: Matrix;
  /** d_H × d_0 */
  readonly Syx: Matrix;
  /** ‖Y‖² = tr Σ_YY */
  readonly traceYY: Rational;

  constructor(X: Matrix, Y: Matrix) {
    if (X.cols !== Y.cols) throw new RangeError(`X is ${X.shape} and Y is ${Y.shape}: the numbers of samples differ`);
    this.X = X;
    this.Y = Y;
    this.Sxx = X.mul(X.transpose());
    this.Syx = Y.mul(X.transpose());
    this.traceYY = Y.dot(Y);
  }

  value(R: Matrix): Rational {
    const fit = R.mul(this.Sxx).dot(R).sub(R.dot(this.Syx)).sub(R.dot(this.Syx));
    return fit.add(this.traceYY).mul(half);
  }

  gradient(R: Matrix): Matrix {
    return R.mul(this.Sxx).sub(this.Syx);
  }

  secondDerivative(E: Matrix, F: Matrix): Rational {
    return E.mul(this.Sxx).dot(F);
  }
}
