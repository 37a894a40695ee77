/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. Theorem 2.2.
 *
 * Let X have full row rank. Then every local minimum of the shallow problem min ½‖RX − Y‖² subject to rank R ≤ p is a global one.
 *
 * (A1) rank X = d_0: an invertible submatrix.
 * (A2) H = 2: compared. The point of the shallow problem is R = W_2W_1, and p = min(d_0, d_1, d_2).
 *
 * A certificate proves one of: a line of factors, so of matrices of rank ≤ p, along which the loss falls at first order; the factors are critical, and there is
 * a curve of them along which it falls at higher order; or R minimizes the loss among the matrices of rank ≤ p.
 *
 * Both hypotheses are not needed for this: the decision procedure ends in one of these verdicts for every X, Y and W, and a product of more factors has rank ≤ p, too.
 *
 * Deviation. A point of the shallow problem is given by factors. Every R of rank ≤ p has factors, and a curve of factors is one of matrices of rank ≤ p.
 * For p ≥ min(d_0, d_2) the rank is not constrained at all.
 */
import fc from 'fast-check';
import { property, refutation, refutedByVerdict, type Variant } from '../../src/campaign/property.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import { depth } from '../../src/network/network.ts';
import { isKyFan, localMinimumIsGlobal } from '../conclusions.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { fittedPoint } from '../generators/fitted-point.ts';
import { liftedPoint } from '../generators/lifted-point.ts';
import { mixed } from '../generators/mixed.ts';
import { zeroLayers } from '../generators/zero-layers.ts';
import { dimensions, fullRowRankX, squarePoint } from '../hypotheses.ts';
import { larger, scalar, smaller } from '../points.ts';
import { bottleneckPoint } from './bottleneck-point.ts';
import { withFullRankX } from './full-row-rank.ts';
import { withAnotherLayer, withDependentInputs } from './one-hypothesis-false.ts';

const two = { minDepth: 2, maxDepth: 2 };
const points = fc.oneof(
  { weight: 3, arbitrary: criticalPoint({ ...two, spectrum: 'any' }) },
  { weight: 2, arbitrary: criticalPoint(two) },
  { weight: 2, arbitrary: bottleneckPoint(two) },
  { weight: 1, arbitrary: zeroLayers(two) },
  { weight: 1, arbitrary: fittedPoint(two) },
  { weight: 1, arbitrary: liftedPoint(two) },
  { weight: 2, arbitrary: anyPoint(two) },
);

const hypotheses = [
  fullRowRankX('A1', { kind: 'not needed', generator: withDependentInputs(points) }),
  dimensions('A2', 'H = 2', ({ instance }) => depth(instance) === 2, {
    kind: 'not needed',
    generator: mixed().map(withFullRankX).map(withAnotherLayer(2)),
  }),
];

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'Every critical point of the shallow problem is a global minimum of it.',
  generator: criticalPoint({ ...two, stratum: 'free' }),
  refute: refutedByVerdict(squarePoint, hypotheses, localMinimumIsGlobal, 'not-a-local-minimum'),
};

const rankBoundPlusOne: Variant = {
  id: 'rank-bound-plus-one',
  claim: 'A local minimum of the shallow problem for rank R ≤ p is one for rank R ≤ p + 1.',
  generator: bottleneckPoint(two),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const better = betterMatrix(point.instance);
      const { verdict, evidence } = localMinimumIsGlobal(point);
      return better && verdict === 'global-minimizer' ? { verdict, evidence: [...evidence, better] } : undefined;
    }),
};

export const shallowProblem = property({
  id: 'lu-kawaguchi-2017/thm-2.2',
  source: 'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, Theorem 2.2',
  statement:
    'Let X have full row rank. Every local minimum of ½‖RX − Y‖² subject to rank R ≤ p is a global one. Here R = W_2W_1 and p = min d_i.',
  proves: 'This R = W_2W_1 is not a local minimum among the matrices of rank ≤ min d_i, or it is a global one.',
  hypotheses,
  generator: points.map(withFullRankX),
  subject: squarePoint,
  conclude: localMinimumIsGlobal,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.25,
        'H = 2': 1,
        'r = 0': 0.1,
        'r = d': 0.25,
        'zero layer': 0.1,
        'rank-deficient Y': 0.1,
        'repeated eigenvalues': 0.1,
      },
      verdicts: { 'not-critical': 0.08, 'global-minimizer': 0.12, 'not-a-local-minimum': 0.3 },
    }),
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.04,
      holds: (_, proof) => isKyFan(proof),
    },
  ],
  variants: [criticalPointToo, rankBoundPlusOne],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: larger },
    { name: 'not-a-local-minimum', instance: smaller },
  ],
});
