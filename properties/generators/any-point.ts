import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyData, anyMatrix } from './any-data.ts';
import { type ShapeOptions, shapes } from './shape.ts';

/** Weights W_1, …, W_H of given widths: layers generic, zero or of low rank. Shrinks every layer within its kind. */
export const anyWeights = (widths: readonly number[]): Arbitrary<Matrix[]> =>
  fc.tuple(
    ...widths
      .slice(1)
      .map((rows, h) =>
        fc.oneof(
          { weight: 8, arbitrary: anyMatrix(rows, widths[h]!) },
          { weight: 1, arbitrary: fc.constant(Matrix.zeros(rows, widths[h]!)) },
        ),
      ),
  );

/**
 * Arbitrary points on arbitrary data, no hypothesis at all: rarely critical, often with zero layers, H = 1 or width 1.
 * Shrinks to few layers and small widths first, then to small entries.
 */
export const anyPoint = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  shapes(options).chain((widths) =>
    fc
      .tuple(anyData(widths[0]!, widths[widths.length - 1]!), anyWeights(widths))
      .map(([{ X, Y }, weights]) => makeInstance(X, Y, weights, widths)),
  );
