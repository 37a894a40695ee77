/**
 * Points near critical points. A network that was trained in floating point is, read exactly, hardly ever at a critical point; a plateau of the
 * training is near one.
 *
 * For any X, Y and W: within the distance δ of W there is a critical point W*, and W* is a global minimizer, a strict or a non-strict saddle, as the
 * certificate says, with rank R and the set S where R = U_SU_SᵀM; or no critical point is found near W, and the gradient at W has a length between two
 * numbers, the lower one positive.
 *
 * No hypothesis. A certificate says nothing of the class of W itself. That W* is the nearest critical point is not in it: how it is found is in
 * src/trained, and no number there is believed.
 */
import fc from 'fast-check';
import { type Conclusion, type CoverageClass, property, type Variant } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { classifyTrained, type TrainedClassification } from '../../src/trained/classify-trained.ts';
import { coverage } from '../generators/coverage.ts';
import { squarePoint } from '../hypotheses.ts';
import { I2, point } from '../points.ts';
import { floatPoint } from './float-point.ts';
import { nearPoint } from './near-point.ts';

const conclude = ({ instance }: SquarePoint): Conclusion => conclusionOf(classifyTrained(instance));

function conclusionOf({ verdict, certificate: { evidence, provenance } }: TrainedClassification): Conclusion {
  return { verdict, evidence, ...(provenance.tier === 'enclosed' && { precision: provenance.precision }) };
}

const nearIn = (evidence: readonly Evidence[]): EvidenceOf<'near-critical-point'> | undefined =>
  evidence.find((e) => e.kind === 'near-critical-point');

const thousandth = new Rational(1n, 1000n);

/** Refuted by a point that is not critical, at most 10⁻³ from a critical one. */
const besideIt = (
  id: string,
  claim: string,
  holds: (conclusion: Conclusion, gradientNorm: readonly [Rational, Rational]) => boolean,
): Variant => ({
  id,
  claim,
  generator: nearPoint(),
  refute: (instance: AnyInstance) => {
    const trained = classifyTrained(squarePoint(instance).instance);
    const conclusion = conclusionOf(trained);
    const near = nearIn(conclusion.evidence);
    if (!near || Rational.parse(near.distance).compare(thousandth) > 0) return undefined;
    const [below, above] = trained.gradientNorm;
    if (below.sign <= 0 || !holds(conclusion, trained.gradientNorm)) return undefined;
    const norm: Evidence = { kind: 'gradient-norm', below: below.toString(), above: above.toString() };
    return { ...conclusion, hypotheses: [], evidence: [near, norm] };
  },
});

const nearClass = (
  name: string,
  minimum: number,
  holds: (near: EvidenceOf<'near-critical-point'>) => boolean,
): CoverageClass => ({
  name,
  minimum,
  holds: (_, { evidence }) => {
    const near = nearIn(evidence);
    return near !== undefined && holds(near);
  },
});
const within = (e: number, minimum: number): CoverageClass =>
  nearClass(
    `distance ≤ 10^−${e}`,
    minimum,
    ({ distance }) => Rational.parse(distance).compare(new Rational(1n, 10n ** BigInt(e))) <= 0,
  );

// Σ = Y² has the eigenvalues (7 ± 3√5)/2; the eigenvector of the larger one is (φ, 1), φ = 1.618…
const Y2111 = [
  [2, 1],
  [1, 1],
];

export const nearCritical = property({
  id: 'depthcert/near-critical',
  source: 'the decision procedure for the square loss, docs/decision.md, and docs/enclosures.md, section 3',
  statement:
    'For all rational X, Y and W_1, …, W_H: within the stated distance of W there is a critical point of the stated class; or the gradient at W is not zero, and ' +
    'its length lies between the stated numbers.',
  proves:
    'Within this distance of W there is a critical point with this rank, this set S and this class; or the gradient at W has this length.',
  tiers: ['exact', 'enclosed'],
  hypotheses: [],
  generator: fc.oneof({ weight: 5, arbitrary: nearPoint() }, { weight: 1, arbitrary: floatPoint() }),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.2, 'H = 2': 0.15, 'H ≥ 3': 0.3 },
      verdicts: { 'not-critical': 0.1, 'global-minimizer': 0.03, 'strict-saddle': 0.2, 'non-strict-saddle': 0.05 },
    }),
    nearClass('near a point in irrational coordinates', 0.2, ({ coordinates }) => coordinates !== null),
    nearClass('near a point with 0 < |S| < d_H', 0.15, ({ S, vectors }) =>
      Boolean(S && vectors && S.length > 0 && S.length < vectors.length),
    ),
    within(3, 0.4),
    within(6, 0.3),
    within(9, 0.15),
  ],
  variants: [
    besideIt('itself-critical', 'A point within 10⁻³ of a critical point is critical.', () => true),
    besideIt(
      'small-gradient',
      'Where the gradient is no longer than 10⁻³ there is no saddle within 10⁻³.',
      ({ verdict }, [, above]) => verdict !== 'global-minimizer' && above.compare(thousandth) <= 0,
    ),
  ],
  examples: [
    { name: 'not-critical', instance: point(I2, Y2111, [[1, 1]], [[1], [1]]) },
    { name: 'global-minimizer', instance: point(I2, Y2111, [['809/500', 1]], [['1171/1000'], ['181/250']]) },
    { name: 'strict-saddle', instance: point(I2, Y2111, [['1/1000', '-1/1000']], [['1/2000'], [0]]) },
    {
      name: 'non-strict-saddle',
      instance: point(
        I2,
        Y2111,
        [
          ['1/1000', 0],
          [0, 0],
        ],
        [
          [0, '1/1000'],
          [0, 0],
        ],
        [
          [0, 0],
          ['1/1000', 0],
        ],
      ),
    },
  ],
});
