import { type Conclusion, Disagreement } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { classified, descentOf, rankOfR, zero } from '../conclusions.ts';

/**
 * Of a critical point: `rank` of R, then a global minimizer, or a saddle by a curve downwards and one upwards. Where rank R < d and G ≠ 0 the curve
 * of zhang-2019 descends; the second order, the Hessian in particular, is not asked.
 */
export function minimizerOrSaddle(point: SquarePoint): Conclusion {
  const saddle = (descent: Conclusion['evidence'][number]): Conclusion => ({
    verdict: 'saddle',
    evidence: [rankOfR(point), zero, descent, ascentCurve(point)],
  });
  if (point.rank < point.bottleneck && !point.G.isZero()) return saddle(rankDeficientCurve(point, -1));
  const decision = decidePoint(point);
  if (decision.verdict === 'global-minimizer') return classified(point, decision);
  if (decision.verdict !== 'strict-saddle') throw new Disagreement(`a ${decision.verdict} of rank d`);
  return saddle(descentOf(decision));
}
