import { expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import {
  type AnyLoss,
  isTranscendental,
  type LossJson,
  type TranscendentalLossJson,
} from '../../../src/network/loss.ts';
import { exactLossKinds, makeLoss, transcendentalLossKinds } from '../../../src/network/losses/index.ts';
import { lossJson } from '../../helpers/losses.ts';

const [X, Y] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, 1]])];

test('every kind can be made, and says what it was made from', () => {
  expect(exactLossKinds).toEqual(['square', 'weighted-square', 'huber', 'quartic', 'absolute', 'balanced-square']);
  for (const kind of exactLossKinds) expect(makeLoss(lossJson(kind, Y), X, Y).toJson()).toEqual(lossJson(kind, Y));
});

test('so can the transcendental ones', () => {
  const jsons: TranscendentalLossJson[] = [
    { kind: 'log-cosh' },
    { kind: 'pseudo-huber', delta: '1/2' },
    { kind: 'logistic' },
  ];
  expect(transcendentalLossKinds).toEqual(jsons.map(({ kind }) => kind));
  const labels = Matrix.fromRows([[0, '1/3']]);
  for (const json of jsons) {
    const loss: AnyLoss = makeLoss(json, X, labels);
    expect(loss.toJson()).toEqual(json);
    expect(isTranscendental(loss)).toBe(true);
  }
});

test('numbers become canonical', () => {
  expect(makeLoss({ kind: 'huber', delta: '4/6' }, X, Y).toJson()).toEqual({ kind: 'huber', delta: '2/3' });
});

test.each<[unknown, RegExp]>([
  [{ kind: 'hinge' }, /unknown loss: hinge/],
  [{ kind: 'logistic' }, /label \(0, 0\) is 3, it must be from 0 to 1/],
  [{ kind: 'pseudo-huber', delta: '0' }, /delta is 0, it must be positive/],
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
