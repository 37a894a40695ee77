/**
 * zhang-2019: L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827. Rank-deficient points.
 *
 * Let L(W) = f(W_H⋯W_1) with f convex and differentiable. If W is a local minimum of L and rank W_H⋯W_1 < d = min d_i, then
 * ∇f(W_H⋯W_1) = 0, so that W is a global minimizer.
 *
 * (A1) rank R < d: an invertible submatrix and a factorization of R.
 * (A2) f is convex and differentiable: the loss is one of those known to the verifier.
 *
 * A certificate proves that W is not a local minimum (a gradient that is not zero, or a descent curve; then also an ascent curve,
 * so a saddle), or that ∇f(R) = 0. No hypothesis on the data.
 *
 * Deviation. The paper speaks of any convex differentiable loss; instances here have the square loss.
 */
import { Disagreement, type Property, type Variant } from '../../src/campaign/property.ts';
import type { HypothesisEvidence, Proof } from '../../src/certificate/certificate.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { type Point, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import type { Instance } from '../../src/network/instance.ts';
import { coverage } from '../generators/coverage.ts';
import { bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { rankDeficient, rankDeficientCritical } from './rank-deficient.ts';

const convexLoss: HypothesisEvidence = { id: 'A2', evidence: { kind: 'loss' } };

const hypothesesOf = ({ products }: Point): HypothesisEvidence[] => [
  { id: 'A1', evidence: rankEvidence('R', products.R) },
  convexLoss,
];

export function prove(instance: Instance): Proof {
  const point = pointOf(instance);
  if (point.rank >= point.bottleneck) throw new RangeError(`rank R = d = ${point.bottleneck}`);
  const hypotheses = hypothesesOf(point);
  const descent = gradientDescent(point);
  if (descent) return { verdict: 'not-critical', hypotheses, evidence: [descent] };
  if (point.G.isZero()) return { verdict: 'global-minimizer', hypotheses, evidence: [{ kind: 'convexity' }] };
  return {
    verdict: 'not-a-local-minimum',
    hypotheses,
    evidence: [{ kind: 'zero', of: 'gradient' }, rankDeficientCurve(point, -1), ascentCurve(point)],
  };
}

const fullRankToo: Variant = {
  id: 'full-rank-too',
  claim: 'A local minimum of any rank has ∇f(R) = 0.',
  generator: bottleneckPoint(),
  refute: (instance) => {
    const point = pointOf(instance);
    if (point.rank < point.bottleneck || point.G.isZero()) return undefined;
    const { verdict, evidence } = decidePoint(point);
    if (verdict !== 'global-minimizer') return undefined;
    return {
      verdict,
      hypotheses: [convexLoss],
      evidence: [rankEvidence('R', point.products.R), ...evidence],
    };
  },
};

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'A critical point with rank R < d has ∇f(R) = 0.',
  generator: rankDeficientCritical(),
  refute: (instance) => {
    const point = pointOf(instance);
    if (point.rank >= point.bottleneck) return undefined;
    const proof = prove(instance);
    return proof.verdict === 'not-a-local-minimum' ? proof : undefined;
  },
};

const strict: Variant = {
  id: 'strict',
  claim: 'A critical point with rank R < d and ∇f(R) ≠ 0 escapes by negative curvature.',
  generator: rankDeficientCritical(),
  refute: (instance) => {
    const point = pointOf(instance);
    if (point.rank >= point.bottleneck) return undefined;
    const { verdict, evidence } = decidePoint(point);
    if (verdict === 'non-strict-saddle') return { verdict, hypotheses: hypothesesOf(point), evidence };
    if (verdict === 'global-minimizer' && !point.G.isZero()) throw new Disagreement('a global minimizer with G ≠ 0');
    return undefined;
  },
};

export const fullRank: Property = {
  id: 'zhang-2019/full-rank',
  source: 'L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827, rank-deficient local minima',
  statement:
    'Let f be convex and differentiable. If W is a local minimum of f(W_H⋯W_1) with rank W_H⋯W_1 < min d_i, then ∇f(W_H⋯W_1) = 0.',
  proves:
    'At this point of rank R < d, either W is not a local minimum (nor a local maximum, if it is critical), or ∇f(R) = 0 and W is a ' +
    'global minimizer.',
  hypotheses: [
    { id: 'A1', text: 'rank R < d', status: 'checked' },
    { id: 'A2', text: 'f is convex and differentiable', status: 'checked' },
  ],
  tiers: ['exact'],
  generator: rankDeficient(),
  prove,
  coverage: coverage({
    classes: {
      'width 1': 0.15,
      'H = 1': 0.01,
      'H = 2': 0.1,
      'H ≥ 3': 0.3,
      'r = 0': 0.2,
      'zero layer': 0.15,
      'rank-deficient X': 0.1,
      'rank-deficient Y': 0.1,
      'repeated eigenvalues': 0.1,
    },
    verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.02, 'not-a-local-minimum': 0.2 },
  }),
  variants: [fullRankToo, criticalPointToo, strict],
};
