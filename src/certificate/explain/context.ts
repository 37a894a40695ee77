import { type LeastSquares, leastSquares } from '../../evidence/least-squares.ts';
import type { Matrix } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import {
  type AnyInstance,
  type AnyInstanceJson,
  hasSquareLoss,
  instanceFromJson,
  requireExactLoss,
} from '../../network/instance.ts';
import { chain, depth, type PartialProducts, partialProducts } from '../../network/network.ts';
import { isRegularized } from '../../network/regularized.ts';

/** What the explanations of evidence refer to, recomputed from the instance. */
export interface Context {
  readonly instance: AnyInstance;
  readonly products: PartialProducts;
  /** f of a product, where it is rational; throws RangeError if the loss is transcendental. */
  readonly value: (R: Matrix) => Rational;
  /** Throws RangeError if the loss is not the square loss, with or without a regularizer. */
  readonly leastSquares: () => LeastSquares;
}

export const contextOf = (json: AnyInstanceJson): Context => contextAt(instanceFromJson(json));

export function contextAt(instance: AnyInstance): Context {
  const products = partialProducts(instance);
  return {
    instance,
    products,
    value: (R) => requireExactLoss(instance).loss.value(R),
    leastSquares: () => {
      if (!hasSquareLoss(instance) && !isRegularized(instance)) {
        throw new RangeError('least squares belong to the square loss');
      }
      return leastSquares(instance);
    },
  };
}

/** The matrix that a name of FORMAT.md, section 4.1, stands for, and how it is made. */
export function namedMatrix({ instance, products }: Context, name: string): { formula: string; matrix: Matrix } {
  const { loss, X, Y } = instance;
  const H = depth(instance);
  const sigmaXY = loss.X.mul(loss.Y.transpose());
  const match = /^(inner|outer|left|right|right-sigma)\((\d+)(?:,(\d+))?\)$/.exec(name);
  if (!match) {
    if (name === 'X') return { formula: 'X', matrix: X };
    if (name === 'Y') return { formula: 'Y', matrix: Y };
    if (name === 'Sigma_XY') return { formula: 'Σ_XY = XYᵀ', matrix: sigmaXY };
    return { formula: `R = ${factors(H, 1)}`, matrix: products.R };
  }
  const [i, j] = [Number(match[2]), Number(match[3] ?? match[2])];
  switch (match[1]) {
    case 'inner':
      return { formula: factors(i - 1, j + 1), matrix: chain(instance, i - 1, j + 1) };
    case 'left':
      return { formula: factors(H, i + 1), matrix: products.B[i]! };
    case 'right':
      return { formula: factors(j - 1, 1), matrix: products.A[j - 1]! };
    case 'right-sigma':
      return { formula: joined(factors(j - 1, 1), 'Σ_XY'), matrix: products.A[j - 1]!.mul(sigmaXY) };
    default:
      return {
        formula: joined(factors(j - 1, 1), 'Σ_XY', factors(H, i + 1)),
        matrix: products.A[j - 1]!.mul(sigmaXY).mul(products.B[i]!),
      };
  }
}

export const sub = (n: number): string => String(n).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);

/** W_i⋯W_j in letters; I for an empty product. */
export function factors(i: number, j: number): string {
  if (i < j) return 'I';
  if (i === j) return `W${sub(i)}`;
  return i === j + 1 ? `W${sub(i)}W${sub(j)}` : `W${sub(i)}⋯W${sub(j)}`;
}

/** A product of products; identities are left out. */
const joined = (...products: string[]): string => products.filter((p) => p !== 'I').join('·');
