import { describe, expect, test } from 'vitest';
import type { Rows } from '../../properties/points.ts';
import { balancedCriticalPoint, regularized } from '../../properties/zhu-2018/balanced-point.ts';
import { withMoreInputs } from '../../properties/zhu-2018/two-layer-point.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import {
  decideRegularized,
  type RegularizedPoint,
  rankDeficientDirection,
  regularizedPointOf,
} from '../../src/decision/decide-regularized.ts';
import { spectraAt, swapDirection } from '../../src/decision/step-4-full-rank.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type AnyInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { isRegularized, regularizedSecondDerivative } from '../../src/network/regularized.ts';
import { holds } from '../helpers/property.ts';

const pointAt = (instance: AnyInstance): RegularizedPoint => {
  if (!isRegularized(instance)) throw new Error('another loss');
  return regularizedPointOf(instance);
};
const pointOf = (X: Rows, Y: Rows, first: Rows, second: Rows) =>
  pointAt(
    makeInstanceWithLoss(Matrix.fromRows(X), Matrix.fromRows(Y), [Matrix.fromRows(first), Matrix.fromRows(second)], {
      kind: 'balanced-square',
      mu: '2',
    }),
  );

const I2: Rows = [
  [1, 0],
  [0, 1],
];
const Y41: Rows = [
  [4, 0],
  [0, 1],
];
const points = {
  sloped: pointOf([[1]], [[1]], [[1]], [[2]]),
  'critical for f, not balanced': pointOf([[1]], [[2]], [[1]], [[2]]),
  'balanced, not critical': pointOf([[1]], [[2]], [[1]], [[1]]),
  fitted: pointOf([[1]], [[4]], [[2]], [[2]]),
  'nothing to fit': pointOf([[1]], [[0]], [[0]], [[0]]),
  larger: pointOf(I2, Y41, [[2, 0]], [[2], [0]]),
  smaller: pointOf(I2, Y41, [[0, 1]], [[0], [1]]),
  origin: pointOf(I2, Y41, [[0, 0]], [[0], [0]]),
  // r = 1 < d = 2; the larger value is fitted, or the smaller.
  'a neuron at rest': pointOf(
    I2,
    Y41,
    [
      [2, 0],
      [0, 0],
    ],
    [
      [2, 0],
      [0, 0],
    ],
  ),
  'a neuron at rest, smaller': pointOf(
    I2,
    Y41,
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ),
  // X of rank 1, W_1 free on the second input.
  'hidden from the data': pointOf([[1], [0]], [[4]], [[2, 7]], [[2]]),
  'origin, hidden from the data': pointOf([[1], [1]], [[4]], [[1, -1]], [[0]]),
} as const;
type Name = keyof typeof points;
const global = ['zero', 'balanced', 'convexity'];
const saddle = ['zero', 'balanced', 'negative-curvature', 'ascent-curve'];

describe('the regularized loss: the class of a point', () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['critical for f, not balanced', 'not-critical', ['descent-curve']],
    ['balanced, not critical', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', global],
    ['nothing to fit', 'global-minimizer', global],
    ['larger', 'global-minimizer', ['zero', 'balanced', 'least-squares', 'ky-fan']],
    ['smaller', 'strict-saddle', saddle],
    ['origin', 'strict-saddle', saddle],
    ['a neuron at rest', 'strict-saddle', saddle],
    ['a neuron at rest, smaller', 'strict-saddle', saddle],
    ['hidden from the data', 'global-minimizer', global],
    ['origin, hidden from the data', 'strict-saddle', saddle],
  ])('%s: %s', (name, verdict, kinds) => {
    const decision = decideRegularized(points[name]);
    expect([decision.verdict, decision.evidence.map((e) => e.kind)]).toEqual([verdict, kinds]);
  });

  test.each<[Name, number]>([
    ['smaller', 2],
    ['a neuron at rest', 2],
    ['origin', 4],
    ['origin, hidden from the data', 4],
  ])('%s: the loss grows at order %i', (name, order) => {
    expect(decideRegularized(points[name]).evidence.at(-1)).toMatchObject({ kind: 'ascent-curve', order });
  });

  test.each([
    ['X of full row rank', regularized(balancedCriticalPoint())],
    ['more inputs', regularized(withMoreInputs(balancedCriticalPoint()))],
  ])('%s: balanced critical points have the class they have for f, and every direction is one of g', (_, instances) => {
    holds(
      instances.map(pointAt),
      (point) => {
        const { verdict } = decideRegularized(point);
        const directions: Matrix[][] = [];
        const { G, rank, bottleneck } = point;
        if (rank < bottleneck && !G.isZero()) directions.push(rankDeficientDirection(point));
        const spectra = spectraAt(point);
        if (!spectra.separated) directions.push(swapDirection(point, spectra.crossing));
        const negative = directions.every((V) => regularizedSecondDerivative(point.regularized, V).sign < 0);
        const expected = directions.length > 0 ? 'strict-saddle' : 'global-minimizer';
        return negative && verdict === expected && verdict === decidePoint(point).verdict;
      },
      { seed: 3, runs: 150 },
    );
  });

  test('no such direction where the point is not critical', () => {
    expect(() => rankDeficientDirection(points.fitted)).toThrow('of rank R < d with G ≠ 0');
  });
});
