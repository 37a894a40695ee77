/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. The product at a first-order critical point.
 *
 * Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. If W is a critical point of L and r = rank W_H⋯W_1,
 * there is one set S of r eigenvalues of Σ with W_H⋯W_1 = U_S U_Sᵀ M, M = Σ_YX Σ_XX⁻¹.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * A certificate proves that the orthogonal projection P on col R commutes with Σ, and R = PM (RE = PM̃ on data X = EX̃ of any rank). So col R is
 * spanned by eigenvectors of Σ, and P = U_SU_Sᵀ; eigenvectors need not be rational.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * A1–A3 are not needed for PΣ = ΣP and RE = PM̃. From B_1ᵀG = 0, with G = (RE − M̃)X̃X̃ᵀEᵀ and E of full column rank, B_1ᵀ(RE − M̃) = 0; col R lies
 * in col B_1, so RE = PM̃. From GA_{H−1}ᵀ = 0, (RE − M̃)X̃X̃ᵀ(RE)ᵀ = 0, so ΣP = M̃X̃X̃ᵀ(RE)ᵀ is symmetric. Without A4 the eigenspaces
 * are spanned by many bases, and col R by columns of some of them only.
 *
 * Deviation. The paper states d_i ≥ 1 by convention. Its S is a set of indices; certificates show P, without eigenvectors.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { criticalMap as mapEvidence, projectionOnto } from '../../src/evidence/critical-map.ts';
import { distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import { mixedEigenbasis } from '../../src/evidence/eigenbasis.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified, rankOfR } from '../conclusions.ts';
import { betweenRanks, coverage, irrationalCritical } from '../generators/coverage.ts';
import { irrationalPoint } from '../generators/irrational-point.ts';
import { patternParameters } from '../generators/pattern-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { pointOnGoodData } from '../kawaguchi-2016/good-data.ts';
import { I2, plateau, point, scalar, smaller } from '../points.ts';
import { achourPoint, achourPointWithout } from './critical-data-point.ts';
import { patternsOnDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { oneZeroBlock } from './unrepaired-point.ts';

const hypotheses = hypothesesOf({
  A2: notNeeded(achourPointWithout.A2()),
  A3: notNeeded(achourPointWithout.A3()),
  A4: necessary('any-basis'),
  A5: necessary('any-point'),
});

/** RE = PM̃ with a P that commutes with Σ: at a critical point, of any data. */
export function mapOf({ products: { R }, leastSquares }: SquarePoint): EvidenceOf<'critical-map'> {
  try {
    return mapEvidence(R, leastSquares);
  } catch (error) {
    if (error instanceof RangeError) throw new Disagreement(`at a critical point: ${error.message}`);
    throw error;
  }
}

function conclude(at: SquarePoint): Conclusion {
  const map = mapOf(at);
  // The other way to S: by the eigenvectors themselves, where they are rational.
  const spectrum = distinctSpectrum(at.leastSquares.sigma);
  if (spectrum?.form === 'eigen') {
    const U = Matrix.fromRows(spectrum.vectors, spectrum.values.length);
    const { P } = projectionOnto(at.products.R);
    const fitted = range(U.cols).filter((k) => P.mul(U.col(k)).equals(U.col(k)));
    const others = range(U.cols).filter((k) => P.mul(U.col(k)).isZero());
    if (fitted.length !== at.rank || fitted.length + others.length !== U.cols) {
      throw new Disagreement('col R is not spanned by eigenvectors of Σ, though P commutes with Σ');
    }
  }
  return { verdict: 'holds', evidence: [rankOfR(at), map] };
}

const converse: Variant = {
  id: 'converse',
  claim: 'If R = U_SU_SᵀM, W is critical.',
  generator: oneZeroBlock(),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (at): Conclusion | undefined => {
      const descent = gradientDescent(at);
      if (!descent || !isFitted(at)) return undefined;
      return { verdict: 'not-critical', evidence: [rankOfR(at), mapOf(at), descent] };
    }),
};

/** PΣ = ΣP and RE = PM̃. */
export function isFitted({ products: { R }, leastSquares: { sigma, E, M } }: SquarePoint): boolean {
  const { P } = projectionOnto(R);
  return P.mul(sigma).equals(sigma.mul(P)) && R.mul(E).equals(P.mul(M));
}

const anyBasis: Variant = {
  id: 'any-basis',
  claim: 'Whatever the eigenbasis U of Σ, R = U_SU_SᵀM for one S.',
  generator: patternsOnDoubleEigenvalue(patternParameters()),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A4'), (at): Conclusion | undefined => {
      const basis = mixedEigenbasis(at.leastSquares.sigma, projectionOnto(at.products.R).P);
      return basis && { verdict: 'fails', evidence: [rankOfR(at), mapOf(at), basis] };
    }),
};

/** GRᵀ ≠ 0, while R = PM with a P that commutes with Σ would give GRᵀ = PΣP − ΣP = 0. Between vertices where GRᵀ ≠ 0 it may be 0: not in coordinates. */
export const anyPointIsFitted = (claim: string): Variant => ({
  id: 'any-point',
  claim,
  generator: pointOnGoodData({}),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (at) => {
      const decision = decidePoint(at);
      const { R } = at.products;
      if (at.data.coordinates || decision.verdict !== 'not-critical' || at.G.mul(R.transpose()).isZero())
        return undefined;
      return classified(at, decision);
    }),
});

// Σ = Y² has the eigenvalues (7 ± 3√5)/2; R = Y interpolates.
const Y2111 = [
  [2, 1],
  [1, 1],
];

export const criticalMap = property({
  id: 'achour-2021/critical-map',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, first-order critical points',
  statement:
    'Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. If W is critical and r = rank W_H⋯W_1, then ' +
    'W_H⋯W_1 = U_S U_Sᵀ Σ_YX Σ_XX⁻¹ for one set S of r eigenvalues of Σ.',
  proves: 'The projection P on the columns of R commutes with Σ, and R = PM.',
  hypotheses,
  generator: fc.oneof({ weight: 17, arbitrary: achourPoint() }, { weight: 3, arbitrary: irrationalPoint() }),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.25,
        'H = 1': 0.01,
        'H = 2': 0.08,
        'H ≥ 3': 0.4,
        'r = 0': 0.15,
        'r = d': 0.12,
        'zero layer': 0.1,
      },
      verdicts: { holds: 1 },
    }),
    betweenRanks(0.12),
    irrationalCritical(0.05),
    {
      name: 'irrational spectrum',
      minimum: 0.01,
      holds: (_, proof) =>
        proof.hypotheses.some(({ evidence: e }) => e.kind === 'distinct-spectrum' && e.form === 'bezout'),
    },
  ],
  variants: [converse, anyBasis, anyPointIsFitted('At every point, critical or not, R = U_SU_SᵀM for one S.')],
  examples: [
    { name: 'holds', instance: smaller },
    { name: 'holds-with-nothing-fitted', instance: scalar(1, 0, 0) },
    { name: 'holds-of-rank-one', instance: plateau },
    { name: 'holds-with-an-irrational-spectrum', instance: point(I2, Y2111, Y2111, I2) },
  ],
});
