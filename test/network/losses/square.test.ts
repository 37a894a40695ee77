import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { SquareLoss } from '../../../src/network/losses/square.ts';
import { data, matrix } from '../../helpers/arbitraries.ts';
import * as N from '../../helpers/naive.ts';
import { holds } from '../../helpers/property.ts';

const half = new Rational(1n, 2n);
/** ½ Σ (RX − Y)_{ij}², entry by entry. */
function slowValue(R: Matrix, X: Matrix, Y: Matrix): Rational {
  const p = N.mul(N.naive(R), N.naive(X)).at;
  const y = N.naive(Y).at;
  const squares = p.flatMap((row, i) => row.map((x, j) => x.sub(y[i]![j]!)).map((x) => x.mul(x)));
  return squares.reduce((s, x) => s.add(x), Rational.zero).mul(half);
}
const cases = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }))
  .chain(([a, b]) => fc.tuple(data(a, b), matrix(b, a), matrix(b, a), matrix(b, a)));

describe('square loss', () => {
  test('the value is ½‖RX − Y‖²', () => {
    holds(cases, ([{ X, Y }, R]) => new SquareLoss(X, Y).value(R).equals(slowValue(R, X, Y)), {
      seed: 1201,
      runs: 150,
    });
  });

  test('f(R + E) = f(R) + ⟨G, E⟩ + ½ D²f[E, E] exactly', () => {
    holds(
      cases,
      ([{ X, Y }, R, E]) => {
        const f = new SquareLoss(X, Y);
        const taylor = f.value(R).add(f.gradient(R).dot(E)).add(f.secondDerivative(E, E).mul(half));
        return slowValue(R.add(E), X, Y).equals(taylor);
      },
      { seed: 1202, runs: 150 },
    );
  });

  test('D²f is symmetric, bilinear and positive semidefinite', () => {
    holds(
      cases,
      ([{ X, Y }, R, E, F]) => {
        const f = new SquareLoss(X, Y);
        const sum = f.secondDerivative(R.add(E), F);
        return (
          f.secondDerivative(E, F).equals(f.secondDerivative(F, E)) &&
          sum.equals(f.secondDerivative(R, F).add(f.secondDerivative(E, F))) &&
          f.secondDerivative(E, E).sign >= 0
        );
      },
      { seed: 1203, runs: 100 },
    );
  });

  test('an example by hand', () => {
    const f = new SquareLoss(Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]]));
    const R = Matrix.fromRows([['1/2']]);
    // RX − Y = (−5/2, 0)
    expect(f.value(R).toString()).toBe('25/8');
    expect(f.gradient(R).toRows()).toEqual([['-5/2']]);
    expect(f.Sxx.toRows()).toEqual([['5']]);
    expect(f.Syx.toRows()).toEqual([['5']]);
    expect(f.traceYY.toString()).toBe('10');
    expect(f.secondDerivative(R, Matrix.fromRows([[4]])).toString()).toBe('10');
    expect(f.kind).toBe('square');
  });

  test('without samples the loss is 0', () => {
    const f = new SquareLoss(Matrix.zeros(2, 0), Matrix.zeros(1, 0));
    expect(f.value(Matrix.fromRows([[1, 2]])).toString()).toBe('0');
    expect(f.gradient(Matrix.fromRows([[1, 2]])).toRows()).toEqual([['0', '0']]);
  });

  test('rejects data with different numbers of samples', () => {
    const make = () => new SquareLoss(Matrix.zeros(2, 3), Matrix.zeros(2, 2));
    expect(make).toThrow(RangeError);
    expect(make).toThrow(/X is 2 × 3 and Y is 2 × 2: the numbers of samples differ/);
  });

  test('rejects a matrix R of the wrong shape', () => {
    const f = new SquareLoss(Matrix.zeros(2, 3), Matrix.zeros(1, 3));
    expect(() => f.value(Matrix.zeros(2, 1))).toThrow(RangeError);
    expect(() => f.gradient(Matrix.zeros(2, 2))).toThrow(/sum of 2 × 2 and 1 × 2/);
  });
});
