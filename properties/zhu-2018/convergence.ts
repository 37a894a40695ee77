/**
 * zhu-2018: Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938.
 * What the landscape means for gradient descent.
 *
 * Let X have full row rank. From almost every start, gradient descent on L(W_1, W_2) = ½‖W_2W_1X − Y‖² with small steps converges to a
 * global minimizer.
 *
 * (A1) H = 2: compared.
 * (A2) rank X = d_0: an invertible submatrix.
 * That W is where a run ended is not checked and not needed: a certificate speaks of the point W, wherever it comes from.
 *
 * A certificate proves that L(W) exceeds the least loss by at most 10⁻⁶‖Y‖²: no eigenvalue is computed, weak duality bounds the least
 * loss from below. Instances with Y ≠ 0 are ends of runs from random starts in floating point, rounded to multiples of 2⁻³⁰.
 *
 * Deviation. The theorem is about limits; a run has finitely many steps, and its end is a global minimizer but for the gap. The theorem does
 * not say how fast a run converges: where Σ has rank below d, and at three layers of width 3, some take tens of thousands of steps. So
 * runs of three layers, which show that A1 is not needed, have width at most 2. A run that ends with a larger gap is a failure.
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
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { gapEvidence } from '../../src/evidence/gap.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { Instance } from '../../src/network/instance.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { I2, point } from '../points.ts';
import { convergedPoint } from './converged-point.ts';
import { shallowHypotheses } from './hypotheses.ts';

/** 10⁻ᵉ‖Y‖². */
const tolerance = ({ loss }: Instance, e: number): Rational => loss.traceYY.div(new Rational(10n ** BigInt(e)));

const hypotheses = shallowHypotheses({
  A1: {
    kind: 'not needed',
    generator: fc.oneof(convergedPoint({ depth: 1 }), convergedPoint({ depth: 3, targets: 'generic', maxWidth: 2 })),
  },
  A2: { kind: 'not needed', generator: convergedPoint({ dependentInputs: 1 }) },
});

function conclude({ instance, leastSquares }: SquarePoint): Conclusion {
  const evidence = gapEvidence(instance, leastSquares);
  if (Rational.parse(evidence.gap).compare(tolerance(instance, 6)) > 0) {
    throw new Disagreement(`gradient descent ended ${evidence.gap} above a lower bound of the least loss`);
  }
  return { verdict: 'within-gap', evidence: [leastSquaresEvidence(leastSquares), evidence] };
}

const anyStart: Variant = {
  id: 'any-start',
  claim: 'Gradient descent converges to a global minimizer from every start.',
  generator: criticalPoint({ minDepth: 2, maxDepth: 2, spectrum: 'any' }),
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const { verdict, evidence } = decidePoint(point);
      return verdict === 'strict-saddle' ? { verdict, evidence } : undefined;
    }),
};

const exact: Variant = {
  id: 'exact',
  claim: 'Where gradient descent ends, with so small a gap, the gradient is zero.',
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point): Conclusion | undefined => {
      const descent = gradientDescent(point);
      return descent && { verdict: 'not-critical', evidence: [...conclude(point).evidence, descent] };
    }),
};

const gapOf = (evidence: readonly Evidence[]): Rational =>
  Rational.parse(evidence.find((e): e is EvidenceOf<'gap'> => e.kind === 'gap')!.gap);

/** How the gaps of a campaign are distributed. */
const gapAtMost = (e: number, name: string, minimum: number): CoverageClass => ({
  name: `gap ≤ ${name}‖Y‖²`,
  minimum,
  holds: (instance, proof) => gapOf(proof.evidence).compare(tolerance(squarePoint(instance).instance, e)) <= 0,
});

/** rank Σ against d. */
const spectrumAgainstD = (name: string, minimum: number, holds: (rank: number, d: number) => boolean) => ({
  name,
  minimum,
  holds: (instance: Parameters<typeof squarePoint>[0]) => {
    const { leastSquares, bottleneck } = squarePoint(instance);
    return holds(rank(leastSquares.sigma), bottleneck);
  },
});

export const convergence = property({
  id: 'zhu-2018/convergence',
  source:
    'Z. Zhu, D. Soudry, Y. Eldar, M. Wakin, The Global Optimization Geometry of Shallow Linear Neural Networks, arXiv 1805.04938, ' +
    'convergence of gradient descent',
  statement:
    'Let X have full row rank. From almost every start, gradient descent on ½‖W_2W_1X − Y‖² with small steps converges to a global minimizer.',
  proves: 'The loss of this point, where a run of gradient descent ended, exceeds the least loss by at most 10⁻⁶‖Y‖².',
  hypotheses,
  generator: convergedPoint(),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.25, 'r = d': 0.5, 'rank-deficient Y': 0.15, 'repeated eigenvalues': 0.1 },
    }),
    spectrumAgainstD('rank Σ > d', 0.1, (rank, d) => rank > d),
    spectrumAgainstD('rank Σ < d', 0.03, (rank, d) => rank < d),
    gapAtMost(9, '10⁻⁹', 0.97),
    gapAtMost(12, '10⁻¹²', 0.9),
    gapAtMost(15, '10⁻¹⁵', 0.5),
  ],
  variants: [anyStart, exact],
  examples: [
    {
      name: 'within-gap',
      // Y = diag(4, 1), one neuron: the least loss is ½, L(W) − ½ is about 10⁻⁸.
      instance: point(
        I2,
        [
          [4, 0],
          [0, 1],
        ],
        [[2, '1/8192']],
        [[2], ['1/8192']],
      ),
    },
  ],
});
