import type { Matrix } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';

/** What checked evidence of the certificate has proved, beside the instance itself. */
export interface Known {
  /** Ranks by the name of the matrix. */
  readonly ranks: Map<string, number>;
  /** Σ = YPYᵀ (d_H × d_H), P the projection onto the rows of X: from `least-squares`. */
  sigma?: Matrix;
  /** The k of `better-matrix`. */
  betterRank?: number;
  /** ‖Y‖² − tr PΣ, P the projection that `ky-fan`, `prefix` or `critical-map` speaks of. */
  twiceLeast?: Matrix;
}
/** Throws a `Failure` unless the evidence proves what its kind says, and adds what it proves. */
export type Check = (known: Known) => void;
/** Reads the fields of one kind: shapes and limits are right when it returns, nothing is proved. */
export type Reader = (place: Place, net: Network) => Check;

/** What `loss` and `dimensions` say is in the statement table. */
export function nothingToCheck(place: Place): Check {
  place.fields('kind');
  return () => {};
}

/** [V_1, …, V_H] shaped as W. */
export const readLayers = (place: Place, net: Network): Matrix[] =>
  place.list(net.H).map((layer, h) => layer.matrix(net.widths[h + 1]!, net.widths[h]!));
