/**
 * zhang-2019: L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827. Reduction to two layers.
 *
 * Let L(W) = f(W_H⋯W_1) with f convex and differentiable. If W is a local minimum of L and not a global one, then rank W_H⋯W_1 = d = min d_i,
 * and (B_j, A_j) is a local minimum, not a global one, of the two-layer network with widths d_0, d_j, d_H, for every hidden layer with
 * d_j = d. So where two layers have no spurious local minimum, any number of layers has none.
 *
 * (A1) f is convex and differentiable: the loss is one of those known to the verifier. Convexity is needed only for "∇f(R) = 0 is global".
 *
 * A certificate proves one of: W is not critical; W is a global minimizer; W is critical and not a local minimum, at rank R < d by a curve of the
 * deep network, at rank R = d by a curve of the two-layer network (B_j, A_j), lifted; or W is a spurious local minimum, rank R = d, and
 * (B_j, A_j) is one of the two-layer network, by its Hessian: then W inherits it, as products depend continuously on the layers.
 *
 * Proof that this is all, for a critical W with ∇f(R) = G ≠ 0. If rank R < d, step 3 of the decision procedure descends. If rank R = d, no
 * d_j with j = 0 or H equals d, else G = 0: R = W_H⋯W_1 is then injective or surjective, and with it A_{H−1} or B_1. So
 * d_j = d for a hidden layer only, W_j⋯W_2 has a right and W_{H−1}⋯W_{j+1} a left inverse, and every curve of (B_j, A_j) lifts; B_jᵀG = 0
 * and GA_jᵀ = 0 follow from B_1ᵀG = 0 and GA_{H−1}ᵀ = 0.
 *
 * Deviation. A certificate decides second order at rank R = d, so the loss is quadratic there: the generator has the square loss with any data,
 * weighted square losses where negative curvature is inherited from a square loss with the same gradient and larger weights, and the
 * spurious family of `spuriousPoint`. For the Huber and the quartic loss it covers rank R < d and ∇f(R) = 0. What second order does not decide
 * is `undecided`.
 */
import fc, { type Arbitrary } from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { secondOrder } from '../../src/decision/dense-hessian.ts';
import { type Point, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { bottleneckLayer } from '../../src/decision/step-4-full-rank.ts';
import { betterPoint } from '../../src/evidence/better-point.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { liftEvidence } from '../../src/evidence/lift.ts';
import { minimumByHessian, shallowAt } from '../../src/evidence/local-minimum.ts';
import { definiteness } from '../../src/exact/symmetric.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import { type AnyInstance, hasSquareLoss } from '../../src/network/instance.ts';
import { isQuadratic, type QuadraticLoss } from '../../src/network/loss.ts';
import { classified, rankOfR, zero } from '../conclusions.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage, lossClasses } from '../generators/coverage.ts';
import { mixed } from '../generators/mixed.ts';
import { plantedPoint } from '../generators/planted-point.ts';
import { lossParameters, smoothKinds } from '../generators/smooth-loss.ts';
import { spuriousPoint } from '../generators/spurious-point.ts';
import { convexDifferentiable, exactSmoothPoint } from '../hypotheses.ts';
import { bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { larger, pointWithLoss, scalar, smaller } from '../points.ts';
import { notDifferentiable, rankOfProduct } from './not-differentiable.ts';
import { rankDeficientCritical } from './rank-deficient.ts';
import { reweighted } from './reweighted.ts';

/** Largest Hessian of a spurious local minimum that is compared with the verdict. */
const LARGEST_HESSIAN = 24;

const hypotheses = [convexDifferentiable('A1', { kind: 'necessary', variant: 'not-differentiable' })];

function conclude(point: Point): Conclusion {
  const { instance, rank, bottleneck } = point;
  const conclusion = (verdict: Conclusion['verdict'], ...evidence: Evidence[]): Conclusion => ({
    verdict,
    evidence: [rankOfR(point), ...evidence],
  });
  const descent = gradientDescent(point);
  if (descent) return conclusion('not-critical', descent);
  if (point.G.isZero()) return conclusion('global-minimizer', { kind: 'convexity' });
  if (rank < bottleneck) return conclusion('not-a-local-minimum', zero, rankDeficientCurve(point, -1));

  const j = bottleneckLayer(point);
  const { loss } = instance;
  if (!isQuadratic(loss)) return undecided;
  const shallow = pointOf(shallowAt({ ...instance, loss }, j));
  const second = secondOrder(shallow);
  const isMinimum = hasSquareLoss(instance) && decidePoint(pointOf(instance)).verdict === 'global-minimizer';
  if ('direction' in second) {
    if (isMinimum) throw new Disagreement('the two-layer network at the bottleneck of a global minimizer descends');
    return conclusion(
      'not-a-local-minimum',
      zero,
      liftEvidence(instance, j, second.direction[0]!, second.direction[1]!),
    );
  }
  if (hasSquareLoss(instance)) {
    if (!isMinimum) throw new Disagreement('two layers have a semidefinite Hessian at a strict saddle of more layers');
    return classified(point, decidePoint(pointOf(instance)));
  }
  const [minimum, better] = [minimumByHessian(instance, j), betterPoint(instance, j)];
  if (!minimum || !better) return undecided;
  requireSemidefinite(instance, loss);
  return conclusion('spurious-local-minimum', minimum, better);
}

const undecided: Conclusion = { verdict: 'undecided', evidence: [] };

/** The Hessian of the deep network at a local minimum. */
function requireSemidefinite(instance: AnyInstance, loss: QuadraticLoss): void {
  if (weightCount(instance) > LARGEST_HESSIAN || definiteness(hessian(instance, loss)).psd) return;
  throw new Disagreement('two layers are at a local minimum, but the Hessian of all layers has a negative eigenvalue');
}

/** Points whose conclusion is of this kind. */
const refutedBy = (
  fields: Pick<Variant, 'id' | 'claim'> & { readonly generator: Arbitrary<AnyInstance> },
  contradicts: (point: Point, conclusion: Conclusion) => boolean,
): Variant => ({
  ...fields,
  refute: (instance) =>
    refutation(exactSmoothPoint(instance), hypotheses, (point) => {
      const conclusion = conclude(point);
      return contradicts(point, conclusion) ? conclusion : undefined;
    }),
});

const alwaysClean = refutedBy(
  { id: 'always-clean', claim: 'No convex differentiable f has a spurious local minimum.', generator: spuriousPoint() },
  (_, { verdict }) => verdict === 'spurious-local-minimum',
);

const criticalPointToo = refutedBy(
  {
    id: 'critical-point',
    claim: 'A critical point that is not a global minimizer has rank R = d.',
    generator: fc.oneof(
      rankDeficientCritical(),
      plantedPoint({ rank: 'deficient', minDepth: 2, points: ['critical'] }),
    ),
  },
  ({ rank, bottleneck }, { verdict }) => verdict === 'not-a-local-minimum' && rank < bottleneck,
);

/** The counterexample of the paper: R = (9/10)[[1, −1], [−1, 1]] for Y = [[1, ½], [½, 1]]. */
export const sharpnessWeighted = pointWithLoss(
  {
    kind: 'weighted-square',
    weights: [
      ['1', '1/14'],
      ['1/14', '1'],
    ],
  },
  [
    [1, 0],
    [0, 1],
  ],
  [
    [1, '1/2'],
    ['1/2', 1],
  ],
  [['9/10', '-9/10']],
  [[1], [-1]],
);

export const reduction = property({
  id: 'zhang-2019/reduction',
  source: 'L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827, reduction to two layers',
  statement:
    'Let f be convex and differentiable. If W is a local minimum of f(W_H⋯W_1) and not a global one, then rank W_H⋯W_1 = min d_i, and (B_j, A_j) is ' +
    'a local minimum of the two-layer network, and not a global one, for every hidden layer with d_j = min d_i.',
  proves:
    'This W is not a local minimum, or it is a global one, or rank R = d and the two-layer network at a bottleneck has a spurious local minimum, too. ' +
    'At rank R = d the descent is that of two layers, lifted.',
  hypotheses,
  generator: fc.oneof(
    { weight: 4, arbitrary: mixed() },
    { weight: 2, arbitrary: bottleneckPoint() },
    { weight: 3, arbitrary: fc.tuple(bottleneckPoint(), lossParameters(['weighted-square'])).map(reweighted) },
    { weight: 5, arbitrary: plantedPoint({ rank: 'deficient' }) },
    { weight: 1, arbitrary: plantedPoint({ points: ['fitted'] }) },
    { weight: 1, arbitrary: anyPoint() },
    { weight: 2, arbitrary: spuriousPoint() },
  ),
  subject: exactSmoothPoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.2,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.1,
        'r = d': 0.2,
        'zero layer': 0.1,
        'rank-deficient X': 0.05,
        'rank-deficient Y': 0.05,
      },
      verdicts: {
        'not-critical': 0.02,
        'global-minimizer': 0.1,
        'not-a-local-minimum': 0.2,
        'spurious-local-minimum': 0.05,
      },
    }),
    ...lossClasses(smoothKinds, 0.03),
    {
      name: 'lifted curve, square loss',
      minimum: 0.02,
      holds: ({ loss }, proof) => loss.kind === 'square' && proof.evidence.some((e) => e.kind === 'lift'),
    },
    {
      name: 'lifted curve, weighted square loss',
      minimum: 0.03,
      holds: ({ loss }, proof) => loss.kind === 'weighted-square' && proof.evidence.some((e) => e.kind === 'lift'),
    },
    {
      name: 'spurious local minimum of three or more layers',
      minimum: 0.02,
      holds: ({ weights }, { verdict }) => verdict === 'spurious-local-minimum' && weights.length >= 3,
    },
  ],
  variants: [
    alwaysClean,
    notDifferentiable(
      'A local minimum of a convex f that is not global has rank R = d.',
      'A1',
      (instance) => (rankOfProduct(instance).rank < Math.min(...instance.widths) ? [] : undefined),
      (instance) => [rankOfProduct(instance)],
    ),
    criticalPointToo,
  ],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: scalar(2, 2, 1) },
    { name: 'global-minimizer-of-bounded-rank', instance: larger },
    { name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
    { name: 'not-a-local-minimum-lifted', instance: smaller },
    { name: 'spurious-local-minimum', instance: sharpnessWeighted },
  ],
});
