import { rank } from '../exact/elimination.ts';
import { type Matrix, range } from '../exact/matrix.ts';
import type { AnyInstance } from './instance.ts';
import { depth, layer, type Network } from './network.ts';

/**
 * d_0, …, d_H and the ranks of W_j, W_{j+1}W_j, …, W_H⋯W_j for j = 1..H. They determine the weights up to a change of basis in
 * each layer, input and output included.
 */
export function partialPattern(net: Network): string {
  const H = depth(net);
  const ranks = range(H).flatMap((k) => ranksAlong(range(H - k).map((n) => layer(net, k + 1 + n))));
  return text(net.widths, ranks);
}

/**
 * d_1, …, d_H and the ranks of all products of 1 to H consecutive maps of the cycle W_1Σ_XY, W_2, …, W_H: those from W_1Σ_XY on first,
 * then those from W_2 on, …. So it has the ranks of W_i⋯W_j for i ≥ j ≥ 2 and of W_j⋯W_1 Σ_XY W_H⋯W_{i+1} for i ≥ j ≥ 1, and does not see
 * what W_1 does to inputs that Σ_XY does not reach. At a critical point, under the hypotheses of achour-2021, the products of H maps,
 * and those of H − 1 ≥ 1, have the rank of W_H⋯W_1.
 */
export function criticalPattern(instance: AnyInstance): string {
  const H = depth(instance);
  const cross = instance.loss.X.mul(instance.loss.Y.transpose());
  const cycle = instance.weights.map((w, k) => (k === 0 ? w.mul(cross) : w));
  const ranks = range(H).flatMap((start) => ranksAlong([...cycle.slice(start), ...cycle.slice(0, start)]));
  return text(instance.widths.slice(1), ranks);
}

/** Ranks of a, ba, cba, … for the maps a, b, c, …. */
function ranksAlong(maps: readonly Matrix[]): number[] {
  let m = maps[0]!;
  return maps.map((map, k) => {
    if (k > 0) m = map.mul(m);
    return rank(m);
  });
}

const text = (widths: readonly number[], ranks: readonly number[]): string => `${widths.join('-')}:${ranks.join(',')}`;
