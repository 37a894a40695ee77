import { type LeastSquares, leastSquares } from '../evidence/least-squares.ts';
import { rank } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import { gradients } from '../network/derivatives.ts';
import type { Instance } from '../network/instance.ts';
import { bottleneckWidth, type PartialProducts, partialProducts } from '../network/network.ts';

/** An instance with everything that the steps of the decision procedure ask for, each computed once. */
export interface Point {
  readonly instance: Instance;
  readonly products: PartialProducts;
  /** G = ∇f(R), d_H × d_0 */
  readonly G: Matrix;
  /** ∇_{W_i} L for i = 1..H */
  readonly gradients: readonly Matrix[];
  /** rank R */
  readonly rank: number;
  /** d = min d_i */
  readonly bottleneck: number;
  readonly leastSquares: LeastSquares;
}

export function pointOf(instance: Instance): Point {
  const products = partialProducts(instance);
  const G = instance.loss.gradient(products.R);
  let ls: LeastSquares | undefined;
  return {
    instance,
    products,
    G,
    gradients: gradients(products, G),
    rank: rank(products.R),
    bottleneck: bottleneckWidth(instance),
    get leastSquares() {
      ls ??= leastSquares(instance);
      return ls;
    },
  };
}

export const isCritical = (point: Point): boolean => point.gradients.every((g) => g.isZero());
