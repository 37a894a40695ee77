import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../properties/generators/any-point.ts';
import { invertibleFrom } from '../../properties/generators/invertible.ts';
import { steps } from '../../properties/generators/small.ts';
import { inverse, rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { chain } from '../../src/network/network.ts';
import { criticalPattern, partialPattern } from '../../src/network/rank-pattern.ts';
import { point, scalar } from '../helpers/points.ts';
import { holds } from '../helpers/property.ts';

const I2 = [
  [1, 0],
  [0, 1],
];

// X = I, Y = diag(2, 1), W_1 = e_1e_1ᵀ, W_2 = e_2e_1ᵀ, W_3 = e_2e_2ᵀ: one chain e_1 → e_1 → e_2 → e_2, which the cycle does not continue.
const E11 = [
  [1, 0],
  [0, 0],
];
const E21 = [
  [0, 0],
  [1, 0],
];
const E22 = [
  [0, 0],
  [0, 1],
];
const Y21 = [
  [2, 0],
  [0, 1],
];

describe('partial and critical patterns', () => {
  test.each([
    ['one layer', scalar(1, 2), '1-1:1', '1:1'],
    ['no targets', scalar(0, 2, 1), '1-1-1:1,1,1', '1-1:0,0,1,0'],
    ['d_0 is in one of them only', point(I2, [[1, 0]], [[1, 0]], [[0]]), '2-1-1:1,0,0', '1-1:1,0,0,0'],
    [
      'W_1 W_2 W_3, from each layer on',
      point(I2, Y21, E11, E21, E22),
      '2-2-2-2:1,1,1,1,1,1',
      '2-2-2:1,1,1,1,1,0,1,0,0',
    ],
    ['W_2W_1 = 0', point(I2, Y21, E11, E22, E22), '2-2-2-2:1,0,0,1,1,1', '2-2-2:1,0,0,1,1,0,1,0,0'],
  ])('%s', (_, instance, partial, critical) => {
    expect(partialPattern(instance)).toBe(partial);
    expect(criticalPattern(instance)).toBe(critical);
  });

  test('the partial pattern has the ranks of all W_i⋯W_j, j by j', () => {
    holds(
      anyPoint(),
      (p) => {
        const ranks: number[] = [];
        const H = p.weights.length;
        for (let j = 1; j <= H; j++) for (let i = j; i <= H; i++) ranks.push(rank(chain(p, i, j)));
        return partialPattern(p) === `${p.widths.join('-')}:${ranks}`;
      },
      { seed: 11, runs: 200 },
    );
  });

  test('the critical pattern has the ranks of W_j⋯W_1 Σ_XY W_H⋯W_{i+1} and of W_i⋯W_j, j ≥ 2', () => {
    holds(
      anyPoint(),
      (p) => {
        const H = p.weights.length;
        const cross = p.X.mul(p.Y.transpose());
        const ranks: number[] = [];
        for (let i = 0; i < H; i++) {
          // The maps after vertex i: W_{i+1}, …, W_H, then W_1Σ_XY, …, W_i.
          if (i > 0) for (let k = i + 1; k <= H; k++) ranks.push(rank(chain(p, k, i + 1)));
          const before = i > 0 ? chain(p, H, i + 1) : Matrix.identity(p.widths[H]!);
          for (let j = 1; j <= (i || H); j++) ranks.push(rank(chain(p, j, 1).mul(cross).mul(before)));
        }
        return criticalPattern(p) === `${p.widths.slice(1).join('-')}:${ranks}`;
      },
      { seed: 12, runs: 200 },
    );
  });

  test('a change of basis in the hidden layers changes nothing; a layer set to 0 does, unless it was 0', () => {
    const changes = fc.tuple(anyPoint({ minDepth: 2 }), fc.array(steps(4), { minLength: 4, maxLength: 4 }), fc.nat(4));
    holds(
      changes,
      ([p, gauges, k]) => {
        const H = p.weights.length;
        const D = p.widths.map((d, v) => invertibleFrom(d, v === 0 || v === H ? [] : gauges[v - 1]!));
        const moved = p.weights.map((w, h) => D[h + 1]!.mul(w).mul(inverse(D[h]!)!));
        const other = makeInstance(p.X, p.Y, moved, p.widths);
        const less = p.weights.map((w, h) => (h === k % H ? Matrix.zeros(w.rows, w.cols) : w));
        const same = partialPattern({ widths: p.widths, weights: less }) === partialPattern(p);
        return (
          partialPattern(other) === partialPattern(p) &&
          criticalPattern(other) === criticalPattern(p) &&
          same === p.weights[k % H]!.isZero()
        );
      },
      { seed: 13, runs: 200 },
    );
  });
});
