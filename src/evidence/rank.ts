import { echelon, inverse } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * rank N = r by an invertible r × r submatrix with inverse Z: Z·N[I,J] = I_r shows ≥ r, and the skeleton factorization
 * N = N[:,J]·Z·N[I,:] shows ≤ r.
 * @param of the name of the matrix in the certificate
 */
export function rankEvidence(of: string, n: Matrix): EvidenceOf<'rank'> {
  const { rank, pivotRows, pivotCols } = echelon(n);
  const rows = [...pivotRows].sort((a, b) => a - b);
  const z = inverse(n.select(rows, pivotCols));
  if (!z) throw new Error('pivots of an elimination index an invertible submatrix');
  return { kind: 'rank', of, rank, rows, cols: [...pivotCols], inverse: z.toRows() };
}
