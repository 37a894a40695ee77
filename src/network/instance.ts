import { Matrix } from '../exact/matrix.ts';
import { depth, type Network, requireShapes } from './network.ts';
import { SquareLoss } from './square-loss.ts';

/** An instance of the problem: a network at a point W, its data and its loss. */
export interface Instance extends Network {
  /** d_0 × m */
  readonly X: Matrix;
  /** d_H × m */
  readonly Y: Matrix;
  readonly loss: SquareLoss;
}

/** The JSON form of an instance: matrices are arrays of rows of canonical rationals, W lists W_1 first. */
export interface InstanceJson {
  readonly widths: readonly number[];
  readonly X: readonly (readonly string[])[];
  readonly Y: readonly (readonly string[])[];
  readonly W: readonly (readonly (readonly string[])[])[];
  readonly loss: { readonly kind: 'square' };
}

/** Builds an instance for the square loss. Throws RangeError where shapes do not match. */
export function makeInstance(X: Matrix, Y: Matrix, weights: readonly Matrix[], widths?: readonly number[]): Instance {
  const net: Network = { widths: widths ?? [weights[0]!.cols, ...weights.map((w) => w.rows)], weights };
  requireShapes(net);
  const [first, last] = [net.widths[0], net.widths[depth(net)]];
  if (X.rows !== first) throw new RangeError(`X is ${X.shape}, the widths demand ${first} rows`);
  if (Y.rows !== last) throw new RangeError(`Y is ${Y.shape}, the widths demand ${last} rows`);
  return { ...net, X, Y, loss: new SquareLoss(X, Y) };
}

export function instanceToJson(instance: Instance): InstanceJson {
  return {
    widths: [...instance.widths],
    X: instance.X.toRows(),
    Y: instance.Y.toRows(),
    W: instance.weights.map((w) => w.toRows()),
    loss: { kind: 'square' },
  };
}

/** The inverse of {@link instanceToJson}, for JSON whose structure has been checked. */
export function instanceFromJson(json: InstanceJson): Instance {
  const { widths } = json;
  const samples = json.X[0]?.length ?? json.Y[0]?.length ?? 0;
  const weights = json.W.map((w, k) => Matrix.fromRows(w, widths[k]!));
  return makeInstance(Matrix.fromRows(json.X, samples), Matrix.fromRows(json.Y, samples), weights, widths);
}
