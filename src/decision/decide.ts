import type { Evidence } from '../evidence/evidence.ts';
import { loosePivot } from '../evidence/pivot-pairs.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { Instance } from '../network/instance.ts';
import type { Decision } from './decision.ts';
import { fitOf } from './fit.ts';
import { looseDirection } from './loose-direction.ts';
import { pointOf, type SquarePoint } from './point.ts';
import { gradientDescent } from './step-1-gradient.ts';
import { ascentCurve, rankDeficientCurve } from './step-3-rank-deficient.ts';

/**
 * The decision procedure for the square loss: any rational X, Y, W, any depth H ≥ 1, no hypothesis. It always ends in a
 * verdict with evidence; this is the constructive content of "every local minimum is global".
 */
export const decide = (instance: Instance): Decision => decidePoint(pointOf(instance));

/** {@link decide} for a point whose products are known already. */
export function decidePoint(point: SquarePoint): Decision {
  const { instance, products, G, rank, bottleneck } = point;
  const facts = { rank, bottleneck, loss: instance.loss.value(products.R) };
  const zero: Evidence = { kind: 'zero', of: 'gradient' };

  // Step 1: a gradient that is not zero.
  const descent = gradientDescent(point);
  if (descent) return { ...facts, verdict: 'not-critical', escapeOrder: 1, evidence: [descent] };

  // Step 2: G = 0.
  if (G.isZero()) return { ...facts, verdict: 'global-minimizer', evidence: [{ kind: 'convexity' }] };

  const strict = (V: readonly Matrix[]): Decision => ({
    ...facts,
    verdict: 'strict-saddle',
    escapeOrder: 2,
    evidence: [zero, { kind: 'negative-curvature', V: V.map((m) => m.toRows()) }, ascentCurve(point)],
  });

  // Steps 3 and 4: an eigenvalue of Σ outside col R exceeds one inside.
  const fit = fitOf(point);
  if ('direction' in fit) return strict(fit.direction);

  // Step 4: rank R = d and the leading eigenvalues are fitted.
  if (rank === bottleneck) return { ...facts, verdict: 'global-minimizer', evidence: fit.evidence };

  // Step 3: rank R < d.
  const loose = loosePivot(point);
  if (loose) return strict(looseDirection(point, loose));
  const descentCurve = rankDeficientCurve(point, -1);
  return {
    ...facts,
    verdict: 'non-strict-saddle',
    escapeOrder: descentCurve.order,
    evidence: [zero, ...fit.evidence, { kind: 'square-completion' }, descentCurve, ascentCurve(point)],
  };
}
