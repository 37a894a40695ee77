import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyData } from '../generators/any-data.ts';
import { choice } from '../generators/small.ts';

/**
 * Weights as a program in floating point leaves them, read as the dyadic numbers that they are, on any integer data. Hidden layers are mostly
 * narrower than the others, so that eigenvalues are left out, often irrational ones. Shrinks to few small layers and weights 0.
 */
export const floatPoint = (): Arbitrary<Instance> =>
  fc
    .tuple(choice([2, 3, 4]), fc.array(choice([1, 1, 1, 2, 3]), { minLength: 1, maxLength: 3 }), choice([2, 3, 4]))
    .chain(([first, hidden, last]) => {
      const widths = [first, ...hidden, last];
      const weights = widths.slice(1).map((rows, h) => floatMatrix(rows, widths[h]!));
      return fc.tuple(anyData(first, last), fc.tuple(...weights), fc.constant(widths));
    })
    .map(([{ X, Y }, weights, widths]) => makeInstance(X, Y, weights, widths));

/** Numbers of single precision between −2 and 2: integers over 2¹⁴⁹ at the finest. */
const floatMatrix = (rows: number, cols: number): Arbitrary<Matrix> =>
  fc
    .array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: rows * cols, maxLength: rows * cols })
    .map((entries) => Matrix.of(rows, cols, (i, j) => Rational.fromDouble(entries[i * cols + j]!)));
