import type { Enclosure } from '../../enclosure/enclosure.ts';
import { tanh } from '../../enclosure/log-cosh.ts';
import { softplus } from '../../enclosure/sigmoid.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { TranscendentalLossJson } from '../loss.ts';
import { OddSlopeLoss, type Seen } from './odd-slope.ts';

const half = new Rational(1n, 2n);

/**
 * φ = ln(1 + e^z) − yz with z = (RX)_{kl}: the cross-entropy of the probabilities y = Y_{kl}, 0 ≤ y ≤ 1, and σ(z) = 1/(1 + e^−z).
 * Differentiable: φ′ = σ(z) − y, as 1 + e^z > 0. Convex: φ″ = σ(z)(1 − σ(z)) > 0. As φ″ ≤ ¼, φ′ is Lipschitz.
 * As e^z = e^{z/2}·e^{z/2}, φ = (½ − y)z + ln(e^a + e^−a) with a = |z/2|, so that φ′ = (½ − y) + ½sign(z)·tanh a.
 * With y = 0 or 1, f has no minimum where some R separates the samples.
 */
export class LogisticLoss extends OddSlopeLoss {
  readonly kind = 'logistic';

  /** Throws RangeError unless all labels are from 0 to 1. */
  constructor(X: Matrix, Y: Matrix) {
    super(X, Y);
    const outside = Y.num.findIndex((y) => y < 0n || y > Y.den);
    if (outside >= 0) {
      const [k, l] = [Math.floor(outside / Y.cols), outside % Y.cols];
      throw new RangeError(`label (${k}, ${l}) is ${Y.entry(k, l)}, it must be from 0 to 1`);
    }
  }

  protected see(output: Matrix): Seen {
    const C = Matrix.of(output.rows, output.cols, (k, l) => half.sub(this.Y.entry(k, l)));
    return { Z: output.scale(half), w: half, C };
  }

  /** ln(e^a + e^−a). */
  protected size(a: Enclosure): Enclosure {
    return softplus(a.add(a)).sub(a);
  }

  protected slope(a: Enclosure): Enclosure {
    return tanh(a);
  }

  toJson(): TranscendentalLossJson {
    return { kind: this.kind };
  }
}
