import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallGcd } from '../../src/exact/small-gcd.ts';
import { holds } from '../helpers/property.ts';

const euclid = (a: bigint, b: bigint): bigint => (b === 0n ? a : euclid(b, a % b));
const safe = fc.oneof(
  fc.nat({ max: 50 }),
  fc.maxSafeNat(),
  fc.tuple(fc.constantFrom(31, 32, 52, 53), fc.integer({ min: -3, max: -1 })).map(([k, e]) => 2 ** k + e),
);

test('is that of Euclid in BigInts', () => {
  holds(fc.tuple(safe, safe), ([a, b]) => BigInt(smallGcd(a, b)) === euclid(BigInt(a), BigInt(b)), {
    seed: 621,
    runs: 2000,
  });
});

test('with common factors, of all sizes', () => {
  const product = fc
    .tuple(fc.integer({ min: 1, max: 2 ** 20 }), fc.nat({ max: 2 ** 32 }), fc.nat({ max: 2 ** 32 }))
    .map(([c, x, y]) => [c * x, c * y] as const);
  holds(product, ([a, b]) => BigInt(smallGcd(a, b)) === euclid(BigInt(a), BigInt(b)), { seed: 622, runs: 2000 });
});

test.each([
  [0, 0, 0],
  [0, 5, 5],
  [5, 0, 5],
  [2 ** 53 - 1, 0, 2 ** 53 - 1],
  [2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1],
  [2 ** 53 - 1, 2 ** 53 - 2, 1],
  [2 ** 31, 2 ** 52, 2 ** 31],
  [6361 * 69431, 6361 * 20394401, 6361],
])('gcd(%d, %d) = %d', (a, b, expected) => expect(smallGcd(a, b)).toBe(expected));
