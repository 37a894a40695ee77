/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. Theorem 2.3.
 *
 * Let X and Y have full row rank. Then every local minimum of the deep problem min ½‖W_H⋯W_1X − Y‖² is a global one.
 *
 * (A1) rank X = d_0: an invertible submatrix.
 * (A2) rank Y = d_H: an invertible submatrix.
 *
 * A certificate proves one of: W is not critical; W is critical and not a local minimum, by a curve along which the loss falls; or W is a global minimizer, by
 * convexity or by Ky Fan. The theorem is 2.1 and 2.2 together: the verdict is compared with that of 2.1, whose proof goes through the shallow problem.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * The hypotheses are not needed: the decision procedure ends in one of these verdicts for every X, Y and W.
 */
import fc from 'fast-check';
import { Disagreement, property, refutation, refutedByVerdict, type Variant } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import { isKyFan, localMinimumIsGlobal } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { larger, scalar, smaller } from '../points.ts';
import { bottleneckParameters, bottleneckPoint } from './bottleneck-point.ts';
import { fullRankData, pointsOnFullRankData } from './full-rank-data.ts';
import { throughShallowProblem } from './thm-2.1.ts';

const hypotheses = fullRankData;

function conclude(point: SquarePoint) {
  const conclusion = localMinimumIsGlobal(point);
  const { verdict } = throughShallowProblem(point);
  if (verdict !== conclusion.verdict) {
    throw new Disagreement(`${conclusion.verdict}, but through the shallow problem ${verdict}`);
  }
  return conclusion;
}

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'Every critical point of the deep problem is a global minimum.',
  generator: criticalPoint({ minDepth: 2, stratum: 'free' }),
  refute: refutedByVerdict(squarePoint, hypotheses, conclude, 'not-a-local-minimum'),
};

const rankBoundPlusOne: Variant = {
  id: 'rank-bound-plus-one',
  claim: 'If W is a local minimum, R is a global minimum of ½‖RX − Y‖² subject to rank R ≤ 1 + min d_i.',
  generator: bottleneckPoint(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const better = betterMatrix(point.instance);
      const { verdict, evidence } = conclude(point);
      return better && verdict === 'global-minimizer' ? { verdict, evidence: [...evidence, better] } : undefined;
    }),
};

export const deepProblem = property({
  id: 'lu-kawaguchi-2017/thm-2.3',
  source: 'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, Theorem 2.3',
  statement: 'Let X and Y have full row rank. Every local minimum of ½‖W_H⋯W_1X − Y‖² is a global one.',
  proves: 'This W is not a local minimum, or it is a global one.',
  hypotheses,
  generator: fc.oneof(
    { weight: 7, arbitrary: pointsOnFullRankData },
    { weight: 1, arbitrary: fc.oneof(irrationalPoint(), irrationalFrom(bottleneckParameters())) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.2,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.1,
        'r = d': 0.15,
        'zero layer': 0.1,
        'repeated eigenvalues': 0.05,
      },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.1, 'not-a-local-minimum': 0.2 },
    }),
    irrationalCritical(0.05),
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
    { name: 'not-a-local-minimum-at-the-origin', instance: scalar(1, 0, 0, 0) },
  ],
});
