import fc from 'fast-check';
import { Disagreement, property, type Variant } from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { classified } from '../conclusions.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { mixed } from '../generators/mixed.ts';
import { squarePoint } from '../hypotheses.ts';
import { bottleneckParameters } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { I2, irrational, larger, plateau, point, scalar, smaller } from '../points.ts';

/** Largest Hessian whose exact inertia is compared with the verdict. */
const LARGEST_HESSIAN = 60;

/** The decision, with the verdict compared with the inertia of the Hessian where it is small. */
export function conclude(subject: SquarePoint) {
  const { instance } = subject;
  const decision = decidePoint(subject);
  const { verdict } = decision;
  if (verdict !== 'not-critical' && weightCount(instance) <= LARGEST_HESSIAN) {
    const { negative } = inertia(hessian(instance, instance.loss));
    if (negative > 0 !== (verdict === 'strict-saddle')) {
      throw new Disagreement(`verdict ${verdict}, but the Hessian has ${negative} negative eigenvalues`);
    }
  }
  return classified(subject, decision);
}

const proofOf = (instance: AnyInstance): Proof => {
  const subject = squarePoint(instance);
  return { ...classified(subject, decidePoint(subject)), hypotheses: [] };
};

const refutedBy = (id: string, claim: string, verdicts: readonly string[]): Variant => ({
  id,
  claim,
  refute: (instance) => {
    const proof = proofOf(instance);
    return verdicts.includes(proof.verdict) ? proof : undefined;
  },
});

// Two eigenvalues of Σ, 10^20 + 2·10^10 + 1 and 10^20, that doubles cannot tell apart: the Kronecker form does.
const close = point(
  I2,
  [
    [10_000_000_001, 0],
    [0, 10_000_000_000],
  ],
  [[1, 0]],
  [[10_000_000_001], [0]],
);

// Σ = diag(T, T) with T = BBᵀ, B = [[1,1],[0,1]], eigenvalues (3 ± √5)/2 twice; the network fits the first copy of T.
const copies = point(
  [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ],
  [
    [1, 1, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 1],
    [0, 0, 0, 1],
  ],
  [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ],
  [
    [1, 1],
    [0, 1],
    [0, 0],
    [0, 0],
  ],
);

// The rank of R is full, but A_1 loses it on the data (X has rank 1): Σ has the eigenvalue 0 on col R, and 1 outside.
const hiddenFromData = point([[1], [0]], [[1], [0]], [[0, 1]], [[0], [1]]);

// On an irrational spectrum: the larger eigenvalue is fitted, and nothing else, r = 1 < d = 2.
const first = [
  [1, 0],
  [0, 0],
];

export const decision = property({
  id: 'depthcert/decision',
  source: 'the decision procedure for the square loss, docs/decision.md',
  statement:
    'For all rational X, Y and W_1, …, W_H, H ≥ 1, also where W_1 and W_H are written in an eigenbasis of Σ that need not be rational, ' +
    'the point W is exactly one of: not critical, a global minimizer, a strict saddle, a non-strict saddle.',
  proves:
    'The class of this point, with no hypothesis on the data: in particular, it is no local minimum that is not global.',
  hypotheses: [],
  generator: fc.oneof(
    { weight: 17, arbitrary: mixed() },
    { weight: 3, arbitrary: irrationalPoint() },
    { weight: 1, arbitrary: irrationalFrom(bottleneckParameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.3,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.4,
        'r = 0': 0.2,
        'r = d': 0.2,
        'zero layer': 0.2,
        'rank-deficient X': 0.15,
        'rank-deficient Y': 0.15,
        'repeated eigenvalues': 0.15,
      },
      verdicts: {
        'not-critical': 0.04,
        'global-minimizer': 0.2,
        'strict-saddle': 0.2,
        'non-strict-saddle': 0.08,
      },
    }),
    irrationalCritical(0.1),
  ],
  variants: [
    refutedBy('all-saddles-strict', 'Every critical point that is not a global minimizer has negative curvature.', [
      'non-strict-saddle',
    ]),
    refutedBy('critical-is-global', 'Every critical point is a global minimizer.', [
      'strict-saddle',
      'non-strict-saddle',
    ]),
  ],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: larger },
    { name: 'global-minimizer-zero-gradient', instance: scalar(2, 2, 1) },
    { name: 'strict-saddle', instance: smaller },
    { name: 'strict-saddle-hidden-from-the-data', instance: hiddenFromData },
    { name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
    { name: 'non-strict-saddle-of-rank-one', instance: plateau },
    { name: 'global-minimizer-close-eigenvalues', instance: close },
    { name: 'strict-saddle-irrational-copies', instance: copies },
    { name: 'global-minimizer-in-an-eigenbasis', instance: irrational([[1, 0]], [[1], [0]]) },
    { name: 'strict-saddle-in-an-eigenbasis', instance: irrational([[0, 1]], [[0], [1]]) },
    { name: 'non-strict-saddle-in-an-eigenbasis', instance: irrational(first, first, first) },
    { name: 'not-critical-in-an-eigenbasis', instance: irrational([[1, 0]], [[2], [0]]) },
  ],
});
