import { Matrix } from '../exact/matrix.ts';
import { type Coordinates, coordinatesFromJson, coordinatesToJson, type EigenCoordinates } from './coordinates.ts';
import {
  type AnyLoss,
  type ExactLossJson,
  isTranscendental,
  type Loss,
  type LossJson,
  type TranscendentalLoss,
  type TranscendentalLossJson,
} from './loss.ts';
import { makeLoss } from './losses/index.ts';
import { SquareLoss } from './losses/square.ts';
import { depth, type Network, requireShapes } from './network.ts';
import { requireTower, type Tower, type TowerJson, towerFromJson, towerOutput, towerToJson } from './tower.ts';

/**
 * An instance of the problem: a network at a point W, its data and its loss. Where there are other towers, the model is RX + Σ_τ R^τX^τ and
 * they are held fixed: everything that is said of the instance is said of L as a function of this network's weights.
 */
export interface Instance<L extends AnyLoss = SquareLoss> extends Network {
  /** d_0 × m */
  readonly X: Matrix;
  /** d_H × m */
  readonly Y: Matrix;
  /** The loss on X and Y − Σ_τ R^τX^τ: its residual is RX + Σ_τ R^τX^τ − Y. */
  readonly loss: L;
  /** Not empty. */
  readonly others?: readonly Tower[];
  /** What the weights mean where they are written in an eigenbasis of Σ. Then R, G, … of `weights` are not those of the network: vertices.ts. */
  readonly coordinates?: Coordinates;
}

/** An instance with any loss. */
export type AnyInstance = Instance<AnyLoss>;
/** An instance with a loss of rational values. */
export type ExactInstance = Instance<Loss>;
/** An instance with a loss whose values can only be enclosed. */
export type TranscendentalInstance = Instance<TranscendentalLoss>;

export const hasSquareLoss = (instance: AnyInstance): instance is Instance => instance.loss.kind === 'square';

export const hasTranscendentalLoss = (instance: AnyInstance): instance is TranscendentalInstance =>
  isTranscendental(instance.loss);

/** Throws RangeError if the loss is transcendental. */
export function requireExactLoss(instance: AnyInstance): ExactInstance {
  if (hasTranscendentalLoss(instance))
    throw new RangeError(`the values of the ${instance.loss.kind} loss are not rational`);
  return instance as ExactInstance;
}

/** The JSON form of an instance: matrices are arrays of rows of canonical rationals, W lists W_1 first. */
export interface InstanceJson<J extends LossJson = Extract<LossJson, { readonly kind: 'square' }>> extends TowerJson {
  readonly Y: readonly (readonly string[])[];
  readonly loss: J;
  readonly others?: readonly TowerJson[];
  /** Where W_1 and W_H are written in an eigenbasis of Σ. */
  readonly coordinates?: EigenCoordinates;
}

export type AnyInstanceJson = InstanceJson<LossJson>;

/** Builds an instance for the square loss. Throws RangeError where shapes do not match. */
export function makeInstance(X: Matrix, Y: Matrix, weights: readonly Matrix[], widths?: readonly number[]): Instance {
  return { ...network(X, Y, weights, widths), X, Y, loss: new SquareLoss(X, Y) };
}

/**
 * Builds an instance for any loss, with other towers or none. Throws RangeError where shapes do not match, for parameters that the loss does
 * not allow, for the loss `balanced-square` with other than two layers or with other towers, and for `logistic` with other towers.
 */
export function makeInstanceWithLoss(
  X: Matrix,
  Y: Matrix,
  weights: readonly Matrix[],
  loss: ExactLossJson,
  widths?: readonly number[],
  others?: readonly Tower[],
): ExactInstance;
export function makeInstanceWithLoss(
  X: Matrix,
  Y: Matrix,
  weights: readonly Matrix[],
  loss: TranscendentalLossJson,
  widths?: readonly number[],
  others?: readonly Tower[],
): TranscendentalInstance;
export function makeInstanceWithLoss(
  X: Matrix,
  Y: Matrix,
  weights: readonly Matrix[],
  loss: LossJson,
  widths?: readonly number[],
  others?: readonly Tower[],
): AnyInstance;
export function makeInstanceWithLoss(
  X: Matrix,
  Y: Matrix,
  weights: readonly Matrix[],
  loss: LossJson,
  widths?: readonly number[],
  others: readonly Tower[] = [],
): AnyInstance {
  const net = network(X, Y, weights, widths);
  for (const tower of others) requireTower(tower, Y);
  if (loss.kind === 'balanced-square' && (depth(net) !== 2 || others.length > 0)) {
    throw new RangeError('the loss balanced-square is for one tower of two layers');
  }
  if (loss.kind === 'logistic' && others.length > 0) throw new RangeError('the loss logistic is for one tower');
  const rest = others.reduce((y, tower) => y.sub(towerOutput(tower)), Y);
  return { ...net, X, Y, loss: makeLoss(loss, X, rest), ...(others.length > 0 && { others }) };
}

/** The network, its shapes checked against each other and against the data. */
function network(X: Matrix, Y: Matrix, weights: readonly Matrix[], widths?: readonly number[]): Network {
  const net: Network = { widths: widths ?? [weights[0]!.cols, ...weights.map((w) => w.rows)], weights };
  requireShapes(net);
  const [first, last] = [net.widths[0], net.widths[depth(net)]];
  if (X.rows !== first) throw new RangeError(`X is ${X.shape}, the widths demand ${first} rows`);
  if (Y.rows !== last) throw new RangeError(`Y is ${Y.shape}, the widths demand ${last} rows`);
  return net;
}

export function instanceToJson(instance: Instance): InstanceJson;
export function instanceToJson(instance: AnyInstance): AnyInstanceJson;
export function instanceToJson(instance: AnyInstance): AnyInstanceJson {
  const { widths, X, W } = towerToJson(instance);
  const loss = instance.loss.toJson();
  const others = instance.others?.map(towerToJson) ?? [];
  const { coordinates } = instance;
  return {
    widths,
    X,
    Y: instance.Y.toRows(),
    W,
    loss,
    ...(others.length > 0 && { others }),
    ...(coordinates && { coordinates: coordinatesToJson(coordinates) }),
  };
}

/** The inverse of {@link instanceToJson}, for JSON whose structure has been checked. */
export function instanceFromJson(json: InstanceJson): Instance;
export function instanceFromJson(json: AnyInstanceJson): AnyInstance;
export function instanceFromJson(json: AnyInstanceJson): AnyInstance {
  const others = json.others ?? [];
  const samples = [json.X, json.Y, ...others.map((tower) => tower.X)].find((rows) => rows.length > 0)?.[0]?.length ?? 0;
  const { widths, X, weights } = towerFromJson(json, samples);
  const instance = makeInstanceWithLoss(
    X,
    Matrix.fromRows(json.Y, samples),
    weights,
    json.loss,
    widths,
    others.map((tower) => towerFromJson(tower, samples)),
  );
  return json.coordinates ? { ...instance, coordinates: coordinatesFromJson(json.coordinates, X.rows) } : instance;
}
