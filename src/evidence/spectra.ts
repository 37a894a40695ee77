import { DoubleMatrix, type Vector } from './double-matrix.ts';
import { proposeEigen } from './floats.ts';
import type { ProposedPair, SecondOrderData } from './pair.ts';
import { leastSquaresSolution, orthonormal, plus, solveSemidefinite, spanningColumns } from './vectors.ts';

/** What doubles say of the spectrum of Σ at a critical point with G ≠ 0: proposals only. */
export interface ProposedFit {
  /** The least eigenvalue on col R; undefined for R = 0. */
  readonly inside: number | undefined;
  /** The largest one on the complement. */
  readonly outside: number;
  /** Columns of R that span col R. */
  readonly columns: readonly number[];
  /** The swap (docs/decision.md): along it the curvature is negative if `outside` exceeds `inside`. */
  readonly swap: () => ProposedPair | undefined;
}

/** On col R, Σ is RΣ_XXRᵀ, on its complement GΣ_XX⁺Gᵀ (FORMAT.md, 4.6). Undefined where entries are beyond the range of doubles. */
export function proposeFit(data: SecondOrderData & { readonly rank: number }): ProposedFit | undefined {
  const { instance, products, G, rank } = data;
  const [product, gradient, gram] = [products.R, G, instance.loss.Sxx].map(DoubleMatrix.near);
  if (!product || !gradient || !gram) return undefined;
  // Σ_XX⁺Gᵀ, d_0 × d_H
  const pulled = solveSemidefinite(gram, gradient.transpose());
  const outer = proposeEigen(gradient.times(pulled).toRows());
  const outside = outer.values.at(-1) ?? Number.NaN;
  const columns = spanningColumns(product, rank);
  if (rank === 0) return { inside: undefined, outside, columns, swap: () => undefined };
  const basis = orthonormal(product, columns);
  const seen = DoubleMatrix.ofRows(basis, product.rows).times(product);
  const inner = proposeEigen(seen.times(gram).times(seen.transpose()).toRows());
  const inside = inner.values[0] ?? Number.NaN;
  const swap = (): ProposedPair | undefined => {
    const [u, coordinates] = [outer.vectors.at(-1), inner.vectors[0]];
    if (!u || !coordinates) return undefined;
    const x = Float64Array.from(u);
    const v = basis.reduce((sum, q, k) => plus(sum, coordinates[k]!, q), new Float64Array(product.rows));
    return swapAlong(data, x, v, pulled.apply(x));
  };
  return { inside, outside, columns, swap };
}

/** V_H along x(W_Hᵀv)ᵀ and V_1 along wzᵀ with B_1w = v. */
function swapAlong({ instance, products }: SecondOrderData, x: Vector, v: Vector, z: Vector): ProposedPair | undefined {
  const [first, last] = [products.B[1]!, instance.weights.at(-1)!].map(DoubleMatrix.near);
  if (!first || !last) return undefined;
  return { i: instance.weights.length, j: 1, x, y: last.transpose().apply(v), w: leastSquaresSolution(first, v), z };
}
