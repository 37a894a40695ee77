import type { Audit, ProvenHypothesis } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { depth } from '../../src/network/network.ts';
import { notAudited, notNeeded } from '../audits.ts';
import { emptyLayer } from '../generators/only-without.ts';
import {
  criticalPoint,
  dimensions,
  distinctEigenvalues,
  fullRankCrossCovariance,
  invertibleData,
} from '../hypotheses.ts';

type Achour = ProvenHypothesis<SquarePoint>;

/**
 * A1–A5 of achour-2021: d_H ≤ d_0 ≤ m and all d_i ≥ 1 (and H ≥ 2 with minDepth 2), Σ_XX invertible, Σ_XY of full rank d_H, distinct
 * eigenvalues of Σ, W critical. Of A1, d_0 ≤ m follows from A2 and d_H ≤ d_0 from A3: it alone is false where a layer has no neurons (or H = 1).
 */
export const hypothesesOf = (
  audits: Partial<Record<'A1' | 'A2' | 'A3' | 'A4' | 'A5', Audit>>,
  { minDepth = 1 }: { readonly minDepth?: 1 | 2 } = {},
): [Achour, Achour, Achour, Achour, Achour] => [
  dimensions(
    'A1',
    minDepth === 2 ? 'd_H ≤ d_0 ≤ m, all d_i ≥ 1, H ≥ 2' : 'd_H ≤ d_0 ≤ m, all d_i ≥ 1',
    ({ data, data: { X, Y }, bottleneck: d }) =>
      Y.rows <= X.rows && X.rows <= X.cols && d >= 1 && depth(data) >= minDepth,
    audits.A1 ?? notNeeded(emptyLayer()),
  ),
  invertibleData('A2', audits.A2 ?? notAudited),
  fullRankCrossCovariance('A3', audits.A3 ?? notAudited),
  distinctEigenvalues('A4', audits.A4 ?? notAudited),
  criticalPoint('A5', audits.A5 ?? notAudited),
];

export const withoutHypothesis = <S>(hypotheses: readonly ProvenHypothesis<S>[], dropped: string) =>
  hypotheses.filter(({ id }) => id !== dropped);
