import { echelon, inverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import type { SquareLoss } from '../network/losses/square.ts';
import type { EvidenceOf } from './evidence.ts';

/** The least-squares problem on reduced data: X = E·X̃ with X̃ = X[I,:] of full row rank q = rank X. */
export interface LeastSquares {
  /** I, strictly increasing. */
  readonly rows: readonly number[];
  /** d_0 × q; E[I,:] is the identity, so selecting the rows I is a left inverse E⁺. */
  readonly E: Matrix;
  /** q × d_0, E⁺. */
  readonly selection: Matrix;
  /** (X̃X̃ᵀ)⁻¹ */
  readonly inverse: Matrix;
  /** M̃ = YX̃ᵀ(X̃X̃ᵀ)⁻¹, d_H × q */
  readonly M: Matrix;
  /** Σ = M̃X̃Yᵀ, d_H × d_H, symmetric positive semidefinite */
  readonly sigma: Matrix;
}

/** Works for any data: where X has deficient rank, Σ is computed from X̃. */
export function leastSquares({ loss, X }: { loss: Pick<SquareLoss, 'Sxx' | 'Syx'>; X: Matrix }): LeastSquares {
  const rows = echelon(X.rows <= X.cols ? loss.Sxx : X.transpose()).pivotCols;
  const gram = loss.Sxx.select(rows, rows);
  const k = inverse(gram);
  if (!k) throw new Error('independent rows have an invertible Gram matrix');
  const E = loss.Sxx.select(undefined, rows).mul(k);
  const cross = loss.Syx.select(undefined, rows);
  const M = cross.mul(k);
  const selection = Matrix.build(rows.length, X.rows, (i, j) => (rows[i] === j ? 1n : 0n));
  return { rows, E, selection, inverse: k, M, sigma: M.mul(cross.transpose()) };
}

export const leastSquaresEvidence = (ls: LeastSquares): EvidenceOf<'least-squares'> => ({
  kind: 'least-squares',
  rows: [...ls.rows],
  E: ls.E.toRows(),
  inverse: ls.inverse.toRows(),
});
