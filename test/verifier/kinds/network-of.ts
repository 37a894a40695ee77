import type { Matrix as LibraryMatrix } from '../../../src/exact/matrix.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { readLoss } from '../../../src/verifier/losses.ts';
import { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../../src/verifier/network.ts';
import { Place } from '../../../src/verifier/read.ts';

export const theirs = (m: LibraryMatrix): Matrix => new Matrix(m.rows, m.cols, m.num, m.den);

/** The verifier's network of an instance: of Y, what other towers leave. */
export function networkOf({ widths, weights, X, loss }: AnyInstance): Network {
  const json = JSON.parse(JSON.stringify(loss.toJson()));
  const own = readLoss(new Place(json), theirs(loss.Y));
  return makeNetwork(widths, theirs(X), theirs(loss.Y), weights.map(theirs), own);
}
