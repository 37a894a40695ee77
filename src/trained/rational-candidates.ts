import { type LeastSquares, leastSquares } from '../evidence/least-squares.ts';
import { columnBasis } from '../evidence/subspaces.ts';
import { inverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import type { Instance } from '../network/instance.ts';
import { chain, depth, type Network } from '../network/network.ts';
import { rounded, squaredNorm } from './rounding.ts';
import { vanishing } from './vanishing.ts';

/** Weights near those of an instance at which its gradients vanish. */
export interface CriticalWeights {
  readonly weights: readonly Matrix[];
  /** R = U_SU_SᵀM, indices from 1 in the order of falling eigenvalues. */
  readonly S: readonly number[];
  /** The layers h from 1 of which the part outside R is 0; null where nothing has to vanish as rank R = min d_i. */
  readonly pattern: readonly number[] | null;
}

/** A critical point of rank 0, for any data: two layers or more are zero, the others as they are. Undefined for one layer. */
export function nearestOfRankZero(instance: Instance, bits: number): CriticalWeights | undefined {
  if (depth(instance) < 2) return undefined;
  const zero = vanishing(instance.weights.map((w) => Math.sqrt(squaredNorm(w).toDouble())));
  const weights = instance.weights.map((w, k) => (zero.includes(k) ? Matrix.zeros(w.rows, w.cols) : rounded(w, bits)));
  return { weights, S: [], pattern: zero.map((k) => k + 1) };
}

/**
 * A point at which R fits the data as well as any matrix, G = 0, for any data: with X = EX̃ and M̃ = YX̃⁺, RE = M̃ is wanted. Of two ways the nearer one.
 * Undefined where the network cannot fit them so, as far as these ways see.
 */
export function nearestFitted(instance: Instance, bits: number): CriticalWeights | undefined {
  const ls = leastSquares(instance);
  const c = columnBasis(ls.M);
  const net = { widths: instance.widths, weights: instance.weights.map((w) => rounded(w, bits)) };
  const [found] = [fittedByFirst(net, c, ls), fittedByLast(net, ls)]
    .filter((weights) => weights !== undefined)
    .map((weights) => ({ weights, away: squaredNorm(...weights.map((w, k) => w.sub(instance.weights[k]!))) }))
    .sort((a, b) => a.away.compare(b.away));
  return found && { weights: found.weights, S: Array.from({ length: c.cols }, (_, k) => k + 1), pattern: null };
}

/**
 * With c a basis of col M̃ and P the projection on it: W_H is replaced by PW_H, so that all columns of B = PW_H⋯W_2 are in col c; then W_1 by
 * W_1 + K·cᵀ(M̃ − BW_1E)·E⁺ with cᵀB·K = I. Undefined where cᵀB has no right inverse: rank W_H⋯W_2 is too small.
 */
function fittedByFirst({ widths, weights }: Network, c: Matrix, ls: LeastSquares): readonly Matrix[] | undefined {
  const H = weights.length;
  const projected = weights.map((w, k) => (k > 0 && k === H - 1 ? projectionOn(c).mul(w) : w));
  const first = fittedFirst({ widths, weights: projected }, c, ls);
  return first && projected.with(0, first);
}

/** W_H is replaced by W_H + (M̃ − W_HA)A⁺ with A = W_{H−1}⋯W_1E. Undefined for one layer, and where A has no left inverse, as where a layer is narrower than X̃. */
function fittedByLast({ widths, weights }: Network, { E, M }: LeastSquares): readonly Matrix[] | undefined {
  const H = weights.length;
  if (H < 2) return undefined;
  const A = chain({ widths, weights }, H - 1, 1).mul(E);
  const gram = inverse(A.transpose().mul(A));
  const last = weights[H - 1]!;
  return gram && weights.with(H - 1, last.add(M.sub(last.mul(A)).mul(gram).mul(A.transpose())));
}

const projectionOn = (c: Matrix): Matrix => c.mul(inverse(c.transpose().mul(c))!).mul(c.transpose());

function fittedFirst(net: Network, c: Matrix, { E, M }: LeastSquares): Matrix | undefined {
  const { weights } = net;
  const first = weights[0]!;
  const missing = (B: Matrix) => M.sub(B.mul(first).mul(E)).mul(leftInverseOf(E));
  if (weights.length === 1) return first.add(missing(Matrix.identity(first.rows)));
  const B = chain(net, weights.length, 2);
  const seen = c.transpose().mul(B);
  const gram = inverse(seen.mul(seen.transpose()));
  return gram && first.add(seen.transpose().mul(gram).mul(c.transpose()).mul(missing(B)));
}

/** (EᵀE)⁻¹Eᵀ: of all corrections the least one. */
const leftInverseOf = (E: Matrix): Matrix => inverse(E.transpose().mul(E))!.mul(E.transpose());
