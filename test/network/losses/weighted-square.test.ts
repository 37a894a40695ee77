import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { SquareLoss } from '../../../src/network/losses/square.ts';
import { WeightedSquareLoss } from '../../../src/network/losses/weighted-square.ts';
import { data, matrix } from '../../helpers/arbitraries.ts';
import { holds } from '../../helpers/property.ts';

describe('weighted square loss', () => {
  const X = Matrix.fromRows([[1, 2]]);
  const Y = Matrix.fromRows([[3, 1]]);
  const f = new WeightedSquareLoss(X, Y, Matrix.fromRows([[2, '1/3']]));

  test('an example by hand', () => {
    const R = Matrix.fromRows([[1]]);
    // RX − Y = (−2, 1): ½(2·4 + ⅓·1), and −2·2·1 + ⅓·1·2
    expect(f.value(R).toString()).toBe('25/6');
    expect(f.gradient(R).toRows()).toEqual([['-10/3']]);
    expect(f.gram(0).toRows()).toEqual([['10/3']]);
    expect(f.secondDerivative(R, Matrix.fromRows([[3]])).toString()).toBe('10');
    expect(f.residualFor(Matrix.fromRows([[4, 1]]))!.toRows()).toEqual([['2', '3']]);
    expect(f.toJson()).toEqual({ kind: 'weighted-square', weights: [['2', '1/3']] });
  });

  test('with all weights 1 it is the square loss; with other weights it is not', () => {
    let same = 0;
    holds(
      fc.tuple(data(2, 3), matrix(3, 2)),
      ([data, R]) => {
        const of = (w: bigint) =>
          new WeightedSquareLoss(
            data.X,
            data.Y,
            Matrix.build(data.Y.rows, data.Y.cols, () => w),
          );
        const square = new SquareLoss(data.X, data.Y);
        if (of(2n).value(R).equals(square.value(R))) same++;
        return of(1n).value(R).equals(square.value(R)) && of(1n).gradient(R).equals(square.gradient(R));
      },
      { seed: 1310, runs: 60 },
    );
    expect(same).toBeLessThan(30);
  });

  test.each<[string, Matrix, RegExp]>([
    ['a weight 0', Matrix.fromRows([[1, 0]]), /weight \(0, 1\) is 0, it must be positive/],
    ['a negative weight', Matrix.fromRows([['-1/2', 1]]), /weight \(0, 0\) is -1\/2, it must be positive/],
    ['too few weights', Matrix.fromRows([[1]]), /weights is 1 × 1, the residual is 1 × 2/],
    ['weights the other way round', Matrix.fromRows([[1], [1]]), /weights is 2 × 1, the residual is 1 × 2/],
  ])('rejects %s', (_, weights, message) => {
    expect(() => new WeightedSquareLoss(X, Y, weights)).toThrow(RangeError);
    expect(() => new WeightedSquareLoss(X, Y, weights)).toThrow(message);
  });
});
