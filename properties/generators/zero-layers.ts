import fc, { type Arbitrary } from 'fast-check';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyData } from './any-data.ts';
import { anyWeights } from './any-point.ts';
import { type ShapeOptions, shapes } from './shape.ts';
import { choice, sparseFrom, steps } from './small.ts';

/**
 * Critical points with R = 0 on arbitrary data, H ≥ 2: the origin; two zero layers; or one zero layer W_k, k < H, where
 * W_H maps into ker Gᵀ, G = −Y·Xᵀ, so that the one gradient that is left, B_kᵀ G A_{k-1}ᵀ, vanishes as well.
 * Shrinks to the origin of a small network, then to small entries.
 */
export const zeroLayers = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  shapes({ ...options, minDepth: Math.max(2, options.minDepth ?? 2) }).chain((widths) => {
    const H = widths.length - 1;
    return fc
      .record({
        kind: choice(['origin', 'two', 'two', 'one', 'one']),
        data: anyData(widths[0]!, widths[H]!),
        drawn: anyWeights(widths),
        first: fc.nat(H - 1),
        second: fc.nat(H - 2),
        into: steps(4),
      })
      .map(({ kind, data: { X, Y }, drawn, first, second, into }) => {
        const zero = (...layers: number[]) =>
          drawn.map((w, h) => (layers.includes(h) ? Matrix.zeros(w.rows, w.cols) : w));
        if (kind === 'origin') return makeInstance(X, Y, zero(...drawn.keys()), widths);
        if (kind === 'two') return makeInstance(X, Y, zero(first, second < first ? second : second + 1), widths);
        const annihilated = kernel(X.mul(Y.transpose()));
        const last = annihilated.mul(sparseFrom(annihilated.cols, widths[H - 1]!, into));
        return makeInstance(X, Y, [...zero(second).slice(0, -1), last], widths);
      });
  });
