import { describe, expect, test } from 'vitest';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { bottleneckWidth, partialProducts } from '../../src/network/network.ts';
import { instance as anyInstance, criticalInstance } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const I2 = Matrix.identity(2);
const Y = Matrix.fromRows([
  [3, 0],
  [0, 1],
]);
const larger = makeInstance(I2, Y, [Matrix.fromRows([[1, 0]]), Matrix.column([3, 0])]);

describe('a better matrix of rank d + 1', () => {
  test('one neuron that fits the larger value: add the smaller one', () => {
    // G = diag(0, −1), so row 1 of the gradient; ε = 1.
    expect(betterMatrix(larger)).toEqual({
      kind: 'better-matrix',
      left: [
        ['3', '0'],
        ['0', '1'],
      ],
      right: [
        ['1', '0'],
        ['0', '1'],
      ],
    });
  });

  test('none where G = 0', () => {
    expect(betterMatrix(makeInstance(I2, Y, [Y]))).toBeUndefined();
    expect(betterMatrix(makeInstance(Matrix.zeros(1, 1), I2.row(0).col(0), [Matrix.zeros(1, 1)]))).toBeUndefined();
  });

  test.each([
    ['any points', anyInstance()],
    ['critical points', criticalInstance()],
  ])('%s: through width d + 1, and a smaller loss, exactly where G ≠ 0', (_, instances) => {
    holds(
      instances,
      (p) => {
        const { R } = partialProducts(p);
        const found = betterMatrix(p);
        if (!found) return p.loss.gradient(R).isZero();
        const left = Matrix.fromRows(found.left);
        const right = Matrix.fromRows(found.right);
        return left.cols === bottleneckWidth(p) + 1 && p.loss.value(left.mul(right)).compare(p.loss.value(R)) < 0;
      },
      { seed: 1, runs: 150 },
    );
  });
});
