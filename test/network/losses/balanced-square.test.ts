import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { BalancedSquareLoss } from '../../../src/network/losses/balanced-square.ts';
import { SquareLoss } from '../../../src/network/losses/square.ts';

describe('balanced square loss', () => {
  const [X, Y] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]])];
  const [f, square] = [new BalancedSquareLoss(X, Y, Rational.parse('3/2')), new SquareLoss(X, Y)];
  const R = Matrix.fromRows([['1/2']]);

  test('values and gradients are those of the square loss', () => {
    expect(f.value(R)).toEqual(square.value(R));
    expect(f.gradient(R)).toEqual(square.gradient(R));
  });

  test('but it is another loss', () => {
    expect([f.kind, f.convex]).toEqual(['balanced-square', false]);
    expect(f.toJson()).toEqual({ kind: 'balanced-square', mu: '3/2' });
    // @ts-expect-error: it cannot be passed for the square loss.
    const passed: SquareLoss = f;
    expect(passed.kind).not.toBe(square.kind);
  });

  test.each(['0', '-2'])('rejects μ = %s', (mu) => {
    expect(() => new BalancedSquareLoss(X, Y, Rational.parse(mu))).toThrow(`mu is ${mu}, it must be positive`);
  });
});
