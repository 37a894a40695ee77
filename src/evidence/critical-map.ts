import { inverse } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { EvidenceOf } from './evidence.ts';
import type { LeastSquares } from './least-squares.ts';
import { columnBasis } from './subspaces.ts';

/** The orthogonal projection on col R as P = p·pInverse·pᵀ; p has primitive integer columns. */
export interface Projection {
  /** d_H × r */
  readonly p: Matrix;
  /** (pᵀp)⁻¹ */
  readonly pInverse: Matrix;
  readonly P: Matrix;
}

export function projectionOnto(R: Matrix): Projection {
  const p = columnBasis(R);
  const pInverse = inverse(p.transpose().mul(p))!;
  return { p, pInverse, P: p.mul(pInverse).mul(p.transpose()) };
}

/**
 * At a critical point, for any data: the projection P on col R commutes with Σ, and RE = PM̃ (docs/decision.md, two facts; col R may be
 * larger than col RE, but Σ vanishes on the difference). Throws RangeError where R is not of this form.
 */
export function criticalMap(R: Matrix, { E, M, sigma }: LeastSquares): EvidenceOf<'critical-map'> {
  const { p, pInverse, P } = projectionOnto(R);
  if (!P.mul(sigma).equals(sigma.mul(P))) throw new RangeError('col R is not spanned by eigenvectors of Σ');
  if (!R.mul(E).equals(P.mul(M))) throw new RangeError('R is not the least-squares matrix, projected');
  return { kind: 'critical-map', p: p.toRows(), pInverse: pInverse.toRows() };
}
