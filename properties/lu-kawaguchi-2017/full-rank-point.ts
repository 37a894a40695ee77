import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyData } from '../generators/any-data.ts';
import { invertibleFrom } from '../generators/invertible.ts';
import { MAX_DEPTH, type ShapeOptions, shapes } from '../generators/shape.ts';
import { choice, fewSteps, sparseFrom, steps } from '../generators/small.ts';

/**
 * Points of rank R = d = min d_i on any data: W_h = T_h diag(I_d, Z_h) T_{h−1}⁻¹ with T_h invertible and Z_h sparse, so that R = T_H diag(I_d, Z_H⋯Z_1) T_0⁻¹. The layers
 * besides the bottleneck may have any rank ≥ d. Shrinks to padded identities.
 */
export const fullRankPoint = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  fc
    .tuple(shapes(options), choice(['as they are', 'as they are', 'input', 'output', 'several']), fc.nat(MAX_DEPTH))
    .map(([widths, narrow, at]) => narrowed(widths, narrow, at))
    .chain((widths) =>
      fc
        .record({
          gauges: fc.array(fewSteps(3), { minLength: MAX_DEPTH + 1, maxLength: MAX_DEPTH + 1 }),
          blocks: fc.array(steps(3), { minLength: MAX_DEPTH, maxLength: MAX_DEPTH }),
          data: anyData(widths[0]!, widths[widths.length - 1]!),
        })
        .map(({ gauges, blocks, data: { X, Y } }) => {
          const d = Math.min(...widths);
          const T = widths.map((n, h) => invertibleFrom(n, gauges[h]!));
          const weights = range(widths.length - 1).map((h) => {
            const [rows, cols] = [widths[h + 1]! - d, widths[h]! - d];
            const Z = sparseFrom(rows, cols, blocks[h]!);
            const D = Matrix.identity(d).beside(Matrix.zeros(d, cols)).above(Matrix.zeros(rows, d).beside(Z));
            return T[h + 1]!.mul(D).mul(inverse(T[h]!)!);
          });
          return makeInstance(X, Y, weights, widths);
        }),
    );

/** The least width at the input, at the output, or at one more layer. */
function narrowed(widths: readonly number[], where: string, at: number): number[] {
  const d = Math.min(...widths);
  const layer = where === 'input' ? 0 : where === 'output' ? widths.length - 1 : at % widths.length;
  return widths.map((n, h) => (where !== 'as they are' && h === layer ? d : n));
}
