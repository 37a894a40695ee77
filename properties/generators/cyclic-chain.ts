import { Matrix, product, range } from '../../src/exact/matrix.ts';

/**
 * The blocks Z_1, …, Z_H of a point in Achour's parameterization, with Z_1 in the coordinates
 * Z_1·C·V, and the link L_Q, the rows of L outside S: U_Qᵀ Σ_YX = L_Q (C·V)ᵀ.
 * If Z_H⋯Z_1 = 0, then R = U_S U_Sᵀ M, and the gradient with respect to W_i vanishes exactly if
 * Z_{i-1}⋯Z_1·L_Qᵀ·Z_H⋯Z_{i+1} = 0. With L_Q of full rank this says: every product of H − 1 cyclically consecutive
 * factors of Z_1·L_Qᵀ, Z_2, …, Z_H vanishes; then Z_H⋯Z_2 = 0. With zero eigenvalues outside S it is a weaker
 * condition, under which Z_H⋯Z_1 = 0 has to be asked for as well.
 */
export interface CyclicChain {
  /** blocks[h-1] is Z_h */
  readonly blocks: readonly Matrix[];
  readonly link: Matrix;
}

/** Factors of the products that must vanish, from the left, as 0-based layers; −1 stands for L_Qᵀ. */
const conditions = (H: number): number[][] => [
  range(H).reverse(),
  ...range(H).map((i) => [
    ...range(i).reverse(),
    -1,
    ...range(H)
      .slice(i + 1)
      .reverse(),
  ]),
];

const factor = ({ blocks, link }: CyclicChain, layer: number): Matrix =>
  layer < 0 ? link.transpose() : blocks[layer]!;

const multiply = (chain: CyclicChain, layers: readonly number[], start: Matrix): Matrix =>
  product(start, ...layers.map((h) => factor(chain, h)));

/** The factors of a product that ought to vanish and does not, or undefined: then the point is critical. */
export const offendingProduct = (chain: CyclicChain): readonly number[] | undefined =>
  conditions(chain.blocks.length).find(
    (layers) => !multiply(chain, layers, Matrix.identity(factor(chain, layers[0]!).rows)).isZero(),
  );

/**
 * The chain with single entries of blocks set to 0 until the point is critical; a critical chain is left as it is.
 * Each step cuts one path through a product that does not vanish, in its factor number `cut`. Needs H ≥ 2.
 */
export function repaired({ blocks, link }: CyclicChain, cut: number): CyclicChain {
  const bad = offendingProduct({ blocks, link });
  if (!bad) return { blocks, link };
  const candidates = bad.filter((h) => h >= 0);
  const target = candidates[cut % candidates.length]!;
  const at = bad.indexOf(target);
  const Z = blocks[target]!;
  const before = multiply({ blocks, link }, bad.slice(0, at), Matrix.identity(factor({ blocks, link }, bad[0]!).rows));
  const after = multiply({ blocks, link }, bad.slice(at + 1), Matrix.identity(Z.cols));
  const total = before.mul(Z).mul(after);
  const k = total.num.findIndex((x) => x !== 0n);
  const [a, b] = [Math.floor(k / total.cols), k % total.cols];
  // Entry (a, b) is a sum over entries of Z: one summand is not 0.
  const used = Z.num.findIndex((x, e) => x * before.at(a, Math.floor(e / Z.cols)) * after.at(e % Z.cols, b) !== 0n);
  const less = Matrix.build(Z.rows, Z.cols, (i, j) => (i * Z.cols + j === used ? 0n : Z.at(i, j)));
  return repaired({ blocks: blocks.map((z, h) => (h === target ? less : z)), link }, cut);
}
