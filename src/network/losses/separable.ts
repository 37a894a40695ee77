import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { ExactLossJson, ExactLossKind, Loss } from '../loss.ts';
import { requireResidualShape, requireSameSamples } from './samples.ts';

/** f(R) = Σ_{k,l} φ_{kl}(E_{kl}) with E = RX − Y, from the functions φ_{kl} of one variable. */
export abstract class SeparableLoss implements Loss {
  abstract readonly kind: ExactLossKind;
  abstract readonly convex: boolean;
  abstract readonly differentiable: boolean;
  readonly X: Matrix;
  readonly Y: Matrix;

  /** Throws RangeError if X and Y have different numbers of samples. */
  constructor(X: Matrix, Y: Matrix) {
    requireSameSamples(X, Y);
    this.X = X;
    this.Y = Y;
  }

  /** φ_{kl}(e). */
  protected abstract phi(e: Rational, k: number, l: number): Rational;
  /** φ′_{kl}(e). */
  protected abstract slope(e: Rational, k: number, l: number): Rational;
  /** A rational e with φ′_{kl}(e) = n, if there is one. */
  protected abstract inverseSlope(n: Rational, k: number, l: number): Rational | undefined;
  abstract toJson(): ExactLossJson;

  /** E = RX − Y. */
  private residual(R: Matrix): Matrix {
    return R.mul(this.X).sub(this.Y);
  }

  value(R: Matrix): Rational {
    const E = this.residual(R);
    let sum = Rational.zero;
    for (let k = 0; k < E.rows; k++) for (let l = 0; l < E.cols; l++) sum = sum.add(this.phi(E.entry(k, l), k, l));
    return sum;
  }

  gradient(R: Matrix): Matrix {
    const E = this.residual(R);
    return Matrix.of(E.rows, E.cols, (k, l) => this.slope(E.entry(k, l), k, l)).mul(this.X.transpose());
  }

  residualFor(N: Matrix): Matrix | undefined {
    requireResidualShape('N', N, this.Y);
    const rows: Rational[][] = [];
    for (let k = 0; k < N.rows; k++) {
      const row: Rational[] = [];
      for (let l = 0; l < N.cols; l++) {
        const e = this.inverseSlope(N.entry(k, l), k, l);
        if (!e) return undefined;
        row.push(e);
      }
      rows.push(row);
    }
    return Matrix.fromRows(rows, N.cols);
  }
}
