/** Balanced layers: FORMAT.md, section 4.1. */
import type { Polynomial } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';
import type { Reader } from './kind.ts';

export const balance: Record<string, Reader> = {
  balanced(place, net) {
    place.fields('kind');
    place.demand(net.H === 2, 'SHAPE', 'layers are balanced where there are two');
    chargeBalance(place, net);
    return () => place.demand(net.balance().isZero, 'BALANCED', 'W_2ᵀW_2 is not W_1XXᵀW_1ᵀ');
  },
};

/** D(t) and ‖D(t)‖² up to t^order, for W_h(t) = W_h + moves[h−1](t); D and its products with the layers where nothing moves. */
export function chargeBalance(place: Place, net: Network, moves: readonly Polynomial[] = [], order = 2): void {
  const [inputs, hidden, outputs] = [net.widths[0]!, net.widths[1]!, net.widths[2]!];
  const [first, second] = [0, 1].map((h) => 1 + (moves[h]?.size ?? 0)) as [number, number];
  const powers = Math.min(order + 1, first ** 2 + second ** 2);
  place.charge(
    hidden * inputs ** 2 * first + hidden ** 2 * (first ** 2 * inputs + second ** 2 * outputs + powers ** 2),
  );
}
