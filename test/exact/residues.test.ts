import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prime } from '../../src/exact/primes.ts';
import { centre, residuesOf } from '../../src/exact/residues.ts';
import { SmallIntegers } from '../../src/exact/small-integers.ts';
import { holds } from '../helpers/property.ts';

const mod = (x: bigint, p: number): bigint => ((x % BigInt(p)) + BigInt(p)) % BigInt(p);
const isImage = (out: Float64Array, xs: readonly bigint[], p: number): boolean =>
  out.length === xs.length &&
  xs.every((x, k) => Math.abs(out[k]!) <= p / 2 + 2 && mod(BigInt(out[k]!), p) === mod(x, p));
/** Next to multiples of p and of p/2, where quotients are rounded up or down. */
const nearMultiple = (p: number, limit: bigint) =>
  fc
    .tuple(
      fc.bigInt({ min: -limit / BigInt(p), max: limit / BigInt(p) }),
      fc.integer({ min: -2, max: 2 }),
      fc.boolean(),
    )
    .map(([k, e, half]) => k * BigInt(p) + BigInt(e) + (half ? BigInt((p - 1) / 2) : 0n))
    .filter((x) => x < limit && x > -limit);

describe.each([3, 101, prime(0), prime(3)])('residues modulo %d', (p) => {
  test('of doubles below 2^52', () => {
    const small = fc.oneof(fc.bigInt({ min: 1n - 2n ** 52n, max: 2n ** 52n - 1n }), nearMultiple(p, 2n ** 52n));
    holds(fc.array(small), (xs) => isImage(centre(Float64Array.from(xs, Number), p), xs, p), { seed: 311, runs: 300 });
  });

  test('of integers in either form', () => {
    const entry = fc.oneof(
      fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
      fc.bigInt({ min: -50n, max: 50n }),
      nearMultiple(p, 2n ** 300n),
    );
    holds(
      fc.array(entry),
      (xs) => {
        const short = xs.map((x) => BigInt.asIntN(50, x));
        const small = new SmallIntegers(Float64Array.from(short, Number));
        return (
          isImage(residuesOf(xs)(p), xs, p) &&
          isImage(residuesOf(short)(p), short, p) &&
          isImage(residuesOf(small)(p), short, p) &&
          small.entries.every((x, k) => BigInt(x) === short[k])
        );
      },
      { seed: 312, runs: 200 },
    );
  });

  test('at the borders of doubles', () => {
    const xs = [51n, 52n, 53n].flatMap((k) => [
      2n ** k - 1n,
      2n ** k,
      2n ** k + 1n,
      1n - 2n ** k,
      -(2n ** k),
      -1n - 2n ** k,
    ]);
    expect(isImage(residuesOf(xs)(p), xs, p)).toBe(true);
    const safe = xs.filter((x) => x < 2n ** 53n && x > -(2n ** 53n));
    expect(isImage(residuesOf(new SmallIntegers(Float64Array.from(safe, Number)))(p), safe, p)).toBe(true);
  });

  test('of 1100 limbs, which are summed in parts', () => {
    const xs = [2n ** 22000n - 1n, 1n - 2n ** 22000n, 2n ** 21999n + 1n, 7n, 0n];
    expect(isImage(residuesOf(xs)(p), xs, p)).toBe(true);
  });
});
