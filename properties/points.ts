import { Matrix } from '../src/exact/matrix.ts';
import {
  type AnyInstance,
  type ExactInstance,
  type Instance,
  makeInstance,
  makeInstanceWithLoss,
} from '../src/network/instance.ts';
import type { ExactLossJson, LossJson } from '../src/network/loss.ts';
import { inEigenbasis } from '../src/network/vertices.ts';

/** Rows of integers or of texts `p`, `p/q`. */
export type Rows = readonly (readonly (string | number)[])[];

/** A point by its data and its layers, W_1 first. */
export const point = (X: Rows, Y: Rows, ...W: Rows[]): Instance =>
  makeInstance(
    Matrix.fromRows(X),
    Matrix.fromRows(Y),
    W.map((w) => Matrix.fromRows(w)),
  );

/** The same with another loss. */
export function pointWithLoss(loss: ExactLossJson, X: Rows, Y: Rows, ...W: Rows[]): ExactInstance;
export function pointWithLoss(loss: LossJson, X: Rows, Y: Rows, ...W: Rows[]): AnyInstance;
export function pointWithLoss(loss: LossJson, X: Rows, Y: Rows, ...W: Rows[]): AnyInstance {
  return makeInstanceWithLoss(
    Matrix.fromRows(X),
    Matrix.fromRows(Y),
    W.map((w) => Matrix.fromRows(w)),
    loss,
  );
}

/**
 * A point on X = I and Y = [[2,1],[1,1]] in the coordinates of an eigenbasis: Σ = Y² has the eigenvalues λ = (7 ± 3√5)/2, and in these coordinates the
 * data are X = diag(λ)^½ and Y = X.
 */
export const irrational = (...W: Rows[]): Instance =>
  inEigenbasis(
    Matrix.fromRows(I2),
    Matrix.fromRows([
      [2, 1],
      [1, 1],
    ]),
    W.map((w) => Matrix.fromRows(w)),
  );

/** One neuron a layer: L = ½(w_H ⋯ w_1 − y)². */
export const scalar = (y: number, ...w: number[]): Instance => point([[1]], [[y]], ...w.map((x) => [[x]]));

export const I2: Rows = [
  [1, 0],
  [0, 1],
];

/** 2 → 1 → 2 on X = I, Y = diag(3, 1): Σ = diag(9, 1). The one neuron fits the larger value. */
export const larger = point(I2, diagonal(3, 1), [[1, 0]], [[3], [0]]);
/** The same data, and the neuron fits the smaller value. */
export const smaller = point(I2, diagonal(3, 1), [[0, 1]], [[0], [1]]);

/** 2 → 2 → 2 → 2 on X = I, Y = diag(2, 1), fitting the larger value only: r = 1 < d = 2, every pivot is tightened. */
export const plateau = point(I2, diagonal(2, 1), diagonal(2, 0), diagonal(1, 0), diagonal(1, 0));

/** 2 × 2. */
export function diagonal(a: number, b: number): Rows {
  return [
    [a, 0],
    [0, b],
  ];
}
