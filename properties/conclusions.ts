import { type Conclusion, Disagreement } from '../src/campaign/property.ts';
import { decidePoint } from '../src/decision/decide.ts';
import type { Decision } from '../src/decision/decision.ts';
import { type AnyPoint, isEnclosed, type Point, type SquarePoint } from '../src/decision/point.ts';
import { decide } from '../src/enclosure/decide.ts';
import { curveEvidence } from '../src/evidence/curve.ts';
import type { Evidence, EvidenceOf, ShortRank } from '../src/evidence/evidence.ts';
import { nearbyPoint } from '../src/evidence/nearby-point.ts';
import { rankEvidence } from '../src/evidence/rank.ts';
import { Matrix } from '../src/exact/matrix.ts';

export const zero: Evidence = { kind: 'zero', of: 'gradient' };
export const rankOfR = ({ products }: Pick<AnyPoint, 'products'>): ShortRank => rankEvidence('R', products.R);

/** `rank` of R, then class evidence: FORMAT.md, section 5. */
export const classified = (
  point: Point,
  { verdict, evidence }: Pick<Decision, 'verdict' | 'evidence'>,
): Conclusion => ({
  verdict,
  evidence: [rankOfR(point), ...evidence],
});

/** A global minimizer with G ≠ 0: shown by the leading eigenvalues of Σ. */
export const isKyFan = ({ verdict, evidence }: Pick<Conclusion, 'verdict' | 'evidence'>): boolean =>
  verdict === 'global-minimizer' && evidence.some(({ kind }) => kind === 'ky-fan' || kind === 'leading');

/** The descent curve of a saddle: its own, or the line along the direction of negative curvature (order 2, as the gradient vanishes). */
export function descentOf({ evidence }: Pick<Decision, 'evidence'>): Evidence {
  const curve = evidence.find((e) => e.kind === 'descent-curve');
  if (curve) return curve;
  const direction = evidence.find((e) => e.kind === 'negative-curvature');
  if (!direction) throw new Disagreement('a saddle has a descent curve or a direction of negative curvature');
  const terms = direction.V.map((rows, h) => ({ layer: h + 1, power: 1, matrix: Matrix.fromRows(rows) }));
  return curveEvidence(
    'descent-curve',
    2,
    terms.filter(({ matrix }) => matrix.rows > 0 && !matrix.isZero()),
  );
}

/** For "every local minimum is global": `rank` of R, then not critical, a global minimizer, or not a local minimum. */
export function localMinimumIsGlobal(point: SquarePoint): Conclusion {
  const decision = decidePoint(point);
  if (decision.verdict === 'not-critical' || decision.verdict === 'global-minimizer')
    return classified(point, decision);
  return { verdict: 'not-a-local-minimum', evidence: [rankOfR(point), zero, descentOf(decision)] };
}

/**
 * The conclusion at a point, with as many digits as its inequalities take, doubled from 50 on. If they are not enough: `undecided`, with
 * the inequality that stayed open.
 */
export function withEnoughDigits(point: AnyPoint, conclude: (point: AnyPoint) => Conclusion, limit = 1600): Conclusion {
  if (!isEnclosed(point)) return conclude(point);
  const outcome = decide((enclosures) => conclude({ ...point, enclosures }), { limit });
  const { precision } = outcome;
  return outcome.decided
    ? { ...outcome.value, precision }
    : { verdict: 'undecided', evidence: [], precision, open: outcome.inequality };
}

/** For a transcendental loss, a point of the curve with a smaller loss; nothing for others. */
export const nearby = (point: AnyPoint, curve: EvidenceOf<'descent-curve' | 'ascent-curve'>): Evidence[] =>
  isEnclosed(point) ? [nearbyPoint(point.instance, curve, point.enclosures)] : [];
