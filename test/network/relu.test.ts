import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import { forward } from '../../src/network/relu.ts';
import { point, scalar } from '../helpers/points.ts';

const pass = (instance: ReturnType<typeof scalar>) => forward(instance, instance.X);

describe('forward pass', () => {
  test('ReLU after every layer but the last: the absolute value of two samples', () => {
    const { active, outputs } = pass(point([['1/2', -3]], [[0, 0]], [[1], [-1]], [[1, 1]]));
    expect(outputs.toRows()).toEqual([['1/2', '3']]);
    expect(active.map((on) => on.toRows())).toEqual([
      [
        ['1', '0'],
        ['0', '1'],
      ],
    ]);
  });

  test.each([
    ['the last layer keeps its sign', scalar(0, 1, -2), [['-2']], 1],
    ['one layer is linear', scalar(0, -2), [['-2']], 0],
    ['an input of 0 is not active', scalar(0, 0, 1), [['0']], 1],
    ['a negative hidden value is cut', scalar(0, -1, 1, 1), [['0']], 2],
    ['three layers', scalar(0, 2, 3, 5), [['30']], 2],
  ])('%s', (_, instance, outputs, layers) => {
    const { active, outputs: found } = pass(instance);
    expect(found.toRows()).toEqual(outputs);
    expect(active).toHaveLength(layers);
  });

  test('activity is 0 or 1', () => {
    expect(pass(scalar(0, 0, 1)).active[0]!.isZero()).toBe(true);
    expect(pass(scalar(0, 7, 1)).active[0]!.equals(Matrix.identity(1))).toBe(true);
  });

  test('no layer: RangeError', () => {
    expect(() => forward({ widths: [1], weights: [] }, Matrix.identity(1))).toThrow(RangeError);
  });
});
