import { kernel, kernelVector } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { depth, type Network, type PartialProducts, partialProducts } from '../network/network.ts';
import type { Term } from './curve.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * Moves of rank 1 that leave the product as it is for all t, one at every layer but one, for a point with rank R < d (lu-kawaguchi-2017,
 * zhang-2019). With i0 the largest index such that ker B_j ≠ 0 for j = 1..i0:
 * left flats, j = 1..i0: W_j += t x_j y_jᵀ with x_j ∈ ker B_j, y_1 = v, y_j = e_k with an entry k of x_{j−1} that is not 0;
 * right flats, j = H−1..i0+1: W_{j+1} += t w_j z_jᵀ with z_j ∈ ker A_jᵀ, w_{H−1} = u, w_j = e_k with such an entry k of z_{j+1}.
 * (The papers have y_j = x_{j−1}, w_j = z_{j+1}; all that counts is y_jᵀx_{j−1} ≠ 0 ≠ w_jᵀz_{j+1}, and one column or row is shorter.)
 * @param u of length d_H, not 0
 * @param v of length d_0, not 0
 * @returns the moves, and the layer `free` = i0 + 1 that stays where it is
 */
export function flatMoves(
  net: Network,
  { A, B }: PartialProducts,
  u: Matrix,
  v: Matrix,
): { flats: Term[]; free: number } {
  const H = depth(net);
  const flats: Term[] = [];
  let y = v;
  let i0 = 0;
  for (let j = 1; j < H; j++) {
    const x = kernelVector(B[j]!);
    if (!x) break;
    flats.push({ layer: j, power: 1, matrix: x.mul(y.transpose()) });
    y = unitAlong(x);
    i0 = j;
  }
  let w = u;
  for (let j = H - 1; j > i0; j--) {
    const z = kernelVector(A[j]!.transpose());
    if (!z) throw new RangeError('a rank-deficient product has a flat at every layer');
    flats.push({ layer: j + 1, power: 1, matrix: w.mul(z.transpose()) });
    w = unitAlong(z);
  }
  return { flats, free: i0 + 1 };
}

/** e_k for the first entry k of a column that is not 0. */
const unitAlong = (x: Matrix): Matrix => Matrix.unit(x.rows, x.firstNonZero());

/** All flats at once, as evidence. Throws RangeError for H = 1, where there are none, and where rank R = d leaves a layer without one. */
export function flatEvidence(net: Network): EvidenceOf<'flat'> {
  const H = depth(net);
  if (H === 1) throw new RangeError('the only layer is the product');
  const ends = [net.widths[H]!, net.widths[0]!].map((n) => Matrix.unit(n, 0));
  const { flats } = flatMoves(net, partialProducts(net), ends[0]!, ends[1]!);
  const sorted = [...flats].sort((a, b) => a.layer - b.layer);
  return { kind: 'flat', curve: sorted.map(({ layer, power, matrix }) => ({ layer, power, matrix: matrix.toRows() })) };
}

/**
 * C with B_jC = 0 and B_{j+1}CA_j ≠ 0, for the first j with d_j = d_{j+1} where there is one: C = x·e_kᵀ with x ∈ ker B_j, B_{j+1}x ≠ 0, and row
 * k of A_j not zero. Undefined where there is none.
 */
export function moved(net: Network): EvidenceOf<'moved'> | undefined {
  const { A, B } = partialProducts(net);
  for (const j of range(depth(net)).slice(1)) {
    if (net.widths[j] !== net.widths[j + 1]) continue;
    const zeros = kernel(B[j]!);
    const x = range(zeros.cols)
      .map((s) => zeros.col(s))
      .find((column) => !B[j + 1]!.mul(column).isZero());
    const k = range(A[j]!.rows).find((i) => !A[j]!.row(i).isZero());
    if (!x || k === undefined) continue;
    return { kind: 'moved', j, matrix: x.mul(Matrix.unit(A[j]!.rows, k).transpose()).toRows() };
  }
  return undefined;
}
