import type { Variant } from '../../src/campaign/property.ts';
import type { HypothesisEvidence } from '../../src/certificate/certificate.ts';
import { fittingPoint } from '../../src/evidence/better-point.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { minimumByDomination } from '../../src/evidence/local-minimum.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { range } from '../../src/exact/matrix.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { bottleneckWidth, depth, partialProducts } from '../../src/network/network.ts';
import { absolutePoint } from '../generators/absolute-point.ts';
import { pointWithLoss } from '../points.ts';

/** The loss of the instance is convex. */
const convexLoss = (id: string): HypothesisEvidence => ({ id, evidence: { kind: 'loss' } });

/**
 * The counterexamples to statements without "differentiable": a spurious local minimum with R = 0 of Σ w_kl|R_kl − Y_kl|, which is
 * convex. Nothing here asks for a gradient: there is none.
 * @param hypotheses what comes before the loss, undefined where it is false
 * @param first evidence before the class of the verdict
 */
export const notDifferentiable = (
  claim: string,
  lossId: string,
  hypotheses: (instance: AnyInstance) => readonly HypothesisEvidence[] | undefined,
  first: (instance: AnyInstance) => readonly Evidence[] = () => [],
): Variant => ({
  id: 'not-differentiable',
  claim,
  generator: absolutePoint(),
  refute: (instance) => {
    const before = hypotheses(instance);
    if (instance.loss.kind !== 'absolute' || !before) return undefined;
    for (const j of range(depth(instance) - 1).map((h) => h + 1)) {
      const minimum = minimumByDomination(instance, j);
      if (!minimum || instance.loss.Y.isZero()) continue;
      return {
        verdict: 'spurious-local-minimum',
        hypotheses: [...before, convexLoss(lossId)],
        evidence: [...first(instance), minimum, fittingPoint(instance)],
      };
    }
    return undefined;
  },
});

export const rankOfProduct = (instance: AnyInstance) => rankEvidence('R', partialProducts(instance).R);

/** A1 of zhang-2019: rank R < d. */
export function rankBelowWidths(instance: AnyInstance): readonly HypothesisEvidence[] | undefined {
  const evidence = rankOfProduct(instance);
  return evidence.rank < bottleneckWidth(instance) ? [{ id: 'A1', evidence }] : undefined;
}

/** The counterexample of the paper: f(R) = 2(|R_11| + |R_22| + |R_12|) + |R_21 − 1|, R = 0 by W_2 = diag(1, 0) and W_1 = diag(0, 1). */
export const sharpnessAbsolute = pointWithLoss(
  {
    kind: 'absolute',
    weights: [
      ['2', '2'],
      ['1', '2'],
    ],
  },
  [
    [1, 0],
    [0, 1],
  ],
  [
    [0, 0],
    [1, 0],
  ],
  [
    [0, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [0, 0],
  ],
);
