import type { Combination } from '../enclosure/combination.ts';
import { Enclosures } from '../enclosure/enclosures.ts';
import { type LeastSquares, leastSquares } from '../evidence/least-squares.ts';
import { rank } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import { combinedGradients, gradients } from '../network/derivatives.ts';
import {
  type AnyInstance,
  type ExactInstance,
  hasSquareLoss,
  hasTranscendentalLoss,
  type Instance,
  requireExactLoss,
  type TranscendentalInstance,
} from '../network/instance.ts';
import type { AnyLoss, Loss, TranscendentalLoss } from '../network/loss.ts';
import type { SquareLoss } from '../network/losses/square.ts';
import { bottleneckWidth, type PartialProducts, partialProducts } from '../network/network.ts';
import { centralInstance, hasCoordinates } from '../network/vertices.ts';

/** An instance with everything that steps for any loss ask for, each computed once; its gradients are of type G. */
interface PointWith<L extends AnyLoss, G> {
  readonly instance: Instance<L>;
  /** What was asked about: `instance`, but where its weights are written in coordinates `instance` is a rational one that stands for it. */
  readonly data: Instance<L>;
  readonly products: PartialProducts;
  /** G = ∇f(R), d_H × d_0 */
  readonly G: G;
  /** ∇_{W_i} L for i = 1..H */
  readonly gradients: readonly G[];
  /** rank R */
  readonly rank: number;
  /** d = min d_i */
  readonly bottleneck: number;
}

/** A point of a loss with rational values. */
export type Point<L extends Loss = Loss> = PointWith<L, Matrix>;

/** A point of the square loss: what the decision procedure works on. */
export interface SquarePoint extends Point<SquareLoss> {
  readonly leastSquares: LeastSquares;
  /** The least-squares problem of `data`. */
  readonly dataLeastSquares: LeastSquares;
}

/** A point of a transcendental loss. Signs that are needed there are decided with these digits; one that is not throws Undecided. */
export interface EnclosedPoint extends PointWith<TranscendentalLoss, Combination> {
  readonly enclosures: Enclosures;
}

export type AnyPoint = Point | EnclosedPoint;

export const isEnclosed = (point: AnyPoint): point is EnclosedPoint => 'enclosures' in point;

/**
 * Where the weights are written in an eigenbasis of Σ this is the point of a rational instance inside the simplex around the spectrum: what is found there
 * has to be checked at the vertices (evidence/settle.ts). Throws RangeError if the loss is not differentiable.
 */
export function pointOf(instance: Instance): SquarePoint;
export function pointOf<L extends Loss>(instance: Instance<L>): Point<L>;
export function pointOf(instance: TranscendentalInstance): EnclosedPoint;
export function pointOf(instance: AnyInstance): AnyPoint;
export function pointOf(instance: AnyInstance): AnyPoint {
  return hasTranscendentalLoss(instance) ? enclosedPointOf(instance) : exactPointOf(requireExactLoss(instance));
}

function enclosedPointOf(instance: TranscendentalInstance): EnclosedPoint {
  const products = partialProducts(instance);
  const G = instance.loss.gradient(products.R);
  return {
    instance,
    data: instance,
    products,
    G,
    gradients: combinedGradients(products, G),
    rank: rank(products.R),
    bottleneck: bottleneckWidth(instance),
    enclosures: new Enclosures(),
  };
}

function exactPointOf(data: ExactInstance): Point {
  const instance = hasCoordinates(data) ? centralInstance(data) : data;
  const products = partialProducts(instance);
  const G = instance.loss.gradient(products.R);
  const point = {
    instance,
    data,
    products,
    G,
    gradients: gradients(products, G),
    rank: rank(products.R),
    bottleneck: bottleneckWidth(instance),
  };
  if (!hasSquareLoss(instance) || !hasSquareLoss(data)) return point;
  let ls: LeastSquares | undefined;
  let dataLs: LeastSquares | undefined;
  const square: SquarePoint = {
    ...point,
    instance,
    data,
    get leastSquares() {
      ls ??= leastSquares(instance);
      return ls;
    },
    get dataLeastSquares() {
      if (data === instance) return this.leastSquares;
      dataLs ??= leastSquares(data);
      return dataLs;
    },
  };
  return square;
}

/** Of a transcendental loss only where all parts of the gradients vanish: this is sufficient. */
export const isCritical = (point: AnyPoint): boolean => point.gradients.every((g) => g.isZero());
