import { expect, test } from 'vitest';
import { growthExponent, median, quantile } from '../../bench/statistics.ts';

test.each([
  [[3], 0.5, 3],
  [[4, 1], 0.5, 2.5],
  [[5, 1, 3], 0.5, 3],
  [[5, 1, 3], 0, 1],
  [[5, 1, 3], 1, 5],
  [[0, 10], 0.95, 9.5],
])('the quantile of %j at %d is %d', (list, p, value) => {
  expect(quantile(list, p)).toBeCloseTo(value, 12);
});

test('the median leaves its list as it is', () => {
  const list = [3, 1, 2];
  expect(median(list)).toBe(2);
  expect(list).toEqual([3, 1, 2]);
});

test('nothing has no quantile', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('c·x^p grows with the exponent p', () => {
  const points = [16, 36, 64, 1024].map((x) => [x, 7 * x ** 2.5] as const);
  expect(growthExponent(points)).toBeCloseTo(2.5, 10);
});

test('two lines that meet have the slope between theirs', () => {
  expect(
    growthExponent([
      [1, 1],
      [2, 2],
      [4, 8],
    ]),
  ).toBeCloseTo(1.5, 10);
});

test.each([
  [[]],
  [[[5, 1]]],
  [
    [
      [5, 1],
      [5, 3],
    ],
  ],
])('%j show no growth', (points) => {
  expect(growthExponent(points as [number, number][])).toBeUndefined();
});
