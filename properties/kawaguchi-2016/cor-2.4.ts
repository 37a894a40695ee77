/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. Corollary 2.4.
 *
 * Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have d_H distinct eigenvalues.
 *   H = 2: the Hessian of L at every saddle point has a negative eigenvalue.
 *   H ≥ 3: for all widths ≥ 1 there are "bad" saddle points, where it has none.
 *
 * (A1) d_H ≤ d_0, H ≥ 2, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * For H = 2 a certificate proves that this critical point is a global minimizer or a strict saddle. For H ≥ 3 the claim is that bad saddles
 * exist, and the instance is one: the Hessian is positive semidefinite, and the loss falls along a curve, of order 3 or more. Instances
 * with H ≥ 3 have any rank r < d: they fit the r largest eigenvalues, and every other part of each layer is zero (or what is not, cancels).
 *
 * Which hypotheses are needed. For H = 2 none but A5: where rank R < d and ∇f(R) ≠ 0, either W_2 has a kernel or W_1ᵀ has, and a direction
 * as in thm-2.3-iv descends; rank R = d needs no hypothesis (docs/decision.md). For H ≥ 3, a layer without neurons makes L constant, and with Σ_XY = 0
 * every critical point is a global minimizer, as ⟨W_H, ∇_{W_H}L⟩ = ‖RX‖²: then no bad saddle exists. Where Σ_XY ≠ 0, W = 0 is one.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * Deviation. The paper counts hidden layers: its H = 1 and H ≥ 2 are H = 2 and H ≥ 3 here. Its example of a bad saddle is W = 0.
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
import { rankEvidence } from '../../src/evidence/rank.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPointFrom } from '../generators/critical-assembly.ts';
import {
  type CriticalPointOptions,
  criticalParameters,
  criticalPoint as criticalPoints,
} from '../generators/critical-point.ts';
import { irrationalFrom } from '../generators/irrational-point.ts';
import { emptyLayer, onRankDeficientX, uncorrelated, withDoubleEigenvalue } from '../generators/only-without.ts';
import { criticalPoint, dimensions, squarePoint } from '../hypotheses.ts';
import { larger, plateau, scalar, smaller } from '../points.ts';
import { badSaddle, badSaddleParameters } from './bad-saddle.ts';
import { dataHypotheses } from './data.ts';
import { pointOnGoodData } from './good-data.ts';

/** Critical points of two layers, bad saddles of more; blocks Z = 0 there. */
const parameters = (options: CriticalPointOptions = {}) =>
  fc.oneof(
    { weight: 1, arbitrary: criticalParameters({ ...options, minDepth: 2, maxDepth: 2 }) },
    { weight: 1, arbitrary: badSaddleParameters(options) },
  );

const onData = dataHypotheses({
  minDepth: 2,
  audits: {
    A1: necessary('empty-layer'),
    A2: notNeeded(
      onRankDeficientX(
        parameters({ maxWidth: 4 }).map((p) => criticalPointFrom(p).instance),
        'zero',
      ),
    ),
    A3: necessary('uncorrelated'),
    A4: notNeeded(parameters().map((p) => criticalPointFrom(withDoubleEigenvalue(p)).instance)),
  },
});
const critical = criticalPoint('A5', necessary('any-point'));
const hypotheses = [...onData, critical];

/** Throws RangeError for a point of three or more layers that is no bad saddle: it says nothing of whether one exists. */
function conclude(point: SquarePoint): Conclusion {
  const decision = decidePoint(point);
  const { verdict, escapeOrder } = decision;
  const isBad = verdict === 'non-strict-saddle';
  if (depth(point.instance) >= 3) {
    if (!isBad) throw new RangeError(`with three or more layers the instance is a bad saddle, not a ${verdict}`);
    if (escapeOrder! < 3) throw new Disagreement('a positive semidefinite Hessian, and the loss falls at order 2');
  } else if (isBad) throw new Disagreement('a saddle of two layers that is not strict');
  return classified(point, decision);
}

/** A class among others, under fewer hypotheses. */
const ofClass =
  (
    some: readonly ProvenHypothesis<SquarePoint>[],
    excluded: Conclusion['verdict'],
    where: (instance: AnyInstance) => boolean,
    more: (point: SquarePoint) => Conclusion['evidence'] = () => [],
  ): Variant['refute'] =>
  (instance) =>
    refutation(squarePoint(instance), some, (point) => {
      if (!where(point.instance)) return undefined;
      const { verdict, evidence } = classified(point, decidePoint(point));
      return verdict === excluded ? { verdict, evidence: [...evidence, ...more(point)] } : undefined;
    });

const layers = (H: number) => (instance: AnyInstance) => depth(instance) === H;
const three: Variant = {
  id: 'three-layers',
  claim: 'With three layers, too, the Hessian at every saddle point has a negative eigenvalue.',
  generator: badSaddle(),
  refute: ofClass(hypotheses, 'non-strict-saddle', layers(3)),
};
const allSaddles: Variant = {
  id: 'all-saddles',
  claim: 'With two layers the Hessian at every critical point has a negative eigenvalue.',
  generator: criticalPoints({ minDepth: 2, maxDepth: 2 }),
  refute: ofClass(hypotheses, 'global-minimizer', layers(2)),
};
const anyPoint: Variant = {
  id: 'any-point',
  claim: 'With two layers every point that is not a global minimum is a strict saddle.',
  generator: pointOnGoodData({ minDepth: 2, maxDepth: 2 }),
  refute: ofClass(onData, 'not-critical', layers(2)),
};

const [A1, A2, A3, A4] = onData;
const widthsOnly = dimensions('A1', 'd_H ≤ d_0', ({ instance: { X, Y } }) => Y.rows <= X.rows, A1.audit);
const empty: Variant = {
  id: 'empty-layer',
  claim: 'With three or more layers of any widths there are saddle points without a negative eigenvalue.',
  generator: emptyLayer({ minDepth: 3 }),
  refute: ofClass(
    [widthsOnly, A2, A3, A4, critical],
    'global-minimizer',
    (instance) => depth(instance) >= 3 && Math.min(...instance.widths) === 0,
  ),
};
const withoutCorrelation: Variant = {
  id: 'uncorrelated',
  claim: 'With three or more layers there are saddle points without a negative eigenvalue, whatever the rank of Σ_XY.',
  generator: uncorrelated({ minDepth: 3 }),
  refute: ofClass(
    [A1, A2, A4, critical],
    'global-minimizer',
    (instance) => depth(instance) >= 3 && squarePoint(instance).instance.loss.Syx.isZero(),
    ({ instance }) => [rankEvidence('Sigma_XY', instance.loss.Syx.transpose())],
  ),
};

export const shallowAndDeep = property({
  id: 'kawaguchi-2016/cor-2.4',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Corollary 2.4',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. With two layers the Hessian at every saddle ' +
    'point has a negative eigenvalue; with three or more layers, of any widths ≥ 1, there are saddle points where it has none.',
  proves:
    'With two layers: this critical point is a global minimizer or a strict saddle. With more: this one is a saddle with a positive ' +
    'semidefinite Hessian.',
  hypotheses,
  generator: fc.oneof(
    { weight: 4, arbitrary: criticalPoints({ minDepth: 2, maxDepth: 2 }) },
    { weight: 6, arbitrary: badSaddle() },
    { weight: 1, arbitrary: irrationalFrom(parameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.2, 'H = 2': 0.25, 'H ≥ 3': 0.4, 'r = 0': 0.2, 'r = d': 0.05, 'zero layer': 0.2 },
      verdicts: { 'global-minimizer': 0.03, 'strict-saddle': 0.1, 'non-strict-saddle': 0.4 },
    }),
    irrationalCritical(0.05),
    { name: 'W = 0', minimum: 0.02, holds: (instance) => instance.weights.every((w) => w.isZero()) },
    {
      name: 'a bad saddle of rank r > 0',
      minimum: 0.1,
      holds: (instance, proof) => proof.verdict === 'non-strict-saddle' && squarePoint(instance).rank > 0,
    },
    { name: 'H ≥ 4', minimum: 0.1, holds: (instance) => depth(instance) >= 4 },
  ],
  variants: [three, allSaddles, anyPoint, empty, withoutCorrelation],
  examples: [
    { name: 'global-minimizer', instance: larger },
    { name: 'strict-saddle', instance: smaller },
    { name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
    { name: 'non-strict-saddle-of-rank-one', instance: plateau },
  ],
});
