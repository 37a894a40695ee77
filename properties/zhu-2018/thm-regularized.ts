/**
 * zhu-2018: Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938.
 * The loss with a regularizer that balances the layers.
 *
 * Let X have full row rank and μ > 0. For g(W_1, W_2) = ½‖W_2W_1X − Y‖² + (μ/4)‖W_2ᵀW_2 − W_1XXᵀW_1ᵀ‖², any widths and any Y: at every
 * critical point W_2ᵀW_2 = W_1XXᵀW_1ᵀ, the least value of g is that of f, every local minimum is global, and every critical point that is
 * not a global minimizer is a strict saddle.
 *
 * (A1) H = 2: compared; the loss is defined for two layers only.
 * (A2) rank X = d_0: an invertible submatrix.
 *
 * A certificate proves that W is not critical for g; or that it is critical and balanced, and either a global minimizer, as it is one of
 * f ≤ g, or a strict saddle, by a direction of negative curvature of g.
 *
 * Steps. 1: with D = W_2ᵀW_2 − W_1XXᵀW_1ᵀ, ∇_{W_1}g·W_1ᵀ − W_2ᵀ·∇_{W_2}g = −μ(D·W_1XXᵀW_1ᵀ + W_2ᵀW_2·D), which is
 * μ((W_1XXᵀW_1ᵀ)² − (W_2ᵀW_2)²); both squares are of semidefinite matrices, so D = 0 where it vanishes. 2: there W is critical for f. 3: a
 * direction of negative curvature of f along which D stays 0 to first order is one of g. The class of W among the critical points of f,
 * which another procedure decides, must be the same.
 *
 * A2 is not needed: g depends on W_1 through W_1X alone.
 */
import {
  type Conclusion,
  Disagreement,
  property,
  refutation,
  refutedByVerdict,
  type Variant,
} from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { decideRegularized, type RegularizedPoint, regularizedPointOf } from '../../src/decision/decide-regularized.ts';
import { isCritical } from '../../src/decision/point.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { imbalance, isRegularized, regularizedSecondDerivative } from '../../src/network/regularized.ts';
import { classified, isKyFan, zero } from '../conclusions.ts';
import { coverage, hasRepeatedEigenvalue } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { I2, pointWithLoss, type Rows } from '../points.ts';
import { balancedCriticalPoint, regularized, shallowPoint } from './balanced-point.ts';
import { shallowHypotheses } from './hypotheses.ts';
import { withMoreInputs } from './two-layer-point.ts';

/** Throws RangeError for another loss. */
function subject(instance: AnyInstance): RegularizedPoint {
  if (!isRegularized(instance)) {
    throw new RangeError(`this statement is about the loss balanced-square, not ${instance.loss.kind}`);
  }
  return regularizedPointOf(instance);
}

const hypotheses = shallowHypotheses({
  A1: { kind: 'unknown', why: 'the regularizer is defined for two layers only, so there is no instance without it' },
  A2: { kind: 'not needed', generator: regularized(withMoreInputs(shallowPoint())) },
});

function conclude(point: RegularizedPoint): Conclusion {
  const decision = decideRegularized(point);
  if (decision.verdict === 'not-critical') return classified(point, decision);
  const plain = decidePoint(point);
  if (plain.verdict !== decision.verdict) {
    throw new Disagreement(`${decision.verdict} for the regularized loss, but ${plain.verdict} for f`);
  }
  const direction = decision.evidence.find((e) => e.kind === 'negative-curvature');
  if (direction) {
    const V = direction.V.map((rows, h) => Matrix.fromRows(rows, point.instance.widths[h]!));
    const curvature = regularizedSecondDerivative(point.regularized, V);
    if (curvature.sign >= 0) throw new Disagreement(`the curvature of the regularized loss is ${curvature}`);
  }
  return classified(point, decision);
}

const notRegularized: Variant = {
  id: 'not-regularized',
  claim: 'The critical points of f alone are balanced, too (μ = 0).',
  generator: criticalPoint({ minDepth: 2, maxDepth: 2, spectrum: 'any' }),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) =>
      isCritical(point) && !imbalance(instance).isZero() ? { verdict: 'fails', evidence: [zero] } : undefined,
    ),
};

const criticalIsGlobal: Variant = {
  id: 'critical-is-global',
  claim: 'Every critical point of the regularized loss is a global minimizer.',
  generator: regularized(balancedCriticalPoint()),
  refute: refutedByVerdict(subject, hypotheses, conclude, 'strict-saddle'),
};

const sameCriticalPoints: Variant = {
  id: 'same-critical-points',
  claim: 'The critical points of f and those of the regularized loss are the same.',
  generator: regularized(criticalPoint({ minDepth: 2, maxDepth: 2, spectrum: 'any' })),
  refute: (instance) =>
    refutation(subject(instance), hypotheses, (point) => {
      const conclusion = conclude(point);
      return conclusion.verdict === 'not-critical' && isCritical(point) ? conclusion : undefined;
    }),
};

const balanced = (...layers: [Y: Rows, ...W: Rows[]]) =>
  pointWithLoss({ kind: 'balanced-square', mu: '1' }, I2, ...layers);
// Σ = diag(16, 1).
const Y41: Rows = [
  [4, 0],
  [0, 1],
];

/** Σ of the same data for the square loss. */
const dataOf = (instance: AnyInstance) => subject(instance).instance;

export const regularizedLoss = property({
  id: 'zhu-2018/thm-regularized',
  source:
    'Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938, ' +
    'two layers with regularizer',
  statement:
    'Let X have full row rank and μ > 0. Every critical point of ½‖W_2W_1X − Y‖² + (μ/4)‖W_2ᵀW_2 − W_1XXᵀW_1ᵀ‖² is balanced, ' +
    'W_2ᵀW_2 = W_1XXᵀW_1ᵀ, and is a global minimizer, of the same value as without regularizer, or a strict saddle.',
  proves:
    'This point is not critical for the regularized loss; or it is balanced, and a global minimizer or a strict saddle.',
  hypotheses,
  generator: regularized(shallowPoint()),
  subject,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.3,
        'r = 0': 0.15,
        'r = d': 0.15,
        'zero layer': 0.15,
        'rank-deficient Y': 0.2,
      },
      verdicts: { 'not-critical': 0.1, 'global-minimizer': 0.15, 'strict-saddle': 0.2 },
    }),
    {
      name: 'repeated eigenvalues',
      minimum: 0.15,
      holds: (instance) => hasRepeatedEigenvalue(dataOf(instance)),
    },
    {
      name: '0 < r < d, strict saddle',
      minimum: 0.03,
      holds: (instance, { verdict }) => {
        const { rank, bottleneck } = subject(instance);
        return verdict === 'strict-saddle' && rank > 0 && rank < bottleneck;
      },
    },
    {
      name: 'r = d, strict saddle',
      minimum: 0.03,
      holds: (instance, { verdict }) => {
        const { rank, bottleneck } = subject(instance);
        return verdict === 'strict-saddle' && rank === bottleneck;
      },
    },
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.02,
      holds: (_, proof) => isKyFan(proof),
    },
    {
      name: 'critical for f, not for g',
      minimum: 0.03,
      holds: (instance, { verdict }) => verdict === 'not-critical' && isCritical(subject(instance)),
    },
  ],
  variants: [notRegularized, criticalIsGlobal, sameCriticalPoints],
  examples: [
    { name: 'not-critical', instance: balanced(Y41, [[1, 0]], [[4], [0]]) },
    { name: 'global-minimizer', instance: balanced(Y41, [[2, 0]], [[2], [0]]) },
    { name: 'global-minimizer-fitted', instance: balanced([[4, 0]], [[2, 0]], [[2]]) },
    { name: 'strict-saddle', instance: balanced(Y41, [[0, 1]], [[0], [1]]) },
    { name: 'strict-saddle-of-rank-zero', instance: balanced(Y41, [[0, 0]], [[0], [0]]) },
  ],
});
