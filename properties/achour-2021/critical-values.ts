/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. The critical values.
 *
 * Let d_H ≤ d_0 ≤ m, H ≥ 2, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues λ_i; d = min d_i. At a critical point
 * with W_H⋯W_1 = U_S U_Sᵀ M, L(W) = ½(tr Σ_YY − Σ_{i∈S} λ_i). Each of these values, |S| ≤ d, is that of a critical point.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1, H ≥ 2: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * A certificate proves 2L(W) = ‖Y‖² − tr PΣ, P the projection on col R, which commutes with Σ. Where the eigenvalues are rational and the sets S are at most
 * 32, it lists a critical point of the instance's widths for each S, with 2L = ‖Y‖² − Σ_S λ_i.
 *
 * A2–A4 are not needed: with X = EX̃ and RE = PM̃, 2L = ‖RX‖² − 2⟨RX, Y⟩ + ‖Y‖² = tr PΣP − 2 tr PΣ + ‖Y‖². The points of the list are those of the
 * parameterization with Z = 0; their gradients vanish whatever the rank of X and Σ_XY. H ≥ 2 is needed: with one layer R = M at every critical point.
 *
 * Deviation. The paper's loss has no factor ½. That each value is attained is claimed here for each S with |S| ≤ d, and H ≥ 2 is a hypothesis.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { projectionOnto } from '../../src/evidence/critical-map.ts';
import { criticalValues as valuesEvidence } from '../../src/evidence/critical-values.ts';
import { distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { depth } from '../../src/network/network.ts';
import { necessary, notNeeded } from '../audits.ts';
import { classified, isKyFan, rankOfR } from '../conclusions.ts';
import { betweenRanks, coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { pointOnGoodData } from '../kawaguchi-2016/good-data.ts';
import { I2, larger, plateau, point, scalar } from '../points.ts';
import { achourPoint, criticalWithout, patternWithout } from './critical-data-point.ts';
import { mapOf } from './critical-map.ts';
import { onDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { narrowMinimizer } from './unrepaired-point.ts';

const audits = {
  A1: necessary('one-layer'),
  A2: notNeeded(fc.oneof(criticalWithout.A2({ minDepth: 2 }), patternWithout.A2({}))),
  A3: notNeeded(fc.oneof(criticalWithout.A3({ minDepth: 2 }), patternWithout.A3({}))),
  A4: notNeeded(onDoubleEigenvalue({ minDepth: 2 })),
  A5: necessary('any-point'),
};
const hypotheses = hypothesesOf(audits, { minDepth: 2 });
const TWO = new Rational(2n);

const twiceLoss = ({ instance, products }: SquarePoint): Rational => instance.loss.value(products.R).mul(TWO);
/** tr PΣ */
const fitted = ({ leastSquares, products }: SquarePoint): Rational =>
  projectionOnto(products.R).P.mul(leastSquares.sigma).trace();

function conclude(at: SquarePoint): Conclusion {
  const { instance, leastSquares } = at;
  const map = mapOf(at);
  if (!twiceLoss(at).equals(instance.loss.traceYY.sub(fitted(at)))) {
    throw new Disagreement('2L(W), from the residual, is not ‖Y‖² − tr PΣ');
  }
  const spectrum = distinctSpectrum(leastSquares.sigma);
  const listed =
    spectrum?.form === 'eigen' &&
    valuesEvidence(instance.widths, leastSquares, Matrix.fromRows(spectrum.vectors, spectrum.values.length));
  return { verdict: 'holds', evidence: [rankOfR(at), map, ...(listed ? [listed] : [])] };
}

/** The values are ½(‖Y‖² − other(tr PΣ, tr Σ)). */
const otherValue = (id: string, claim: string, other: (fitted: Rational, all: Rational) => Rational): Variant => ({
  id,
  claim,
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (at): Conclusion | undefined => {
      const claimed = at.instance.loss.traceYY.sub(other(fitted(at), at.leastSquares.sigma.trace()));
      if (twiceLoss(at).equals(claimed)) return undefined;
      return { verdict: 'fails', evidence: [rankOfR(at), mapOf(at)] };
    }),
});

const allSubsets: Variant = {
  id: 'all-subsets',
  claim: 'The values for all S, |S| ≤ d_H, are attained.',
  generator: narrowMinimizer(),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (at) => {
      const decision = decidePoint(at);
      const isLeastOfRank = isKyFan(decision);
      const least = at.instance.loss.traceYY.sub(at.leastSquares.sigma.trace());
      return isLeastOfRank && least.compare(twiceLoss(at)) < 0 ? classified(at, decision) : undefined;
    }),
};

const oneLayer: Variant = {
  id: 'one-layer',
  claim: 'With one layer, too, the values for all S, |S| ≤ d, are attained.',
  generator: criticalPoint({ maxDepth: 1 }),
  refute: (instance) =>
    refutation(squarePoint(instance), hypothesesOf({}), (at) => {
      if (depth(at.instance) !== 1 || twiceLoss(at).compare(at.instance.loss.traceYY) >= 0) return undefined;
      return classified(at, { verdict: 'global-minimizer', evidence: [{ kind: 'convexity' }] });
    }),
};

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'At every point, critical or not, L has one of these values.',
  generator: pointOnGoodData({ minDepth: 2 }),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (at) => {
      const decision = decidePoint(at);
      const isAbove = twiceLoss(at).compare(at.instance.loss.traceYY) > 0;
      return decision.verdict === 'not-critical' && isAbove ? classified(at, decision) : undefined;
    }),
};

// Σ = Y² has the eigenvalues (7 ± 3√5)/2; R = Y interpolates.
const Y2111 = [
  [2, 1],
  [1, 1],
];

export const criticalValues = property({
  id: 'achour-2021/critical-values',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, critical values',
  statement:
    'Let d_H ≤ d_0 ≤ m, H ≥ 2, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. If W is critical and R = U_S U_Sᵀ M, then ' +
    'L(W) = ½(tr Σ_YY − Σ_{i∈S} λ_i). All these values, |S| ≤ d, are attained at critical points.',
  proves:
    'L(W) = ½(‖Y‖² − tr PΣ), P the projection on col R; and, for a rational spectrum, for each S a critical point with its value.',
  hypotheses,
  generator: achourPoint({ minDepth: 2 }),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.25, 'H = 2': 0.08, 'H ≥ 3': 0.4, 'r = 0': 0.15, 'r = d': 0.12, 'zero layer': 0.1 },
      verdicts: { holds: 1 },
    }),
    betweenRanks(0.12),
    {
      name: 'every critical value listed',
      minimum: 0.8,
      holds: (_, { evidence }) => evidence.some((e) => e.kind === 'critical-values'),
    },
    {
      name: 'more than 4 critical values',
      minimum: 0.1,
      holds: (_, { evidence }) => evidence.some((e) => e.kind === 'critical-values' && e.points.length > 4),
    },
    {
      name: 'd < d_H',
      minimum: 0.15,
      holds: ({ widths, Y }) => Math.min(...widths) < Y.rows,
    },
  ],
  variants: [
    otherValue('half-sum', 'L(W) = ½(tr Σ_YY − ½Σ_{i∈S} λ_i).', (sum) => sum.div(TWO)),
    otherValue('complement', 'L(W) = ½(tr Σ_YY − Σ_{i∉S} λ_i).', (sum, all) => all.sub(sum)),
    allSubsets,
    oneLayer,
    anyPoint,
  ],
  examples: [
    { name: 'holds', instance: larger },
    { name: 'holds-for-one-neuron-a-layer', instance: scalar(2, 0, 0, 1) },
    { name: 'holds-with-all-subsets', instance: plateau },
    { name: 'holds-with-an-irrational-spectrum', instance: point(I2, Y2111, Y2111, I2) },
  ],
});
