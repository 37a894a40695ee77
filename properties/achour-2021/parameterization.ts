/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. The parameterization of critical points.
 *
 * Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. Let W be critical, R = W_H⋯W_1 = U_S U_Sᵀ M of rank r,
 * Q the complement of S, d = min d_i. There are invertible D_1, …, D_{H−1} and blocks Z_1, …, Z_H with
 *   W_1 = D_1 [U_Sᵀ M; Z_1],  W_h = D_h diag(I_r, Z_h) D_{h−1}⁻¹,  W_H = [U_S, U_Q Z_H] D_{H−1}⁻¹  (H = 1: W_1 = U_S U_Sᵀ M).
 * For r < d every product of H − 1 cyclically consecutive factors of Z_1Σ_XY U_Q, Z_2, …, Z_H vanishes. For r = d, W is a global minimizer exactly if
 * S = {1..d}: with that S, the form above describes all global minimizers.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * A certificate gives rational bases p of col R and q of its complement in place of U_S and U_Q, the D_h with their inverses, and the Z_h; the layers and the
 * products are recomputed. For r = d it shows that no eigenvalue outside S exceeds one inside, or that one does.
 *
 * Every point has this form with p⁺R in place of p⁺M (src/evidence/parameterization.ts); that it is critical says three things more. R is U_SU_SᵀM
 * (critical-map.ts). Then G = −(I − P)Σ_YX, and in the coordinates of the form ∇_{W_i}L is 0 but for one block, the transpose of
 * −Z_{i−1}⋯Z_1·Σ_XYq·Z_H⋯Z_{i+1}: for i ≥ 2 these are H − 1 of the products. For i = 1 it says Σ_XYq·Z_H⋯Z_2 = 0, and as Σ_XYq has full column rank by
 * A3, Z_H⋯Z_2 = 0. A2 and A4 are not needed for this, A3 is: the gradient does not see what Z_H⋯Z_2 does along an eigenvalue 0.
 *
 * Deviation. The paper gives a form that is necessary, and says that it is sufficient if r = d or two of the Z_h vanish. The products say for every point of
 * the form whether it is critical; that two of the Z_h vanish is not necessary (the variant `two-zeros-necessary`).
 */
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { gradientDescent, primitiveMultiple } from '../../src/decision/step-1-gradient.ts';
import { type Evidence, texts } from '../../src/evidence/evidence.ts';
import {
  cycleOf,
  type Form,
  formOf,
  nearlyFullTurns,
  parameterizationEvidence,
} from '../../src/evidence/parameterization.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { rank, solve } from '../../src/exact/elimination.ts';
import type { Matrix } from '../../src/exact/matrix.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { necessary, notNeeded } from '../audits.ts';
import { rankOfR } from '../conclusions.ts';
import { betweenRanks, coverage } from '../generators/coverage.ts';
import { patternPoint } from '../generators/pattern-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { larger, plateau, point, scalar, smaller } from '../points.ts';
import { achourPoint, achourPointWithout } from './critical-data-point.ts';
import { anyPointIsFitted, isFitted, mapOf } from './critical-map.ts';
import { onDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { strata } from './pivots.ts';
import { intoDeficientTarget, oneZeroBlock } from './unrepaired-point.ts';

const hypotheses = hypothesesOf({
  A2: notNeeded(achourPointWithout.A2()),
  A3: necessary('zero-eigenvalue'),
  A4: notNeeded(onDoubleEigenvalue()),
  A5: necessary('any-point'),
});

const cycle = (form: Form, { instance }: SquarePoint): Matrix[] => cycleOf(form, instance.loss.Syx.transpose());
const isInside = ({ rank: r, bottleneck: d }: SquarePoint): boolean => r < d;

/** `rank` of R, `critical-map`, the form. */
const shown = (at: SquarePoint, form: Form): Evidence[] => [rankOfR(at), mapOf(at), parameterizationEvidence(form)];

function conclude(at: SquarePoint): Conclusion {
  const form = formOf(at.instance);
  if (!isInside(at)) return { verdict: 'holds', evidence: [...shown(at, form), separation(at)] };
  if (!nearlyFullTurns(cycle(form, at)).every((turn) => turn.isZero())) {
    throw new Disagreement('a product of H − 1 consecutive blocks is not zero at a critical point');
  }
  // The other way, by ranks and without bases: rank A_{i−1}Σ_XY B_i = rank p⁺Σp + the rank of the turn that leaves out i, and p⁺Σp is invertible.
  const { A, B } = at.products;
  const Sxy = at.instance.loss.Syx.transpose();
  const isTight = (i: number) => rank(A[i - 1]!.mul(Sxy).mul(B[i]!)) === at.rank;
  if (!at.instance.weights.every((_, h) => isTight(h + 1))) {
    throw new Disagreement(
      'all products of H − 1 consecutive blocks are zero, but the ranks of products of layers say otherwise',
    );
  }
  return { verdict: 'holds', evidence: shown(at, form) };
}

/** For r = d: whether R fits the largest eigenvalues. */
function separation({ leastSquares, products: { R } }: SquarePoint): Evidence {
  const spectra = compareSpectra(leastSquares.sigma, columnBasis(R));
  if (spectra.separated) return { kind: 'prefix', ...spectra.subspaces };
  const { u, v } = spectra.crossing;
  return { kind: 'swap', u: texts(primitiveMultiple(u)), c: texts(primitiveMultiple(solve(R, v)!)) };
}

const oneZero: Variant = {
  id: 'one-zero',
  claim: 'A point of this form with r < d and one Z_h = 0 is critical.',
  generator: oneZeroBlock(),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (at): Conclusion | undefined => {
      const descent = gradientDescent(at);
      if (!descent || !isInside(at) || !isFitted(at)) return undefined;
      const form = formOf(at.instance);
      if (!form.blocks.some((Z) => Z.isZero())) return undefined;
      return { verdict: 'not-critical', evidence: [...shown(at, form), descent] };
    }),
};

const twoZerosNecessary: Variant = {
  id: 'two-zeros-necessary',
  claim: 'At a critical point with r < d two of Z_1, …, Z_H vanish.',
  generator: patternPoint({ minDepth: 3 }),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (at): Conclusion | undefined => {
      if (!isInside(at)) return undefined;
      const form = formOf(at.instance);
      // Counted with Z_1Σ_XYq for Z_1, whose rank no change of bases changes: Z_1 itself is 0 in some bases and not in others.
      if (cycle(form, at).filter((Z) => Z.isZero()).length >= 2) return undefined;
      return { verdict: 'fails', evidence: shown(at, form) };
    }),
};

const zeroEigenvalue: Variant = {
  id: 'zero-eigenvalue',
  claim: 'At a critical point with r < d the products vanish, whatever the rank of Σ_XY.',
  generator: intoDeficientTarget(),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A3'), (at): Conclusion | undefined => {
      const form = formOf(at.instance);
      if (!isInside(at) || nearlyFullTurns(cycle(form, at)).every((turn) => turn.isZero())) return undefined;
      return { verdict: 'fails', evidence: shown(at, form) };
    }),
};

const insideClass = (name: string, minimum: number, key: keyof ReturnType<typeof strata>) => ({
  name: `r < d, ${name}`,
  minimum,
  holds: (instance: AnyInstance) => {
    const at = squarePoint(instance);
    return isInside(at) && depth(at.instance) >= 2 && strata(at.instance)[key];
  },
});

export const parameterization = property({
  id: 'achour-2021/parameterization',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, parameterization of critical points and global minimizers',
  statement:
    'Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues. If W is critical and R = U_S U_Sᵀ M of rank r, then ' +
    'W_1 = D_1[U_SᵀM; Z_1], W_h = D_h diag(I_r, Z_h)D_{h−1}⁻¹, W_H = [U_S, U_Q Z_H]D_{H−1}⁻¹; for r < d every product of H − 1 cyclically ' +
    'consecutive factors of Z_1Σ_XY U_Q, Z_2, …, Z_H vanishes; for r = d, W is a global minimizer exactly if S = {1..d}.',
  proves: 'The bases and blocks of this critical point, that the products vanish, and for r = d whether S = {1..d}.',
  hypotheses,
  generator: achourPoint(),
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
    {
      name: 'r = d, S = {1..d}',
      minimum: 0.06,
      holds: (_, { evidence }) => evidence.some((e) => e.kind === 'prefix'),
    },
    {
      name: 'r = d, S ≠ {1..d}',
      minimum: 0.01,
      holds: (_, { evidence }) => evidence.some((e) => e.kind === 'swap'),
    },
    insideClass('fewer than two zero factors', 0.04, 'fewZeroFactors'),
    insideClass('a part of W_1 that Σ_XY does not reach', 0.05, 'orthogonalPart'),
    insideClass('a product vanishes though no factor does', 0.05, 'productVanishes'),
  ],
  variants: [
    oneZero,
    twoZerosNecessary,
    zeroEigenvalue,
    anyPointIsFitted('Every point, critical or not, has R = U_SU_SᵀM and is of this form.'),
  ],
  examples: [
    { name: 'holds', instance: plateau },
    { name: 'holds-for-a-minimizer', instance: larger },
    { name: 'holds-for-the-smaller-value', instance: smaller },
    { name: 'holds-with-one-layer', instance: scalar(2, 2) },
    {
      name: 'holds-without-a-zero-block',
      // r = 0, H = 3: each layer maps one basis vector to one, and what comes out of a layer is not what the next one takes in.
      instance: point(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [2, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 0],
        ],
        [
          [0, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 1],
        ],
      ),
    },
  ],
});
