import { describe, expect, test } from 'vitest';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { I2, point, smaller } from '../../properties/points.ts';
import { pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { betterOfSameRank } from '../../src/evidence/better-of-rank.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { read } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

/** Undefined where R fits the leading eigenvalues; otherwise whether the matrix has the same rank, and its loss is smaller. */
function improves(p: SquarePoint): boolean | undefined {
  const spectra = compareSpectra(p.leastSquares.sigma, columnBasis(p.products.R));
  if (spectra.separated) return undefined;
  const e = betterOfSameRank(p.products.R, p.leastSquares, spectra.crossing);
  const [rows, cols] = [p.products.R.rows, p.products.R.cols];
  const better = read(e.left, rows, p.rank).mul(read(e.right, p.rank, cols));
  const { loss } = p.instance;
  return rank(better) <= p.rank && loss.value(better).compare(loss.value(p.products.R)) < 0;
}

describe('a better matrix of the same rank', () => {
  test('2 → 1 → 2, Y = diag(3, 1): fits 3 instead of 1', () => {
    const p = pointOf(smaller);
    const spectra = compareSpectra(p.leastSquares.sigma, columnBasis(p.products.R));
    if (spectra.separated) throw new Error('R fits the smaller value');
    const e = betterOfSameRank(p.products.R, p.leastSquares, spectra.crossing);
    const better = Matrix.fromRows(e.left).mul(Matrix.fromRows(e.right));
    expect(better.toRows()).toEqual([
      ['3', '0'],
      ['0', '0'],
    ]);
  });

  test('at critical points that do not fit the leading eigenvalues', () => {
    for (const points of [criticalPoint({ minDepth: 2 }), patternPoint(), patternPoint({ spectrum: 'any' })]) {
      let found = 0;
      const check = (p: SquarePoint) => {
        const improved = improves(p);
        if (improved !== undefined) found++;
        return improved ?? true;
      };
      holds(points, (instance) => check(pointOf(instance)), { seed: 4, runs: 300 });
      expect(found).toBeGreaterThan(10);
    }
  });

  test('an eigenvector that is only roughly one will do', () => {
    const p = pointOf(smaller);
    const crossing = { u: Matrix.column([7, 0]), v: Matrix.column([0, -2]) };
    const e = betterOfSameRank(p.products.R, p.leastSquares, crossing);
    expect(Matrix.fromRows(e.left).mul(Matrix.fromRows(e.right)).toRows()[0]).toEqual(['3', '0']);
  });

  test('on inputs that depend on each other', () => {
    // X̃ = (1, 0; 0, 1), the third input repeats the first.
    const X = [
      [1, 0],
      [0, 1],
      [1, 0],
    ];
    const Y = [
      [3, 0],
      [0, 1],
    ];
    expect(improves(pointOf(point(X, Y, [[0, 1, 0]], [[0], [1]])))).toBe(true);
    expect(improves(pointOf(point(I2, Y, [[1, 0]], [[3], [0]])))).toBeUndefined();
  });
});
