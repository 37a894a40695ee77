/**
 * The optimality gap of any point, by weak duality. With Σ = YPYᵀ, P the projection onto the rows of X, and d = min d_i:
 *
 * No matrix of rank ≤ d has a loss below ½(‖Y‖² − Σ_{k≤d} λ_k(Σ)) (Ky Fan), and Σ_{k≤d} λ_k ≤ d·t + tr Z whenever Z ⪰ 0 and tI + Z ⪰ Σ.
 * So L(W) exceeds the least loss by at most L(W) − ½(‖Y‖² − d·t − tr Z).
 *
 * No hypothesis: X and Y may be of any rank, d may be 0 or at least d_H, W need not be critical.
 *
 * A certificate has t, Z and the number. That the number is nearly the best is not in it: where the eigenvalues are rational, the bound is
 * compared here with Ky Fan's value, and must be equal to it.
 */
import fc from 'fast-check';
import {
  type Conclusion,
  type CoverageClass,
  Disagreement,
  property,
  type Variant,
} from '../../src/campaign/property.ts';
import { isCritical, type SquarePoint } from '../../src/decision/point.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { gapEvidence, lowerBound } from '../../src/evidence/gap.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { projectedMatrix } from '../../src/evidence/projected-matrix.ts';
import { rationalEigenvalues } from '../../src/evidence/rational-eigenvalues.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Rational } from '../../src/exact/rational.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { mixed } from '../generators/mixed.ts';
import { squarePoint } from '../hypotheses.ts';
import { I2, larger, point, smaller } from '../points.ts';
import { convergedPoint } from '../zhu-2018/converged-point.ts';
import { floatPoint } from './float-point.ts';

const HALF = new Rational(1n, 2n);

/** ½(‖Y‖² − Σ_{k≤d} λ_k), where the eigenvalues are rational. */
function leastLoss({ instance, leastSquares, bottleneck }: SquarePoint): Rational | undefined {
  const lambda = rationalEigenvalues(leastSquares.sigma);
  return lambda
    ?.slice(0, bottleneck)
    .reduce((rest, x) => rest.sub(x), instance.loss.traceYY)
    .mul(HALF);
}

function conclude(subject: SquarePoint): Conclusion {
  const { instance, leastSquares, products } = subject;
  const evidence = gapEvidence(instance, leastSquares);
  const bound = lowerBound(instance, evidence);
  const least = leastLoss(subject);
  if (least && !bound.equals(least)) throw new Disagreement(`the lower bound is ${bound}, the least loss ${least}`);
  const loss = instance.loss.value(products.R);
  if (bound.compare(loss) > 0) throw new Disagreement(`the lower bound ${bound} exceeds the loss ${loss}`);
  return { verdict: 'within-gap', evidence: [leastSquaresEvidence(leastSquares), evidence] };
}

const gapOf = (evidence: readonly Evidence[]): Rational =>
  Rational.parse(evidence.find((e): e is EvidenceOf<'gap'> => e.kind === 'gap')!.gap);

/** Refuted by a matrix of rank ≤ k whose loss is below L(W) by more than `excess`. */
const improved = (
  id: string,
  claim: string,
  k: (subject: SquarePoint) => number,
  excess: (subject: SquarePoint, gap: Rational) => Rational,
  more: (subject: SquarePoint) => readonly Evidence[] | undefined = () => [],
): Variant => ({
  id,
  claim,
  refute: (instance) => {
    const subject = squarePoint(instance);
    const others = more(subject);
    if (!others || k(subject) > instance.Y.rows) return undefined;
    const { verdict, evidence } = conclude(subject);
    const loss = subject.instance.loss.value(subject.products.R);
    const below = loss.sub(excess(subject, gapOf(evidence)));
    const better = projectedMatrix(subject.instance, subject.leastSquares, k(subject), below);
    return better && { verdict, hypotheses: [], evidence: [...evidence, ...others, better] };
  },
});

const rankBound = ({ bottleneck }: SquarePoint): number => bottleneck;

/** How the gaps of a campaign are distributed, and the data they belong to. */
const classOf = (
  name: string,
  minimum: number,
  holds: (subject: SquarePoint, gap: Rational) => boolean,
): CoverageClass => ({
  name,
  minimum,
  holds: (instance, proof) => holds(squarePoint(instance), gapOf(proof.evidence)),
});
const rankAboveD = ({ leastSquares, bottleneck }: SquarePoint): boolean => rank(leastSquares.sigma) > bottleneck;

export const gap = property({
  id: 'depthcert/gap',
  source: 'weak duality for the sum of the largest eigenvalues, FORMAT.md, section 4.2',
  statement:
    'For all rational X, Y and W_1, …, W_H, H ≥ 1: L(W) exceeds the least loss of a matrix of rank ≤ min d_i by at most ' +
    'L(W) − ½(‖Y‖² − d·t − tr Z), whenever Z ⪰ 0 and tI + Z ⪰ Σ.',
  proves:
    'The loss of this point, of whatever class, exceeds the least loss by at most the number that the evidence states.',
  hypotheses: [],
  generator: fc.oneof(
    { weight: 5, arbitrary: mixed() },
    { weight: 3, arbitrary: anyPoint() },
    { weight: 4, arbitrary: floatPoint() },
    { weight: 2, arbitrary: convergedPoint() },
  ),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.3,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.1,
        'r = d': 0.2,
        'zero layer': 0.1,
        'rank-deficient X': 0.1,
        'rank-deficient Y': 0.1,
        'repeated eigenvalues': 0.1,
      },
    }),
    classOf('gap = 0', 0.06, (_, value) => value.sign === 0),
    classOf('gap > 0 at a critical point', 0.1, (subject, value) => value.sign > 0 && isCritical(subject)),
    classOf('not critical', 0.2, (subject) => !isCritical(subject)),
    classOf('rank Σ > d', 0.18, rankAboveD),
    classOf('rank Σ ≤ d', 0.15, (subject) => !rankAboveD(subject)),
    classOf('irrational spectrum', 0.12, (subject) => rationalEigenvalues(subject.leastSquares.sigma) === undefined),
  ],
  variants: [
    improved('half-gap', 'Half of the number suffices.', rankBound, (_, value) => value.mul(HALF)),
    improved(
      'rank-bound-plus-one',
      'The number also bounds the excess of L(W) over the least loss of a matrix of rank ≤ d + 1.',
      (subject) => rankBound(subject) + 1,
      (_, value) => value,
    ),
    improved(
      'critical-is-enough',
      'At a critical point the number is at most 10⁻⁶‖Y‖².',
      rankBound,
      ({ instance }) => instance.loss.traceYY.div(new Rational(10n ** 6n)),
      (subject) => (isCritical(subject) ? [{ kind: 'zero', of: 'gradient' }] : undefined),
    ),
  ],
  examples: [
    { name: 'within-gap', instance: smaller },
    { name: 'within-gap-zero', instance: larger },
    // Σ = YYᵀ = ((5, 3), (3, 2)), eigenvalues (7 ± √45)/2: the least loss is (7 − √45)/4, and no rational point attains it.
    {
      name: 'within-gap-irrational-spectrum',
      instance: point(
        I2,
        [
          [2, 1],
          [1, 1],
        ],
        [['3/2', 1]],
        [['3/2'], [1]],
      ),
    },
    // One input is twice the other, and the point is not critical.
    { name: 'within-gap-rank-deficient-inputs', instance: point([[1], [2]], [[2], [1]], [[1, 0]], [[1], [0]]) },
  ],
});
