import { Disagreement, type Property, type Variant } from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { decide } from '../../src/decision/decide.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import type { Instance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { coverage } from '../generators/coverage.ts';
import { mixed } from '../generators/mixed.ts';

/** Largest Hessian whose exact inertia is compared with the verdict. */
const LARGEST_HESSIAN = 60;

/** The decision as a proof: FORMAT.md, section 6, `rank` of R and the class evidence of the verdict. */
export function proofOf(instance: Instance, { verdict, evidence }: Decision): Proof {
  return { verdict, hypotheses: [], evidence: [rankEvidence('R', partialProducts(instance).R), ...evidence] };
}

/** {@link decide}, with the verdict compared with the inertia of the Hessian where it is small. */
export function prove(instance: Instance): Proof {
  const decision = decide(instance);
  const { verdict } = decision;
  if (verdict !== 'not-critical' && weightCount(instance) <= LARGEST_HESSIAN) {
    const { negative } = inertia(hessian(instance, instance.loss));
    if (negative > 0 !== (verdict === 'strict-saddle')) {
      throw new Disagreement(`verdict ${verdict}, but the Hessian has ${negative} negative eigenvalues`);
    }
  }
  return proofOf(instance, decision);
}

const refutedBy = (id: string, claim: string, verdicts: readonly string[]): Variant => ({
  id,
  claim,
  refute: (instance) => {
    const decision = decide(instance);
    return verdicts.includes(decision.verdict) ? proofOf(instance, decision) : undefined;
  },
});

export const decision: Property = {
  id: 'depthcert/decision',
  source: 'the decision procedure for the square loss, docs/decision.md',
  statement:
    'For all rational X, Y and W_1, …, W_H, H ≥ 1, the point W is exactly one of: not critical, a global minimizer, ' +
    'a strict saddle, a non-strict saddle.',
  proves:
    'The class of this point, with no hypothesis on the data: in particular, it is no local minimum that is not global.',
  hypotheses: [],
  tiers: ['exact'],
  generator: mixed(),
  prove,
  coverage: coverage({
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
  variants: [
    refutedBy('all-saddles-strict', 'Every critical point that is not a global minimizer has negative curvature.', [
      'non-strict-saddle',
    ]),
    refutedBy('critical-is-global', 'Every critical point is a global minimizer.', [
      'strict-saddle',
      'non-strict-saddle',
    ]),
  ],
};
