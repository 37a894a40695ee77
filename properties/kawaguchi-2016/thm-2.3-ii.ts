/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. Theorem 2.3 (ii).
 *
 * Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have d_H distinct eigenvalues. For any depth H ≥ 1 and any widths ≥ 1, every
 * local minimum of L(W) = ½‖W_H⋯W_1X − Y‖² is a global minimum.
 *
 * (A1) d_H ≤ d_0, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 *
 * A certificate proves one of: W is not critical; W is critical and not a local minimum, by a curve along which the loss falls; or W is
 * a global minimizer, by convexity or by Ky Fan.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * The hypotheses are not needed: the decision procedure (docs/decision.md) ends in one of these verdicts for every X, Y and W. Where a
 * hidden layer has no neurons L is constant. (d_H ≤ d_0 cannot fail alone: it follows from A3.)
 *
 * Deviation. The paper counts hidden layers: its H ≥ 1 is H ≥ 2 here. H = 1, where L is convex, is included.
 */
import fc from 'fast-check';
import { property, refutation, refutedByVerdict, type Variant } from '../../src/campaign/property.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import { irrationalOrigin } from '../achour-2021/irrational-origin.ts';
import { notNeeded } from '../audits.ts';
import { localMinimumIsGlobal } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { bottleneckParameters, bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { larger, scalar } from '../points.ts';
import { dataHypotheses } from './data.ts';
import { pointOnGoodData } from './good-data.ts';
import { without } from './without.ts';

const hypotheses = dataHypotheses({
  minDepth: 1,
  audits: {
    A1: notNeeded(without.A1()),
    A2: notNeeded(without.A2()),
    A3: notNeeded(without.A3()),
    A4: notNeeded(without.A4()),
  },
});

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'Every critical point is a global minimum.',
  generator: criticalPoint({ minDepth: 2, stratum: 'free' }),
  refute: refutedByVerdict(squarePoint, hypotheses, localMinimumIsGlobal, 'not-a-local-minimum'),
};

/** R of rank ≤ d only reaches the least loss of a rank-constrained problem. */
const unrestricted: Variant = {
  id: 'unrestricted',
  claim: 'R = W_H⋯W_1 minimizes f over all matrices, if W is a local minimum.',
  generator: bottleneckPoint(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const { verdict, evidence } = localMinimumIsGlobal(point);
      const better = betterMatrix(point.instance);
      return better && verdict === 'global-minimizer' ? { verdict, evidence: [...evidence, better] } : undefined;
    }),
};

export const noPoorLocalMinima = property({
  id: 'kawaguchi-2016/thm-2.3-ii',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Theorem 2.3 (ii)',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. For any depth and any widths ≥ 1, every local ' +
    'minimum of L(W) = ½‖W_H⋯W_1X − Y‖² is a global minimum.',
  proves: 'This W is not a local minimum, or it is a global one.',
  hypotheses,
  generator: fc.oneof(
    { weight: 10, arbitrary: criticalPoint() },
    { weight: 2, arbitrary: bottleneckPoint() },
    { weight: 2, arbitrary: pointOnGoodData({}) },
    { weight: 1, arbitrary: criticalPoint({ maxDepth: 1 }) },
    { weight: 1, arbitrary: irrationalOrigin() },
    { weight: 1, arbitrary: irrationalPoint() },
    { weight: 1, arbitrary: irrationalFrom(bottleneckParameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude: localMinimumIsGlobal,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.25,
        'H = 1': 0.02,
        'H = 2': 0.1,
        'H ≥ 3': 0.4,
        'r = 0': 0.12,
        'r = d': 0.15,
        'zero layer': 0.1,
      },
      verdicts: { 'not-critical': 0.04, 'global-minimizer': 0.06, 'not-a-local-minimum': 0.3 },
    }),
    irrationalCritical(0.05),
  ],
  variants: [criticalPointToo, unrestricted],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: larger },
    { name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
  ],
});
