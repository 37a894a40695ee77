import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type {
  AnyLoss,
  ExactLossJson,
  ExactLossKind,
  Loss,
  LossJson,
  TranscendentalLoss,
  TranscendentalLossJson,
  TranscendentalLossKind,
} from '../loss.ts';
import { AbsoluteLoss } from './absolute.ts';
import { BalancedSquareLoss } from './balanced-square.ts';
import { HuberLoss } from './huber.ts';
import { LogCoshLoss } from './log-cosh.ts';
import { LogisticLoss } from './logistic.ts';
import { PseudoHuberLoss } from './pseudo-huber.ts';
import { QuarticLoss } from './quartic.ts';
import { SquareLoss } from './square.ts';
import { WeightedSquareLoss } from './weighted-square.ts';

type Constructors<J extends LossJson, L> = {
  readonly [K in J['kind']]: (json: Extract<J, { readonly kind: K }>, X: Matrix, Y: Matrix) => L;
};

/** Every loss of the library, from its JSON and the data: those with rational values … */
const exact: Constructors<ExactLossJson, Loss> = {
  square: (_, X, Y) => new SquareLoss(X, Y),
  'weighted-square': ({ weights }, X, Y) => new WeightedSquareLoss(X, Y, Matrix.fromRows(weights, Y.cols)),
  huber: ({ delta }, X, Y) => new HuberLoss(X, Y, Rational.parse(delta)),
  quartic: (_, X, Y) => new QuarticLoss(X, Y),
  absolute: ({ weights }, X, Y) => new AbsoluteLoss(X, Y, Matrix.fromRows(weights, Y.cols)),
  'balanced-square': ({ mu }, X, Y) => new BalancedSquareLoss(X, Y, Rational.parse(mu)),
};

/** … and the others. */
const transcendental: Constructors<TranscendentalLossJson, TranscendentalLoss> = {
  'log-cosh': (_, X, Y) => new LogCoshLoss(X, Y),
  'pseudo-huber': ({ delta }, X, Y) => new PseudoHuberLoss(X, Y, Rational.parse(delta)),
  logistic: (_, X, Y) => new LogisticLoss(X, Y),
};

export const exactLossKinds = Object.keys(exact) as readonly ExactLossKind[];
export const transcendentalLossKinds = Object.keys(transcendental) as readonly TranscendentalLossKind[];

/**
 * The loss that the JSON describes, on the data X (d_0 × m) and Y (d_H × m).
 * Throws RangeError where the kind is unknown, a parameter is not positive, labels are not between 0 and 1, or shapes do not match;
 * SyntaxError for a text that is not a rational number.
 */
export function makeLoss(json: ExactLossJson, X: Matrix, Y: Matrix): Loss;
export function makeLoss(json: TranscendentalLossJson, X: Matrix, Y: Matrix): TranscendentalLoss;
export function makeLoss(json: LossJson, X: Matrix, Y: Matrix): AnyLoss;
export function makeLoss(json: LossJson, X: Matrix, Y: Matrix): AnyLoss {
  const constructors = { ...exact, ...transcendental };
  if (!Object.hasOwn(constructors, json.kind)) throw new RangeError(`unknown loss: ${json.kind}`);
  const make = constructors[json.kind] as (json: LossJson, X: Matrix, Y: Matrix) => AnyLoss;
  return make(json, X, Y);
}
