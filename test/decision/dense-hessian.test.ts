import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondOrder } from '../../src/decision/dense-hessian.ts';
import { pointOf } from '../../src/decision/point.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian, secondDerivative, weightCount } from '../../src/network/derivatives.ts';
import { type ExactInstance, type Instance, makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import type { WeightedSquareLoss } from '../../src/network/losses/weighted-square.ts';
import { criticalInstance, instance } from '../helpers/arbitraries.ts';
import { checkPsd, curvature } from '../helpers/evidence.ts';
import { lossJson, rankDeficientCritical } from '../helpers/losses.ts';
import { holds } from '../helpers/property.ts';

const weighted = (it: Instance): ExactInstance =>
  makeInstanceWithLoss(it.X, it.Y, it.weights, lossJson('weighted-square', it.Y), it.widths);

describe('second order', () => {
  test('a proof or a direction, as the exact inertia says', () => {
    let [psd, negative] = [0, 0];
    holds(
      fc.oneof(instance({ maxDepth: 4 }), criticalInstance({ maxDepth: 4 })).filter((it) => weightCount(it) <= 26),
      (it) => {
        const h = hessian(it, it.loss);
        const found = secondOrder(pointOf(it));
        if ('psd' in found) {
          psd++;
          return inertia(h).negative === 0 && checkPsd(found.psd, h);
        }
        negative++;
        const shapes = found.direction.every((v, k) => v.shape === it.weights[k]!.shape);
        return (
          shapes &&
          inertia(h).negative > 0 &&
          curvature(
            it,
            found.direction.map((v) => v.toRows()),
          ).sign < 0
        );
      },
      { seed: 3204, runs: 250 },
    );
    expect(Math.min(psd, negative)).toBeGreaterThan(40);
  });

  test('a negative eigenvalue that doubles cannot see', () => {
    // H = [[1, 1], [1, 1 − ε]] for L = ½(w_1 + …)²: reached as Hessian blocks of scalars a = w_2, b = w_1, y.
    // At (w_1, w_2) the Hessian is [[w_2², 2w_1w_2 − y], [·, w_1²]]: singular at y = w_1w_2 and y = 3w_1w_2.
    for (const [shift, expected] of [
      ['0', 'psd'],
      [`1/${10n ** 30n}`, 'psd'],
      [`-1/${10n ** 30n}`, 'direction'],
      [`-1/${10n ** 400n}`, 'direction'],
    ] as const) {
      // 2 − y with y = 1 − shift gives 1 + shift … beyond 1 the form is indefinite.
      const y = Matrix.fromRows([[1]]).add(Matrix.fromRows([[shift]]));
      const it = makeInstance(Matrix.identity(1), y, [Matrix.identity(1), Matrix.identity(1)]);
      const found = secondOrder(pointOf(it));
      expect('psd' in found ? 'psd' : 'direction').toBe(expected);
      const h = hessian(it, it.loss);
      if ('psd' in found) expect(checkPsd(found.psd, h)).toBe(true);
      else
        expect(
          curvature(
            it,
            found.direction.map((v) => v.toRows()),
          ).sign,
        ).toBe(-1);
    }
  });

  test('a zero Hessian is psd', () => {
    const it = makeInstance(
      Matrix.identity(1),
      Matrix.identity(1),
      [0, 0, 0].map(() => Matrix.zeros(1, 1)),
    );
    expect(secondOrder(pointOf(it))).toEqual({
      psd: { form: 'dominance', index: [], scale: [], factor: [], kernel: [] },
    });
  });

  test('weighted: second order by the weighted Hessian', () => {
    let [psd, negative] = [0, 0];
    holds(
      fc
        .oneof(rankDeficientCritical('weighted-square'), instance({ maxDepth: 2 }).map(weighted))
        .filter((it) => weightCount(it) <= 26),
      (it) => {
        const loss = it.loss as WeightedSquareLoss;
        const found = secondOrder(pointOf({ ...it, loss }));
        if ('psd' in found) {
          psd++;
          return checkPsd(found.psd, hessian(it, loss));
        }
        negative++;
        return secondDerivative(it, loss, found.direction).sign < 0;
      },
      { seed: 3206, runs: 60 },
    );
    expect(Math.min(psd, negative)).toBeGreaterThan(5);
  });
});
