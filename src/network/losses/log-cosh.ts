import type { Enclosure } from '../../enclosure/enclosure.ts';
import { logCosh, tanh } from '../../enclosure/log-cosh.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { TranscendentalLossJson } from '../loss.ts';
import { OddSlopeLoss, type Seen } from './odd-slope.ts';

/**
 * φ(e) = ln cosh e. Differentiable: cosh e ≥ 1, and φ′(e) = tanh e. Convex: φ″(e) = 1 − tanh² e > 0. As φ″ ≤ 1, φ′ is Lipschitz.
 * The numbers 1, tanh a_1, tanh a_2, … for different rational a_k > 0 are linearly independent over Q: with N a common denominator they are
 * (x^{n_k} − 1)/(x^{n_k} + 1), x = e^{2/N}, which is transcendental, and exp(πi/n) for the largest n = n_k is a pole of that one alone.
 * So a gradient is 0 only if all its parts are.
 */
export class LogCoshLoss extends OddSlopeLoss {
  readonly kind = 'log-cosh';

  protected see(output: Matrix): Seen {
    return { Z: output.sub(this.Y), w: Rational.one, C: Matrix.zeros(output.rows, output.cols) };
  }

  protected size(a: Enclosure): Enclosure {
    return logCosh(a);
  }

  protected slope(a: Enclosure): Enclosure {
    return tanh(a);
  }

  toJson(): TranscendentalLossJson {
    return { kind: this.kind };
  }
}
