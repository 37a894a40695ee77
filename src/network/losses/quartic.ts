import { cubeRoot } from '../../exact/cube-root.ts';
import { Rational } from '../../exact/rational.ts';
import type { ExactLossJson } from '../loss.ts';
import { SeparableLoss } from './separable.ts';

const quarter = new Rational(1n, 4n);

/**
 * φ(e) = ¼e⁴. Convex: φ″ = 3e² ≥ 0; smooth: a polynomial. Its curvature vanishes where the residual does, so at a critical
 * point second order does not decide.
 */
export class QuarticLoss extends SeparableLoss {
  readonly kind = 'quartic';
  readonly convex = true;
  readonly differentiable = true;

  protected phi(e: Rational): Rational {
    return this.slope(e).mul(e).mul(quarter);
  }

  protected slope(e: Rational): Rational {
    return e.mul(e).mul(e);
  }

  protected inverseSlope(n: Rational): Rational | undefined {
    return cubeRoot(n);
  }

  toJson(): ExactLossJson {
    return { kind: this.kind };
  }
}
