import type { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { ExactLossJson } from '../loss.ts';
import { requirePositive } from './parameters.ts';
import { SeparableLoss } from './separable.ts';

const half = new Rational(1n, 2n);

/**
 * φ(e) = ½e² for |e| ≤ δ, and δ(|e| − δ/2) beyond.
 * Differentiable: φ′(e) is e cut off at ±δ, also where the two pieces meet, at |e| = δ, where both have the slope ±δ.
 * Convex: φ′ does not decrease. φ′ is Lipschitz, but φ has no second derivative at |e| = δ.
 */
export class HuberLoss extends SeparableLoss {
  readonly kind = 'huber';
  readonly convex = true;
  readonly differentiable = true;
  /** δ */
  readonly delta: Rational;

  /** Throws RangeError unless δ > 0. */
  constructor(X: Matrix, Y: Matrix, delta: Rational) {
    super(X, Y);
    requirePositive('delta', delta);
    this.delta = delta;
  }

  /** With c = φ′(e): c(e − c/2), which is ½e² inside and δ(|e| − δ/2) outside. */
  protected phi(e: Rational): Rational {
    const c = this.slope(e);
    return c.mul(e.sub(c.mul(half)));
  }

  protected slope(e: Rational): Rational {
    if (e.compare(this.delta) > 0) return this.delta;
    return e.compare(this.delta.neg()) < 0 ? this.delta.neg() : e;
  }

  /** n itself, if |n| ≤ δ: at n = ±δ the one of the many solutions that is nearest to 0. */
  protected inverseSlope(n: Rational): Rational | undefined {
    return this.slope(n).equals(n) ? n : undefined;
  }

  toJson(): ExactLossJson {
    return { kind: this.kind, delta: this.delta.toString() };
  }
}
