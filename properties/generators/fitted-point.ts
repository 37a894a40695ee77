import fc, { type Arbitrary } from 'fast-check';
import { kernel } from '../../src/exact/elimination.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { anyMatrix } from './any-data.ts';
import { anyWeights } from './any-point.ts';
import { type ShapeOptions, shapes } from './shape.ts';
import { choice, sparseFrom, steps } from './small.ts';

/**
 * Least-squares points, G = 0: X and W are arbitrary (zero layers, lost rank, H = 1 included), and Y = R·X + N with
 * N·Xᵀ = 0, so that every W with this product is a global minimizer by convexity. Shrinks to small widths and entries.
 */
export const fittedPoint = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  fc.tuple(shapes(options), choice([1, 2, 3, 4, 5])).chain(([widths, m]) =>
    fc.tuple(anyMatrix(widths[0]!, m), anyWeights(widths), steps(3)).map(([X, weights, noise]) => {
      const { R } = partialProducts({ widths, weights });
      const free = kernel(X).transpose();
      const Y = R.mul(X).add(sparseFrom(R.rows, free.rows, noise).mul(free));
      return makeInstance(X, Y, weights, widths);
    }),
  );
