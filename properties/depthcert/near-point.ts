import fc, { type Arbitrary } from 'fast-check';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { hasCoordinates, type InstanceInCoordinates } from '../../src/network/vertices.ts';
import { eigenframe, layersIn } from '../../src/trained/eigenframe.ts';
import { rounded } from '../../src/trained/rounding.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalPoint } from '../generators/irrational-point.ts';
import { choice } from '../generators/small.ts';

/** Bits after the point of the weights: those of a double near 1. */
const BITS = 52;

/**
 * Weights near a critical point, as a program in floating point leaves them: each is moved by up to 2⁻ᵏ and rounded to a multiple of 2⁻⁵², so that hardly any is
 * critical. Shrinks to larger moves of fewer weights, then as the critical points do.
 */
export const nearPoint = (): Arbitrary<Instance> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: irrationalPoint({ minDepth: 2, maxDepth: 4, maxWidth: 3 }) },
        { weight: 1, arbitrary: criticalPoint({ minDepth: 2, maxDepth: 3, maxWidth: 3 }) },
      ),
      choice([12, 16, 20, 24, 28, 32, 36, 40, 44]),
      fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 8, maxLength: 8 }),
    )
    .map(([critical, k, moves]) => {
      const { X, Y, widths } = critical;
      const unit = new Rational(1n, 1n << BigInt(k + 3));
      let next = 0;
      const weights = plainLayers(critical).map((w) =>
        rounded(w, BITS).add(
          Matrix.of(w.rows, w.cols, () => new Rational(BigInt(moves[next++ % moves.length]!)).mul(unit)),
        ),
      );
      return makeInstance(X, Y, weights, widths);
    });

/** The layers, about, where they are written in an eigenbasis. */
function plainLayers(instance: Instance): readonly Matrix[] {
  return hasCoordinates(instance) ? inPlainBases(instance) : instance.weights;
}

function inPlainBases({ X, Y, widths, weights, coordinates }: InstanceInCoordinates): Matrix[] {
  const zeros = range(widths.length - 1).map((h) => Matrix.zeros(widths[h + 1]!, widths[h]!));
  const frame = eigenframe(makeInstance(X, Y, zeros, widths));
  return layersIn(rounded(frame.vectors, 2 * BITS), { ...frame, coordinates }, weights);
}
