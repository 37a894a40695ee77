import { describe, expect, test } from 'vitest';
import { absolutePoint } from '../../properties/generators/absolute-point.ts';
import { spuriousPoint } from '../../properties/generators/spurious-point.ts';
import { larger, pointWithLoss, scalar } from '../../properties/points.ts';
import { sharpnessWeighted } from '../../properties/zhang-2019/reduction.ts';
import { betterPoint, fittingPoint, onePath } from '../../src/evidence/better-point.ts';
import type { Rows } from '../../src/evidence/evidence.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { ExactInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { holds } from '../helpers/property.ts';

const lossAt = (instance: ExactInstance, to: readonly Rows[]): Rational => {
  const weights = to.map((rows, h) => Matrix.fromRows(rows, instance.widths[h]!));
  return instance.loss.value(partialProducts({ widths: instance.widths, weights }).R);
};
const isBetter = (instance: ExactInstance, to: readonly Rows[]): boolean =>
  lossAt(instance, to).compare(instance.loss.value(partialProducts(instance).R)) < 0;

describe('by other signs', () => {
  test('the counterexample of zhang-2019: (1, 1)ᵀ for (1, −1)ᵀ, loss 3/140 below 3/20', () => {
    const { to } = betterPoint(sharpnessWeighted, 1)!;
    const { loss } = sharpnessWeighted;
    expect(loss.value(partialProducts(sharpnessWeighted).R).toString()).toBe('3/20');
    expect(lossAt(sharpnessWeighted, to).compare(Rational.parse('1/20'))).toBe(-1);
  });
  test('every spurious point, deep ones in W_1 and W_H only', () => {
    const found = (instance: ExactInstance) => {
      const better = betterPoint(instance, instance.widths.indexOf(Math.min(...instance.widths)));
      if (!better || !isBetter(instance, better.to)) return false;
      const middle = instance.weights.slice(1, -1).map((w) => w.toRows());
      return JSON.stringify(better.to.slice(1, -1)) === JSON.stringify(middle);
    };
    holds(spuriousPoint(), found, { seed: 1, runs: 80 });
  });
  test('no better point than a global minimizer', () => {
    expect(betterPoint(larger, 1)).toBeUndefined();
    expect(betterPoint(scalar(2, 2, 1), 1)).toBeUndefined();
  });
  test('X need not be square', () => {
    const wide = (rows: readonly (readonly string[])[]) => rows.map((row) => [...row, ...row]);
    const { X, Y, weights: W } = sharpnessWeighted;
    const weights = wide([
      ['1', '1/14'],
      ['1/14', '1'],
    ]);
    const loss = { kind: 'weighted-square', weights } as const;
    const twice = pointWithLoss(loss, wide(X.toRows()), wide(Y.toRows()), ...W.map((m) => m.toRows()));
    expect(isBetter(twice, betterPoint(twice, 1)!.to)).toBe(true);
  });
  test('hypotheses that fail are refused', () => {
    expect(() => betterPoint(scalar(2, 0, 0, 0), 1)).toThrow(RangeError);
    const quartic = pointWithLoss({ kind: 'quartic' }, [[1]], [[2]], [[2]], [[1]]);
    expect(() => betterPoint(quartic, 1)).toThrow('not quadratic');
  });
});

describe('along one path', () => {
  test('the product has one entry', () => {
    const weights = onePath([3, 2, 1, 2], 1, 2, new Rational(5n, 2n));
    expect(partialProducts({ widths: [3, 2, 1, 2], weights }).R.toRows()).toEqual([
      ['0', '0', '0'],
      ['0', '0', '5/2'],
    ]);
    expect(onePath([2, 2], 0, 1, Rational.one)[0]!.toRows()).toEqual([
      ['0', '1'],
      ['0', '0'],
    ]);
    expect(() => onePath([2, 0, 2], 0, 0, Rational.one)).toThrow('a layer without neurons');
  });
  test('fits the target of every absolute point', () => {
    const fits = (instance: ExactInstance) => {
      const { to } = fittingPoint(instance);
      return isBetter(instance, to) && lossAt(instance, to).sign === 0;
    };
    holds(absolutePoint(), fits, { seed: 2, runs: 100 });
  });
  test('two entries are refused', () => {
    expect(() => fittingPoint(larger)).toThrow('one entry');
    expect(() => fittingPoint(scalar(0, 1, 1))).toThrow('one entry');
  });
});
