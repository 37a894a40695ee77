import { describe, expect, test } from 'vitest';
import { prime, primesAbove } from '../../src/exact/primes.ts';

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
};

describe('primes', () => {
  test('the largest primes below 2^22, downwards without a gap', () => {
    expect(prime(0)).toBe(4194301);
    for (let k = 0; k < 5; k++) {
      expect(isPrime(prime(k))).toBe(true);
      for (let n = prime(k + 1) + 1; n < prime(k); n++) expect(isPrime(n)).toBe(false);
    }
  });

  test('the order of asking does not matter', () => {
    const late = prime(40);
    expect(prime(12)).toBeGreaterThan(late);
    expect(prime(40)).toBe(late);
    expect(new Set(Array.from({ length: 41 }, (_, k) => prime(k))).size).toBe(41);
  });

  test.each([0, 1, 21, 22, 44, 65, 66, 500])('as many as have a product above 2^%d, and hardly more', (bits) => {
    const product = (count: number) =>
      Array.from({ length: count }, (_, k) => BigInt(prime(k))).reduce((x, p) => x * p, 1n);
    const count = primesAbove(bits);
    expect(product(count)).toBeGreaterThan(2n ** BigInt(bits));
    expect(product(count - 1)).toBeLessThan(2n ** BigInt(bits + 1));
  });
});
