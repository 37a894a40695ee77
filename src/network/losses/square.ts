import type { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { ExactLossJson, ExactLossKind, QuadraticLoss } from '../loss.ts';
import { requireResidualShape, requireSameSamples } from './samples.ts';

const half = new Rational(1n, 2n);

/**
 * f(R) = ½‖RX − Y‖² with X d_0 × m and Y d_H × m: φ(e) = ½e².
 * Convex: a square of an affine function of R; smooth: a polynomial.
 * Everything depends on the data through Σ_XX = XXᵀ, Σ_YX = YXᵀ and ‖Y‖² alone.
 * Achour et al. leave out the factor ½: their values are twice these.
 * The type parameter keeps losses that only contain the square loss apart from the square loss itself.
 */
export class SquareLoss<K extends ExactLossKind = 'square'> implements QuadraticLoss {
  readonly kind: K;
  readonly convex: boolean = true;
  readonly differentiable = true;
  readonly X: Matrix;
  readonly Y: Matrix;
  /** d_0 × d_0 */
  readonly Sxx: Matrix;
  /** d_H × d_0 */
  readonly Syx: Matrix;
  /** ‖Y‖² = tr Σ_YY */
  readonly traceYY: Rational;

  /** Throws RangeError if X and Y have different numbers of samples. */
  constructor(X: Matrix, Y: Matrix, kind = 'square' as K) {
    requireSameSamples(X, Y);
    this.kind = kind;
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

  /** Σ_XX for every output. */
  gram(_: number): Matrix {
    return this.Sxx;
  }

  /** N itself. */
  residualFor(N: Matrix): Matrix {
    requireResidualShape('N', N, this.Y);
    return N;
  }

  toJson(): ExactLossJson {
    return { kind: 'square' };
  }
}
