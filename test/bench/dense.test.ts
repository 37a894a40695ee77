import { expect, test } from 'vitest';
import { denseGauge, denseOrthogonal } from '../../bench/dense.ts';
import { Random } from '../../bench/random.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';

test.each([1, 2, 3, 4, 7, 16])('gauges of size %d are integer with an integer inverse', (n) => {
  const { D, inverse } = denseGauge(n, new Random(n));
  expect([D.den, inverse.den]).toEqual([1n, 1n]);
  expect(D.mul(inverse).equals(Matrix.identity(n))).toBe(true);
});

test.each([1, 2, 3, 8])('the rational matrix of size %d is orthogonal', (n) => {
  const U = denseOrthogonal(n, 2, new Random(n));
  expect(U.transpose().mul(U).equals(Matrix.identity(n))).toBe(true);
});

test('a seed gives the same numbers, another one others', () => {
  const numbers = (seed: number) => {
    const random = new Random(seed);
    return range(20).map(() => random.integer(-3, 3));
  };
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
  expect(Math.min(...numbers(1))).toBeGreaterThanOrEqual(-3);
  expect(Math.max(...numbers(1))).toBeLessThanOrEqual(3);
});

test('shuffling keeps the elements', () => {
  expect(new Random(5).shuffled(range(30)).sort((a, b) => a - b)).toEqual(range(30));
});
