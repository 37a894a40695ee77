import type { Audit, ProvenHypothesis } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { depth } from '../../src/network/network.ts';
import { notAudited } from '../audits.ts';
import { dimensions, distinctEigenvalues, fullRankCrossCovariance, invertibleData } from '../hypotheses.ts';

/**
 * A1–A4 of kawaguchi-2016: d_H ≤ d_0 and all d_i ≥ 1 (and H ≥ 2 with minDepth 2), Σ_XX invertible, Σ_XY of full rank d_H, distinct
 * eigenvalues of Σ.
 */
export const dataHypotheses = ({
  minDepth,
  audits = {},
}: {
  readonly minDepth: 1 | 2;
  readonly audits?: Partial<Record<'A1' | 'A2' | 'A3' | 'A4', Audit>>;
}): [
  A1: ProvenHypothesis<SquarePoint>,
  A2: ProvenHypothesis<SquarePoint>,
  A3: ProvenHypothesis<SquarePoint>,
  A4: ProvenHypothesis<SquarePoint>,
] => [
  dimensions(
    'A1',
    minDepth === 2 ? 'd_H ≤ d_0, H ≥ 2, all d_i ≥ 1' : 'd_H ≤ d_0, all d_i ≥ 1',
    ({ instance: { X, Y, ...net } }) => Y.rows <= X.rows && Math.min(...net.widths) >= 1 && depth(net) >= minDepth,
    audits.A1 ?? notAudited,
  ),
  invertibleData('A2', audits.A2 ?? notAudited),
  fullRankCrossCovariance('A3', audits.A3 ?? notAudited),
  distinctEigenvalues('A4', audits.A4 ?? notAudited),
];

/** A2 without what it demands: least squares on X of any rank. */
export const anyRankOfX = (A2: ProvenHypothesis<SquarePoint>): ProvenHypothesis<SquarePoint> => ({
  ...A2,
  text: 'least squares on X of any rank',
  evidence: A2.relaxed!,
});
