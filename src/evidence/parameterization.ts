import { inverse, kernel, leftInverse } from '../exact/elimination.ts';
import { type Matrix, range } from '../exact/matrix.ts';
import { chain, depth, type Network, partialProducts } from '../network/network.ts';
import { projectionOnto } from './critical-map.ts';
import type { EvidenceOf } from './evidence.ts';
import { oneSidedInverse } from './lift.ts';

/** W in the bases D_h: W_1 = D_1[K; Z_1], W_h = D_h·diag(I_r, Z_h)·D_{h−1}⁻¹, W_H = [p, q·Z_H]·D_{H−1}⁻¹, with R = pK. */
export interface Form {
  /** Basis of col R, d_H × r */
  readonly p: Matrix;
  readonly pInverse: Matrix;
  /** Basis of the orthogonal complement of col R, d_H × (d_H − r) */
  readonly q: Matrix;
  /** p⁺R, r × d_0 */
  readonly K: Matrix;
  /** D_1, …, D_{H−1} */
  readonly gauges: readonly Matrix[];
  /** Z_1, …, Z_H; none for H = 1 */
  readonly blocks: readonly Matrix[];
}

/**
 * The form of any point, critical or not. With R = pK, K = p⁺R of full row rank and T a right inverse of K, let
 * D_h = [A_hT, N_h], N_h a basis of ker p⁺B_h.
 * (1) p⁺B_h·A_hT = p⁺RT = KT = I_r, so p⁺B_h is onto, N_h has d_h − r columns, and D_h is invertible.
 * (2) W_h·A_{h−1}T = A_hT: the first columns of D_h⁻¹W_hD_{h−1} are [I_r; 0].
 * (3) p⁺B_h·W_hN_{h−1} = p⁺B_{h−1}N_{h−1} = 0, so W_hN_{h−1} = N_hZ_h: the others are [0; Z_h].
 * (4) W_1 = D_1[K′; Z_1], and K = p⁺R = p⁺B_1W_1 = [I_r, 0][K′; Z_1] = K′.
 * (5) W_HA_{H−1}T = RT = p, and p⁺W_HN_{H−1} = p⁺B_{H−1}N_{H−1} = 0, so W_HN_{H−1} = qZ_H.
 * (6) R = pK + qZ_H⋯Z_1, so Z_H⋯Z_1 = 0. At a critical point K = p⁺M (where Σ_XX is invertible), and p may be U_S.
 */
export function formOf(net: Network): Form {
  const H = depth(net);
  const { A, B, R } = partialProducts(net);
  const { p, pInverse } = projectionOnto(R);
  const q = kernel(p.transpose());
  const pPlus = pInverse.mul(p.transpose());
  const K = pPlus.mul(R);
  const T = oneSidedInverse(K);
  const complements = range(H - 1).map((h) => kernel(pPlus.mul(B[h + 1]!)));
  const gauges = complements.map((N, h) => A[h + 1]!.mul(T).beside(N));
  const r = p.cols;
  /** The last rows of D_h⁻¹, of q⁺ for h = H. */
  const lower = (h: number) =>
    h === H
      ? leftInverse(q)!
      : inverse(gauges[h - 1]!)!.select(
          range(net.widths[h]! - r).map((i) => r + i),
          undefined,
        );
  const blocks = range(H === 1 ? 0 : H).map((h) => {
    const W = chain(net, h + 1, h + 1);
    return lower(h + 1).mul(h === 0 ? W : W.mul(complements[h - 1]!));
  });
  return { p, pInverse, q, K, gauges, blocks };
}

/** Z_1Σ_XYq, Z_2, …, Z_H: maps around a cycle that starts and ends at the targets that are not fitted. */
export const cycleOf = ({ blocks, q }: Form, Sxy: Matrix): Matrix[] =>
  blocks.map((Z, h) => (h === 0 ? Z.mul(Sxy).mul(q) : Z));

/** The products of all but one of the maps of a cycle, one after the other. */
export const nearlyFullTurns = (cycle: readonly Matrix[]): Matrix[] =>
  cycle.map((_, h) => [...cycle.slice(h + 1), ...cycle.slice(0, h)].reduce((product, map) => map.mul(product)));

export const parameterizationEvidence = ({ p, pInverse, q, gauges, blocks }: Form): EvidenceOf<'parameterization'> => ({
  kind: 'parameterization',
  p: p.toRows(),
  q: q.toRows(),
  pInverse: pInverse.toRows(),
  qInverse: inverse(q.transpose().mul(q))!.toRows(),
  gauges: gauges.map((D) => D.toRows()),
  inverses: gauges.map((D) => inverse(D)!.toRows()),
  Z: blocks.map((Z) => Z.toRows()),
});
