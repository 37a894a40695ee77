import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyWeights } from '../generators/any-point.ts';
import { type SpectralParameters, spectralData, spectralParameters } from '../generators/rational-spectrum.ts';
import { type ShapeOptions, shapes } from '../generators/shape.ts';

export interface GoodDataOptions extends ShapeOptions {
  /** Least d_H; 1 if not given. */
  readonly minOutputs?: number;
  /** Changes the data, for d_H = n outputs. */
  readonly data?: (p: SpectralParameters, n: number) => SpectralParameters;
}

/** Arbitrary weights, now and then all 0, on data that meet the hypotheses: Y loses rows until d_H ≤ d_0. Shrinks to W = 0 on simple data. */
export const pointOnGoodData = ({
  minOutputs = 1,
  data = (p) => p,
  ...options
}: GoodDataOptions): Arbitrary<Instance> =>
  shapes(options).chain((drawn) => {
    const first = Math.max(minOutputs, drawn[0]!);
    const last = Math.min(first, Math.max(minOutputs, drawn[drawn.length - 1]!));
    const widths = [first, ...drawn.slice(1, -1), last];
    return fc.tuple(spectralParameters('distinct'), anyWeights(widths), fc.nat(9)).map(([p, weights, origin]) => {
      const { X, Y } = spectralData(first, last, data(p, last));
      return makeInstance(X, Y, origin === 0 ? weights.map((w) => Matrix.zeros(w.rows, w.cols)) : weights, widths);
    });
  });
