import { rankEvidence } from '../../src/evidence/rank.ts';
import { rank } from '../../src/exact/elimination.ts';
import { type Matrix, range } from '../../src/exact/matrix.ts';
import type { Instance } from '../../src/network/instance.ts';
import { chain, depth, type PartialProducts, partialProducts } from '../../src/network/network.ts';

/** A product of layers, by the name that certificates use. */
export class Block {
  readonly name: string;
  readonly matrix: Matrix;
  readonly rank: number;

  constructor(name: string, matrix: Matrix) {
    this.name = name;
    this.matrix = matrix;
    this.rank = rank(matrix);
  }

  evidence() {
    return rankEvidence(this.name, this.matrix);
  }
}

/** A pivot (i,j), H ≥ i > j ≥ 1: the two layers that the second-order term of the product takes a direction from. */
export interface Pivot {
  readonly i: number;
  readonly j: number;
  /** W_{i-1}⋯W_{j+1}, the identity if i = j+1. */
  readonly inner: Block;
  /** W_{j-1}⋯W_1 Σ_XY W_H⋯W_{i+1} */
  readonly outer: Block;
}

/** Both complementary blocks of every pivot, in the order i = 2..H, j = 1..i−1. */
export function pivots(instance: Instance, products: PartialProducts = partialProducts(instance)): Pivot[] {
  return pairs(instance).map(({ i, j }) => ({
    i,
    j,
    inner: new Block(`inner(${i},${j})`, chain(instance, i - 1, j + 1)),
    outer: new Block(`outer(${i},${j})`, outer(instance, products, i, j)),
  }));
}

/** At least one of the two blocks has rank r. No block has a smaller rank. */
export const isTightened = ({ inner, outer }: Pivot, r: number): boolean => inner.rank === r || outer.rank === r;

/** The three blocks that false variants look at. */
export interface ThreeBlocks {
  /** W_H⋯W_{i+1} */
  readonly left: Block;
  readonly inner: Block;
  /** W_{j-1}⋯W_1 */
  readonly right: Block;
  /** W_{j-1}⋯W_1 Σ_XY */
  readonly rightSigma: Block;
}

export function threeBlocks(instance: Instance, { A, B }: PartialProducts): ThreeBlocks[] {
  return pairs(instance).map(({ i, j }) => ({
    left: new Block(`left(${i})`, B[i]!),
    inner: new Block(`inner(${i},${j})`, chain(instance, i - 1, j + 1)),
    right: new Block(`right(${j})`, A[j - 1]!),
    rightSigma: new Block(`right-sigma(${j})`, A[j - 1]!.mul(instance.loss.Syx.transpose())),
  }));
}

/**
 * What the parameterization W_1 = D_1[U_Sᵀ M; Z_1], W_h = D_h diag(I_r, Z_h) D_{h-1}⁻¹, W_H = [U_S, U_Q Z_H] D_{H-1}⁻¹ was made
 * from, read off the ranks of a critical point: rank W_1Σ_XY = r + rank Z_1Cᵀ with C = U_QᵀΣ_YX, and rank W_h = r + rank Z_h for h ≥ 2.
 */
export interface Strata {
  /** Fewer than two of Z_1Cᵀ, Z_2, …, Z_H vanish. */
  readonly fewZeroFactors: boolean;
  /** rank W_1 > rank W_1Σ_XY: some combination of neurons sees inputs, but nothing of them that the targets depend on. */
  readonly orthogonalPart: boolean;
  /** Two or more cyclically consecutive factors, each not zero, with product 0. */
  readonly productVanishes: boolean;
}

export function strata(instance: Instance): Strata {
  const products = partialProducts(instance);
  const H = depth(instance);
  const r = rank(products.R);
  const cross = instance.loss.Syx.transpose();
  const first = rank(instance.weights[0]!.mul(cross));
  const excess = instance.weights.map((w, h) => (h === 0 ? first : rank(w)) - r);
  const filled = (layers: readonly number[]) => layers.every((h) => excess[h - 1]! > 0);
  const between = (from: number, to: number) => range(Math.max(0, to - from + 1)).map((k) => from + k);
  // W_{j-1}⋯W_1 Σ_XY W_H⋯W_{i+1} with i ≥ j (at i = j it is what the gradient of layer i pulls back), and the inner products.
  const around = between(1, H).flatMap((i) =>
    between(1, i).map((j) => ({
      layers: [...between(1, j - 1), ...between(i + 1, H)],
      vanishes: () => rank(outer(instance, products, i, j)) === r,
    })),
  );
  const inside = pairs(instance).map(({ i, j }) => ({
    layers: between(j + 1, i - 1),
    vanishes: () => rank(chain(instance, i - 1, j + 1)) === r,
  }));
  return {
    fewZeroFactors: excess.filter((e) => e === 0).length < 2,
    orthogonalPart: rank(instance.weights[0]!) > first,
    productVanishes: [...around, ...inside].some((p) => p.layers.length >= 2 && filled(p.layers) && p.vanishes()),
  };
}

const outer = (instance: Instance, { A, B }: PartialProducts, i: number, j: number): Matrix =>
  A[j - 1]!.mul(instance.loss.Syx.transpose()).mul(B[i]!);

const pairs = (instance: Instance): { i: number; j: number }[] =>
  range(depth(instance) + 1).flatMap((i) => range(Math.max(0, i - 1)).map((k) => ({ i, j: k + 1 })));
