import type { Matrix } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';
import type { Verdict } from '../statements/statement.ts';

/** What checked evidence of the certificate has proved, beside the instance itself. */
export interface Known {
  /** Ranks by the name of the matrix. */
  readonly ranks: Map<string, number>;
  /** Lower bounds of ranks, and no more: from `rank` at the vertices without a kernel. */
  readonly ranksAtLeast?: Map<string, number>;
  /** What the certificate claims; `near-critical-point` claims it of another point. */
  readonly verdict?: Verdict;
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
  /** The matrix of `better-matrix`. */
  better?: Matrix;
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
  near?: NearPoint;
  /** The gradient of L is no longer than this: from `gradient-norm`. */
  gradientAtMost?: Matrix;
  /** ‖Y‖² − tr PΣ, P the projection that `ky-fan`, `prefix` or `critical-map` speaks of. */
  twiceLeast?: Matrix;
}
/** From `near-critical-point`: δ, rank R* and S (where there are coordinates), and the labels of the evidence there. */
export interface NearPoint {
  readonly distance: Matrix;
  readonly rank: number;
  readonly S?: readonly number[];
  readonly used: readonly string[];
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

/** Of the arithmetic on one long number, against one multiplication: greatest common divisors, and enclosures at each precision. */
const ENCLOSED = 512;
/**
 * What a transcendental loss takes besides: the parts of G, at most one for each entry of the residual, their products with the layers
 * and with so many coefficients of a curve; or its value.
 */
export function chargeParts(place: Place, { loss, widths, X, Y }: Network, coefficients = 0): void {
  if (!loss.transcendental) return;
  const pulled = gradientWork(widths);
  place.charge(Y.doubles.length * (ENCLOSED + Y.doubles.length / 32 + pulled + coefficients * X.rows * Y.rows));
}
/** B_iᵀGA_{i−1}ᵀ, for all layers: more than the instance takes where narrow layers lie between wide ones. */
export const gradientWork = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, width, h) => sum + width * widths[0]! * (widths.at(-1)! + widths[h]!), 0);
