import { describe, expect, test } from 'vitest';
import { choice, smallMatrix, smallRational, sparseFrom } from '../../../properties/generators/small.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { draws, drawsAndShrinks, smallest } from '../../helpers/draws.ts';

describe('small numbers', () => {
  test('rationals p/q have |p| ≤ 3, q ≤ 3 and shrink to 0', () => {
    expect(drawsAndShrinks(smallRational, 200).every((x) => x.den <= 3n && x.num <= 3n && x.num >= -3n)).toBe(true);
    expect(smallest(smallRational, 4).toString()).toBe('0');
  });

  test.each([
    [0, 0],
    [0, 2],
    [3, 0],
    [2, 3],
  ])('matrices of %i × %i have their shape and shrink to 0', (rows, cols) => {
    const seen = drawsAndShrinks(smallMatrix(rows, cols), 30);
    expect(seen.every((m) => m.rows === rows && m.cols === cols)).toBe(true);
    expect(smallest(smallMatrix(rows, cols), 5).equals(Matrix.zeros(rows, cols))).toBe(true);
  });

  test('a choice has the same shares in every run and shrinks to the first', () => {
    const seen = draws(choice([1, 2, 3, 4]), 4000);
    for (const x of [1, 2, 3, 4]) expect(seen.filter((y) => y === x).length / 4000).toBeCloseTo(0.25, 1);
    expect(smallest(choice(['first', 'second']), 3)).toBe('first');
  });
});

describe('sparse matrices', () => {
  test.each([
    [
      'no change',
      [],
      [
        ['0', '0'],
        ['0', '0'],
      ],
    ],
    [
      '1 in place (0, 1)',
      [[0, 1, 0]],
      [
        ['0', '1'],
        ['0', '0'],
      ],
    ],
    [
      'indices modulo the size',
      [[3, 2, 1]],
      [
        ['0', '0'],
        ['1', '0'],
      ],
    ],
    [
      '2 and −1',
      [
        [0, 0, 2],
        [1, 1, -2],
      ],
      [
        ['2', '0'],
        ['0', '-1'],
      ],
    ],
    [
      'the later change counts',
      [
        [0, 0, 2],
        [0, 0, 1],
      ],
      [
        ['1', '0'],
        ['0', '0'],
      ],
    ],
  ] as const)('%s', (_, changes, rows) => {
    expect(sparseFrom(2, 2, changes).toRows()).toEqual(rows);
  });

  test('no rows or no columns', () => {
    expect(sparseFrom(0, 2, [[1, 1, 1]]).shape).toBe('0 × 2');
    expect(sparseFrom(2, 0, [[1, 1, 1]]).shape).toBe('2 × 0');
  });
});
