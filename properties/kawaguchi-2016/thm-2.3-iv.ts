/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. Theorem 2.3 (iv).
 *
 * Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have d_H distinct eigenvalues. For any depth H ≥ 2 and any widths ≥ 1: if
 * rank W_{H−1}⋯W_2 = min(d_1, …, d_{H−1}), the Hessian of L at a saddle point W has at least one negative eigenvalue.
 *
 * (A1) d_H ≤ d_0, H ≥ 2, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 * (A6) rank W_{H−1}⋯W_2 = min(d_1, …, d_{H−1}): an invertible submatrix. For H = 2 the product is the identity of size d_1, and A6 is true.
 *
 * A certificate proves that W is a global minimizer, or gives a direction with D²L[V,V] < 0 (and a curve along which the loss rises). Where
 * rank R < d the direction is the one of the proof, which moves W_1 and W_H only (end-direction.ts).
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * A1–A4 are not needed. For rank R < d the proof uses A5 and A6 only, for rank R = d the decision procedure (docs/decision.md) needs no
 * hypothesis. Where a hidden layer has no neurons L is constant; with H = 1, A6 has no meaning. (d_H ≤ d_0 cannot fail alone: it follows from A3.)
 *
 * Deviation. The paper counts hidden layers, and its p is the least of their widths. A critical point that is no saddle is a global minimizer
 * (Theorem 2.3 (iii)), so certificates have this verdict, too.
 */
import fc from 'fast-check';
import {
  type Conclusion,
  Disagreement,
  type ProvenHypothesis,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { ascentCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { secondDerivative } from '../../src/network/derivatives.ts';
import { chain, depth } from '../../src/network/network.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified, rankOfR, zero } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPointFrom } from '../generators/critical-assembly.ts';
import { criticalParameters, criticalPoint as criticalPoints } from '../generators/critical-point.ts';
import { irrationalPoint } from '../generators/irrational-point.ts';
import { emptyLayer, onRankDeficientX, withDoubleEigenvalue, withZeroEigenvalue } from '../generators/only-without.ts';
import { criticalPoint, squarePoint } from '../hypotheses.ts';
import { I2, larger, point, scalar, smaller } from '../points.ts';
import { badSaddle } from './bad-saddle.ts';
import { dataHypotheses } from './data.ts';
import { endDirection } from './end-direction.ts';
import { fullMiddleParameters, irrationalFullMiddle } from './full-middle.ts';
import { pointOnGoodData } from './good-data.ts';

/** Critical points with A6, of two layers (where it is always true) or more. */
const parameters = () =>
  fc.oneof(
    { weight: 1, arbitrary: criticalParameters({ minDepth: 2, maxDepth: 2 }) },
    { weight: 3, arbitrary: fullMiddleParameters() },
  );
const points = () => parameters().map((p) => criticalPointFrom(p).instance);

/** A6, or with `gap` = 1 a rank that is at most one less. */
const middleRank = (gap: 0 | 1): ProvenHypothesis<SquarePoint> => ({
  id: 'A6',
  text: `rank W_{H−1}⋯W_2 ${gap === 0 ? '=' : '≥'} min(d_1, …, d_{H−1})${gap === 0 ? '' : ' − 1'}`,
  status: 'checked',
  audit: necessary('rank-condition'),
  evidence: ({ instance }) => {
    const H = depth(instance);
    if (H < 2) return undefined;
    const evidence = rankEvidence(`inner(${H},1)`, chain(instance, H - 1, 2));
    return evidence.rank >= Math.min(...instance.widths.slice(1, -1)) - gap ? evidence : undefined;
  },
});

const onData = dataHypotheses({
  minDepth: 2,
  audits: {
    A1: notNeeded(emptyLayer()),
    A2: notNeeded(onRankDeficientX(points())),
    A3: notNeeded(parameters().map((p) => criticalPointFrom(withZeroEigenvalue(p)).instance)),
    A4: notNeeded(parameters().map((p) => criticalPointFrom(withDoubleEigenvalue(p)).instance)),
  },
});
const critical = criticalPoint('A5', necessary('any-point'));
const fullRank = middleRank(0);

function conclude(point: SquarePoint): Conclusion {
  const decision = decidePoint(point);
  if (decision.verdict === 'global-minimizer') return classified(point, decision);
  if (decision.verdict !== 'strict-saddle') throw new Disagreement(`a ${decision.verdict}, though A5 and A6 hold`);
  if (point.rank === point.bottleneck) return classified(point, decision);
  const V = endDirection(point);
  if (secondDerivative(point.instance, point.instance.loss, V).sign >= 0)
    throw new Disagreement('the direction of the proof does not descend');
  return {
    verdict: 'strict-saddle',
    evidence: [rankOfR(point), zero, { kind: 'negative-curvature', V: V.map((m) => m.toRows()) }, ascentCurve(point)],
  };
}

/** A class that the theorem excludes, under fewer hypotheses. */
const otherClass =
  (
    hypotheses: readonly ProvenHypothesis<SquarePoint>[],
    excluded: 'not-critical' | 'non-strict-saddle',
  ): Variant['refute'] =>
  (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const decision = decidePoint(point);
      return decision.verdict === excluded ? classified(point, decision) : undefined;
    });

const anyPoint: Variant = {
  id: 'any-point',
  claim:
    'With A6, every point that is not a global minimum has a negative eigenvalue, critical or not, and is a saddle point.',
  generator: pointOnGoodData({ minDepth: 2 }),
  refute: otherClass([...onData, fullRank], 'not-critical'),
};
const anyRank: Variant = {
  id: 'rank-condition',
  claim: 'The Hessian at every saddle point has a negative eigenvalue.',
  generator: badSaddle(),
  refute: otherClass([...onData, critical], 'non-strict-saddle'),
};
const oneLess: Variant = {
  id: 'rank-minus-one',
  claim: 'If rank W_{H−1}⋯W_2 ≥ min(d_1, …, d_{H−1}) − 1, the Hessian at a saddle point has a negative eigenvalue.',
  generator: badSaddle(),
  refute: otherClass([...onData, critical, middleRank(1)], 'non-strict-saddle'),
};

export const fullMiddleIsStrict = property({
  id: 'kawaguchi-2016/thm-2.3-iv',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Theorem 2.3 (iv)',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. For any depth H ≥ 2 and any widths ≥ 1: if ' +
    'rank W_{H−1}⋯W_2 = min(d_1, …, d_{H−1}), the Hessian at a saddle point has a negative eigenvalue.',
  proves:
    'This critical point is a global minimizer, or the Hessian has a negative eigenvalue, by an explicit direction.',
  hypotheses: [...onData, critical, fullRank],
  generator: fc.oneof(
    { weight: 6, arbitrary: points() },
    { weight: 1, arbitrary: criticalPoints({ minDepth: 2, maxDepth: 2, maxWidth: 2 }) },
    { weight: 1, arbitrary: fc.oneof(irrationalFullMiddle(), irrationalPoint({ minDepth: 2, maxDepth: 2 })) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.25, 'H = 2': 0.2, 'H ≥ 3': 0.4, 'r = 0': 0.15, 'r = d': 0.15, 'zero layer': 0.1 },
      verdicts: { 'global-minimizer': 0.05, 'strict-saddle': 0.35 },
    }),
    irrationalCritical(0.05),
    {
      name: 'r < d, H ≥ 3',
      minimum: 0.15,
      holds: (instance) => {
        const { rank, bottleneck } = squarePoint(instance);
        return depth(instance) >= 3 && rank < bottleneck;
      },
    },
    {
      name: 'rank W_{H−1}⋯W_2 > d',
      minimum: 0.03,
      holds: (instance) => Math.min(...instance.widths.slice(1, -1)) > Math.min(...instance.widths),
    },
  ],
  variants: [anyPoint, anyRank, oneLess],
  examples: [
    { name: 'global-minimizer', instance: larger },
    { name: 'strict-saddle', instance: smaller },
    { name: 'strict-saddle-three-layers', instance: scalar(1, 0, 1, 0) },
    {
      name: 'strict-saddle-of-rank-one',
      instance: point(
        I2,
        [
          [2, 0],
          [0, 1],
        ],
        [
          [2, 0],
          [0, 0],
        ],
        I2,
        [
          [1, 0],
          [0, 0],
        ],
      ),
    },
  ],
});
