import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import {
  type AnyInstanceJson,
  hasSquareLoss,
  instanceFromJson,
  instanceToJson,
  makeInstance,
  makeInstanceWithLoss,
  requireExactLoss,
} from '../../src/network/instance.ts';
import type { LossJson } from '../../src/network/loss.ts';
import { exactLossKinds, makeLoss } from '../../src/network/losses/index.ts';
import type { Tower } from '../../src/network/tower.ts';
import { instance, integer, matrix } from '../helpers/arbitraries.ts';
import { lossJson } from '../helpers/losses.ts';
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

describe('any loss', () => {
  const [X, Y] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]])];
  const W = [Matrix.fromRows([[1], [2]]), Matrix.fromRows([['1/2', 0]])];

  test.each(exactLossKinds)('%s: there and back through JSON', (kind) => {
    const it = makeInstanceWithLoss(X, Y, W, lossJson(kind, Y));
    const back = instanceFromJson(JSON.parse(JSON.stringify(instanceToJson(it))) as AnyInstanceJson);
    const R = Matrix.fromRows([['1/2']]);
    expect(back.loss.kind).toBe(kind);
    expect(hasSquareLoss(back)).toBe(kind === 'square');
    expect(requireExactLoss(back).loss.value(R)).toEqual(it.loss.value(R));
    expect(instanceToJson(back)).toEqual({ ...instanceToJson(makeInstance(X, Y, W)), loss: lossJson(kind, Y) });
  });

  test.each<[string, LossJson, RegExp]>([
    ['δ = 0', { kind: 'huber', delta: '0' }, /delta is 0/],
    ['a negative μ', { kind: 'balanced-square', mu: '-1' }, /mu is -1/],
    ['too few weights', { kind: 'weighted-square', weights: [['1']] }, /rows of different lengths/],
  ])('rejects %s', (_, loss, message) => {
    expect(() => makeInstanceWithLoss(X, Y, W, loss)).toThrow(RangeError);
    expect(() => makeInstanceWithLoss(X, Y, W, loss)).toThrow(message);
  });

  test('the loss balanced-square is for two layers and one tower', () => {
    const loss: LossJson = { kind: 'balanced-square', mu: '1' };
    const tower = { widths: [1, 1], weights: [Matrix.identity(1)], X };
    expect(makeInstanceWithLoss(X, Y, W, loss).loss.kind).toBe('balanced-square');
    expect(() => makeInstanceWithLoss(X, Y, [Matrix.identity(1)], loss)).toThrow(/one tower of two layers/);
    expect(() => makeInstanceWithLoss(X, Y, W, loss, undefined, [tower])).toThrow(/one tower of two layers/);
  });
});

describe('several towers', () => {
  const towers = fc.record({
    X: matrix(2, 3, integer(3n)),
    Y: matrix(2, 3),
    W: fc.tuple(matrix(1, 2), matrix(2, 1)),
    others: fc.array(
      fc
        .tuple(matrix(1, 3, integer(3n)), matrix(3, 1), matrix(2, 3))
        .map(([X, V1, V2]): Tower => ({ widths: [1, 3, 2], weights: [V1, V2], X })),
      { maxLength: 2 },
    ),
  });

  test.each(exactLossKinds.filter((kind) => kind !== 'balanced-square'))(
    '%s: the residual is RX + Σ R^τX^τ − Y',
    (kind) => {
      let several = 0;
      holds(
        towers,
        ({ X, Y, W, others }) => {
          if (others.length > 1) several++;
          const it = makeInstanceWithLoss(X, Y, W, lossJson(kind, Y), undefined, others);
          const outputs = others.map(({ weights, X }) => weights[1]!.mul(weights[0]!).mul(X));
          const model = outputs.reduce((s, m) => s.add(m), W[1].mul(W[0]).mul(X));
          // The same loss of the model's output, as the value at R = output on the data X = I.
          const direct = makeLoss(lossJson(kind, Y), Matrix.identity(3), Y).value(model);
          const json = instanceToJson(it);
          const back = instanceFromJson(JSON.parse(JSON.stringify(json)));
          return (
            it.Y === Y &&
            it.loss.value(W[1].mul(W[0])).equals(direct) &&
            'others' in json === others.length > 0 &&
            JSON.stringify(instanceToJson(back)) === JSON.stringify(json) &&
            requireExactLoss(back).loss.value(W[1].mul(W[0])).equals(direct)
          );
        },
        { seed: 1102, runs: 40 },
      );
      expect(several).toBeGreaterThan(5);
    },
  );

  const [X, Y, I] = [Matrix.identity(2), Matrix.zeros(2, 2), Matrix.identity(2)];
  const good: Tower = { widths: [2, 2], weights: [I], X };
  test.each<[string, Tower, RegExp]>([
    ['another last width', { ...good, widths: [2, 1], weights: [Matrix.zeros(1, 2)] }, /last width .* is 1, Y has 2/],
    [
      'another number of samples',
      { ...good, X: Matrix.zeros(2, 3) },
      /X is|X of another tower is 2 × 3 and Y is 2 × 2/,
    ],
    ['inputs of the wrong height', { ...good, X: Matrix.zeros(1, 2) }, /is 1 × 2, its widths demand 2 rows/],
    ['a layer of the wrong shape', { ...good, weights: [Matrix.zeros(2, 1)] }, /W_1 is 2 × 1/],
    ['no layer', { widths: [2], weights: [], X }, /at least one/],
  ])('rejects a tower with %s', (_, tower, message) => {
    const make = (tower: Tower) => makeInstanceWithLoss(X, Y, [I], { kind: 'square' }, undefined, [good, tower]);
    expect(make(good).others?.length).toBe(2);
    expect(() => make(tower)).toThrow(RangeError);
    expect(() => make(tower)).toThrow(message);
  });

  test('the JSON of a tower, and the number of samples where only a tower has rows', () => {
    const it = makeInstanceWithLoss(X, Y, [I], { kind: 'quartic' }, undefined, [good]);
    const one = [
      ['1', '0'],
      ['0', '1'],
    ];
    expect(instanceToJson(it).others).toEqual([{ widths: [2, 2], X: one, W: [one] }]);
    const nothing = { X: [], Y: [], W: [[]], widths: [0, 0], loss: { kind: 'quartic' } } as const;
    const tower = { widths: [1, 0], X: [['1', '2', '3']], W: [[]] };
    expect(instanceFromJson({ ...nothing, others: [tower] } as AnyInstanceJson).Y.shape).toBe('0 × 3');
  });
});
