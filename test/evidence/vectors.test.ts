import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DoubleMatrix, type Vector } from '../../src/evidence/double-matrix.ts';
import { proposeEigen } from '../../src/evidence/floats.ts';
import {
  dot,
  largestSingularPair,
  leastSquaresSolution,
  orthonormal,
  outside,
  plus,
  rangeBasis,
  scaled,
  solveSemidefinite,
  spanningColumns,
} from '../../src/evidence/vectors.ts';
import { range } from '../../src/exact/matrix.ts';
import { anyMatrix, integer, lowRank } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const near = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
const areOrthonormal = (basis: readonly Vector[]): boolean =>
  basis.every((a, i) => basis.every((b, j) => near(dot(a, b), i === j ? 1 : 0)));
const isIn = (v: Vector, basis: readonly Vector[]): boolean => outside(v, basis).every((x) => near(x, 0));
const columnsOf = (m: DoubleMatrix): Vector[] => range(m.cols).map((k) => m.column(k));
const vector = (...entries: number[]): Vector => Float64Array.from(entries);
const matrix = (...rows: number[][]): DoubleMatrix =>
  DoubleMatrix.ofRows(
    rows.map((row) => vector(...row)),
    rows[0]!.length,
  );
const nonEmpty = fc
  .oneof(anyMatrix(4, integer(4n)), lowRank(4, 3, 2, integer(3n)), lowRank(2, 4, 1, integer(3n)))
  .filter((m) => m.num.length > 0);

describe('vectors of doubles', () => {
  test('sums, products, multiples', () => {
    expect(dot(vector(1, 2), vector(3, -1))).toBe(1);
    expect(plus(vector(1, 2), -2, vector(3, 0.5))).toEqual(vector(-5, 1));
    expect(scaled(vector(1, -2), 3)).toEqual(vector(3, -6));
  });

  test('the part outside a span', () => {
    expect(outside(vector(1, 2, 3), [vector(0, 1, 0)])).toEqual(vector(1, 0, 3));
    expect(outside(vector(1, 2), [])).toEqual(vector(1, 2));
  });
});

describe('bases', () => {
  test('spanning columns are as many as the rank, increasing, and span the rest; their Gram–Schmidt basis is orthonormal', () => {
    holds(
      nonEmpty,
      (m) => {
        const rank = N.rankOf(m);
        const doubles = DoubleMatrix.near(m)!;
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
    const m = matrix([1, 5, 5.1, 0], [0, 0, 0.1, 3]);
    expect(spanningColumns(m, 1)).toEqual([2]);
    expect(spanningColumns(m, 2)).toEqual([2, 3]);
  });

  test('fewer columns where nothing is left, or lengths are not numbers', () => {
    expect(spanningColumns(matrix([2, 0]), 2)).toEqual([0]);
    expect(spanningColumns(matrix([0, 0]), 1)).toEqual([]);
    expect(spanningColumns(matrix([Number.NaN]), 1)).toEqual([]);
  });

  test('the range has the dimension of the rank', () => {
    holds(
      nonEmpty,
      (m) => {
        const doubles = DoubleMatrix.near(m)!;
        const basis = rangeBasis(doubles);
        return basis.length === N.rankOf(m) && areOrthonormal(basis) && columnsOf(doubles).every((v) => isIn(v, basis));
      },
      { seed: 6202, runs: 150 },
    );
  });

  test('columns closer than 10^−10 are one to doubles', () => {
    const nearly = (x: number) => matrix([1, 1], [0, x]);
    expect(rangeBasis(nearly(1e-8))).toHaveLength(2);
    expect(rangeBasis(nearly(1e-12))).toHaveLength(1);
  });
});

describe('singular vectors', () => {
  test('unit vectors; leftᵀ·m·right is |m·right|, at most the norm of m, and close to it', () => {
    let met = 0;
    holds(
      nonEmpty,
      (m) => {
        const doubles = DoubleMatrix.near(m)!;
        const [left, right] = largestSingularPair(doubles);
        if (left.length !== m.rows || right.length !== m.cols) return false;
        const image = doubles.apply(right);
        const size = dot(left, image);
        const gram = doubles.transpose().times(doubles);
        const norm = Math.sqrt(Math.max(0, ...proposeEigen(gram.toRows()).values));
        const longest = Math.max(...columnsOf(doubles).map((v) => Math.sqrt(dot(v, v))));
        if (norm > longest * (1 + 1e-9)) met++;
        return (
          [left, right].every((v) => near(dot(v, v), 1)) &&
          image.every((x, i) => near(x, size * left[i]!)) &&
          size >= longest - 1e-9 &&
          size <= norm + 1e-9 &&
          size >= 0.9 * norm
        );
      },
      { seed: 6203, runs: 150 },
    );
    expect(met).toBeGreaterThan(50);
  });

  test('any unit vectors of a matrix that is 0', () => {
    expect(largestSingularPair(matrix([0, 0], [0, 0]))).toEqual([vector(1, 0), vector(1, 0)]);
  });

  test('least squares: the residual is orthogonal to the columns, and x lies in the row space', () => {
    holds(
      nonEmpty.chain((m) =>
        fc.tuple(
          fc.constant(m),
          fc.array(fc.integer({ min: -5, max: 5 }), { minLength: m.rows, maxLength: m.rows }).map((v) => vector(...v)),
        ),
      ),
      ([m, v]) => {
        const doubles = DoubleMatrix.near(m)!;
        const x = leastSquaresSolution(doubles, v);
        const rest = plus(v, -1, doubles.apply(x));
        return columnsOf(doubles).every((c) => near(dot(c, rest), 0)) && isIn(x, rangeBasis(doubles.transpose()));
      },
      { seed: 6204, runs: 150 },
    );
  });
});

describe('solutions of semidefinite systems', () => {
  const systems = nonEmpty.map((m) => DoubleMatrix.near(m)!).map((m) => ({ gram: m.times(m.transpose()), image: m }));

  test('Σ·Σ⁺·b = b for b in the range of Σ, of full rank and not', () => {
    let [full, not] = [0, 0];
    holds(
      systems,
      ({ gram, image }) => {
        const x = solveSemidefinite(gram, image);
        if (rangeBasis(gram).length === gram.rows) full++;
        else not++;
        return gram.times(x).entries.every((y, k) => near(y, image.entries[k]!));
      },
      { seed: 6205, runs: 150 },
    );
    expect(Math.min(full, not)).toBeGreaterThan(20);
  });

  test('a direction with an eigenvalue below 10^−12 of the largest is in the kernel to doubles', () => {
    const at = (x: number) => solveSemidefinite(matrix([1, 0], [0, x]), matrix([0], [1])).entries;
    expect(at(1e-5)[1]! / 1e5).toBeCloseTo(1, 12);
    expect(at(1e-13)[1]! / 1e13).toBeCloseTo(1, 12);
    const skewed = (x: number) => solveSemidefinite(matrix([1, 1], [1, 1 + x]), matrix([0], [1])).entries;
    expect(skewed(1e-8)[1]! / 1e8).toBeCloseTo(1, 6);
    expect(Math.abs(skewed(1e-14)[1]!)).toBeLessThan(1);
  });
});
