import { describe, expect, test } from 'vitest';
import { DoubleMatrix, sizeOf } from '../../src/evidence/double-matrix.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { anyMatrix, matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const M = Matrix.fromRows;
const plain = (m: DoubleMatrix): number[][] => m.toRows().map((row) => [...row]);

describe('matrices of doubles', () => {
  test.each<[string, Matrix]>([
    ['no rows', Matrix.zeros(0, 2)],
    ['no columns', Matrix.zeros(2, 0)],
    ['an entry beyond their range', M([[1, 10n ** 309n]])],
  ])('a matrix with %s has no doubles', (_, m) => expect(DoubleMatrix.near(m)).toBeUndefined());

  test('other matrices have, the nearest ones', () => {
    expect(plain(DoubleMatrix.near(M([['1/2', -3]]))!)).toEqual([[0.5, -3]]);
    expect(plain(DoubleMatrix.near(M([[10n ** 308n]]))!)).toEqual([[1e308]]);
    expect(plain(DoubleMatrix.near(M([[new Rational(10n ** 400n, 3n * 10n ** 400n)]]))!)).toEqual([[1 / 3]]);
  });

  test('products, transposes, rows and columns are those of the exact matrices', () => {
    holds(
      anyMatrix(4, rational())
        .filter((m) => m.num.length > 0)
        .chain((a) => matrix(a.cols, 3, rational()).map((b) => [a, b] as const)),
      ([a, b]) => {
        const [x, y] = [DoubleMatrix.near(a)!, DoubleMatrix.near(b)!];
        const near = (found: DoubleMatrix, exact: Matrix) =>
          found.rows === exact.rows &&
          found.cols === exact.cols &&
          exact.toFloat64().every((e, k) => Math.abs(e - found.entries[k]!) <= 1e-12 * Math.max(1, Math.abs(e)));
        return (
          near(x.times(y), a.mul(b)) &&
          near(x.transpose(), a.transpose()) &&
          near(x.scale(-0.5), a.scale(new Rational(-1n, 2n))) &&
          near(new DoubleMatrix(a.rows, 1, x.apply(y.column(1))), a.mul(b.col(1))) &&
          near(DoubleMatrix.ofRows(x.toRows(), a.cols), a) &&
          near(DoubleMatrix.ofRows([x.row(0)], a.cols), a.row(0))
        );
      },
      { seed: 6211, runs: 150 },
    );
  });

  test('the size is the largest absolute value', () => {
    expect(DoubleMatrix.near(M([[1, -3]]))!.size()).toBe(3);
    expect(sizeOf(new Float64Array())).toBe(0);
    expect(sizeOf(Float64Array.of(1, Number.NaN))).toBeNaN();
  });
});
