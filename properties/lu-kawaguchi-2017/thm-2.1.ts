/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. Theorem 2.1.
 *
 * Let X and Y have full row rank. If W is a local minimum of the deep problem min ½‖W_H⋯W_1X − Y‖², then R = W_H⋯W_1 attains the value
 * of a local minimum of the shallow problem min ½‖RX − Y‖² subject to rank R ≤ min d_i.
 *
 * (A1) rank X = d_0: an invertible submatrix.
 * (A2) rank Y = d_H: an invertible submatrix.
 *
 * A certificate proves one of: W is not critical; W is critical and not a local minimum; or R is a global, hence a local minimum
 * of the shallow problem. Where W is critical of rank R = d = min d_i and not a local minimum, the descent curve is one of the
 * two-layer network (B_j, A_j) at a bottleneck d_j = d, lifted to the deep one, with a bound on how far it moves W: depth adds nothing.
 *
 * The hypotheses are not needed: the same evidence is found for every X and Y.
 *
 * Deviation. The certificate shows more than the theorem says: the local minimum of the shallow problem is global (Theorem 2.2 there).
 */
import {
  type Conclusion,
  Disagreement,
  property,
  refutation,
  refutedByVerdict,
  type Variant,
} from '../../src/campaign/property.ts';
import { decide } from '../../src/decision/decide.ts';
import type { Point, SquarePoint } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { bottleneckLayer, spectraAt } from '../../src/decision/step-4-full-rank.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { liftEvidence } from '../../src/evidence/lift.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { isKyFan, rankOfR, zero } from '../conclusions.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { larger, scalar, smaller } from '../points.ts';
import { bottleneckPoint } from './bottleneck-point.ts';
import { fullRankData, pointsOnFullRankData } from './full-rank-data.ts';

/** Not critical, critical and not a local minimum, or a global minimizer; at rank R = d by way of the two-layer network at the bottleneck. */
export function throughShallowProblem(point: SquarePoint): Conclusion {
  const conclusion = (verdict: Conclusion['verdict'], ...evidence: Evidence[]): Conclusion => ({
    verdict,
    evidence: [rankOfR(point), ...evidence],
  });
  const descent = gradientDescent(point);
  if (descent) return conclusion('not-critical', descent);
  if (point.G.isZero()) return conclusion('global-minimizer', { kind: 'convexity' });
  if (point.rank < point.bottleneck) return conclusion('not-a-local-minimum', zero, rankDeficientCurve(point, -1));

  const spectra = spectraAt(point);
  const shallow = decide(shallowNetwork(point));
  const direction = shallow.evidence.find((e) => e.kind === 'negative-curvature');
  if (shallow.verdict !== (spectra.separated ? 'global-minimizer' : 'strict-saddle')) {
    throw new Disagreement(`the two-layer network at the bottleneck is of the class ${shallow.verdict}`);
  }
  if (direction) return conclusion('not-a-local-minimum', zero, lifted(point, direction));
  if (!spectra.separated) throw new Disagreement('an eigenvalue outside S exceeds one inside, but nothing descends');
  return conclusion('global-minimizer', leastSquaresEvidence(point.leastSquares), {
    kind: 'ky-fan',
    ...spectra.subspaces,
  });
}

/** (B_j, A_j) for a bottleneck j. */
function shallowNetwork(point: Point): Instance {
  const { instance, products } = point;
  const j = bottleneckLayer(point);
  return makeInstance(instance.X, instance.Y, [products.A[j]!, products.B[j]!]);
}

/** A direction of negative curvature of the two-layer network, lifted. */
function lifted(point: Point, { V }: EvidenceOf<'negative-curvature'>): EvidenceOf<'lift'> {
  const [dA, dB] = V.map((rows) => Matrix.fromRows(rows));
  return liftEvidence(point.instance, bottleneckLayer(point), dA!, dB!);
}

const hypotheses = fullRankData;

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'If W is a critical point, R attains the value of a local minimum of the shallow problem.',
  generator: criticalPoint({ minDepth: 2, stratum: 'free' }),
  refute: refutedByVerdict(squarePoint, hypotheses, throughShallowProblem, 'not-a-local-minimum'),
};

const rankBoundPlusOne: Variant = {
  id: 'rank-bound-plus-one',
  claim:
    'If W is a local minimum, R attains the value of a local minimum of min ½‖RX − Y‖² subject to rank R ≤ 1 + min d_i.',
  generator: bottleneckPoint(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const better = betterMatrix(point.instance);
      const { verdict, evidence } = throughShallowProblem(point);
      return better && verdict === 'global-minimizer' ? { verdict, evidence: [...evidence, better] } : undefined;
    }),
};

export const theorem = property({
  id: 'lu-kawaguchi-2017/thm-2.1',
  source: 'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, Theorem 2.1',
  statement:
    'Let X and Y have full row rank. If W is a local minimum of ½‖W_H⋯W_1X − Y‖², then R = W_H⋯W_1 attains the value of a local ' +
    'minimum of ½‖RX − Y‖² subject to rank R ≤ min d_i.',
  proves:
    'This W is not a local minimum, or R is a global minimum of the shallow problem. At rank R = min d_i the descent is that of a ' +
    'two-layer network, lifted.',
  hypotheses,
  generator: pointsOnFullRankData,
  subject: squarePoint,
  conclude: throughShallowProblem,
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
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.04,
      holds: (_, proof) => isKyFan(proof),
    },
    { name: 'lifted curve', minimum: 0.04, holds: (_, proof) => proof.evidence.some((e) => e.kind === 'lift') },
  ],
  variants: [criticalPointToo, rankBoundPlusOne],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: larger },
    { name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
    { name: 'not-a-local-minimum-lifted', instance: smaller },
  ],
});
