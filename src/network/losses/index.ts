import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { Loss, LossJson, LossKind } from '../loss.ts';
import { AbsoluteLoss } from './absolute.ts';
import { BalancedSquareLoss } from './balanced-square.ts';
import { HuberLoss } from './huber.ts';
import { QuarticLoss } from './quartic.ts';
import { SquareLoss } from './square.ts';
import { WeightedSquareLoss } from './weighted-square.ts';

type JsonOf<K extends LossKind> = Extract<LossJson, { readonly kind: K }>;

/** Every loss of the library: from its JSON and the data. */
const constructors: { readonly [K in LossKind]: (json: JsonOf<K>, X: Matrix, Y: Matrix) => Loss } = {
  square: (_, X, Y) => new SquareLoss(X, Y),
  'weighted-square': ({ weights }, X, Y) => new WeightedSquareLoss(X, Y, Matrix.fromRows(weights, Y.cols)),
  huber: ({ delta }, X, Y) => new HuberLoss(X, Y, Rational.parse(delta)),
  quartic: (_, X, Y) => new QuarticLoss(X, Y),
  absolute: ({ weights }, X, Y) => new AbsoluteLoss(X, Y, Matrix.fromRows(weights, Y.cols)),
  'balanced-square': ({ mu }, X, Y) => new BalancedSquareLoss(X, Y, Rational.parse(mu)),
};

export const lossKinds = Object.keys(constructors) as readonly LossKind[];

/**
 * The loss that the JSON describes, on the data X (d_0 × m) and Y (d_H × m).
 * Throws RangeError where the kind is unknown, a parameter is not positive, or shapes do not match; SyntaxError for a text that is
 * not a rational number.
 */
export function makeLoss(json: LossJson, X: Matrix, Y: Matrix): Loss {
  if (!Object.hasOwn(constructors, json.kind)) throw new RangeError(`unknown loss: ${json.kind}`);
  const make = constructors[json.kind] as (json: LossJson, X: Matrix, Y: Matrix) => Loss;
  return make(json, X, Y);
}
