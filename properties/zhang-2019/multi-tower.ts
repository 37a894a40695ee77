/**
 * zhang-2019: L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827. Several towers.
 *
 * Let f(R¹, …, R^T) be jointly convex and differentiable, R^τ = W^τ_{H_τ}⋯W^τ_1. If (W¹, …, W^T) is a local minimum of f(R¹, …, R^T) and
 * rank R^τ < min d^τ_i for a tower τ, then ∂f/∂R^τ = 0 there. Here f is a loss of Σ_τ R^τX^τ − Y, and one tower is given, the others
 * besides (`others`): what is left of Y by them is the data of the given tower.
 *
 * (A1) rank R < d for the given tower: an invertible submatrix and a factorization of R.
 * (A2) f is convex and differentiable: the loss is one of those known to the verifier. Convexity is needed only for "∂f/∂R = 0 is best".
 *
 * A certificate proves that the given tower alone can descend (a gradient that is not zero, or a descent curve; then also an
 * ascent curve), so that the towers are not at a local minimum; or that ∂f/∂R = 0: no other layers of this tower make the loss smaller.
 *
 * Deviation. The paper's f is any jointly convex function of the products; instances here add the towers up, each with inputs of its own.
 * Where rank R = d, the curves of two layers lift tower by tower, as in `zhang-2019/reduction`; this statement does not need it.
 */
import fc, { type Arbitrary } from 'fast-check';
import {
  type Conclusion,
  type CoverageClass,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import { isCritical, type Point, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type AnyInstance, makeInstanceWithLoss, requireExactLoss } from '../../src/network/instance.ts';
import { makeLoss } from '../../src/network/losses/index.ts';
import { partialProducts } from '../../src/network/network.ts';
import type { Tower } from '../../src/network/tower.ts';
import { zero } from '../conclusions.ts';
import { anyWeights } from '../generators/any-point.ts';
import { betweenRanks, coverage, lossClasses } from '../generators/coverage.ts';
import { withoutNeuron } from '../generators/cut-neuron.ts';
import { plantedPoint } from '../generators/planted-point.ts';
import { shapes } from '../generators/shape.ts';
import { sparseFrom, steps } from '../generators/small.ts';
import { smoothKinds } from '../generators/smooth-loss.ts';
import { exactSmoothPoint } from '../hypotheses.ts';
import { fullRankToo, rankBelowD, smoothLoss } from './full-rank.ts';
import { notDifferentiable, rankBelowWidths } from './not-differentiable.ts';

const hypotheses = [rankBelowD, smoothLoss];

function conclude(point: Point): Conclusion {
  const descent = gradientDescent(point);
  if (descent) return { verdict: 'not-critical', evidence: [descent] };
  if (point.G.isZero()) return { verdict: 'tower-minimizer', evidence: [{ kind: 'convexity' }] };
  return { verdict: 'not-a-local-minimum', evidence: [zero, rankDeficientCurve(point, -1), ascentCurve(point)] };
}

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'At a critical point, ∂f/∂R = 0 for a tower with rank R < d.',
  generator: plantedPoint({ rank: 'deficient', minDepth: 2, points: ['critical'], others: [0, 1] }),
  refute: (instance) =>
    refutation(exactSmoothPoint(instance), hypotheses, (point) => {
      const conclusion = conclude(point);
      const isJoint = otherPoints(instance).every(isCritical);
      return conclusion.verdict === 'not-a-local-minimum' && isJoint ? conclusion : undefined;
    }),
};

/** Each other tower as the given one. */
function otherPoints(instance: AnyInstance): Point[] {
  const { X, Y, widths, weights, loss, others = [] } = requireExactLoss(instance);
  const towers: Tower[] = [{ X, widths, weights }, ...others];
  return range(others.length).map((k) => {
    const tower = towers[k + 1]!;
    const rest = towers.filter((other) => other !== tower);
    return pointOf(makeInstanceWithLoss(tower.X, Y, tower.weights, loss.toJson(), tower.widths, rest));
  });
}

/**
 * A critical point of any loss with G ≠ 0 becomes another tower; the given tower is rank-deficient, on inputs X with Φ′(E)Xᵀ = 0. Shrinks to
 * two small towers.
 */
const secondTowerNotFitted = (): Arbitrary<AnyInstance> =>
  fc
    .tuple(plantedPoint({ minDepth: 2, points: ['critical'] }), shapes({ maxDepth: 3, maxWidth: 3 }))
    .chain(([other, drawn]) => {
      const widths = [...drawn.slice(0, -1), other.Y.rows];
      return fc.tuple(anyWeights(widths), steps(4)).map(([weights, inputs]) => {
        const slope = kernel(slopeOf(other)).transpose();
        const X = sparseFrom(widths[0]!, slope.rows, inputs).mul(slope);
        const W = withoutNeuron(widths, weights);
        const Y = other.Y.add(partialProducts({ widths, weights: W }).R.mul(X));
        const second: Tower = { X: other.X, widths: other.widths, weights: other.weights };
        return makeInstanceWithLoss(X, Y, W, other.loss.toJson(), widths, [second]);
      });
    });

const allTowers: Variant = {
  id: 'all-towers',
  claim: 'At a critical point, if ∂f/∂R = 0 for a tower with rank R < d, then ∂f/∂R^τ = 0 for every tower.',
  generator: secondTowerNotFitted(),
  refute: (instance) =>
    refutation(exactSmoothPoint(instance), hypotheses, (point) => {
      const conclusion = conclude(point);
      const others = otherPoints(instance);
      const isCounterexample = others.every(isCritical) && others.some(({ G }) => !G.isZero());
      return conclusion.verdict === 'tower-minimizer' && isCounterexample ? conclusion : undefined;
    }),
};

/** Φ′(E), d_H × m: the gradient of the same loss as a function of RX. */
function slopeOf(instance: AnyInstance): Matrix {
  const { X, loss, ...net } = requireExactLoss(instance);
  const onOutputs = makeLoss(loss.toJson(), Matrix.identity(X.cols), loss.Y);
  return onOutputs.gradient(partialProducts(net).R.mul(X));
}

/** One neuron a layer, x = 1, y = 3, and a second tower with one weight. */
function twoTowers(first: readonly number[], second: number): AnyInstance {
  const one = (x: number) => Matrix.fromRows([[x]]);
  const other: Tower = { X: one(1), widths: [1, 1], weights: [one(second)] };
  const weights = first.map(one);
  return makeInstanceWithLoss(one(1), one(3), weights, { kind: 'square' }, [1, ...first.map(() => 1)], [other]);
}

const towers = (n: number, minimum: number): CoverageClass => ({
  name: `${n} towers`,
  minimum,
  holds: ({ others = [] }) => others.length === n - 1,
});

export const multiTower = property({
  id: 'zhang-2019/multi-tower',
  source: 'L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827, several towers',
  statement:
    'Let f be jointly convex and differentiable. If (W¹, …, W^T) is a local minimum of f(R¹, …, R^T), R^τ = W^τ_{H_τ}⋯W^τ_1, and rank R^τ < min d^τ_i, ' +
    'then ∂f/∂R^τ = 0.',
  proves:
    'The towers are not at a local minimum, since the given one can descend alone, or ∂f/∂R = 0 for the given tower of rank R < d.',
  hypotheses,
  generator: plantedPoint({ rank: 'deficient', others: [1, 3] }),
  subject: exactSmoothPoint,
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
        'rank-deficient Y': 0.03,
      },
      verdicts: { 'not-critical': 0.03, 'tower-minimizer': 0.15, 'not-a-local-minimum': 0.15 },
    }),
    betweenRanks(0.05),
    ...lossClasses(smoothKinds, 0.1),
    towers(2, 0.1),
    towers(3, 0.1),
    towers(4, 0.1),
    {
      name: 'a tower with other inputs',
      minimum: 0.2,
      holds: ({ X, others = [] }) => others.some((tower) => !(tower.X.rows === X.rows && tower.X.equals(X))),
    },
  ],
  variants: [
    fullRankToo,
    criticalPointToo,
    allTowers,
    notDifferentiable('A local minimum of a convex f with rank R < d is best for that tower.', 'A2', rankBelowWidths),
  ],
  examples: [
    { name: 'not-critical', instance: twoTowers([1, 0], 1) },
    { name: 'tower-minimizer', instance: twoTowers([0, 0], 3) },
    { name: 'not-a-local-minimum', instance: twoTowers([0, 0, 0], 1) },
  ],
});
