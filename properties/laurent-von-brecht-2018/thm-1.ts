/**
 * laurent-von-brecht-2018: T. Laurent, J. von Brecht, Deep Linear Networks with Arbitrary Loss: All Local Minima Are Global, ICML 2018,
 * arXiv 1712.01473. Theorem 1.
 *
 * Let L(W) = f(W_H⋯W_1) with f convex and differentiable, and let no hidden layer be narrower than both input and output:
 * d_1, …, d_{H−1} ≥ min(d_0, d_H). Then every local minimum of L is a global one: ∇f(W_H⋯W_1) = 0 there.
 *
 * (A1) d_1, …, d_{H−1} ≥ min(d_0, d_H): compared.
 * (A2) f is convex and differentiable: the loss is one of those known to the verifier. Convexity is needed only for "∇f(R) = 0 is global".
 *
 * A certificate proves that W is not critical, or critical and not a local minimum, or that ∇f(R) = 0.
 *
 * Proof that this is all, for a critical W. By A1, d = min d_i = min(d_0, d_H). If r = rank R < d and G = ∇f(R) ≠ 0, step 3 of the decision
 * procedure descends, for any widths. If r = d = d_H, R = B_1W_1 is surjective, so B_1 is, B_1ᵀ is injective, and ∇_{W_1}L = B_1ᵀG = 0 gives
 * G = 0. If r = d = d_0, R = W_HA_{H−1} is injective, so A_{H−1} is, and ∇_{W_H}L = GA_{H−1}ᵀ = 0 gives G = 0.
 *
 * Deviation. The paper speaks of any convex differentiable loss; instances here have the square, a weighted square, the Huber or the quartic loss,
 * whose values are rational, or log-cosh, pseudo-Huber or the logistic loss, whose values are enclosed; for these a point of the descent curve with a smaller loss is given, too.
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
import type { AnyPoint } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { transcendentalLossKinds } from '../../src/network/losses/index.ts';
import type { Network } from '../../src/network/network.ts';
import { nearby, rankOfR, withEnoughDigits, zero } from '../conclusions.ts';
import { betweenRanks, coverage, lossClasses, transcendentalClasses } from '../generators/coverage.ts';
import { plantedPoint } from '../generators/planted-point.ts';
import { smoothKinds } from '../generators/smooth-loss.ts';
import { spuriousPoint } from '../generators/spurious-point.ts';
import { transcendentalPoint } from '../generators/transcendental-point.ts';
import { convexDifferentiable, dimensions, smoothPoint } from '../hypotheses.ts';
import { pointWithLoss, scalar } from '../points.ts';
import { notDifferentiable, rankOfProduct } from '../zhang-2019/not-differentiable.ts';
import { reduction } from '../zhang-2019/reduction.ts';
import { wideCriticalPoint, wideWidths } from './wide-point.ts';

/** d_1, …, d_{H−1} ≥ min(d_0, d_H) − less. */
const isWide = ({ widths }: Pick<Network, 'widths'>, less = 0): boolean => {
  const least = Math.min(widths[0]!, widths[widths.length - 1]!) - less;
  return widths.slice(1, -1).every((width) => width >= least);
};

const wide = dimensions('A1', 'd_1, …, d_{H−1} ≥ min(d_0, d_H)', ({ instance }) => isWide(instance), {
  kind: 'necessary',
  variant: 'narrow',
});
const oneLess = dimensions('A1', 'd_1, …, d_{H−1} ≥ min(d_0, d_H) − 1', ({ instance }) => isWide(instance, 1), {
  kind: 'necessary',
  variant: 'narrow',
});
const smoothLoss = convexDifferentiable('A2', { kind: 'necessary', variant: 'not-differentiable' });
const hypotheses = [wide, smoothLoss];

const conclude = (any: AnyPoint): Conclusion =>
  withEnoughDigits(any, (point) => {
    const conclusion = (verdict: Conclusion['verdict'], ...evidence: Evidence[]): Conclusion => ({
      verdict,
      evidence: [rankOfR(point), ...evidence],
    });
    const descent = gradientDescent(point);
    if (descent) return conclusion('not-critical', descent, ...nearby(point, descent));
    if (point.G.isZero()) return conclusion('global-minimizer', { kind: 'convexity' });
    if (point.rank === point.bottleneck) throw new Disagreement('a critical point of full rank with ∇f(R) ≠ 0');
    const down = rankDeficientCurve(point, -1);
    return conclusion('not-a-local-minimum', zero, down, ...nearby(point, down));
  });

/** Spurious local minima of weighted square losses, under these hypotheses. */
const spurious = (id: string, claim: string, under: readonly ProvenHypothesis<AnyPoint>[]): Variant => ({
  id,
  claim,
  generator: spuriousPoint(),
  refute: (instance) =>
    refutation(smoothPoint(instance), under, () => {
      if (instance.loss.kind !== 'weighted-square') return undefined;
      const { verdict, evidence } = reduction.prove(instance);
      return verdict === 'spurious-local-minimum' ? { verdict, evidence } : undefined;
    }),
});

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'Every critical point has ∇f(R) = 0.',
  generator: wideCriticalPoint(),
  refute: refutedByVerdict(smoothPoint, hypotheses, conclude, 'not-a-local-minimum'),
};

export const theorem = property({
  id: 'laurent-von-brecht-2018/thm-1',
  source:
    'T. Laurent, J. von Brecht, Deep Linear Networks with Arbitrary Loss: All Local Minima Are Global, ICML 2018, arXiv 1712.01473, Theorem 1',
  statement:
    'Let f be convex and differentiable, and d_1, …, d_{H−1} ≥ min(d_0, d_H). Then every local minimum of f(W_H⋯W_1) is a global one.',
  proves: 'This W is not a local minimum, or ∇f(R) = 0 and W is a global minimizer.',
  hypotheses,
  generator: fc.oneof(
    { weight: 2, arbitrary: wideCriticalPoint() },
    { weight: 2, arbitrary: plantedPoint({ rank: 'deficient', widths: wideWidths }) },
    { weight: 2, arbitrary: plantedPoint({ widths: wideWidths }) },
    { weight: 1, arbitrary: transcendentalPoint({ rank: 'deficient', widths: wideWidths }) },
    { weight: 2, arbitrary: transcendentalPoint({ widths: wideWidths }) },
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
        'r = 0': 0.15,
        'r = d': 0.05,
        'zero layer': 0.1,
        'rank-deficient X': 0.1,
        'rank-deficient Y': 0.05,
        'repeated eigenvalues': 0.02,
      },
      verdicts: { 'not-critical': 0.03, 'global-minimizer': 0.15, 'not-a-local-minimum': 0.2 },
    }),
    betweenRanks(0.05),
    ...lossClasses([...smoothKinds, ...transcendentalLossKinds], 0.05),
    ...transcendentalClasses({ 'not-critical': 0.02, 'global-minimizer': 0.05, 'not-a-local-minimum': 0.04 }),
    {
      name: 'hidden layers as narrow as A1 allows',
      minimum: 0.1,
      holds: ({ widths }) => widths.length > 2 && !isWide({ widths }, -1),
    },
  ],
  variants: [
    spurious('narrow', 'For any widths, every local minimum of a convex differentiable f is a global one.', [
      smoothLoss,
    ]),
    spurious(
      'one-less',
      'If d_1, …, d_{H−1} ≥ min(d_0, d_H) − 1, every local minimum of a convex differentiable f is a global one.',
      [oneLess, smoothLoss],
    ),
    notDifferentiable(
      'If d_1, …, d_{H−1} ≥ min(d_0, d_H), every local minimum of a convex f is a global one.',
      'A2',
      (instance) => (isWide(instance) ? [{ id: 'A1', evidence: { kind: 'dimensions' } }] : undefined),
      (instance) => [rankOfProduct(instance)],
    ),
    criticalPointToo,
  ],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: scalar(2, 2, 1) },
    { name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
    {
      name: 'not-a-local-minimum-log-cosh',
      instance: pointWithLoss({ kind: 'log-cosh' }, [[1]], [[2]], [[0]], [[0]], [[0]]),
    },
    {
      name: 'not-a-local-minimum-pseudo-huber',
      instance: pointWithLoss({ kind: 'pseudo-huber', delta: '1/2' }, [[1]], [[2]], [[0]], [[0]]),
    },
    {
      name: 'global-minimizer-logistic',
      // The same input three times, once with each label and once with an even chance.
      instance: pointWithLoss({ kind: 'logistic' }, [[1, 1, 1]], [[0, 1, '1/2']], [[0]], [[1]]),
    },
    {
      name: 'not-critical-logistic',
      instance: pointWithLoss({ kind: 'logistic' }, [[1, 1]], [[1, 0]], [[1]], [[1]]),
    },
    {
      name: 'not-a-local-minimum-huber',
      instance: pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[3]], [[0]], [[0]], [[0]]),
    },
  ],
});
