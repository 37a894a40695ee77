/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. Theorem: classification of the critical points.
 *
 * Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues λ_1 > … > λ_{d_H}. Let W be a critical point of
 * L, r = rank W_H⋯W_1, d = min d_i, and S the set with W_H⋯W_1 = U_S U_Sᵀ Σ_YX Σ_XX⁻¹.
 *   r = d: if S = {1..d}, W is a global minimizer; if not, a strict saddle.
 *   r < d: W is a saddle. If S ≠ {1..r}, it is strict. If S = {1..r}, it is not strict if W is tightened, and strict if not.
 * A pivot (i,j), H ≥ i > j ≥ 1, has the complementary blocks W_{i-1}⋯W_{j+1} and W_{j-1}⋯W_1 Σ_XY W_H⋯W_{i+1}. It is tightened if at least
 * one of them has rank r; W is tightened if every pivot is.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * A certificate proves the class of W by itself (curves, directions, Ky Fan, a positive semidefinite Hessian: the whole of it up to LARGEST_HESSIAN weights, by square
 * completion beyond) and then, from ranks
 * and one separation of spectra alone, that the theorem predicts this class.
 *
 * Where the spectrum is irrational, points that fit a part of it are written in an eigenbasis of Σ (FORMAT.md, 3.3). Their class is proved at rational
 * instances around the spectrum, whose losses have L as a convex combination: tier `enclosed`. A1–A4 are proved of X and Y themselves.
 *
 * Which hypotheses are needed. A3: where R = M, W is a global minimizer, and with rank Σ_XY < d that is possible for r < d. A2 and A4 are not
 * needed, with S = {1..r} up to ties: docs/classification-for-any-data.md proves the theorem for any data with G ≠ 0. A1 by itself says that no
 * layer is empty, and for d = 0 every point is a global minimizer.
 *
 * Deviation. The paper's loss has no factor ½; this changes no class. The paper writes r_max for d, and S as a set of indices;
 * certificates show S = {1..r} without eigenvalues: col R is invariant under Σ, and no eigenvalue on it is below one on its complement.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property } from '../../src/campaign/property.ts';
import type { SquarePoint as Point } from '../../src/decision/point.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { patternPoint } from '../generators/pattern-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { I2, irrational, larger, plateau, point, scalar, smaller } from '../points.ts';
import { classificationCoverage } from './classification-coverage.ts';
import { classificationVariants, hypotheses } from './classification-variants.ts';
import { interiorParameters, interiorPoint } from './interior-point.ts';
import { irrationalOrigin } from './irrational-origin.ts';
import { classify, conclusionOf, LARGEST_HESSIAN } from './predicted-class.ts';

function conclude(point: Point): Conclusion {
  const conclusion = conclusionOf(classify(point));
  const { instance } = point;
  if (weightCount(instance) <= LARGEST_HESSIAN) {
    const { negative } = inertia(hessian(instance, instance.loss));
    if (negative > 0 !== (conclusion.verdict === 'strict-saddle')) {
      throw new Disagreement(`verdict ${conclusion.verdict}, but the Hessian has ${negative} negative eigenvalues`);
    }
  }
  return conclusion;
}

// Σ = Y² has the eigenvalues (7 ± 3√5)/2; R = Y interpolates.
const Y2111 = [
  [2, 1],
  [1, 1],
];

// The larger eigenvalue is fitted, and nothing else: r = 1 < d = 2.
const first = [
  [1, 0],
  [0, 0],
];

export const classification = property({
  id: 'achour-2021/thm-classification',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, classification theorem',
  statement:
    'Let W be a critical point, r = rank W_H⋯W_1, R = U_S U_Sᵀ Σ_YX Σ_XX⁻¹. If r = d: W is a global minimizer for S = {1..d}, ' +
    'a strict saddle otherwise. If r < d: W is a strict saddle for S ≠ {1..r}; for S = {1..r} it is a non-strict saddle if W is ' +
    'tightened, and a strict saddle if not.',
  proves: 'The class of this critical point, by itself, and that the theorem predicts it from ranks and S.',
  hypotheses,
  generator: fc.oneof(
    { weight: 9, arbitrary: criticalPoint() },
    { weight: 6, arbitrary: patternPoint() },
    { weight: 3, arbitrary: interiorPoint() },
    { weight: 1, arbitrary: criticalPoint({ maxDepth: 1 }) },
    { weight: 1, arbitrary: irrationalOrigin() },
    { weight: 4, arbitrary: irrationalPoint() },
    { weight: 1, arbitrary: irrationalFrom(interiorParameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: classificationCoverage,
  variants: classificationVariants,
  examples: [
    { name: 'global-minimizer', instance: larger },
    { name: 'global-minimizer-irrational-spectrum', instance: point(I2, Y2111, Y2111, I2) },
    { name: 'strict-saddle', instance: smaller },
    { name: 'strict-saddle-not-tightened', instance: scalar(1, 0, 0) },
    { name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
    { name: 'non-strict-saddle-of-rank-one', instance: plateau },
    { name: 'global-minimizer-in-an-eigenbasis', instance: irrational([[1, 0]], [[1], [0]]) },
    { name: 'strict-saddle-in-an-eigenbasis', instance: irrational([[0, 1]], [[0], [1]]) },
    { name: 'strict-saddle-not-tightened-in-an-eigenbasis', instance: irrational(first, first) },
    { name: 'non-strict-saddle-in-an-eigenbasis', instance: irrational(first, first, first) },
  ],
});
