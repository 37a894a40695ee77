import { Matrix as Doubles } from 'ml-matrix';
import { proposeEigen } from './floats.ts';
import type { ProposedPair, SecondOrderData } from './pair.ts';
import { doublesOf, leastSquaresSolution, orthonormal, plus, pseudoInverse, spanningColumns } from './vectors.ts';

/** What doubles say of the spectrum of Σ at a critical point with G ≠ 0: proposals only. */
export interface ProposedFit {
  /** The least eigenvalue on col R; undefined for R = 0. */
  readonly inside: number | undefined;
  /** The largest one on the complement. */
  readonly outside: number;
  /** Columns of R that span col R. */
  readonly columns: readonly number[];
  /** The swap (docs/decision.md): along it the curvature is negative if `outside` exceeds `inside`. */
  readonly swap: ProposedPair | undefined;
}

/** On col R, Σ is RΣ_XXRᵀ, on its complement GΣ_XX⁺Gᵀ (FORMAT.md, 4.6). Undefined where entries are beyond the range of doubles. */
export function proposeFit(data: SecondOrderData & { readonly rank: number }): ProposedFit | undefined {
  const { instance, products, G, rank } = data;
  const [product, gradient, gram] = [products.R, G, instance.loss.Sxx].map(doublesOf);
  if (!product || !gradient || !gram) return undefined;
  // Σ_XX⁺Gᵀ, d_0 × d_H
  const pulled = pseudoInverse(gram).mmul(gradient.transpose());
  const outer = proposeEigen(gradient.mmul(pulled).to2DArray());
  const outside = outer.values.at(-1) ?? Number.NaN;
  const columns = spanningColumns(product, rank);
  const none = { inside: undefined, outside, columns, swap: undefined };
  if (rank === 0) return none;
  const basis = orthonormal(product, columns);
  const seen = new Doubles(basis).mmul(product);
  const inner = proposeEigen(seen.mmul(gram).mmul(seen.transpose()).to2DArray());
  const [u, coordinates] = [outer.vectors.at(-1), inner.vectors[0]];
  const [first, last] = [doublesOf(products.B[1]!), doublesOf(instance.weights.at(-1)!)];
  const inside = inner.values[0] ?? Number.NaN;
  if (!u || !coordinates || !first || !last) return { ...none, inside };
  const v = basis.reduce((sum, q, k) => plus(sum, coordinates[k]!, q), new Array<number>(product.rows).fill(0));
  const times = (m: Doubles, x: readonly number[]) => m.mmul(Doubles.columnVector([...x])).to1DArray();
  const swap = {
    ...{ i: instance.weights.length, j: 1 },
    ...{ x: u, y: times(last.transpose(), v), w: leastSquaresSolution(first, v), z: times(pulled, u) },
  };
  return { inside, outside, columns, swap };
}
