import { echelon, inverse, rank } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { RankByInverse, ShortRank } from './evidence.ts';

/**
 * The rank alone: the verifier computes it modulo primes.
 * @param of the name of the matrix in the certificate
 */
export const rankEvidence = (of: string, n: Matrix): ShortRank => ({ kind: 'rank', of, rank: rank(n) });

/**
 * rank N = r by an invertible r × r submatrix with inverse Z: Z·N[I,J] = I_r shows ≥ r, and the skeleton factorization
 * N = N[:,J]·Z·N[I,:] shows ≤ r.
 * @param of the name of the matrix in the certificate
 */
export function rankByInverse(of: string, n: Matrix): RankByInverse {
  const { rank, pivotRows, pivotCols } = echelon(n);
  const rows = [...pivotRows].sort((a, b) => a - b);
  const z = inverse(n.select(rows, pivotCols));
  if (!z) throw new Error('pivots of an elimination index an invertible submatrix');
  return { kind: 'rank', of, rank, rows, cols: [...pivotCols], inverse: z.toRows() };
}
