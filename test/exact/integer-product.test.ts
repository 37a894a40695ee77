import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longest, multiplyIntegers, multiplyPacked, multiplyPlainly } from '../../src/exact/integer-product.ts';
import { holds } from '../helpers/property.ts';

const reference = (a: readonly bigint[], b: readonly bigint[], rows: number, inner: number, cols: number): bigint[] =>
  Array.from({ length: rows * cols }, (_, e) =>
    Array.from({ length: inner }, (_, k) => a[Math.floor(e / cols) * inner + k]! * b[k * cols + (e % cols)]!).reduce(
      (s, x) => s + x,
      0n,
    ),
  );

/** Zeros, small numbers, and both ends of what so many digits can be. */
const entry = (bits: bigint) =>
  fc.oneof(
    fc.constantFrom(0n, 0n, 1n, -1n, 2n ** bits - 1n, 1n - 2n ** bits),
    fc.bigInt({ min: 1n - 2n ** bits, max: 2n ** bits - 1n }),
  );
const array = (n: number, bits: bigint) => fc.array(entry(bits), { minLength: n, maxLength: n });
const shape = fc.tuple(
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
);
const widths = fc.constantFrom<[bigint, bigint]>(
  [30n, 30n],
  [62n, 1n],
  [63n, 64n],
  [64n, 65n],
  [128n, 60n],
  [200n, 10n],
);

describe('products of long integers', () => {
  const any = fc
    .tuple(shape, widths)
    .chain(([[r, n, c], [p, q]]) => fc.tuple(fc.constant([r, n, c] as const), array(r * n, p), array(n * c, q)));

  test('plain and packed, in the narrowest slots and in wider ones', () => {
    holds(
      any,
      ([[r, n, c], a, b]) => {
        const expected = reference(a, b, r, n, c).join();
        const narrowest = longest(a) + longest(b) + n.toString(2).length + 1;
        return (
          multiplyPlainly(a, b, r, n, c).join() === expected &&
          multiplyPacked(a, b, r, n, c, narrowest).join() === expected &&
          multiplyPacked(a, b, r, n, c, 64 * Math.ceil(narrowest / 64)).join() === expected
        );
      },
      { seed: 641, runs: 150 },
    );
  });

  test('whichever is chosen', () => {
    const large = fc
      .tuple(fc.integer({ min: 9, max: 14 }), fc.integer({ min: 9, max: 14 }), widths)
      .chain(([r, n, [p, q]]) => fc.tuple(fc.constant([r, n, r] as const), array(r * n, p), array(n * r, q)));
    holds(large, ([[r, n, c], a, b]) => multiplyIntegers(a, b, r, n, c).join() === reference(a, b, r, n, c).join(), {
      seed: 642,
      runs: 40,
    });
  });

  test('all entries as large as possible, of either sign: slots are full', () => {
    for (const [p, q] of [
      [60n, 60n],
      [64n, 59n],
      [123n, 125n],
    ] as const) {
      for (const sign of [1n, -1n]) {
        const a = new Array<bigint>(144).fill(sign * (2n ** p - 1n));
        const b = Array.from({ length: 144 }, (_, k) => (k % 3 === 0 ? 1n : -1n) * (2n ** q - 1n));
        expect(multiplyIntegers(a, b, 12, 12, 12)).toEqual(reference(a, b, 12, 12, 12));
      }
    }
  });

  test('through width 0, without rows and without columns', () => {
    expect(multiplyIntegers([], [], 2, 0, 3)).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
    expect(multiplyIntegers([], [1n, 2n], 0, 1, 2)).toEqual([]);
    expect(multiplyIntegers([1n, 2n], [], 2, 1, 0)).toEqual([]);
  });
});

test.each([
  [[], 0],
  [[0n], 0],
  [[1n, -1n], 1],
  [[7n, -8n], 4],
  [[2n ** 100n - 1n, -(2n ** 100n)], 101],
])('digits of the longest: case %#', (xs, expected) => expect(longest(xs)).toBe(expected));
