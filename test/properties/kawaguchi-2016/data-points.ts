import { point, scalar } from '../../../properties/points.ts';
import { Matrix, range } from '../../../src/exact/matrix.ts';
import { makeInstance } from '../../../src/network/instance.ts';

export const I2 = [
  [1, 0],
  [0, 1],
];
export const diagonal = (a: number, b: number) => [
  [a, 0],
  [0, b],
];

/** Instances that lack one hypothesis on the data, at a critical point; with A1 the number of layers that it asks for. */
export const lacking = {
  'd_H > d_0': point([[1, 0]], I2, [[0]], [[0], [0]]),
  'Σ_XX singular': point(
    [
      [1, 0],
      [1, 0],
    ],
    [[1, 0]],
    [[0, 0]],
    [[0]],
  ),
  'Σ_XY = 0': scalar(0, 0, 0),
  'a double eigenvalue': point(I2, I2, diagonal(0, 0), diagonal(0, 0)),
} as const;

/** The hypothesis that each of {@link lacking} lacks first. */
export const lacks = {
  'd_H > d_0': 'A1',
  'Σ_XX singular': 'A2',
  'Σ_XY = 0': 'A3',
  'a double eigenvalue': 'A4',
} as const;

/** X = Y = 1, and a network of these hidden widths with weights 0. */
export function zeroWeights(...hidden: number[]) {
  const widths = [1, ...hidden, 1];
  const one = Matrix.identity(1);
  const weights = range(hidden.length + 1).map((h) => Matrix.zeros(widths[h + 1]!, widths[h]!));
  return makeInstance(one, one, weights, widths);
}
