import { describe, expect, test } from 'vitest';
import { orthogonal, orthogonalFrom } from '../../../properties/generators/orthogonal.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { draws, drawsAndShrinks, share, smallest } from '../../helpers/draws.ts';

describe('orthogonal matrices', () => {
  test.each([0, 1, 2, 3, 5])('size %i: UᵀU = I exactly, shrunk or not; the smallest is I', (n) => {
    const seen = drawsAndShrinks(orthogonal(n), 60);
    expect(seen.every((m) => m.transpose().mul(m).equals(Matrix.identity(n)))).toBe(true);
    expect(smallest(orthogonal(n), 6).equals(Matrix.identity(n))).toBe(true);
  });

  test.each([
    [
      'c = 1 rotates by 3-4-5',
      [[0, 1, 1]],
      [
        ['3/5', '-4/5'],
        ['4/5', '3/5'],
      ],
    ],
    [
      'c = 2 rotates by a right angle',
      [[0, 1, 2]],
      [
        ['0', '-1'],
        ['1', '0'],
      ],
    ],
    [
      'a sign',
      [[1, 1, -1]],
      [
        ['1', '0'],
        ['0', '-1'],
      ],
    ],
    [
      'a permutation',
      [
        [0, 1, 2],
        [0, 0, -1],
      ],
      [
        ['0', '1'],
        ['1', '0'],
      ],
    ],
  ] as const)('%s', (_, changes, rows) => {
    expect(orthogonalFrom(2, changes).toRows()).toEqual(rows);
  });

  test('−1 is an eigenvalue of some, which no Cayley transform has', () => {
    const hasMinusOne = (m: Matrix) => rank(m.add(Matrix.identity(3))) < 3;
    expect(share(draws(orthogonal(3), 300), hasMinusOne)).toBeGreaterThan(0.05);
  });

  test('some have entries that are no integers', () => {
    expect(share(draws(orthogonal(3), 300), (m) => m.den > 1n)).toBeGreaterThan(0.3);
  });
});
