import { leftInverse } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import type { EvidenceOf } from './evidence.ts';
import type { LeastSquares } from './least-squares.ts';

/** Most sets that are listed, and most that a verifier reads. */
export const MOST_SUBSETS = 32;

/** The sets of at most `most` of 0, …, n − 1, by size, then lexicographically; undefined if there are more than {@link MOST_SUBSETS}. */
export function fewSubsets(n: number, most: number): number[][] | undefined {
  let [count, binomial] = [0, 1];
  for (let k = 0; k <= Math.min(n, most); k++) {
    count += binomial;
    if (count > MOST_SUBSETS) return undefined;
    binomial = (binomial * (n - k)) / (k + 1);
  }
  return range(Math.min(n, most) + 1).flatMap((size) => ofSize(n, size, 0));
}

const ofSize = (n: number, size: number, from: number): number[][] =>
  size === 0
    ? [[]]
    : range(n - from).flatMap((k) => ofSize(n, size - 1, from + k + 1).map((rest) => [from + k, ...rest]));

/**
 * For each set S of at most d eigenvectors u_i of Σ (the columns of `vectors`, orthogonal), the critical point of the parameterization with
 * Z = 0: W_1 = [p⁺M̃E⁺; 0], W_h = diag(I, 0), W_H = [p, 0], where p has the columns u_i, i ∈ S. So RE = PM̃, and 2L = ‖Y‖² − Σ_S λ_i.
 * Undefined if there are more than {@link MOST_SUBSETS} sets. Throws RangeError for one layer, where only R = M is critical.
 */
export function criticalValues(
  widths: readonly number[],
  { M, selection }: LeastSquares,
  vectors: Matrix,
): EvidenceOf<'critical-values'> | undefined {
  const H = widths.length - 1;
  if (H < 2) throw new RangeError('with one layer there is one critical value');
  const points = fewSubsets(vectors.rows, Math.min(...widths))?.map((S) => {
    const p = vectors.select(undefined, S);
    const K = leftInverse(p)!.mul(M).mul(selection);
    const W = range(H).map((h) => {
      const [rows, cols] = [widths[h + 1]!, widths[h]!];
      if (h === 0) return K.above(Matrix.zeros(rows - S.length, cols));
      if (h === H - 1) return p.beside(Matrix.zeros(rows, cols - S.length));
      return Matrix.build(rows, cols, (i, j) => (i === j && i < S.length ? 1n : 0n));
    });
    return { S, W: W.map((w) => w.toRows()) };
  });
  return points && { kind: 'critical-values', points };
}
