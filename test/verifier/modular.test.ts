import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rank as libraryRank } from '../../src/exact/elimination.ts';
import { Matrix as LibraryMatrix } from '../../src/exact/matrix.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { hasRank, prime, rankModulo } from '../../src/verifier/modular.ts';
import { Place } from '../../src/verifier/read.ts';
import { LIMITS } from '../../src/verifier/result.ts';
import { theirs } from './kinds/network-of.ts';

const P = 67108859n;
const Q = 67108837n;
const matrix = (...rows: (bigint | number)[][]) =>
  Matrix.build(rows.length, rows[0]?.length ?? 0, 1n, (i, j) => BigInt(rows[i]![j]!));
const has = (N: Matrix, r: number) => hasRank(new Place(''), N, r);
/** The ranks that are accepted. */
const ranksOf = (N: Matrix) => [0, 1, 2, 3, 4, 5].filter((r) => has(N, r));

describe('the primes', () => {
  test('are those below 2^26, from the largest downwards', () => {
    expect([0, 1].map(prime)).toEqual([Number(P), Number(Q)]);
    const listed = Array.from({ length: 60 }, (_, k) => prime(k));
    // A sieve of the same interval.
    const from = listed.at(-1)!;
    const composite = new Set<number>();
    for (let d = 2; d * d < 2 ** 26; d++) {
      for (let n = Math.ceil(from / d) * d; n < 2 ** 26; n += d) if (n > d) composite.add(n);
    }
    const expected = [];
    for (let n = 2 ** 26 - 1; n >= from; n--) if (!composite.has(n)) expected.push(n);
    expect(listed).toEqual(expected);
  });

  test.each([2 ** 26 - 1, 67108859 - 2, 67108861])('%i is none', (n) => {
    expect(Array.from({ length: 5 }, (_, k) => prime(k))).not.toContain(n);
  });
});

describe('the rank modulo a prime', () => {
  test('of large residues, of both signs, is computed without rounding', () => {
    const p = Number(P);
    const top = P - 1n;
    // det = (p−1)² − (p−2)·1 and multiples of p added.
    expect(rankModulo(matrix([top, 1], [P - 2n, top]), p, 2)).toBe(2);
    expect(rankModulo(matrix([top, -top], [-top + 5n * P, top - 9n * P]), p, 2)).toBe(1);
    expect(rankModulo(matrix([top * top, top], [top, 1n]), p, 2)).toBe(1);
    // (p−1)² = 1 and (p−1)(p−2) = 2.
    expect(rankModulo(matrix([top, P - 2n], [1n, 2n]), p, 2)).toBe(1);
    expect(rankModulo(matrix([top, P - 2n], [1n, 3n]), p, 2)).toBe(2);
  });
  test('ends above what is asked for', () => {
    const identity = Matrix.identity(5);
    expect([0, 1, 4, 5, 9].map((most) => rankModulo(identity, Number(P), most))).toEqual([1, 2, 5, 5, 5]);
  });
});

describe('the rank', () => {
  test.each<[string, Matrix, number]>([
    ['no rows', Matrix.build(0, 3, 1n, () => 0n), 0],
    ['no columns', Matrix.build(3, 0, 1n, () => 0n), 0],
    ['zero', matrix([0, 0], [0, 0]), 0],
    ['a multiple of the first prime', matrix([P]), 1],
    ['a multiple of many primes', matrix([P * Q * BigInt(prime(2)) * BigInt(prime(3))]), 1],
    ['one row of multiples', matrix([P, 2n * P]), 1],
    ['full, but not modulo the first prime', matrix([P, 0], [0, 1]), 2],
    ['full, but not modulo the first two primes', matrix([P, 0], [0, Q]), 2],
    ['full, but 1 modulo the first two primes', matrix([P * Q, 0], [0, 1]), 2],
    ['full, where the determinant is the first prime', matrix([1, 1], [1, P + 1n]), 2],
    ['2 of 3, but not modulo the first prime', matrix([P, 0, P], [0, 1, 1], [P, 1, P + 1n]), 2],
    ['1 of 2, but 0 modulo the first prime before it is divided out', matrix([P, 2n * P], [P, 2n * P]), 1],
    ['1 of 2 with a zero row', matrix([1, 2], [0, 0]), 1],
    ['fractions over one denominator', Matrix.build(2, 2, P * Q, (i, j) => [P, 1n, Q, 5n][2 * i + j]!), 2],
  ])('%s', (_, N, r) => {
    expect(ranksOf(N)).toEqual([r]);
    expect(ranksOf(N.T)).toEqual([r]);
  });

  test.each([-1, 6, 2 ** 53 - 1])('%s is no rank of a 2 × 2 matrix', (r) => {
    expect(has(Matrix.identity(2), r)).toBe(false);
  });

  test('of random products is that of elimination, and neither neighbour', () => {
    const entries = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const of = (rows: number, cols: number) =>
      fc
        .array(entries, { minLength: rows * cols, maxLength: rows * cols })
        .map((num) => new LibraryMatrix(rows, cols, num));
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
    );
    const products = sizes.chain(([n, k, m]) => fc.tuple(of(n, k), of(k, m)).map(([a, b]) => a.mul(b)));
    for (const N of fc.sample(products, { seed: 3, numRuns: 150 })) {
      const r = libraryRank(N);
      expect([-1, 0, 1].map((by) => has(theirs(N), r + by))).toEqual([false, true, false]);
    }
  });
});

test('more primes than the rest of the work allows are LIMIT, before they are used', () => {
  const place = new Place('');
  const long = matrix([3n ** 20_000n, 1], [1, 1]);
  place.charge(LIMITS.work - 100_000, 1);
  expect(() => hasRank(place, long, 1)).not.toThrow();
  expect(() => hasRank(place, matrix([3n ** 20_000n, 3n ** 20_000n], [1, 1]), 1)).toThrow(
    expect.objectContaining({ code: 'LIMIT' }),
  );
});
