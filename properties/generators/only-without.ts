import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyWeights } from './any-point.ts';
import type { CriticalParameters } from './critical-assembly.ts';
import { invertibleFrom } from './invertible.ts';
import { lifted } from './lifted-point.ts';
import { rationalSpectrum, type SpectralParameters } from './rational-spectrum.ts';
import { type ShapeOptions, shapes } from './shape.ts';
import { choice, fewSteps, sparseFrom, steps } from './small.ts';

/**
 * Of the usual hypotheses on the data – all d_i ≥ 1, Σ_XX invertible, Σ_XY of full rank d_H ≤ d_0, distinct eigenvalues of Σ – one alone is
 * false here, by construction. (d_H ≤ d_0 cannot fail alone: it follows from rank Σ_XY = d_H.)
 */

/** λ_1 > … > λ_n = 0: Σ_XY has rank n − 1, for d_H = n ≤ d_0. */
export const smallestZero = (p: SpectralParameters, n: number): SpectralParameters => ({
  ...p,
  gaps: p.gaps.map((gap, i) => (i === n - 1 ? 0 : Math.max(1, gap))),
});

/** λ_k = λ_{k+1} for one k, all other neighbours different, λ_n > 0; n ≥ 2. */
export const oneDouble = (p: SpectralParameters, n: number, k = p.extra): SpectralParameters => ({
  ...p,
  gaps: p.gaps.map((gap, i) => (i === k % (n - 1) ? 0 : Math.max(1, gap))),
});

/**
 * The same double eigenvalue; what spans its eigenspace is turned by the integers (a, b) ≠ 0, so that the points fit part of it along directions
 * whose length need not be rational.
 */
export const turnedDouble = (
  p: SpectralParameters,
  n: number,
  k: number,
  [a, b]: readonly [number, number],
): SpectralParameters => ({ ...oneDouble(p, n, k), turn: [k % (n - 1), a, b] });

/** Shrinks to no turn. */
export const turns: Arbitrary<readonly [number, number]> = choice([
  [1, 0],
  [1, 1],
  [2, 1],
  [1, -3],
  [3, 4],
]);

/** Critical points of the stratum `free` with λ_{d_H} = 0. */
export const withZeroEigenvalue = (p: CriticalParameters): CriticalParameters => ({
  ...p,
  stratum: 'free',
  data: smallestZero(p.data, p.dOut),
});

/** Critical points of the stratum `free` with one double eigenvalue, and so two or more outputs. */
export function withDoubleEigenvalue(p: CriticalParameters): CriticalParameters {
  const dOut = Math.max(2, p.dOut);
  return { ...p, dOut, stratum: 'free', data: oneDouble(p.data, dOut, p.cut) };
}

/** The points lifted to 1 or 2 more inputs that depend on the others; W_1 is arbitrary on what X does not see, or 0 there. */
export const onRankDeficientX = (points: Arbitrary<Instance>, unseen: 'any' | 'zero' = 'any'): Arbitrary<Instance> =>
  fc
    .tuple(points, choice([1, 2]), steps(5), fewSteps(3))
    .map(([point, more, N, T]) => lifted(point, sparseFrom(point.widths[1]!, more, unseen === 'any' ? N : []), T));

/** Points on good data with a hidden layer of no neurons, H ≥ 2: R = 0, and L is constant. Shrinks to few layers. */
export const emptyLayer = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  fc
    .tuple(shapes({ ...options, minDepth: Math.max(2, options.minDepth ?? 2) }), fc.nat(9), fc.nat(9))
    .chain(([drawn, at, also]) => {
      const H = drawn.length - 1;
      const empty = [1 + (at % (H - 1)), 1 + (also % (H - 1))];
      const widths = drawn.map((n, i) => (empty.includes(i) ? 0 : i === H ? Math.min(n, drawn[0]!) : n));
      return fc
        .tuple(rationalSpectrum(widths[0]!, widths[H]!, 'distinct'), anyWeights(widths))
        .map(([{ X, Y }, weights]) => makeInstance(X, Y, weights, widths));
    });

/** X = 0 and one output; everything else is arbitrary. L is constant. */
export const noInput = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  shapes(options).chain((drawn) => {
    const widths = [...drawn.slice(0, -1), 1];
    return fc
      .tuple(choice([1, 2, 3]), steps(2), anyWeights(widths))
      .map(([m, Y, weights]) => makeInstance(Matrix.zeros(widths[0]!, m), sparseFrom(1, m, Y), weights, widths));
  });

/**
 * Critical points with Σ_XY = 0, d_H = 1, X of full row rank: RX = 0, so one layer is 0, and the others are arbitrary. The rows of [X; Y] are
 * orthogonal: X = [C, 0], Y = [0, y]. Shrinks to the origin.
 */
export const uncorrelated = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  shapes({ ...options, minDepth: Math.max(2, options.minDepth ?? 2) }).chain((drawn) => {
    const widths = [...drawn.slice(0, -1), 1];
    return fc
      .tuple(fewSteps(3), choice([1, 2]), steps(2), anyWeights(widths), fc.nat(9))
      .map(([C, more, y, weights, layer]) => {
        const n = widths[0]!;
        const X = invertibleFrom(n, C).beside(Matrix.zeros(n, more));
        const Y = Matrix.zeros(1, n).beside(sparseFrom(1, more, y));
        const zero = layer % weights.length;
        const layers = weights.map((w, h) => (h === zero ? Matrix.zeros(w.rows, w.cols) : w));
        return makeInstance(X, Y, layers, widths);
      });
  });
