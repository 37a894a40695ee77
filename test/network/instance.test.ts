import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import { instanceFromJson, instanceToJson, makeInstance } from '../../src/network/instance.ts';
import { instance } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

describe('building', () => {
  test('the widths come from the weights when they are not given', () => {
    const it = makeInstance(Matrix.identity(2), Matrix.zeros(3, 2), [Matrix.zeros(1, 2), Matrix.zeros(3, 1)]);
    expect(it.widths).toEqual([2, 1, 3]);
    expect(it.loss.X).toBe(it.X);
    expect(it.loss.Y).toBe(it.Y);
  });

  const [I2, O] = [Matrix.identity(2), Matrix.zeros];
  test.each<[string, () => unknown, RegExp]>([
    ['X of the wrong height', () => makeInstance(O(3, 2), O(2, 2), [I2]), /X is 3 × 2, the widths demand 2 rows/],
    ['Y of the wrong height', () => makeInstance(O(2, 2), O(3, 2), [I2]), /Y is 3 × 2, the widths demand 2 rows/],
    ['different numbers of samples', () => makeInstance(O(2, 2), O(2, 3), [I2]), /numbers of samples differ/],
    [
      'layers that do not chain',
      () => makeInstance(I2, I2, [O(3, 2), O(2, 1)]),
      /W_2 is 2 × 1, the widths demand 2 × 3/,
    ],
    [
      'widths that contradict the layers',
      () => makeInstance(I2, I2, [I2], [2, 1]),
      /W_1 is 2 × 2, the widths demand 1 × 2/,
    ],
    ['no layer', () => makeInstance(I2, I2, [], [2]), /at least one/],
  ])('rejects %s', (_, make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe('JSON', () => {
  test('there and back, also with widths 0 and without samples', () => {
    let empty = 0;
    holds(
      instance({ minWidth: 0 }),
      (it) => {
        const back = instanceFromJson(JSON.parse(JSON.stringify(instanceToJson(it))));
        // Without rows in X and Y nothing in the JSON tells the number of samples.
        const silent = it.X.rows === 0 && it.Y.rows === 0;
        if (silent || it.X.cols === 0) empty++;
        return (
          back.widths.join() === it.widths.join() &&
          (silent || (back.X.equals(it.X) && back.Y.equals(it.Y))) &&
          back.weights.length === it.weights.length &&
          back.weights.every((w, k) => w.equals(it.weights[k]!))
        );
      },
      { seed: 1101, runs: 200 },
    );
    expect(empty).toBeGreaterThan(20);
  });

  test('numbers are canonical texts, W_1 comes first', () => {
    const it = makeInstance(Matrix.fromRows([['2/4', 1]]), Matrix.fromRows([[0, -1]]), [
      Matrix.fromRows([['1/3']]),
      Matrix.fromRows([[5]]),
    ]);
    expect(instanceToJson(it)).toEqual({
      widths: [1, 1, 1],
      X: [['1/2', '1']],
      Y: [['0', '-1']],
      W: [[['1/3']], [['5']]],
      loss: { kind: 'square' },
    });
  });

  test('the number of samples is the row length of X, or of Y when d_0 = 0', () => {
    const it = instanceFromJson({
      widths: [0, 2],
      X: [],
      Y: [
        ['1', '2', '3'],
        ['0', '0', '0'],
      ],
      W: [[[], []]],
      loss: { kind: 'square' },
    });
    expect(it.X.shape).toBe('0 × 3');
    const other = instanceFromJson({ widths: [1, 0], X: [['1', '2']], Y: [], W: [[]], loss: { kind: 'square' } });
    expect(other.Y.shape).toBe('0 × 2');
  });

  test('rejects shapes that contradict the widths', () => {
    const loss = { kind: 'square' } as const;
    const json = { widths: [2, 1], X: [['1'], ['0']], Y: [['1']], W: [[['1', '2']]], loss };
    expect(instanceFromJson(json).widths).toEqual([2, 1]);
    expect(() => instanceFromJson({ ...json, widths: [1, 1] })).toThrow(RangeError);
    expect(() => instanceFromJson({ ...json, X: [['1']] })).toThrow(/the widths demand 2 rows/);
    expect(() => instanceFromJson({ ...json, Y: [['1', '2']] })).toThrow(/rows of different lengths|samples differ/);
    expect(() => instanceFromJson({ ...json, W: [[['1'], ['2']]] })).toThrow(RangeError);
  });
});
