import fc, { type Arbitrary } from 'fast-check';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { lifted } from '../generators/lifted-point.ts';
import { choice, fewSteps, sparseFrom, steps } from '../generators/small.ts';
import { withFullRankX } from './full-row-rank.ts';

/** The same points with one or two inputs more where X has full row rank: they depend on the others, and W_1 may listen to them. */
export const withDependentInputs = (points: Arbitrary<Instance>): Arbitrary<Instance> =>
  fc
    .tuple(points, choice([1, 1, 2]), steps(4), fewSteps(3))
    .map(([point, more, N, T]) =>
      rank(point.X) < point.X.rows ? point : lifted(point, sparseFrom(point.widths[1]!, more, N), T),
    );

/**
 * The same points with one output more, or all outputs twice, where Y has full row rank: Y[T] = 0 and W_H[T] = 0 for a new row T, or Y and W_H above
 * themselves. The gradients B_iᵀGA_{i−1}ᵀ stay or double. X gets full row rank.
 */
export const withDependentOutputs = (points: Arbitrary<Instance>): Arbitrary<Instance> =>
  fc.tuple(points, choice(['zero', 'zero', 'twice'])).map(([point, kind]) => {
    const full = withFullRankX(point);
    if (rank(full.Y) < full.Y.rows) return full;
    const last = full.weights[depth(full) - 1]!;
    const more = (m: Matrix) => m.above(kind === 'twice' && m.rows <= 2 ? m : Matrix.zeros(1, m.cols));
    return makeInstance(full.X, more(full.Y), [...full.weights.slice(0, -1), more(last)]);
  });

/** The same product through one layer more, the identity, where H is the number given: critical if the point was. */
export const withAnotherLayer =
  (H: number) =>
  (instance: Instance): Instance =>
    depth(instance) === H
      ? makeInstance(instance.X, instance.Y, [...instance.weights, Matrix.identity(instance.Y.rows)])
      : instance;
