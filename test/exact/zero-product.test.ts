import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, product } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/primes.ts';
import { Rational } from '../../src/exact/rational.ts';
import { isZeroProduct } from '../../src/exact/zero-product.ts';
import { integer, longRational, lowRank, matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const size = fc.integer({ min: 0, max: 4 });
const chain = fc
  .tuple(size, size, size, size, fc.constantFrom(integer(1n), rational(), longRational))
  .chain(([a, b, c, d, x]) =>
    fc.tuple(
      fc.oneof(matrix(a, b, x), lowRank(a, b, 1, x)),
      fc.oneof(matrix(b, c, x), lowRank(b, c, 1, integer(1n)), fc.constant(Matrix.zeros(b, c))),
      matrix(c, d, x),
    ),
  );

test('is that of the product formed', () => {
  let zeros = 0;
  holds(
    chain,
    ([a, b, c]) => {
      const isZero = product(a, b, c).isZero();
      if (isZero) zeros++;
      return isZeroProduct(a, b, c) === isZero && isZeroProduct(a) === a.isZero();
    },
    { seed: 651, runs: 400 },
  );
  expect(zeros).toBeGreaterThan(50);
});

describe('products that some primes do not see', () => {
  const times = (...primes: number[]) =>
    Matrix.identity(1).scale(new Rational(primes.reduce((x, p) => x * BigInt(p), 1n)));
  test.each([
    ['the first prime', [[0]]],
    ['the first two', [[0, 1]]],
    ['split between factors', [[0], [1]]],
    [
      'ten primes in two factors',
      [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
      ],
    ],
  ])('%s', (_, indices) => {
    const factors = indices.map((list) => times(...list.map(prime)));
    expect(isZeroProduct(factors[0]!, ...factors.slice(1))).toBe(false);
    const minus = factors[0]!.neg().beside(factors[0]!);
    expect(isZeroProduct(minus, Matrix.fromRows([[1], [1]]), ...factors.slice(1))).toBe(true);
  });
});

test('sums of more than a thousand terms', () => {
  const row = Matrix.build(1, 1500, (_, j) => 2n ** 60n + BigInt(j));
  const column = Matrix.build(1500, 1, (i) => (i % 2 === 0 ? 1n : -1n));
  expect(isZeroProduct(row, column)).toBe(false);
  expect(isZeroProduct(row, column, Matrix.zeros(1, 1))).toBe(true);
  expect(
    isZeroProduct(
      Matrix.build(1, 1500, () => 2n ** 60n),
      column,
    ),
  ).toBe(true);
});

test('shapes that do not fit are rejected', () => {
  expect(() => isZeroProduct(Matrix.zeros(2, 3), Matrix.zeros(2, 3))).toThrow(/product of 2 × 3 and 2 × 3/);
});
