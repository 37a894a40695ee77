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
import {
  type Conclusion,
  type CoverageClass,
  Disagreement,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { secondOrder } from '../../src/decision/dense-hessian.ts';
import type { SquarePoint as Point } from '../../src/decision/point.ts';
import { primitiveMultiple } from '../../src/decision/step-1-gradient.ts';
import { distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import { type Evidence, texts } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { rank, solve } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { classified as classEvidence } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { patternPoint } from '../generators/pattern-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { pointOnGoodData } from '../kawaguchi-2016/good-data.ts';
import { I2, irrational, larger, plateau, point, scalar, smaller } from '../points.ts';
import { achourPointWithout, patternWithout } from './critical-data-point.ts';
import { onDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { interiorParameters, interiorPoint, tightenedElsewhere } from './interior-point.ts';
import { irrationalOrigin } from './irrational-origin.ts';
import { type Block, isTightened, type Pivot, pivots, strata, type ThreeBlocks, threeBlocks } from './pivots.ts';

/** Largest Hessian whose exact inertia is compared with the verdict. */
const LARGEST_HESSIAN = 40;

/** The theorem's own verdict, from ranks and the separation of two spectra, with its conditions as evidence. */
interface Prediction {
  readonly verdict: Decision['verdict'];
  readonly evidence: readonly Evidence[];
  /** S = {1..r} */
  readonly isPrefix: boolean;
}

interface Classified {
  readonly point: Point;
  readonly pivots: readonly Pivot[];
  readonly prediction: Prediction;
  /** The decision without hypotheses. */
  readonly decision: Decision;
}

const hypotheses = hypothesesOf({
  A1: { kind: 'not needed', generator: achourPointWithout.A1() },
  A2: { kind: 'not needed', generator: achourPointWithout.A2() },
  A3: { kind: 'necessary', variant: 'zero-eigenvalue' },
  A4: {
    kind: 'not needed',
    generator: onDoubleEigenvalue(),
  },
  A5: { kind: 'necessary', variant: 'any-point' },
});

function classify(point: Point): Classified {
  const all = pivots(point.instance, point.products);
  const prediction = predict(point, all);
  const S = fittedIndices(point, distinctSpectrum(point.leastSquares.sigma));
  if (S && S.every((k, index) => k === index) !== prediction.isPrefix) {
    throw new Disagreement(`R fits the eigenvalues number ${S.map((k) => k + 1)}, but the spectra say otherwise`);
  }
  return { point, pivots: all, prediction, decision: decidePoint(point) };
}

function predict({ products: { R }, leastSquares, rank: r, bottleneck: d }: Point, all: readonly Pivot[]): Prediction {
  const spectra = compareSpectra(leastSquares.sigma, columnBasis(R));
  if (!spectra.separated) {
    const { u, v } = spectra.crossing;
    const c = solve(R, v)!;
    const swap: Evidence = { kind: 'swap', u: texts(primitiveMultiple(u)), c: texts(primitiveMultiple(c)) };
    return { verdict: 'strict-saddle', evidence: [swap], isPrefix: false };
  }
  const prefix: Evidence = { kind: 'prefix', ...spectra.subspaces };
  if (r === d) return { verdict: 'global-minimizer', evidence: [prefix], isPrefix: true };
  const loose = all.find((pivot) => !isTightened(pivot, r));
  if (loose) {
    const evidence = [prefix, loose.inner.evidence(), loose.outer.evidence()];
    return { verdict: 'strict-saddle', evidence, isPrefix: true };
  }
  return { verdict: 'non-strict-saddle', evidence: [prefix, ...all.map((p) => tight(p, r))], isPrefix: true };
}

/** Rank evidence for a block of rank r of a tightened pivot. */
const tight = ({ inner, outer }: Pivot, r: number): Evidence => (inner.rank === r ? inner : outer).evidence();

/** S, 0-based and ascending, where the eigenvalues of Σ are rational: u_k ∈ col R or Rᵀu_k = 0. Undefined where they are not. */
function fittedIndices({ products: { R }, rank: r }: Point, spectrum: Evidence | undefined): number[] | undefined {
  if (spectrum?.kind !== 'distinct-spectrum' || spectrum.form !== 'eigen') return undefined;
  const values = spectrum.values.map((x) => Rational.parse(x));
  const U = Matrix.fromRows(spectrum.vectors);
  const descending = range(values.length).sort((a, b) => values[b]!.compare(values[a]!));
  const S = range(values.length).filter((k) => !R.transpose().mul(U.col(descending[k]!)).isZero());
  if (S.length !== r || S.some((k) => rank(R.beside(U.col(descending[k]!))) > r)) {
    throw new Disagreement('col R is not spanned by eigenvectors of Σ');
  }
  return S;
}

/** `rank` of R, class evidence and conditions: FORMAT.md, section 6.6. */
function conclusionOf({ point, decision, prediction }: Classified, more: readonly Evidence[] = []): Conclusion {
  if (decision.verdict !== prediction.verdict) {
    throw new Disagreement(`the theorem says ${prediction.verdict}, the decision ${decision.verdict}`);
  }
  const { verdict, evidence } = classEvidence(point, withHessian(point, decision));
  return {
    verdict,
    evidence: [...evidence, leastSquaresEvidence(point.leastSquares), ...prediction.evidence, ...more],
  };
}

/**
 * Square completion rests on the ranks that the theorem speaks of. Where the Hessian fits into memory, it is shown to be positive semidefinite without them.
 */
function withHessian(point: Point, decision: Decision): Decision {
  if (decision.verdict !== 'non-strict-saddle' || weightCount(point.instance) > LARGEST_HESSIAN) return decision;
  const second = secondOrder(point);
  if (!('psd' in second)) throw new Disagreement('the pivots are tightened, but the Hessian has a negative eigenvalue');
  const [zero, ...evidence] = decision.evidence;
  const curves = evidence.filter(({ kind }) => kind === 'descent-curve' || kind === 'ascent-curve');
  return { ...decision, evidence: [zero!, { kind: 'psd', of: 'hessian', proof: second.psd }, ...curves] };
}

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

/** Under the statement's hypotheses. */
const refutedWhere = (contradicts: (classified: Classified) => Conclusion | undefined) => (instance: AnyInstance) =>
  refutation(squarePoint(instance), hypotheses, (point) => contradicts(classify(point)));

/** A variant with three blocks a pivot: it is false where its verdict, for r < d and S = {1..r}, is not the certified one. */
const threeBlockVariant = (
  id: string,
  claim: string,
  blocksOf: (blocks: ThreeBlocks) => readonly [Block, Block, Block],
  tightened: (ofRankR: number) => boolean,
): Variant => ({
  id,
  claim,
  refute: refutedWhere((classified) => {
    const { instance, products, rank: r, bottleneck: d } = classified.point;
    if (!classified.prediction.isPrefix || r === d) return undefined;
    const all = threeBlocks(instance, products).map(blocksOf);
    const predicted = all.every((three) => tightened(three.filter((block) => block.rank === r).length))
      ? 'non-strict-saddle'
      : 'strict-saddle';
    if (predicted === classified.decision.verdict) return undefined;
    return conclusionOf(
      classified,
      all.flat().map((block) => block.evidence()),
    );
  }),
});

const tightenedStrict: Variant = {
  id: 'tightened-strict',
  claim: 'Tightened points are strict saddles.',
  refute: refutedWhere((classified) =>
    classified.decision.verdict === 'non-strict-saddle' ? conclusionOf(classified) : undefined,
  ),
};

const noPrefix: Variant = {
  id: 'no-prefix',
  claim: 'If r < d and W is tightened, W is a non-strict saddle, whatever S.',
  generator: tightenedElsewhere(),
  refute: refutedWhere((classified) => {
    const { point, pivots: all, prediction } = classified;
    const { rank: r, bottleneck: d } = point;
    if (prediction.isPrefix || r === d || !all.every((pivot) => isTightened(pivot, r))) return undefined;
    return conclusionOf(
      classified,
      all.map((pivot) => tight(pivot, r)),
    );
  }),
};

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'Every point, critical or not, is a global minimizer, a strict or a non-strict saddle.',
  generator: pointOnGoodData({}),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (point) => {
      const decision = decidePoint(point);
      return decision.verdict === 'not-critical' ? classEvidence(point, decision) : undefined;
    }),
};

const zeroEigenvalue: Variant = {
  id: 'zero-eigenvalue',
  claim: 'If r < d, a critical point is a saddle, whatever the rank of Σ_XY.',
  generator: patternWithout.A3({ maxWidth: 2, subsets: 'prefix' }),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A3'), (point) => {
      if (point.rank === point.bottleneck) return undefined;
      const decision = decidePoint(point);
      return decision.verdict === 'global-minimizer' ? classEvidence(point, decision) : undefined;
    }),
};

/** r < d and S = {1..r}: where ranks decide. */
const ranksDecide = (proof: Proof): boolean =>
  proof.verdict !== 'global-minimizer' && proof.evidence.some((e) => e.kind === 'prefix');

/** A pivot that is tightened by one of its blocks alone. */
const tightenedOnlyBy = (name: 'inner' | 'outer', minimum: number): CoverageClass => ({
  name: `pivot tightened by its ${name} block only`,
  minimum,
  holds: (instance, proof) => {
    if (!ranksDecide(proof)) return false;
    const { rank: r } = squarePoint(instance);
    return pivots(squarePoint(instance).instance).some(
      (p) => (p.inner.rank === r) !== (p.outer.rank === r) && p[name].rank === r,
    );
  },
});

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
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.25,
        'H = 1': 0.01,
        'H = 2': 0.08,
        'H ≥ 3': 0.4,
        'r = 0': 0.15,
        'r = d': 0.15,
        'zero layer': 0.1,
      },
      verdicts: { 'global-minimizer': 0.05, 'strict-saddle': 0.2, 'non-strict-saddle': 0.1 },
    }),
    {
      name: 'irrational spectrum',
      minimum: 0.01,
      holds: (_, proof) =>
        proof.hypotheses.some(({ evidence: e }) => e.kind === 'distinct-spectrum' && e.form === 'bezout'),
    },
    irrationalCritical(0.1),
    {
      name: '0 < r < d',
      minimum: 0.15,
      holds: (instance) =>
        squarePoint(instance).rank > 0 && squarePoint(instance).rank < squarePoint(instance).bottleneck,
    },
    {
      name: 'r < d, S ≠ {1..r}',
      minimum: 0.05,
      holds: (instance, proof) =>
        proof.evidence.some((e) => e.kind === 'swap') && squarePoint(instance).rank < squarePoint(instance).bottleneck,
    },
    {
      name: 'r < d, S = {1..r}, not tightened',
      minimum: 0.05,
      holds: (_, proof) => proof.verdict === 'strict-saddle' && ranksDecide(proof),
    },
    {
      name: 'r < d, fewer than two zero factors',
      minimum: 0.02,
      holds: (instance) =>
        squarePoint(instance).rank < squarePoint(instance).bottleneck &&
        strata(squarePoint(instance).instance).fewZeroFactors,
    },
    {
      name: 'r < d, a part of W_1 orthogonal to the residual',
      minimum: 0.05,
      holds: (instance) =>
        squarePoint(instance).rank < squarePoint(instance).bottleneck &&
        strata(squarePoint(instance).instance).orthogonalPart,
    },
    {
      name: 'r < d, a product vanishes though no factor does',
      minimum: 0.05,
      holds: (instance) =>
        squarePoint(instance).rank < squarePoint(instance).bottleneck &&
        strata(squarePoint(instance).instance).productVanishes,
    },
    tightenedOnlyBy('inner', 0.05),
    tightenedOnlyBy('outer', 0.1),
  ],
  variants: [
    threeBlockVariant(
      'three-blocks',
      'A pivot is tightened if one of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 has rank r.',
      ({ left, inner, right }) => [left, inner, right],
      (count) => count >= 1,
    ),
    threeBlockVariant(
      'three-blocks-sigma',
      'A pivot is tightened if one of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 Σ_XY has rank r.',
      ({ left, inner, rightSigma }) => [left, inner, rightSigma],
      (count) => count >= 1,
    ),
    threeBlockVariant(
      'two-of-three',
      'A pivot is tightened if two of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 have rank r.',
      ({ left, inner, right }) => [left, inner, right],
      (count) => count >= 2,
    ),
    tightenedStrict,
    noPrefix,
    anyPoint,
    zeroEigenvalue,
  ],
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
