import { kernel, rank } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { depth, layer, type Network, type PartialProducts } from '../network/network.ts';
import { DoubleMatrix, type Vector } from './double-matrix.ts';
import type { Pair, ProposedPair } from './pair.ts';
import { largestSingularPair, outside, rangeBasis } from './vectors.ts';

/** A pivot (i,j), H ≥ i > j ≥ 1, that is not tightened at a critical point with G ≠ 0 (docs/classification-for-any-data.md, case 4). */
export interface LoosePivot {
  readonly i: number;
  readonly j: number;
  /** W_{i−1}⋯W_{j+1}, of a rank above rank R */
  readonly inner: Matrix;
  /** B_iᵀGA_{j−1}ᵀ ≠ 0, d_i × d_{j−1} */
  readonly outer: Matrix;
}

interface PivotData {
  readonly instance: Network;
  readonly products: PartialProducts;
  readonly G: Matrix;
  readonly rank: number;
}

/**
 * The first pivot (i,j), i = 2..H, j = 1..i−1, that is not tightened: B_iᵀGA_{j−1}ᵀ ≠ 0, and the rank of W_{i−1}⋯W_{j+1} is above rank R. Of a critical point that fits
 * the leading eigenvalues; without one its Hessian is positive semidefinite (docs/square-completion.md).
 */
export function loosePivot({ instance, products: { A, B }, G, rank: r }: PivotData): LoosePivot | undefined {
  for (const i of range(depth(instance) + 1).slice(2)) {
    const left = B[i]!.transpose().mul(G);
    const outer: Matrix[] = [];
    for (let j = 1; j < i; j++) {
      const next = left.mul(A[j - 1]!.transpose());
      // A_j = W_jA_{j−1}: it stays 0.
      if (next.isZero()) break;
      outer.push(next);
    }
    if (outer.length === 0) continue;
    const inner = innerProducts(instance, i);
    const k = outer.findIndex((_, k) => rank(inner[k]!) > r);
    if (k >= 0) return { i, j: k + 1, inner: inner[k]!, outer: outer[k]! };
  }
  return undefined;
}

/** W_{i−1}⋯W_{j+1} for j = 1..i−1. */
function innerProducts(net: Network, i: number): Matrix[] {
  const products = [Matrix.identity(net.widths[i - 1]!)];
  for (let j = i - 2; j >= 1; j--) products.unshift(products[0]!.mul(layer(net, j + 1)));
  return products;
}

/** Pairs with yᵀN ≠ 0 for y outside col A_{i−1}, or Nw ≠ 0 for w in ker B_j, and xᵀOz ≠ 0, as doubles see them. */
export function* proposePivotPairs(
  { A, B }: PartialProducts,
  { i, j, inner, outer }: LoosePivot,
): Generator<ProposedPair> {
  const [N, O] = [inner, outer].map(DoubleMatrix.near);
  if (!N || !O) return;
  const [x, z] = largestSingularPair(O);
  const before = DoubleMatrix.near(A[i - 1]!);
  if (before) {
    const [y, w] = largestSingularPair(columnsOutside(N, rangeBasis(before)));
    yield { i, j, x, y, w, z };
  }
  const after = DoubleMatrix.near(B[j]!.transpose());
  if (after) {
    const [w, y] = largestSingularPair(columnsOutside(N.transpose(), rangeBasis(after)));
    yield { i, j, x, y, w, z };
  }
}

const columnsOutside = (m: DoubleMatrix, basis: readonly Vector[]): DoubleMatrix =>
  DoubleMatrix.ofRows(
    m
      .transpose()
      .toRows()
      .map((v) => outside(v, basis)),
    m.rows,
  ).transpose();

/** The same exactly: at least one of the two always exists. */
export function* exactPivotPairs({ A, B }: PartialProducts, { i, j, inner, outer }: LoosePivot): Generator<Pair> {
  const entry = outer.firstNonZero();
  const x = Matrix.unit(outer.rows, Math.floor(entry / outer.cols));
  const z = Matrix.unit(outer.cols, entry % outer.cols);
  const columns = (m: Matrix) => range(m.cols).map((k) => m.col(k));
  for (const y of columns(kernel(A[i - 1]!.transpose()))) {
    const k = inner.transpose().mul(y).firstNonZero();
    if (k >= 0) yield { i, j, x, y, w: Matrix.unit(inner.cols, k), z };
  }
  for (const w of columns(kernel(B[j]!))) {
    const k = inner.mul(w).firstNonZero();
    if (k >= 0) yield { i, j, x, y: Matrix.unit(inner.rows, k), w, z };
  }
}
