/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. Theorem 2.3 (iii).
 *
 * Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have d_H distinct eigenvalues. For any depth H ≥ 1 and any widths ≥ 1, every
 * critical point of L(W) = ½‖W_H⋯W_1X − Y‖² that is not a global minimum is a saddle point.
 *
 * (A1) d_H ≤ d_0, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * A certificate proves that W is a global minimizer, or gives two curves through W: the loss falls along one and rises along the other.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * A1–A4 are not needed: the decision procedure (docs/decision.md) ends in one of these verdicts for every X, Y and every critical W. Where
 * a hidden layer has no neurons L is constant. (d_H ≤ d_0 cannot fail alone: it follows from A3.)
 *
 * Deviation. The paper counts hidden layers: its H ≥ 1 is H ≥ 2 here. H = 1, where every critical point is a global minimum, is
 * included. A saddle point is read as a critical point that is neither a local minimum nor a local maximum.
 */
import fc from 'fast-check';
import { property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { irrationalOrigin } from '../achour-2021/irrational-origin.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint as criticalPoints } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { criticalPoint, squarePoint } from '../hypotheses.ts';
import { bottleneckParameters, bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { larger, scalar, smaller } from '../points.ts';
import { badSaddle } from './bad-saddle.ts';
import { dataHypotheses } from './data.ts';
import { pointOnGoodData } from './good-data.ts';
import { minimizerOrSaddle } from './saddle.ts';
import { criticalWithout } from './without.ts';

const onData = dataHypotheses({
  minDepth: 1,
  audits: {
    A1: notNeeded(criticalWithout.A1()),
    A2: notNeeded(criticalWithout.A2()),
    A3: notNeeded(criticalWithout.A3()),
    A4: notNeeded(criticalWithout.A4()),
  },
});
const hypotheses = [...onData, criticalPoint('A5', necessary('any-point'))];

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'Every point that is not a global minimum is a saddle point.',
  generator: pointOnGoodData({}),
  refute: (instance) =>
    refutation(squarePoint(instance), onData, (point) => {
      const decision = decidePoint(point);
      return decision.verdict === 'not-critical' ? classified(point, decision) : undefined;
    }),
};

const strict: Variant = {
  id: 'strict',
  claim: 'Every critical point that is not a global minimum has a negative eigenvalue of the Hessian.',
  generator: badSaddle(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const decision = decidePoint(point);
      return decision.verdict === 'non-strict-saddle' ? classified(point, decision) : undefined;
    }),
};

export const onlySaddles = property({
  id: 'kawaguchi-2016/thm-2.3-iii',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Theorem 2.3 (iii)',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. For any depth and any widths ≥ 1, every critical ' +
    'point of L(W) = ½‖W_H⋯W_1X − Y‖² that is not a global minimum is a saddle point.',
  proves:
    'This critical point is a global minimizer, or the loss falls along one curve from it and rises along another.',
  hypotheses,
  generator: fc.oneof(
    { weight: 10, arbitrary: criticalPoints() },
    { weight: 2, arbitrary: bottleneckPoint() },
    { weight: 2, arbitrary: badSaddle() },
    { weight: 1, arbitrary: criticalPoints({ maxDepth: 1 }) },
    { weight: 1, arbitrary: irrationalOrigin() },
    { weight: 1, arbitrary: irrationalPoint() },
    { weight: 1, arbitrary: irrationalFrom(bottleneckParameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude: minimizerOrSaddle,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.25,
        'H = 1': 0.02,
        'H = 2': 0.08,
        'H ≥ 3': 0.4,
        'r = 0': 0.15,
        'r = d': 0.15,
        'zero layer': 0.1,
      },
      verdicts: { 'global-minimizer': 0.06, saddle: 0.4 },
    }),
    irrationalCritical(0.05),
  ],
  variants: [anyPoint, strict],
  examples: [
    { name: 'global-minimizer', instance: larger },
    { name: 'saddle', instance: smaller },
    { name: 'saddle-of-order-three', instance: scalar(1, 0, 0, 0) },
  ],
});
