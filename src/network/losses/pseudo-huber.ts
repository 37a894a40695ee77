import type { Enclosure } from '../../enclosure/enclosure.ts';
import { pseudoHuber, pseudoHuberSlope } from '../../enclosure/pseudo-huber.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { TranscendentalLossJson } from '../loss.ts';
import { OddSlopeLoss, type Seen } from './odd-slope.ts';
import { requirePositive } from './parameters.ts';

/**
 * φ(e) = δ²(√(1 + (e/δ)²) − 1). Differentiable: the root is of a number ≥ 1, and φ′(e) = e/√(1 + (e/δ)²). Convex:
 * φ″(e) = (1 + (e/δ)²)^{−3/2} > 0. As φ″ ≤ 1, φ′ is Lipschitz.
 * Its slopes are algebraic, and may be rational or multiples of each other: 3/5 and 4/5 for δ = 1 at 3/4 and 4/3. So a gradient may be 0 though not all of its parts are:
 * such a point stays undecided.
 */
export class PseudoHuberLoss extends OddSlopeLoss {
  readonly kind = 'pseudo-huber';
  /** δ */
  readonly delta: Rational;

  /** Throws RangeError unless δ > 0. */
  constructor(X: Matrix, Y: Matrix, delta: Rational) {
    super(X, Y);
    requirePositive('delta', delta);
    this.delta = delta;
  }

  protected see(output: Matrix): Seen {
    return { Z: output.sub(this.Y), w: Rational.one, C: Matrix.zeros(output.rows, output.cols) };
  }

  protected size(a: Enclosure): Enclosure {
    const delta = a.context.of(this.delta);
    return pseudoHuber(a.div(delta)).mul(delta.square());
  }

  protected slope(a: Enclosure): Enclosure {
    const delta = a.context.of(this.delta);
    return pseudoHuberSlope(a.div(delta)).mul(delta);
  }

  toJson(): TranscendentalLossJson {
    return { kind: this.kind, delta: this.delta.toString() };
  }
}
