import { expect, test } from 'vitest';
import {
  isSlope,
  type LossParameters,
  lossWithSlope,
  smoothKinds,
} from '../../../properties/generators/smooth-loss.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { makeLoss } from '../../../src/network/losses/index.ts';

const parameters = (kind: LossParameters['kind']): LossParameters => ({
  kind,
  weights: ['1', '1/3', '5'],
  delta: 1n,
  beyond: 2n,
});
const cubes = Matrix.fromRows([
  [8, '-1/27', 0],
  [1, 0, '-8'],
]);

test.each(smoothKinds)('%s: Φ′(E) = N', (kind) => {
  const p = parameters(kind);
  expect(isSlope(p, cubes)).toBe(true);
  const { json, E } = lossWithSlope(p, cubes);
  // As a function of Z = RX, the gradient at Y + E is Φ′(E).
  const loss = makeLoss(json, Matrix.identity(3), Matrix.zeros(2, 3));
  expect(loss.gradient(E).equals(cubes)).toBe(true);
});

test('Huber: δ is the largest slope, and residuals there go on beyond', () => {
  const { json, E } = lossWithSlope(parameters('huber'), cubes);
  expect(json).toEqual({ kind: 'huber', delta: '8' });
  expect(E.toRows()).toEqual([
    ['24', '-1/27', '0'],
    ['1', '0', '-24'],
  ]);
  expect(lossWithSlope({ ...parameters('huber'), delta: 2n }, cubes).E.equals(cubes)).toBe(true);
  expect(lossWithSlope(parameters('huber'), Matrix.zeros(1, 1)).json).toEqual({ kind: 'huber', delta: '1' });
});

test('weights are taken in turn', () => {
  const { json } = lossWithSlope(parameters('weighted-square'), Matrix.zeros(2, 2));
  expect(json).toEqual({
    kind: 'weighted-square',
    weights: [
      ['1', '1/3'],
      ['5', '1'],
    ],
  });
});

test('only cubes are slopes of the quartic loss', () => {
  const two = Matrix.fromRows([[2]]);
  expect(smoothKinds.map((kind) => isSlope(parameters(kind), two))).toEqual([true, true, true, false]);
  expect(() => lossWithSlope(parameters('quartic'), two)).toThrow('no rational residual');
});
