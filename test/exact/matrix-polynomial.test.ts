import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import {
  addMatrixPolynomials,
  coefficient,
  type MatrixPolynomial,
  mulTruncated,
} from '../../src/exact/matrix-polynomial.ts';
import { Rational } from '../../src/exact/rational.ts';
import { matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const points = ['0', '1', '-1', '2', '-3/2', '5/7'].map(Rational.parse);
const polynomial = (rows: number, cols: number): Arbitrary<MatrixPolynomial> =>
  fc
    .array(fc.oneof(matrix(rows, cols, rational(4n, 2n)), fc.constant(Matrix.zeros(rows, cols))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((list) => list as unknown as MatrixPolynomial);
const at = (p: MatrixPolynomial, t: Rational): Matrix =>
  p.reduceRight((s, c) => s.scale(t).add(c), Matrix.zeros(p[0].rows, p[0].cols));
const size = fc.nat({ max: 3 });
const trimmed = (p: MatrixPolynomial): boolean => p.length === 1 || !p[p.length - 1]!.isZero();
const one = (x: number): Matrix => Matrix.fromRows([[x]]);

describe('matrix polynomials', () => {
  const factors = fc.tuple(size, size, size).chain(([a, b, c]) => fc.tuple(polynomial(a, b), polynomial(b, c)));

  test('a product agrees with evaluation', () => {
    holds(
      factors,
      ([a, b]) => {
        const p = mulTruncated(a, b);
        return trimmed(p) && points.every((t) => at(p, t).equals(at(a, t).mul(at(b, t))));
      },
      { seed: 701, runs: 150 },
    );
  });

  test('a truncated product has the coefficients up to the limit, and no others', () => {
    holds(
      fc.tuple(factors, fc.nat({ max: 7 })),
      ([[a, b], limit]) => {
        const [full, cut] = [mulTruncated(a, b), mulTruncated(a, b, limit)];
        return (
          cut.length <= limit + 1 &&
          trimmed(cut) &&
          Array.from({ length: limit + 1 }, (_, k) => k).every((k) => coefficient(cut, k).equals(coefficient(full, k)))
        );
      },
      { seed: 702, runs: 150 },
    );
  });

  test('a sum agrees with evaluation', () => {
    const pair = fc.tuple(size, size).chain(([a, b]) => fc.tuple(polynomial(a, b), polynomial(a, b)));
    holds(
      pair,
      ([a, b]) => {
        const s = addMatrixPolynomials(a, b);
        return trimmed(s) && points.every((t) => at(s, t).equals(at(a, t).add(at(b, t))));
      },
      { seed: 703, runs: 150 },
    );
  });

  test('a coefficient beyond the degree is zero, with the right shape', () => {
    expect(coefficient([Matrix.zeros(2, 3)], 5).shape).toBe('2 × 3');
    expect(coefficient([one(1), one(2)], 1).toRows()).toEqual([['2']]);
    expect(coefficient([one(1), one(2)], 2).isZero()).toBe(true);
  });

  test('rejects factors whose shapes do not fit', () => {
    expect(() => mulTruncated([Matrix.identity(2)], [Matrix.identity(3)])).toThrow(RangeError);
    expect(() => addMatrixPolynomials([Matrix.identity(2)], [Matrix.identity(3)])).toThrow(RangeError);
  });
});
