import { expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import type { LossJson } from '../../../src/network/loss.ts';
import { lossKinds, makeLoss } from '../../../src/network/losses/index.ts';
import { lossJson } from '../../helpers/losses.ts';

const [X, Y] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]])];

test('every kind can be made, and says what it was made from', () => {
  expect(lossKinds).toEqual(['square', 'weighted-square', 'huber', 'quartic', 'absolute', 'balanced-square']);
  for (const kind of lossKinds) expect(makeLoss(lossJson(kind, Y), X, Y).toJson()).toEqual(lossJson(kind, Y));
});

test('numbers become canonical', () => {
  expect(makeLoss({ kind: 'huber', delta: '4/6' }, X, Y).toJson()).toEqual({ kind: 'huber', delta: '2/3' });
});

test.each<[unknown, RegExp]>([
  [{ kind: 'logistic' }, /unknown loss: logistic/],
  [{ kind: 'toString' }, /unknown loss: toString/],
  [{ kind: 'huber', delta: '0' }, /delta is 0, it must be positive/],
  [{ kind: 'huber', delta: '1/0' }, /denominator/],
  [{ kind: 'balanced-square', mu: '-1' }, /mu is -1, it must be positive/],
  [{ kind: 'weighted-square', weights: [['1', '0']] }, /weight \(0, 1\) is 0/],
  [{ kind: 'weighted-square', weights: [['1']] }, /different lengths/],
  [{ kind: 'weighted-square', weights: [] }, /weights is 0 × 2, the residual is 1 × 2/],
  [
    {
      kind: 'absolute',
      weights: [
        ['1', '1'],
        ['1', '1'],
      ],
    },
    /weights is 2 × 2/,
  ],
])('rejects %j', (json, message) => {
  expect(() => makeLoss(json as LossJson, X, Y)).toThrow(RangeError);
  expect(() => makeLoss(json as LossJson, X, Y)).toThrow(message);
});
