/**
 * achour-2021: E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order
 * Analysis, JMLR 25 (2024), arXiv 2107.13289. Existence of non-strict saddles.
 *
 * Let d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank, and Σ with distinct eigenvalues; d = min d_i.
 *   H ≥ 3: for each r < d there are critical points of rank r that are non-strict saddles: the tightened ones with S = {1..r}.
 *   H ≤ 2: there are none. Every critical point is a global minimizer or a strict saddle.
 *
 * (A1) d_H ≤ d_0 ≤ m, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 * (A5) W is critical: the gradient is recomputed.
 *
 * For H ≥ 3 the instance is the point that is claimed to exist, for its data, widths and r: a certificate proves that its Hessian is positive
 * semidefinite, and that the loss falls and grows along curves. For H ≤ 2 a certificate proves the class of the instance, whatever its rank.
 * For H ≥ 3 the conditions of the classification are computed as well: S = {1..r}, and each pivot tightened.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 *
 * Which hypotheses are needed. A layer without neurons (A1) makes L constant. If rank Σ_XY = r < d (A3), then every critical point of rank r has R = M:
 * RᵀG = 0 and GRᵀ = 0 say that R = P_R·M with col R = col M; it is a global minimizer. Not A2: as Σ_XY has rank d_H, L is the loss for
 * independent inputs X̃, X = EX̃, after the linear map W_1 ↦ W_1E onto the first layers, and the hypotheses and least widths are the same.
 *
 * Deviation. The paper asks for d_i ≥ 1 by convention.
 */
import fc from 'fast-check';
import {
  type Conclusion,
  Disagreement,
  type ProvenHypothesis,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { classified } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalParameters, criticalPoint } from '../generators/critical-point.ts';
import { irrationalFromPatterns, irrationalPoint } from '../generators/irrational-point.ts';
import { emptyLayer } from '../generators/only-without.ts';
import { dimensions, squarePoint } from '../hypotheses.ts';
import { pointOnGoodData } from '../kawaguchi-2016/good-data.ts';
import { larger, plateau, scalar, smaller } from '../points.ts';
import { criticalWithout, patternWithout } from './critical-data-point.ts';
import { blocksOnDoubleEigenvalue, patternsOnDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { isTightened, pivots } from './pivots.ts';
import { allFitted, tightenedParameters, tightenedPoint } from './tightened-point.ts';

const hypotheses = hypothesesOf({
  A1: { kind: 'necessary', variant: 'empty-layer' },
  A2: {
    kind: 'not needed',
    generator: fc.oneof(
      patternWithout.A2({ maxDepth: 4, tightened: true, subsets: 'prefix' }),
      criticalWithout.A2({ maxDepth: 2 }),
    ),
  },
  A3: { kind: 'necessary', variant: 'zero-eigenvalue' },
  A4: {
    kind: 'not needed',
    generator: fc.oneof(
      patternsOnDoubleEigenvalue(tightenedParameters()),
      blocksOnDoubleEigenvalue(criticalParameters({ maxDepth: 2 })),
    ),
  },
  A5: { kind: 'necessary', variant: 'any-point' },
});

const prefixOf = ({ leastSquares, products }: SquarePoint) =>
  compareSpectra(leastSquares.sigma, columnBasis(products.R));

/** Throws RangeError for a point of three or more layers that is no such saddle: it says nothing of whether one exists. */
function conclude(subject: SquarePoint): Conclusion {
  const { instance, products, rank: r, bottleneck: d } = subject;
  const decision = decidePoint(subject);
  const isNonStrict = decision.verdict === 'non-strict-saddle';
  if (depth(instance) <= 2) {
    if (isNonStrict) throw new Disagreement('a saddle of one or two layers that is not strict');
    return classified(subject, decision);
  }
  const tightened =
    r < d && prefixOf(subject).separated && pivots(instance, products).every((pivot) => isTightened(pivot, r));
  if (tightened !== isNonStrict) throw new Disagreement(`tightened: ${tightened}, but a ${decision.verdict}`);
  if (!isNonStrict) throw new RangeError(`the instance is a non-strict saddle, not a ${decision.verdict}`);
  return classified(subject, decision);
}

/** A point of another class than the variant claims, under its hypotheses. */
const ofClass =
  (
    some: readonly ProvenHypothesis<SquarePoint>[],
    excluded: Conclusion['verdict'],
    where: (subject: SquarePoint, H: number) => boolean,
    more: (subject: SquarePoint) => Conclusion['evidence'] | undefined = () => [],
  ): Variant['refute'] =>
  (instance) =>
    refutation(squarePoint(instance), some, (subject) => {
      if (!where(subject, depth(subject.instance))) return undefined;
      const { verdict, evidence } = classified(subject, decidePoint(subject));
      const last = verdict === excluded ? more(subject) : undefined;
      return last && { verdict, evidence: [...evidence, ...last] };
    });

const inside = ({ rank: r, bottleneck: d }: SquarePoint) => r < d;

const twoLayers: Variant = {
  id: 'two-layers',
  claim: 'With two layers, too, critical points with r < d and S = {1..r} are non-strict saddles.',
  generator: criticalPoint({ minDepth: 2, maxDepth: 2, subsets: 'prefix' }),
  refute: ofClass(
    hypotheses,
    'strict-saddle',
    (subject, H) => H === 2 && inside(subject),
    (subject) => {
      const spectra = prefixOf(subject);
      if (!spectra.separated) return undefined;
      return [leastSquaresEvidence(subject.leastSquares), { kind: 'prefix', ...spectra.subspaces }];
    },
  ),
};

const everyPoint: Variant = {
  id: 'every-point',
  claim: 'With three or more layers every critical point with r < d is a non-strict saddle.',
  generator: criticalPoint({ minDepth: 3 }),
  refute: ofClass(hypotheses, 'strict-saddle', (subject, H) => H >= 3 && inside(subject)),
};

const [A1, ...others] = hypotheses;
const widthsOnly = dimensions(
  'A1',
  'd_H ≤ d_0 ≤ m',
  ({ data: { X, Y } }) => Y.rows <= X.rows && X.rows <= X.cols,
  A1!.audit,
);
const empty: Variant = {
  id: 'empty-layer',
  claim: 'With three or more layers of any widths there are non-strict saddles.',
  generator: emptyLayer({ minDepth: 3 }),
  refute: ofClass([widthsOnly, ...others], 'global-minimizer', ({ bottleneck: d }, H) => H >= 3 && d === 0),
};

const zeroEigenvalue: Variant = {
  id: 'zero-eigenvalue',
  claim: 'With three or more layers there are non-strict saddles of each rank r < d, whatever the rank of Σ_XY.',
  generator: allFitted(),
  refute: ofClass(
    withoutHypothesis(hypotheses, 'A3'),
    'global-minimizer',
    (subject, H) => H >= 3 && inside(subject),
    ({ instance, rank: r }) => {
      const evidence = rankEvidence('Sigma_XY', instance.loss.Syx.transpose());
      return evidence.rank === r ? [evidence] : undefined;
    },
  ),
};

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'With one or two layers every point is a global minimizer or a strict saddle.',
  generator: pointOnGoodData({ maxDepth: 2 }),
  refute: ofClass(withoutHypothesis(hypotheses, 'A5'), 'not-critical', (_, H) => H <= 2),
};

const saddleWith = (holds: (r: number, d: number) => boolean) => (instance: AnyInstance) => {
  const { rank: r, bottleneck: d } = squarePoint(instance);
  return depth(instance) >= 3 && holds(r, d);
};

export const nonStrictExist = property({
  id: 'achour-2021/non-strict-exist',
  source:
    'E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-order Analysis, ' +
    'JMLR 25 (2024), arXiv 2107.13289, existence of non-strict saddles',
  statement:
    'With three or more layers there are non-strict saddles of each rank r < d = min d_i. With one or two layers every critical point is a ' +
    'global minimizer or a strict saddle.',
  proves:
    'With three or more layers: this point of rank r < d is a non-strict saddle. With fewer: this critical point is a global ' +
    'minimizer or a strict saddle.',
  hypotheses,
  generator: fc.oneof(
    { weight: 6, arbitrary: criticalPoint({ maxDepth: 2 }) },
    { weight: 10, arbitrary: tightenedPoint() },
    { weight: 2, arbitrary: irrationalFromPatterns(tightenedParameters()) },
    { weight: 1, arbitrary: irrationalPoint({ maxDepth: 2 }) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.08,
        'H = 1': 0.03,
        'H = 2': 0.15,
        'H ≥ 3': 0.4,
        'r = 0': 0.2,
        'r = d': 0.05,
        'zero layer': 0.15,
      },
      verdicts: { 'global-minimizer': 0.05, 'strict-saddle': 0.08, 'non-strict-saddle': 0.4 },
    }),
    irrationalCritical(0.05),
    { name: 'non-strict, r = 0', minimum: 0.15, holds: saddleWith((r) => r === 0) },
    { name: 'non-strict, 0 < r < d − 1', minimum: 0.01, holds: saddleWith((r, d) => r > 0 && r < d - 1) },
    { name: 'non-strict, r = d − 1', minimum: 0.15, holds: saddleWith((r, d) => r === d - 1) },
    { name: 'non-strict, H ≥ 4', minimum: 0.1, holds: (instance) => depth(instance) >= 4 },
  ],
  variants: [twoLayers, everyPoint, empty, zeroEigenvalue, anyPoint],
  examples: [
    { name: 'global-minimizer', instance: larger },
    { name: 'strict-saddle', instance: smaller },
    { name: 'strict-saddle-of-rank-zero', instance: scalar(1, 0, 0) },
    { name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
    { name: 'non-strict-saddle-of-rank-one', instance: plateau },
  ],
});
