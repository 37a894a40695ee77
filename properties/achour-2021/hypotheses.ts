import type { Audit, ProvenHypothesis } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import {
  criticalPoint,
  dimensions,
  distinctEigenvalues,
  fullRankCrossCovariance,
  invertibleData,
} from '../hypotheses.ts';

const unknown: Audit = { kind: 'unknown', why: 'not audited' };

/** A1–A5 of achour-2021: d_H ≤ d_0 ≤ m, Σ_XX invertible, Σ_XY of full rank d_H, distinct eigenvalues of Σ, W critical. */
export const hypothesesOf = (
  audits: Partial<Record<'A1' | 'A2' | 'A3' | 'A4' | 'A5', Audit>>,
): ProvenHypothesis<SquarePoint>[] => [
  dimensions(
    'A1',
    'd_H ≤ d_0 ≤ m',
    ({ instance: { X, Y } }) => Y.rows <= X.rows && X.rows <= X.cols,
    audits.A1 ?? unknown,
  ),
  invertibleData('A2', audits.A2 ?? unknown),
  fullRankCrossCovariance('A3', audits.A3 ?? unknown),
  distinctEigenvalues('A4', audits.A4 ?? unknown),
  criticalPoint('A5', audits.A5 ?? unknown),
];
