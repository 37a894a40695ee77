import fc from 'fast-check';
import { Matrix as Doubles } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import {
  dot,
  doublesOf,
  largestSingularPair,
  leastSquaresSolution,
  orthonormal,
  outside,
  plus,
  rangeBasis,
  scaled,
  spanningColumns,
} from '../../src/evidence/vectors.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { anyMatrix, integer, lowRank } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const near = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
const areOrthonormal = (basis: readonly number[][]): boolean =>
  basis.every((a, i) => basis.every((b, j) => near(dot(a, b), i === j ? 1 : 0)));
const isIn = (v: readonly number[], basis: readonly number[][]): boolean => outside(v, basis).every((x) => near(x, 0));
const columnsOf = (m: Doubles): number[][] => range(m.columns).map((k) => m.getColumn(k));
const nonEmpty = fc
  .oneof(anyMatrix(4, integer(4n)), lowRank(4, 3, 2, integer(3n)), lowRank(2, 4, 1, integer(3n)))
  .filter((m) => m.num.length > 0);

describe('vectors of doubles', () => {
  test('sums, products, multiples', () => {
    expect(dot([1, 2], [3, -1])).toBe(1);
    expect(plus([1, 2], -2, [3, 0.5])).toEqual([-5, 1]);
    expect(scaled([1, -2], 3)).toEqual([3, -6]);
  });

  test('the part outside a span', () => {
    expect(outside([1, 2, 3], [[0, 1, 0]])).toEqual([1, 0, 3]);
    expect(outside([1, 2], [])).toEqual([1, 2]);
  });

  test.each<[string, Matrix]>([
    ['no rows', Matrix.zeros(0, 2)],
    ['no columns', Matrix.zeros(2, 0)],
    ['an entry beyond their range', Matrix.fromRows([[1, 10n ** 309n]])],
  ])('a matrix with %s has no doubles', (_, m) => expect(doublesOf(m)).toBeUndefined());

  test('other matrices have', () => {
    expect(doublesOf(Matrix.fromRows([['1/2', -3]]))!.to2DArray()).toEqual([[0.5, -3]]);
    expect(doublesOf(Matrix.fromRows([[10n ** 308n]]))!.get(0, 0)).toBe(1e308);
  });
});

describe('bases', () => {
  test('spanning columns are as many as the rank, increasing, and span the rest; their Gram–Schmidt basis is orthonormal', () => {
    holds(
      nonEmpty,
      (m) => {
        const rank = N.rankOf(m);
        const doubles = doublesOf(m)!;
        const columns = spanningColumns(doubles, rank);
        const basis = orthonormal(doubles, columns);
        return (
          columns.length === rank &&
          columns.every((k, i) => i === 0 || columns[i - 1]! < k) &&
          N.rankOf(m.select(undefined, columns)) === rank &&
          areOrthonormal(basis) &&
          columnsOf(doubles).every((v) => isIn(v, basis))
        );
      },
      { seed: 6201, runs: 150 },
    );
  });

  test('the longest column comes first, then the one farthest from it', () => {
    const m = new Doubles([
      [1, 5, 5.1, 0],
      [0, 0, 0.1, 3],
    ]);
    expect(spanningColumns(m, 1)).toEqual([2]);
    expect(spanningColumns(m, 2)).toEqual([2, 3]);
  });

  test('fewer columns where nothing is left, or lengths are not numbers', () => {
    expect(spanningColumns(new Doubles([[2, 0]]), 2)).toEqual([0]);
    expect(spanningColumns(new Doubles([[0, 0]]), 1)).toEqual([]);
    expect(spanningColumns(new Doubles([[Number.NaN]]), 1)).toEqual([]);
  });

  test('the range has the dimension of the rank', () => {
    holds(
      nonEmpty,
      (m) => {
        const doubles = doublesOf(m)!;
        const basis = rangeBasis(doubles);
        return basis.length === N.rankOf(m) && areOrthonormal(basis) && columnsOf(doubles).every((v) => isIn(v, basis));
      },
      { seed: 6202, runs: 150 },
    );
  });

  test('columns closer than 10^−10 are one to doubles', () => {
    const nearly = (x: number) =>
      new Doubles([
        [1, 1],
        [0, x],
      ]);
    expect(rangeBasis(nearly(1e-8))).toHaveLength(2);
    expect(rangeBasis(nearly(1e-12))).toHaveLength(1);
  });
});

describe('singular vectors', () => {
  test('leftᵀ·m·right is the norm of m: no column of m, and no row, is longer', () => {
    holds(
      nonEmpty,
      (m) => {
        const doubles = doublesOf(m)!;
        const [left, right] = largestSingularPair(doubles);
        if (left.length !== m.rows || right.length !== m.cols) return false;
        const image = doubles.mmul(Doubles.columnVector(right)).to1DArray();
        const size = dot(left, image);
        const longest = Math.max(...columnsOf(doubles).map((v) => Math.sqrt(dot(v, v))));
        return near(dot(left, left), 1) && image.every((x, i) => near(x, size * left[i]!)) && size >= longest - 1e-9;
      },
      { seed: 6203, runs: 150 },
    );
  });

  test('least squares: the residual is orthogonal to the columns, and x lies in the row space', () => {
    holds(
      nonEmpty.chain((m) =>
        fc.tuple(fc.constant(m), fc.array(fc.integer({ min: -5, max: 5 }), { minLength: m.rows, maxLength: m.rows })),
      ),
      ([m, v]) => {
        const doubles = doublesOf(m)!;
        const x = leastSquaresSolution(doubles, v);
        const rest = plus(v, -1, doubles.mmul(Doubles.columnVector(x)).to1DArray());
        return columnsOf(doubles).every((c) => near(dot(c, rest), 0)) && isIn(x, rangeBasis(doubles.transpose()));
      },
      { seed: 6204, runs: 150 },
    );
  });
});
