import { expect, test } from 'vitest';
import { rankPattern } from '../../src/network/rank-pattern.ts';
import { point, scalar } from '../helpers/points.ts';

const I2 = [
  [1, 0],
  [0, 1],
];

test.each([
  ['one layer', scalar(1, 2), '1-1:1'],
  ['the origin of two layers: only the outer block of the pivot has a rank', scalar(1, 0, 0), '1-1-1:0,0,1,0'],
  ['no targets: not even that', scalar(0, 0, 0), '1-1-1:0,0,0,0'],
  ['a zero layer between two others', scalar(1, 1, 0, 1), '1-1-1-1:1,0,1,0,0,1,0,1,1'],
  ['two neurons in, one hidden', point(I2, I2, [[0, 1]], [[0], [1]]), '2-1-2:1,1,2,1'],
])('%s', (_, instance, pattern) => {
  expect(rankPattern(instance)).toBe(pattern);
});

test('products that vanish though no factor does have a pattern of their own', () => {
  const first = point(I2, I2, [[1, 0]], [[0], [1]]);
  const same = point(I2, I2, [[2, 0]], [[0], [3]]);
  const nilpotent = [
    [0, 1],
    [0, 0],
  ];
  expect(rankPattern(first)).toBe(rankPattern(same));
  expect(rankPattern(point(I2, I2, nilpotent, nilpotent))).not.toBe(rankPattern(point(I2, I2, nilpotent, I2)));
});
