import type { Matrix } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import { requireResidualShape } from './samples.ts';

/** Throws RangeError unless x > 0. */
export function requirePositive(name: string, x: Rational): void {
  if (x.sign <= 0) throw new RangeError(`${name} is ${x}, it must be positive`);
}

/** Throws RangeError unless the weights have the shape of Y and all are positive. */
export function requireWeights(weights: Matrix, Y: Matrix): void {
  requireResidualShape('weights', weights, Y);
  for (const [k, row] of weights.toRows().entries()) {
    const l = row.findIndex((_, j) => weights.at(k, j) <= 0n);
    if (l >= 0) throw new RangeError(`weight (${k}, ${l}) is ${row[l]}, it must be positive`);
  }
}
