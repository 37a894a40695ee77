import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commonDivisor,
  SmallIntegers,
  smallCombination,
  smallDot,
  smallKronecker,
  smallMultiple,
  smallProduct,
  smallQuotient,
} from '../../src/exact/small-integers.ts';
import { holds } from '../helpers/property.ts';

const LIMIT = 2 ** 53;
const of = (...entries: number[]) => new SmallIntegers(Float64Array.from(entries));
const bigs = (x: SmallIntegers): bigint[] => Array.from(x.entries, BigInt);

describe('construction', () => {
  test('the largest absolute value', () => {
    expect(of().max).toBe(0);
    expect(of(0, -7, 3).max).toBe(7);
    expect(of(LIMIT - 1, 1 - LIMIT).max).toBe(LIMIT - 1);
  });

  test.each([LIMIT, -LIMIT, Number.POSITIVE_INFINITY])('%d is not below 2^53', (x) => {
    expect(() => of(1, x)).toThrow(RangeError);
    expect(() => of(x, 1)).toThrow(/not below 2\^53/);
  });

  test.each([
    [2n ** 53n - 1n, true],
    [1n - 2n ** 53n, true],
    [2n ** 53n, false],
    [-(2n ** 53n), false],
    [2n ** 53n + 1n, false],
    [10n ** 400n, false],
  ])('from %d: %s', (x, fits) => {
    const found = SmallIntegers.from([0n, x]);
    expect(found !== undefined).toBe(fits);
    expect(found === undefined || bigs(found)[1] === x).toBe(true);
  });
});

/** Sizes on both sides of what is exact. */
const near = (bits: number) =>
  fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.maxSafeInteger().map((x) => x % 2 ** bits),
    fc.tuple(fc.integer({ min: -2, max: 2 }), fc.boolean()).map(([e, s]) => (s ? 1 : -1) * (2 ** bits + e)),
  );
const array = (n: number, bits: number) => fc.array(near(bits), { minLength: n, maxLength: n }).map((x) => of(...x));
const size = fc.integer({ min: 1, max: 9 });
const halves = fc.constantFrom<[number, number]>([26, 26], [26, 27], [20, 30], [1, 52], [10, 10]);

/** What is returned is the exact result; nothing is returned only where the bound fails. */
const isExact = (found: SmallIntegers | undefined, expected: readonly bigint[], bound: bigint): boolean =>
  found === undefined
    ? bound >= 2n ** 53n
    : bound < 2n ** 53n &&
      bigs(found).every((x, k) => x === expected[k]) &&
      found.entries.every((x) => !Object.is(x, -0));

describe('results are exact, or missing where the bound is not below 2^53', () => {
  test('products', () => {
    let [kept, refused] = [0, 0];
    const any = fc
      .tuple(size, size, size, halves)
      .chain(([r, n, c, [p, q]]) => fc.tuple(fc.constant([r, n, c] as const), array(r * n, p), array(n * c, q)));
    holds(
      any,
      ([[r, n, c], a, b]) => {
        const [x, y] = [bigs(a), bigs(b)];
        const expected = Array.from({ length: r * c }, (_, e) => {
          let sum = 0n;
          for (let k = 0; k < n; k++) sum += x[Math.floor(e / c) * n + k]! * y[k * c + (e % c)]!;
          return sum;
        });
        const found = smallProduct(a, b, r, n, c);
        if (found) kept++;
        else refused++;
        return isExact(found, expected, BigInt(n) * BigInt(a.max) * BigInt(b.max));
      },
      { seed: 611, runs: 500 },
    );
    expect(Math.min(kept, refused)).toBeGreaterThan(100);
  });

  test('combinations, multiples, inner and Kronecker products', () => {
    const any = fc.tuple(size, halves).chain(([n, [p, q]]) => fc.tuple(array(n, p), array(n, q), near(q), near(p)));
    holds(
      any,
      ([a, b, x, y]) => {
        const [u, v] = [bigs(a), bigs(b)];
        const abs = (z: number) => BigInt(Math.abs(z));
        const dot = smallDot(a, b);
        const sum = u.reduce((s, value, k) => s + value * v[k]!, 0n);
        return (
          isExact(
            smallCombination(a, x, b, y),
            u.map((value, k) => value * BigInt(x) + v[k]! * BigInt(y)),
            abs(x) * abs(a.max) + abs(y) * abs(b.max),
          ) &&
          isExact(
            smallMultiple(a, x),
            u.map((value) => value * BigInt(x)),
            abs(x) * abs(a.max),
          ) &&
          isExact(
            smallKronecker(a, 1, u.length, b, v.length, 1),
            v.flatMap((value) => u.map((other) => other * value)),
            abs(a.max) * abs(b.max),
          ) &&
          (dot === undefined) === BigInt(u.length) * abs(a.max) * abs(b.max) >= 2n ** 53n &&
          (dot === undefined || BigInt(dot) === sum)
        );
      },
      { seed: 612, runs: 500 },
    );
  });

  test.each([
    ['met exactly', [2 ** 26], [2 ** 27], false],
    ['one less', [2 ** 26], [2 ** 27 - 1], true],
    ['by two terms', [2 ** 26, 2 ** 26], [2 ** 26, 2 ** 26], false],
    ['zero times the largest', [0], [LIMIT - 1], true],
  ])('the bound is %s', (_, a, b, fits) => {
    expect(smallProduct(of(...a), of(...b), 1, a.length, 1) !== undefined).toBe(fits);
  });
});

describe('common divisors', () => {
  test('of a denominator and all entries', () => {
    const any = fc.tuple(
      fc.array(near(40), { maxLength: 6 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.bigInt({ min: 1n, max: 2n ** 70n }),
    );
    const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
    holds(
      any,
      ([xs, c, d]) => {
        const a = of(...xs.map((x) => (x % 2 ** 40) * c));
        const den = d * BigInt(c);
        const g = commonDivisor(a, den);
        const expected = bigs(a).reduce((s, x) => gcd(s, x < 0n ? -x : x), den);
        return g === expected && bigs(smallQuotient(a, Number(g))).every((x, k) => x * g === bigs(a)[k] || a.max === 0);
      },
      { seed: 613, runs: 300 },
    );
  });
});
