import { rank } from '../exact/elimination.ts';
import type { Instance } from './instance.ts';
import { chain, depth, partialProducts } from './network.ts';

/**
 * The stratum of a point: widths, ranks of all partial products W_i⋯W_j (i ≥ j), and ranks of the cyclic products
 * W_{j−1}⋯W_1 Σ_XY W_H⋯W_{i+1} (i > j) that the second-order conditions of achour-2021 look at. Two points with the same
 * pattern may still be of different classes: it does not see which eigenvalues are fitted.
 */
export function rankPattern(instance: Instance): string {
  const H = depth(instance);
  const { A, B } = partialProducts(instance);
  const cross = instance.loss.Syx.transpose();
  const ranks: number[] = [];
  for (let i = 1; i <= H; i++) {
    for (let j = 1; j <= i; j++) {
      ranks.push(rank(chain(instance, i, j)));
      if (i > j) ranks.push(rank(A[j - 1]!.mul(cross).mul(B[i]!)));
    }
  }
  return `${instance.widths.join('-')}:${ranks.join(',')}`;
}
