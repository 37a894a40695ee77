import { Combination } from '../../enclosure/combination.ts';
import type { Enclosure } from '../../enclosure/enclosure.ts';
import type { Enclosures } from '../../enclosure/enclosures.ts';
import { remembered } from '../../enclosure/real-number.ts';
import { Matrix } from '../../exact/matrix.ts';
import { abs, Rational } from '../../exact/rational.ts';
import type { TranscendentalLoss, TranscendentalLossJson, TranscendentalLossKind } from '../loss.ts';
import { requireSameSamples } from './samples.ts';

/** RX as such a loss sees it: Z = w·RX + a constant matrix, and C, all rational and d_H × m. */
export interface Seen {
  readonly Z: Matrix;
  readonly w: Rational;
  readonly C: Matrix;
}

/**
 * f(R) = ⟨C, RX⟩ + Σ_{k,l} p(|Z_{kl}|) with a function p on a ≥ 0, so that φ′_{kl} = C_{kl} + w·sign(Z_{kl})·s(|Z_{kl}|) with s = p′.
 * Over the different numbers a_1 < a_2 < … > 0 among the |Z_{kl}|, with the matrices S_k of the signs of Z_{kl} where
 * |Z_{kl}| = a_k and of zeros elsewhere, G = CXᵀ + Σ_k s(a_k)·wS_kXᵀ.
 */
export abstract class OddSlopeLoss implements TranscendentalLoss {
  abstract readonly kind: TranscendentalLossKind;
  readonly convex = true;
  readonly differentiable = true;
  readonly X: Matrix;
  readonly Y: Matrix;

  /** Throws RangeError if X and Y have different numbers of samples. */
  constructor(X: Matrix, Y: Matrix) {
    requireSameSamples(X, Y);
    this.X = X;
    this.Y = Y;
  }

  protected abstract see(output: Matrix): Seen;
  /** p(a). */
  protected abstract size(a: Enclosure): Enclosure;
  /** s(a). */
  protected abstract slope(a: Enclosure): Enclosure;
  abstract toJson(): TranscendentalLossJson;

  /** Parts that vanish are left out. */
  gradient(R: Matrix): Combination {
    const { Z, w, C } = this.see(R.mul(this.X));
    const back = this.X.transpose();
    const terms = sizesOf(Z)
      .filter((a) => a !== 0n)
      .map((a) => ({
        number: remembered((context) => this.slope(context.of(new Rational(a, Z.den)))),
        part: signsWhere(Z, a).mul(back).scale(w),
      }))
      .filter(({ part }) => !part.isZero());
    return new Combination(
      [C.mul(back), ...terms.map(({ part }) => part)],
      terms.map(({ number }) => number),
    );
  }

  enclosedValue(R: Matrix, context: Enclosures): Enclosure {
    const output = R.mul(this.X);
    const { Z, C } = this.see(output);
    return sizesOf(Z).reduce(
      (sum, a) => {
        const count = Z.num.filter((x) => abs(x) === a).length;
        return sum.add(this.size(context.of(new Rational(a, Z.den))).mul(context.integer(count)));
      },
      context.of(C.dot(output)),
    );
  }
}

/** The different absolute values among the entries of Z, over its denominator, in ascending order. */
const sizesOf = (Z: Matrix): bigint[] => [...new Set(Z.num.map(abs))].sort((a, b) => (a < b ? -1 : 1));

/** The signs of the entries ±a of Z, over its denominator; 0 elsewhere. */
const signsWhere = (Z: Matrix, a: bigint): Matrix =>
  new Matrix(
    Z.rows,
    Z.cols,
    Z.num.map((x) => (x === a ? 1n : x === -a ? -1n : 0n)),
  );
