import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { AbsoluteLoss } from '../../../src/network/losses/absolute.ts';

describe('absolute loss', () => {
  const [X, Y] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]])];
  const f = new AbsoluteLoss(X, Y, Matrix.fromRows([[2, '1/3']]));

  test('an example by hand', () => {
    // RX − Y = (−2, 1): 2·2 + ⅓·1
    expect(f.value(Matrix.identity(1)).toString()).toBe('13/3');
    expect(f.toJson()).toEqual({ kind: 'absolute', weights: [['2', '1/3']] });
    expect(f.convex).toBe(true);
    expect(f.differentiable).toBe(false);
  });

  test('has no gradient, not even where one exists', () => {
    expect(() => f.gradient(Matrix.identity(1))).toThrow(RangeError);
    expect(() => f.gradient(Matrix.identity(1))).toThrow(/not differentiable/);
    expect(() => f.residualFor(Matrix.zeros(1, 2))).toThrow(/not differentiable/);
  });

  test.each<[string, Matrix]>([
    ['a weight 0', Matrix.fromRows([[0, 1]])],
    ['a negative weight', Matrix.fromRows([[1, -1]])],
    ['weights of another shape', Matrix.fromRows([[1, 1, 1]])],
  ])('rejects %s', (_, weights) => expect(() => new AbsoluteLoss(X, Y, weights)).toThrow(RangeError));
});
