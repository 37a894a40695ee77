/**
 * zhang-2019: L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827. Rank-deficient points.
 *
 * Let L(W) = f(W_H⋯W_1) with f convex and differentiable. If W is a local minimum of L and rank W_H⋯W_1 < d = min d_i, then
 * ∇f(W_H⋯W_1) = 0, so that W is a global minimizer.
 *
 * (A1) rank R < d: an invertible submatrix and a factorization of R.
 * (A2) f is convex and differentiable: the loss is one of those known to the verifier. Differentiability is what the proof rests on; convexity
 *      only makes ∇f(R) = 0 a global minimum.
 *
 * A certificate proves that W is not a local minimum (a gradient that is not zero, or a descent curve; then also an ascent curve,
 * so a saddle), or that ∇f(R) = 0. No hypothesis on the data.
 *
 * Deviation. The paper speaks of any convex differentiable loss; instances here have the square, a weighted square, the Huber or the quartic
 * loss, whose values are rational, or log-cosh, pseudo-Huber or the logistic loss, whose values are enclosed. ∇f is locally Lipschitz for
 * all of them, and the order of a curve is read off from that. For the last three a point of the curve with a smaller loss is given, too.
 */
import fc from 'fast-check';
import {
  type Conclusion,
  Disagreement,
  type ProvenHypothesis,
  property,
  refutation,
  refutedByVerdict,
  type Variant,
} from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { AnyPoint } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { transcendentalLossKinds } from '../../src/network/losses/index.ts';
import { classified, nearby, withEnoughDigits, zero } from '../conclusions.ts';
import { betweenRanks, coverage, lossClasses, transcendentalClasses } from '../generators/coverage.ts';
import { plantedPoint } from '../generators/planted-point.ts';
import { smoothKinds } from '../generators/smooth-loss.ts';
import { transcendentalPoint } from '../generators/transcendental-point.ts';
import { convexDifferentiable, rankIs, smoothPoint, squarePoint } from '../hypotheses.ts';
import { bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { diagonal, I2, point, pointWithLoss, scalar } from '../points.ts';
import { notDifferentiable, rankBelowWidths } from './not-differentiable.ts';
import { rankDeficient, rankDeficientCritical } from './rank-deficient.ts';

export const rankBelowD: ProvenHypothesis<AnyPoint> = rankIs(
  'A1',
  'rank R < d',
  ({ products }) => ['R', products.R],
  (rank, { bottleneck }) => rank < bottleneck,
  { kind: 'necessary', variant: 'full-rank-too' },
);
const rankAtMostD: ProvenHypothesis<AnyPoint> = rankIs(
  'A1',
  'rank R ≤ d',
  ({ products }) => ['R', products.R],
  () => true,
  { kind: 'necessary', variant: 'full-rank-too' },
);
export const smoothLoss = convexDifferentiable('A2', { kind: 'necessary', variant: 'not-differentiable' });
const hypotheses = [rankBelowD, smoothLoss];

const conclude = (any: AnyPoint): Conclusion =>
  withEnoughDigits(any, (point) => {
    const descent = gradientDescent(point);
    if (descent) return { verdict: 'not-critical', evidence: [descent, ...nearby(point, descent)] };
    if (point.G.isZero()) return { verdict: 'global-minimizer', evidence: [{ kind: 'convexity' }] };
    const [down, up] = [rankDeficientCurve(point, -1), ascentCurve(point)];
    return { verdict: 'not-a-local-minimum', evidence: [zero, down, up, ...nearby(point, down)] };
  });

/** A global minimizer of full rank with ∇f(R) ≠ 0; the evidence is without the rank of R. */
function minimizerWithGradient(point: ReturnType<typeof squarePoint>): Conclusion | undefined {
  if (point.rank < point.bottleneck || point.G.isZero()) return undefined;
  const { verdict, evidence } = decidePoint(point);
  return verdict === 'global-minimizer' ? { verdict, evidence } : undefined;
}

/** Without A1; the same for `multi-tower`. */
export const fullRankToo: Variant = {
  id: 'full-rank-too',
  claim: 'A local minimum of any rank has ∇f(R) = 0.',
  generator: bottleneckPoint(),
  refute: (instance) =>
    instance.others
      ? undefined
      : refutation(squarePoint(instance), [smoothLoss], (point) => {
          const found = minimizerWithGradient(point);
          return found && classified(point, { verdict: 'global-minimizer', evidence: found.evidence });
        }),
};

const rankAtMost: Variant = {
  id: 'rank-at-most-d',
  claim: 'A local minimum with rank R ≤ d has ∇f(R) = 0.',
  generator: bottleneckPoint(),
  refute: (instance) => refutation(squarePoint(instance), [rankAtMostD, smoothLoss], minimizerWithGradient),
};

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'A critical point with rank R < d has ∇f(R) = 0.',
  generator: fc.oneof(
    rankDeficientCritical(),
    plantedPoint({ rank: 'deficient', minDepth: 2, points: ['critical'] }),
    transcendentalPoint({ rank: 'deficient', minDepth: 2, points: ['critical'] }),
  ),
  refute: refutedByVerdict(smoothPoint, hypotheses, conclude, 'not-a-local-minimum'),
};

const strict: Variant = {
  id: 'strict',
  claim: 'A critical point with rank R < d and ∇f(R) ≠ 0 escapes by negative curvature.',
  generator: rankDeficientCritical(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const { verdict, evidence } = decidePoint(point);
      if (verdict === 'global-minimizer' && !point.G.isZero()) throw new Disagreement('a global minimizer with G ≠ 0');
      return verdict === 'non-strict-saddle' ? { verdict, evidence } : undefined;
    }),
};

// 2 → 2 → 2 with Y = diag(2, 1), rank R = 1 < d = 2.
const halfRank = point(
  I2,
  [
    [2, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [0, 0],
  ],
  I2,
);

export const fullRank = property({
  id: 'zhang-2019/full-rank',
  source: 'L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827, rank-deficient local minima',
  statement:
    'Let f be convex and differentiable. If W is a local minimum of f(W_H⋯W_1) with rank W_H⋯W_1 < min d_i, then ∇f(W_H⋯W_1) = 0.',
  proves:
    'At this point of rank R < d, either W is not a local minimum (nor a local maximum, if it is critical), or ∇f(R) = 0 and W is a ' +
    'global minimizer.',
  hypotheses,
  generator: fc.oneof(
    { weight: 3, arbitrary: rankDeficient() },
    { weight: 4, arbitrary: plantedPoint({ rank: 'deficient', losses: ['weighted-square', 'huber', 'quartic'] }) },
    { weight: 4, arbitrary: transcendentalPoint({ rank: 'deficient' }) },
  ),
  subject: smoothPoint,
  tiers: ['exact', 'enclosed'],
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.15,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.2,
        'zero layer': 0.15,
        'rank-deficient X': 0.1,
        'rank-deficient Y': 0.1,
        'repeated eigenvalues': 0.03,
      },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.02, 'not-a-local-minimum': 0.2 },
    }),
    betweenRanks(0.05),
    ...lossClasses([...smoothKinds, ...transcendentalLossKinds], 0.05),
    ...transcendentalClasses({ 'not-critical': 0.02, 'global-minimizer': 0.05, 'not-a-local-minimum': 0.04 }),
    {
      name: 'saddle of a loss that is not quadratic',
      minimum: 0.03,
      holds: ({ loss }, { verdict }) =>
        verdict === 'not-a-local-minimum' && (loss.kind === 'huber' || loss.kind === 'quartic'),
    },
  ],
  variants: [
    fullRankToo,
    rankAtMost,
    criticalPointToo,
    strict,
    notDifferentiable('A local minimum with rank R < d of a convex f is a global one.', 'A2', rankBelowWidths),
  ],
  examples: [
    { name: 'not-critical', instance: halfRank },
    { name: 'global-minimizer', instance: scalar(0, 0, 0) },
    { name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
    {
      name: 'not-a-local-minimum-log-cosh',
      instance: pointWithLoss({ kind: 'log-cosh' }, [[1]], [[2]], [[0]], [[0]], [[0]]),
    },
    {
      name: 'global-minimizer-log-cosh',
      // Two measurements of one number: the residuals are 1 and −1, their slopes cancel.
      instance: pointWithLoss({ kind: 'log-cosh' }, [[1, 1]], [[-1, 1]], [[0]], [[0]]),
    },
    {
      name: 'not-critical-pseudo-huber',
      instance: pointWithLoss({ kind: 'pseudo-huber', delta: '1' }, I2, diagonal(3, 1), diagonal(1, 0), I2),
    },
    {
      name: 'not-a-local-minimum-logistic',
      instance: pointWithLoss({ kind: 'logistic' }, I2, I2, diagonal(0, 0), diagonal(0, 0)),
    },
    {
      name: 'not-a-local-minimum-quartic',
      instance: pointWithLoss({ kind: 'quartic' }, [[1]], [[2]], [[0]], [[0]], [[0]]),
    },
  ],
});
