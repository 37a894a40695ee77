import type { Matrix } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';

/** What checked evidence of the certificate has proved, beside the instance itself. */
export interface Known {
  /** Ranks by the name of the matrix. */
  readonly ranks: Map<string, number>;
  /** Σ = YPYᵀ (d_H × d_H), P the projection onto the rows of X: from `least-squares`. */
  sigma?: Matrix;
  /** X = E·X̃, and M̃ = YX̃ᵀ(X̃X̃ᵀ)⁻¹: from `least-squares`. */
  leastSquares?: { readonly E: Matrix; readonly M: Matrix };
  /** From `distinct-spectrum` by `eigen`. */
  eigenvalues?: Matrix;
  /** P of `critical-map`. */
  projection?: Matrix;
  /** Z_1, …, Z_H of `parameterization`. */
  blocks?: readonly Matrix[];
  /** Z_1Σ_XYq, Z_2, …, Z_H: the maps of a cycle, each applied after the one before it. */
  cycle?: readonly Matrix[];
  /** The k of `better-matrix`. */
  betterRank?: number;
  /** 2f of the matrix of `better-matrix`. */
  twiceBetter?: Matrix;
  /** Of each `point-lift`: R′, ‖W′ − W‖², and max(‖C‖², ‖D‖²)(‖A′ − A_j‖² + ‖B′ − B_j‖²). */
  lifts?: readonly {
    readonly j: number;
    readonly target: Matrix;
    readonly distance: Matrix;
    readonly within: Matrix;
  }[];
  /** The ρ of `bernoulli`. */
  rho?: Matrix;
  /** The least loss of rank ≤ d is at most this much below L(W): from `gap`. */
  gap?: Matrix;
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
