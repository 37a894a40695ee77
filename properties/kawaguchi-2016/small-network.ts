import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { abs } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyMatrix } from '../generators/any-data.ts';
import { shapes } from '../generators/shape.ts';
import { choice, smallMatrix } from '../generators/small.ts';

/** Most paths to one output whose masks are gone through: 2¹² = 4096. */
export const MOST_PATHS = 12;

/** Layers mostly without special structure; those before ReLU mostly not negative, so that some paths of deep networks are active. */
const layer = (rows: number, cols: number, last: boolean): Arbitrary<Matrix> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 14, arbitrary: smallMatrix(rows, cols) },
        { weight: 1, arbitrary: anyMatrix(rows, cols) },
        { weight: 1, arbitrary: fc.constant(Matrix.zeros(rows, cols)) },
      ),
      choice([true, true, false]),
    )
    .map(([m, positive]) => (positive && !last ? new Matrix(rows, cols, m.num.map(abs), m.den) : m));

/** Networks with d_0⋯d_{H−1} ≤ 12, one to three samples, widths cut down from the input upwards. Shrinks to few layers, small widths and entries. */
export const smallNetwork = (): Arbitrary<Instance> =>
  fc.tuple(shapes(), choice([1, 2, 2, 3])).chain(([drawn, m]) => {
    const H = drawn.length - 1;
    let left = MOST_PATHS;
    const widths = drawn.map((n, h) => {
      const width = Math.min(n, h === H ? 3 : left);
      if (h < H) left = Math.floor(left / width);
      return width;
    });
    return fc
      .tuple(
        anyMatrix(widths[0]!, m),
        smallMatrix(widths[H]!, m),
        fc.tuple(...widths.slice(1).map((rows, h) => layer(rows, widths[h]!, h === H - 1))),
      )
      .map(([X, Y, weights]) => makeInstance(X, Y, weights, widths));
  });
