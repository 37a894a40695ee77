import type { Audit, ProvenHypothesis } from '../src/campaign/property.ts';
import { secondOrder } from '../src/decision/dense-hessian.ts';
import { type AnyPoint, isCritical, isEnclosed, type Point, pointOf, type SquarePoint } from '../src/decision/point.ts';
import { distinctSpectrum } from '../src/evidence/distinct-spectrum.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../src/evidence/least-squares.ts';
import { rankEvidence } from '../src/evidence/rank.ts';
import { type AnyInstance, hasSquareLoss } from '../src/network/instance.ts';
import { remembered } from './remembered.ts';

/** The subject of statements on the square loss. Proofs and coverage classes ask for that of the same instance. */
export const squarePoint = remembered((instance: AnyInstance): SquarePoint => {
  if (!hasSquareLoss(instance))
    throw new RangeError(`this statement is about the square loss, not ${instance.loss.kind}`);
  return pointOf(instance);
});

/** The subject of statements on every convex differentiable loss. */
export function smoothPoint(instance: AnyInstance): AnyPoint {
  const { kind, convex, differentiable } = instance.loss;
  if (!convex || !differentiable) throw new RangeError(`this statement is not about the ${kind} loss`);
  return pointOf(instance);
}

/** The subject of statements on those whose values are rational. */
export function exactSmoothPoint(instance: AnyInstance): Point {
  const point = smoothPoint(instance);
  if (isEnclosed(point)) throw new RangeError(`this statement is not about the ${instance.loss.kind} loss`);
  return point;
}

/** Inequalities between dimensions. */
export const dimensions = (
  id: string,
  text: string,
  holds: (point: AnyPoint) => boolean,
  audit: Audit,
): ProvenHypothesis<AnyPoint> => ({
  id,
  text,
  status: 'checked',
  audit,
  evidence: (point) => (holds(point) ? { kind: 'dimensions' } : undefined),
});

/** The rank of a matrix with a name (FORMAT.md, section 4.1). */
export const rankIs = <P extends AnyPoint>(
  id: string,
  text: string,
  of: (point: P) => Parameters<typeof rankEvidence>,
  holds: (rank: number, point: P) => boolean,
  audit: Audit,
): ProvenHypothesis<P> => ({
  id,
  text,
  status: 'checked',
  audit,
  evidence: (point) => {
    const evidence = rankEvidence(...of(point));
    return holds(evidence.rank, point) ? evidence : undefined;
  },
});

/** rank X = d_0. */
export const fullRowRankX = (id: string, audit: Audit): ProvenHypothesis<Point> =>
  rankIs(
    id,
    'X has full row rank',
    ({ data }) => ['X', data.X],
    (rank, { data }) => rank === data.X.rows,
    audit,
  );

/** rank Y = d_H. */
export const fullRowRankY = (id: string, audit: Audit): ProvenHypothesis<Point> =>
  rankIs(
    id,
    'Y has full row rank',
    ({ data }) => ['Y', data.Y],
    (rank, { data }) => rank === data.Y.rows,
    audit,
  );

/** Σ_XX is invertible, by the least-squares evidence that others rest on. */
export const invertibleData = (id: string, audit: Audit): ProvenHypothesis<SquarePoint> => ({
  id,
  text: 'Σ_XX is invertible',
  status: 'checked',
  audit,
  evidence: ({ data, dataLeastSquares }) =>
    dataLeastSquares.rows.length === data.X.rows ? leastSquaresEvidence(dataLeastSquares) : undefined,
  relaxed: ({ dataLeastSquares }) => leastSquaresEvidence(dataLeastSquares),
});

/** rank Σ_XY = d_H. */
export const fullRankCrossCovariance = (id: string, audit: Audit): ProvenHypothesis<SquarePoint> =>
  rankIs(
    id,
    'Σ_XY has full rank d_H',
    ({ data }) => ['Sigma_XY', data.loss.Syx.transpose()],
    (rank, { data }) => rank === data.Y.rows,
    audit,
  );

export const distinctEigenvalues = (id: string, audit: Audit): ProvenHypothesis<SquarePoint> => ({
  id,
  text: 'the eigenvalues of Σ are distinct',
  status: 'checked',
  audit,
  evidence: ({ dataLeastSquares }) => distinctSpectrum(dataLeastSquares.sigma),
});

const zero: Evidence = { kind: 'zero', of: 'gradient' };

export const criticalPoint = (id: string, audit: Audit): ProvenHypothesis<Point> => ({
  id,
  text: 'W is a critical point',
  status: 'checked',
  audit,
  evidence: (point) => (isCritical(point) ? zero : undefined),
});

export const semidefiniteHessian = (id: string, audit: Audit): ProvenHypothesis<SquarePoint> => ({
  id,
  text: 'the Hessian at W is positive semidefinite',
  status: 'checked',
  audit,
  evidence: (point) => {
    const second = secondOrder(point);
    return 'psd' in second ? { kind: 'psd', of: 'hessian', proof: second.psd } : undefined;
  },
});

export const convexDifferentiable = (id: string, audit: Audit): ProvenHypothesis<AnyPoint> => ({
  id,
  text: 'f is convex and differentiable',
  status: 'checked',
  audit,
  evidence: ({ instance: { loss } }) => (loss.convex && loss.differentiable ? { kind: 'loss' } : undefined),
});
