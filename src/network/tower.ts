import { Matrix } from '../exact/matrix.ts';
import { chain, depth, type Network, requireShapes } from './network.ts';

/** One summand R^τX^τ of a multi-tower model Σ_τ R^τX^τ: a network with inputs of its own. */
export interface Tower extends Network {
  /** d_0^τ × m */
  readonly X: Matrix;
}

/** The JSON form of a tower: matrices are arrays of rows of canonical rationals, W lists W_1 first. */
export interface TowerJson {
  readonly widths: readonly number[];
  readonly X: readonly (readonly string[])[];
  readonly W: readonly (readonly (readonly string[])[])[];
}

/** R^τX^τ, d_H × m. */
export const towerOutput = (tower: Tower): Matrix => chain(tower, depth(tower), 1).mul(tower.X);

/** Throws RangeError unless the tower maps its own inputs to matrices of the shape of Y. */
export function requireTower(tower: Tower, Y: Matrix): void {
  requireShapes(tower);
  const { widths, X } = tower;
  const [first, last] = [widths[0], widths[depth(tower)]];
  if (X.rows !== first) throw new RangeError(`X of another tower is ${X.shape}, its widths demand ${first} rows`);
  if (X.cols !== Y.cols)
    throw new RangeError(`X of another tower is ${X.shape} and Y is ${Y.shape}: the numbers of samples differ`);
  if (last !== Y.rows) throw new RangeError(`the last width of another tower is ${last}, Y has ${Y.rows} rows`);
}

export const towerToJson = ({ widths, X, weights }: Tower): TowerJson => ({
  widths: [...widths],
  X: X.toRows(),
  W: weights.map((w) => w.toRows()),
});

/** The inverse of {@link towerToJson}, for m samples. */
export const towerFromJson = ({ widths, X, W }: TowerJson, samples: number): Tower => ({
  widths,
  X: Matrix.fromRows(X, samples),
  weights: W.map((w, k) => Matrix.fromRows(w, widths[k]!)),
});
