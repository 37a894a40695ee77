/**
 * zhu-2018: Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938.
 * The landscape of two layers.
 *
 * Let X have full row rank. For L(W_1, W_2) = ½‖W_2W_1X − Y‖², any widths and any Y, every local minimum is global, and every critical
 * point that is not a global minimizer is a strict saddle: the Hessian has a negative eigenvalue.
 *
 * (A1) H = 2: compared.
 * (A2) rank X = d_0: an invertible submatrix.
 *
 * Nothing is asked of Y: it may be rank-deficient or 0, and Σ may have repeated eigenvalues. A certificate proves that W is not critical,
 * that it is a global minimizer, or that it is a strict saddle, by a direction of negative curvature.
 *
 * The class comes from the decision procedure for any depth. Where rank R < d and ∇f(R) ≠ 0 the direction of the theorem's own proof,
 * one rank-one change of either layer, is computed as well: its curvature must be negative, and the verdict `strict-saddle`.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * A2 is not needed: in that case the direction exists for any X, and for rank R = d see the decision procedure, step 4.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { kernelVector } from '../../src/exact/elimination.ts';
import { secondDerivative } from '../../src/network/derivatives.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { classified, isKyFan } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalPoint } from '../generators/irrational-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { larger, point, scalar, smaller } from '../points.ts';
import { shallowHypotheses } from './hypotheses.ts';
import { rankDeficientDirection } from './rank-deficient-direction.ts';
import { twoLayerPoint, twoLayerPointOnDependentInputs } from './two-layer-point.ts';

const hypotheses = shallowHypotheses({
  A1: { kind: 'necessary', variant: 'any-depth' },
  A2: { kind: 'not needed', generator: twoLayerPointOnDependentInputs() },
});

function conclude(point: SquarePoint): Conclusion {
  const decision = decidePoint(point);
  if (decision.verdict === 'non-strict-saddle') throw new Disagreement('a saddle of two layers that is not strict');
  const direction = rankDeficientDirection(point);
  if (direction) {
    if (decision.verdict !== 'strict-saddle') {
      throw new Disagreement(`rank R < d and G ≠ 0 at a critical point, but the decision is ${decision.verdict}`);
    }
    const curvature = secondDerivative(point.instance, point.instance.loss, direction);
    if (curvature.sign >= 0) throw new Disagreement(`the curvature of the rank-one direction is ${curvature}`);
  }
  return classified(point, decision);
}

/** Under the statement's hypotheses, where the verdict is this one. */
const refutedBy = (verdict: Conclusion['verdict']) => (instance: AnyInstance) =>
  refutation(squarePoint(instance), hypotheses, (point) => {
    const conclusion = conclude(point);
    return conclusion.verdict === verdict ? conclusion : undefined;
  });

const anyDepth: Variant = {
  id: 'any-depth',
  claim: 'In a network of any depth, every critical point that is not a global minimizer is a strict saddle.',
  generator: criticalPoint({ minDepth: 3, spectrum: 'any', subsets: 'prefix' }),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses.slice(1), (point) => {
      const decision = decidePoint(point);
      return decision.verdict === 'non-strict-saddle' ? classified(point, decision) : undefined;
    }),
};

const criticalIsGlobal: Variant = {
  id: 'critical-is-global',
  claim: 'Every critical point is a global minimizer.',
  refute: refutedBy('strict-saddle'),
};

const allSaddles: Variant = {
  id: 'all-saddles',
  claim: 'Every critical point is a strict saddle.',
  refute: refutedBy('global-minimizer'),
};

/** A critical point of rank R < d with G ≠ 0, where W_2 has a kernel (or not). */
const rankOneDirection = (hasKernel: boolean) => (instance: AnyInstance) => {
  const subject = squarePoint(instance);
  return rankDeficientDirection(subject) !== undefined && !!kernelVector(instance.weights[1]!) === hasKernel;
};

export const shallow = property({
  id: 'zhu-2018/thm-shallow',
  source:
    'Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938, ' +
    'landscape of two layers',
  statement:
    'Let X have full row rank. For two layers of any widths and any Y, every local minimum of ½‖W_2W_1X − Y‖² is global, and every ' +
    'other critical point is a strict saddle.',
  proves: 'This point is not critical, or a global minimizer, or a strict saddle.',
  hypotheses,
  generator: fc.oneof(
    { weight: 7, arbitrary: twoLayerPoint() },
    { weight: 1, arbitrary: irrationalPoint({ minDepth: 2, maxDepth: 2 }) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.3,
        'r = 0': 0.15,
        'r = d': 0.15,
        'zero layer': 0.15,
        'rank-deficient Y': 0.2,
        'repeated eigenvalues': 0.15,
      },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.15, 'strict-saddle': 0.25 },
    }),
    irrationalCritical(0.05),
    { name: 'Y = 0', minimum: 0.01, holds: ({ Y }) => Y.isZero() },
    { name: 'r < d, W_2 with a kernel', minimum: 0.1, holds: rankOneDirection(true) },
    { name: 'r < d, W_2 without a kernel', minimum: 0.02, holds: rankOneDirection(false) },
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.01,
      holds: (_, proof) => isKyFan(proof),
    },
  ],
  variants: [anyDepth, criticalIsGlobal, allSaddles],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: larger },
    { name: 'global-minimizer-nothing-to-fit', instance: point([[1]], [[0]], [[1]], [[0]]) },
    { name: 'strict-saddle', instance: smaller },
    { name: 'strict-saddle-of-rank-zero', instance: scalar(1, 0, 0) },
  ],
});
