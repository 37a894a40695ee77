import fc, { type Arbitrary } from 'fast-check';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { anyMatrix } from '../generators/any-data.ts';
import { anyPoint } from '../generators/any-point.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { fittedPoint } from '../generators/fitted-point.ts';
import { invertibleFrom } from '../generators/invertible.ts';
import { irrationalBlocks } from '../generators/irrational-blocks.ts';
import { liftedPoint, lostRankPoint } from '../generators/lifted-point.ts';
import { widths } from '../generators/shape.ts';
import { choice, sparseFrom, steps } from '../generators/small.ts';
import { zeroLayers } from '../generators/zero-layers.ts';
import { withDependentInputs, withFullRankInputs } from './full-rank-inputs.ts';

const TWO = { minDepth: 2, maxDepth: 2 } as const;
const isShallow = (instance: Instance): boolean => depth(instance) === 2;

/**
 * R = 0 < d although W_2 has full column rank: W_1 = 0, and Y orthogonal to the columns of W_2, d_1 < d_H. Shrinks to simple W_2 and Y = 0.
 */
const silentInputs = (): Arbitrary<Instance> =>
  fc
    .record({
      widths: fc.tuple(widths({ maxWidth: 3 }), widths({ maxWidth: 3 }), choice([1, 2])),
      W: steps(4),
      Y: steps(5),
    })
    .chain(({ widths: [dIn, hidden, more], W, Y }) =>
      anyMatrix(dIn, 4).map((X) => {
        const second = invertibleFrom(hidden + more, W).select(undefined, range(hidden));
        const outside = kernel(second.transpose());
        const targets = outside.mul(sparseFrom(more, X.cols, Y));
        return withFullRankInputs(makeInstance(X, targets, [Matrix.zeros(hidden, dIn), second]));
      }),
    );

/** Two layers, X of full row rank, any Y: critical points of every class, and arbitrary points. Shrinks within its kind. */
export const twoLayerPoint = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 8, arbitrary: criticalPoint({ ...TWO, spectrum: 'any' }) },
    { weight: 3, arbitrary: zeroLayers(TWO).map(withFullRankInputs) },
    { weight: 2, arbitrary: fittedPoint(TWO).map(withFullRankInputs) },
    { weight: 1, arbitrary: irrationalBlocks().filter(isShallow) },
    { weight: 1, arbitrary: silentInputs() },
    { weight: 3, arbitrary: anyPoint(TWO).map(withFullRankInputs) },
  );

/** The same point on one or two inputs more, each a combination of the others; the point is arbitrary on what X does not see. */
export const withMoreInputs = (points: Arbitrary<Instance>): Arbitrary<Instance> =>
  fc
    .tuple(points, fc.integer({ min: 1, max: 2 }), steps(4), steps(4))
    .map(([point, more, K, N]) =>
      withDependentInputs(point, sparseFrom(more, point.X.rows, K), sparseFrom(point.widths[1]!, more, N)),
    );

/** Two layers and X of deficient row rank, by construction: as above, or where R has rank d only by what X does not see. */
export const twoLayerPointOnDependentInputs = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 3, arbitrary: withMoreInputs(twoLayerPoint()) },
    { weight: 3, arbitrary: liftedPoint(TWO) },
    { weight: 2, arbitrary: lostRankPoint().filter(isShallow) },
  );
