/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. Implicit regularization.
 *
 * Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. If W is a second-order critical point of L and
 * r = rank W_H⋯W_1, then R = W_H⋯W_1 minimizes ½‖RX − Y‖² among the matrices of rank at most r.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 * (A6) the Hessian at W is positive semidefinite: a proof of that for the matrix.
 *
 * A certificate proves that the eigenvalues of Σ on col R are the r largest, up to ties, and that 2L(W) = ‖Y‖² − tr PΣ, P the projection on col R.
 * No matrix of rank ≤ r has a smaller loss (Ky Fan). The steps: W is critical, so R = PM and P commutes with Σ; if an eigenvalue outside
 * exceeded one inside, the swap direction would have negative curvature. The value is computed from R and from Σ: they must agree.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * Only A5 and A6 are needed. Without A4 the eigenvalues inside are the largest up to ties; without A3 R = PM all the same, as Σ_XX is invertible;
 * without A2 the least-squares matrix of independent inputs takes the place of M, and rank RE = rank R as Σ_XY has rank d_H.
 *
 * Deviation. The paper says that R is a solution of the rank-constrained linear regression; this is the same.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import { betterOfSameRank } from '../../src/evidence/better-of-rank.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { leftInverse } from '../../src/exact/elimination.ts';
import { Rational } from '../../src/exact/rational.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified, rankOfR } from '../conclusions.ts';
import { betweenRanks, coverage, irrationalCritical } from '../generators/coverage.ts';
import { onRankDeficientX, smallestZero } from '../generators/only-without.ts';
import { semidefiniteHessian, squarePoint } from '../hypotheses.ts';
import { larger, plateau, scalar } from '../points.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { interiorPoint } from './interior-point.ts';
import {
  irrationalSecondOrderPoint,
  secondOrderPoint,
  secondOrderPointOn,
  stretchedMinimizer,
} from './second-order-point.ts';

const firstOrder = hypothesesOf({
  A2: notNeeded(onRankDeficientX(secondOrderPointOn({ data: (p) => ({ ...p, extra: 2 }) }))),
  A3: notNeeded(secondOrderPointOn({ data: smallestZero })),
  A4: notNeeded(secondOrderPointOn({ data: 'double' })),
  A5: necessary('any-point'),
});
const hypotheses = [...firstOrder, semidefiniteHessian('A6', necessary('first-order'))];

/** R = left·right through its column space. */
const throughColumns = ({ products: { R } }: SquarePoint) => {
  const left = columnBasis(R);
  return [left, leftInverse(left)!.mul(R)] as const;
};

function conclude(point: SquarePoint): Conclusion {
  const { instance, products, leastSquares } = point;
  const p = columnBasis(products.R);
  const spectra = compareSpectra(leastSquares.sigma, p);
  if (!spectra.separated) throw new Disagreement('a positive semidefinite Hessian, but not the largest eigenvalues');
  const fitted = leftInverse(p)!.mul(leastSquares.sigma).mul(p).trace();
  const twiceLoss = instance.loss.value(products.R).mul(new Rational(2n));
  const expected = instance.Y.dot(instance.Y).sub(fitted);
  if (twiceLoss.compare(expected) !== 0)
    throw new Disagreement(`2L(W) is ${twiceLoss}, not ‖Y‖² − tr PΣ = ${expected}`);
  return {
    verdict: 'rank-constrained-minimizer',
    evidence: [rankOfR(point), leastSquaresEvidence(leastSquares), { kind: 'prefix', ...spectra.subspaces }],
  };
}

const firstOrderToo: Variant = {
  id: 'first-order',
  claim: 'At every critical point R minimizes the loss among the matrices of rank at most rank R.',
  generator: interiorPoint(),
  refute: (instance) =>
    refutation(squarePoint(instance), firstOrder, (point) => {
      const { leastSquares, products } = point;
      const spectra = compareSpectra(leastSquares.sigma, columnBasis(products.R));
      if (spectra.separated) return undefined;
      const { verdict, evidence } = classified(point, decidePoint(point));
      return { verdict, evidence: [...evidence, betterOfSameRank(products.R, leastSquares, spectra.crossing)] };
    }),
};

const rankPlusOne: Variant = {
  id: 'rank-plus-one',
  claim: 'R minimizes the loss among the matrices of rank at most rank R + 1.',
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const better = betterMatrix(point.instance, throughColumns(point));
      if (!better) return undefined;
      const { verdict, evidence } = conclude(point);
      return { verdict, evidence: [...evidence, better] };
    }),
};

/** P·M has a smaller loss than R unless R = PM, P the projection on col R; the same rank or less. */
function fittedInColumns(point: SquarePoint): EvidenceOf<'better-matrix'> | undefined {
  const { products, leastSquares } = point;
  const [left, right] = throughColumns(point);
  const best = leftInverse(left)!.mul(leastSquares.M).mul(leastSquares.selection);
  if (left.mul(best).equals(products.R)) return undefined;
  return right.rows === 0 ? undefined : { kind: 'better-matrix', left: left.toRows(), right: best.toRows() };
}

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'Where the Hessian is positive semidefinite, R minimizes the loss among the matrices of rank at most rank R.',
  generator: stretchedMinimizer(),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (point) => {
      const better = fittedInColumns(point);
      if (!better) return undefined;
      const { verdict, evidence } = classified(point, decidePoint(point));
      return verdict === 'not-critical' ? { verdict, evidence: [...evidence, better] } : undefined;
    }),
};

export const implicitRegularization = property({
  id: 'achour-2021/implicit-regularization',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, implicit regularization',
  statement:
    'If W is a second-order critical point of L, then R = W_H⋯W_1 minimizes ½‖RX − Y‖² among the matrices of rank at most rank R.',
  proves: 'R minimizes the loss among the matrices of rank at most rank R.',
  hypotheses,
  generator: fc.oneof(
    { weight: 7, arbitrary: secondOrderPoint() },
    { weight: 1, arbitrary: irrationalSecondOrderPoint() },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.2,
        'H = 1': 0.02,
        'H = 2': 0.05,
        'H ≥ 3': 0.4,
        'r = 0': 0.1,
        'r = d': 0.25,
        'zero layer': 0.1,
      },
      verdicts: { 'rank-constrained-minimizer': 1 },
    }),
    betweenRanks(0.1),
    irrationalCritical(0.05),
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.02,
      holds: (instance) => {
        const { rank: r, bottleneck: d, G } = squarePoint(instance);
        return r === d && !G.isZero();
      },
    },
  ],
  variants: [firstOrderToo, rankPlusOne, anyPoint],
  examples: [
    { name: 'rank-constrained-minimizer', instance: larger },
    { name: 'rank-constrained-minimizer-of-rank-zero', instance: scalar(1, 0, 0, 0) },
    { name: 'rank-constrained-minimizer-at-a-saddle', instance: plateau },
  ],
});
