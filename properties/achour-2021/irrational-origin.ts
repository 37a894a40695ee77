import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyWeights } from '../generators/any-point.ts';
import { choice } from '../generators/small.ts';

/**
 * Critical points with two zero layers (r = 0, S = ∅) on data with an irrational spectrum: X = I, Y = [[1, k], [0, l]], k, l = 1..3,
 * so Σ = YYᵀ has discriminant ((l−1)² + k²)((l+1)² + k²), positive and not a square. d_0 = d_H = 2, H ≥ 2.
 * Shrinks to few layers, then to the origin.
 */
export const irrationalOrigin = (): Arbitrary<Instance> =>
  fc.array(choice([1, 2, 2, 3]), { minLength: 1, maxLength: 3 }).chain((hidden) => {
    const widths = [2, ...hidden, 2];
    const H = widths.length - 1;
    return fc
      .record({
        drawn: anyWeights(widths),
        first: fc.nat(H - 1),
        second: fc.nat(H - 2),
        k: choice([1n, 2n, 3n]),
        l: choice([1n, 2n, 3n]),
      })
      .map(({ drawn, first, second, k, l }) => {
        const other = second < first ? second : second + 1;
        const weights = drawn.map((w, h) => (h === first || h === other ? Matrix.zeros(w.rows, w.cols) : w));
        const Y = Matrix.fromRows([
          [1n, k],
          [0n, l],
        ]);
        return makeInstance(Matrix.identity(2), Y, weights, widths);
      });
  });
