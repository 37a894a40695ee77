import { describe, expect, test } from 'vitest';
import { decidePoint } from '../../src/decision/decide.ts';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { exactLossKinds } from '../../src/network/losses/index.ts';
import { partialProducts } from '../../src/network/network.ts';
import { criticalInstance, instance } from '../helpers/arbitraries.ts';
import { lossChanges } from '../helpers/evidence.ts';
import { lossJson } from '../helpers/losses.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

describe('a point', () => {
  test('knows its products, G, rank R, d and the least squares', () => {
    holds(
      instance({ minWidth: 0, maxDepth: 4 }),
      (it) => {
        const point = pointOf(it);
        const { R } = partialProducts(it);
        const ls = point.leastSquares;
        return (
          point.instance === it &&
          point.products.R.equals(R) &&
          point.G.equals(R.mul(it.X).sub(it.Y).mul(it.X.transpose())) &&
          point.rank === N.rankOf(R) &&
          point.bottleneck === Math.min(...it.widths) &&
          ls.E.mul(it.X.select(ls.rows, undefined)).equals(it.X) &&
          ls === point.leastSquares
        );
      },
      { seed: 3001, runs: 100 },
    );
  });

  test('is critical exactly if no single weight changes the loss at first order', () => {
    let critical = 0;
    holds(
      instance({ maxDepth: 3, maxWidth: 2 }),
      (it) => {
        const flat = it.weights.every((w, k) =>
          Array.from({ length: w.rows * w.cols }, (_, n) => n).every((n) => {
            const e = Matrix.build(w.rows, w.cols, (i, j) => (i * w.cols + j === n ? 1n : 0n));
            return lossChanges(it, [{ layer: k + 1, power: 1, matrix: e.toRows() }], 1)[0]!.sign === 0;
          }),
        );
        if (flat) critical++;
        return isCritical(pointOf(it)) === flat;
      },
      { seed: 3002, runs: 150 },
    );
    expect(critical).toBeGreaterThan(20);
  });

  test.each(exactLossKinds.filter((kind) => kind !== 'absolute'))(
    '%s: least squares for the square loss only',
    (kind) => {
      const it = makeInstanceWithLoss(
        Matrix.identity(1),
        Matrix.identity(1),
        [Matrix.identity(1), Matrix.zeros(1, 1)],
        lossJson(kind, Matrix.identity(1)),
      );
      const point = pointOf(it);
      expect(point.G).toEqual(it.loss.gradient(Matrix.zeros(1, 1)));
      expect('leastSquares' in point).toBe(kind === 'square');
      expect(gradientDescent(point)?.order).toBe(1);
      // @ts-expect-error: the decision procedure is for the square loss.
      const rejected = () => decidePoint(point);
      expect(typeof rejected).toBe('function');
    },
  );

  test('the parameterization gives critical points', () => {
    holds(criticalInstance(), (it) => isCritical(pointOf(it)), { seed: 3003, runs: 100 });
  });

  test.each<[string, Matrix, boolean]>([
    ['the minimizer of one layer', Matrix.fromRows([[2]]), true],
    ['another point of one layer', Matrix.fromRows([['2000001/1000000']]), false],
  ])('%s', (_, W, expected) => {
    expect(isCritical(pointOf(makeInstance(Matrix.identity(1), Matrix.fromRows([[2]]), [W])))).toBe(expected);
  });
});
