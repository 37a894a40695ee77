import { describe, expect, test } from 'vitest';
import { invertible, invertibleFrom } from '../../../properties/generators/invertible.ts';
import { inverse } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { draws, drawsAndShrinks, share, smallest } from '../../helpers/draws.ts';

describe('invertible matrices', () => {
  test.each([0, 1, 2, 3, 5])('size %i: integers, invertible, shrunk or not; the smallest is I', (n) => {
    const seen = drawsAndShrinks(invertible(n), 60);
    expect(seen.every((m) => m.rows === n && m.den === 1n && inverse(m) !== undefined)).toBe(true);
    expect(smallest(invertible(n), 6).equals(Matrix.identity(n))).toBe(true);
  });

  test.each([
    [
      'row 0 += 2 · row 1',
      [[0, 1, 2]],
      [
        ['1', '2'],
        ['0', '1'],
      ],
    ],
    [
      'row 1 −= row 0',
      [[1, 0, -1]],
      [
        ['1', '0'],
        ['-1', '1'],
      ],
    ],
    [
      'negate row 1',
      [[1, 1, -1]],
      [
        ['1', '0'],
        ['0', '-1'],
      ],
    ],
    [
      'double row 0',
      [[0, 0, 3]],
      [
        ['2', '0'],
        ['0', '1'],
      ],
    ],
    [
      'nothing',
      [[1, 1, 2]],
      [
        ['1', '0'],
        ['0', '1'],
      ],
    ],
  ] as const)('%s', (_, changes, rows) => {
    expect(invertibleFrom(2, changes).toRows()).toEqual(rows);
  });

  test('not always I, and not always with an integer inverse', () => {
    const seen = draws(invertible(3), 300);
    expect(share(seen, (m) => !m.equals(Matrix.identity(3)))).toBeGreaterThan(0.4);
    expect(share(seen, (m) => inverse(m)!.den > 1n)).toBeGreaterThan(0.02);
  });
});
