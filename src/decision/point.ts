import { type LeastSquares, leastSquares } from '../evidence/least-squares.ts';
import { rank } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import { gradients } from '../network/derivatives.ts';
import { type AnyInstance, hasSquareLoss, type Instance } from '../network/instance.ts';
import type { Loss } from '../network/loss.ts';
import type { SquareLoss } from '../network/losses/square.ts';
import { bottleneckWidth, type PartialProducts, partialProducts } from '../network/network.ts';

/** An instance with everything that steps for any loss ask for, each computed once. */
export interface Point<L extends Loss = Loss> {
  readonly instance: Instance<L>;
  readonly products: PartialProducts;
  /** G = ∇f(R), d_H × d_0 */
  readonly G: Matrix;
  /** ∇_{W_i} L for i = 1..H */
  readonly gradients: readonly Matrix[];
  /** rank R */
  readonly rank: number;
  /** d = min d_i */
  readonly bottleneck: number;
}

/** A point of the square loss: what the decision procedure works on. */
export interface SquarePoint extends Point<SquareLoss> {
  readonly leastSquares: LeastSquares;
}

/** Throws RangeError if the loss is not differentiable. */
export function pointOf(instance: Instance): SquarePoint;
export function pointOf<L extends Loss>(instance: Instance<L>): Point<L>;
export function pointOf(instance: AnyInstance): Point {
  const products = partialProducts(instance);
  const G = instance.loss.gradient(products.R);
  const point = {
    instance,
    products,
    G,
    gradients: gradients(products, G),
    rank: rank(products.R),
    bottleneck: bottleneckWidth(instance),
  };
  if (!hasSquareLoss(instance)) return point;
  let ls: LeastSquares | undefined;
  const square: SquarePoint = {
    ...point,
    instance,
    get leastSquares() {
      ls ??= leastSquares(instance);
      return ls;
    },
  };
  return square;
}

export const isCritical = (point: Point): boolean => point.gradients.every((g) => g.isZero());
