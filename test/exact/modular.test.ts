import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { echelonMod, integerSqrt, prime, reconstruct, residues } from '../../src/exact/modular.ts';
import { holds } from '../helpers/property.ts';

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
};
const mod = (x: bigint, p: number): bigint => ((x % BigInt(p)) + BigInt(p)) % BigInt(p);
const power = (a: bigint, k: bigint, p: bigint): bigint =>
  k === 0n ? 1n : ((k % 2n === 1n ? a : 1n) * power((a * a) % p, k / 2n, p)) % p;

/** Reduced row echelon form modulo p in BigInts. */
function slowEchelon(rows: bigint[][], cols: number, p: number): { form: bigint[][]; pivots: number[] } {
  const m = rows.map((r) => r.map((x) => mod(x, p)));
  const pivots: number[] = [];
  for (let c = 0; c < cols; c++) {
    const top = pivots.length;
    const found = m.findIndex((r, i) => i >= top && r[c] !== 0n);
    if (found < 0) continue;
    [m[top], m[found]] = [m[found]!, m[top]!];
    const s = power(m[top]![c]!, BigInt(p) - 2n, BigInt(p));
    m[top] = m[top]!.map((x) => mod(x * s, p));
    for (const [i, r] of m.entries()) {
      const f = r[c]!;
      if (i !== top) m[i] = r.map((x, j) => mod(x - f * m[top]![j]!, p));
    }
    pivots.push(c);
  }
  return { form: m, pivots };
}

describe('primes', () => {
  test('the largest primes below 2^26, downwards without a gap', () => {
    expect(prime(0)).toBe(67108859);
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
});

describe('residues', () => {
  test.each([2, 3, 101, prime(0), prime(3)])('modulo %d', (p) => {
    holds(
      fc.array(fc.oneof(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: -50n, max: 50n }))),
      (xs) => {
        const out = residues(xs, p);
        return out.length === xs.length && xs.every((x, k) => BigInt(out[k]!) === mod(x, p));
      },
      { seed: 301, runs: 100 },
    );
  });

  test('at the border of exact doubles', () => {
    const xs = [2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) + 1n, -(2n ** 53n), -(2n ** 53n) - 1n];
    expect([...residues(xs, prime(0))].map(BigInt)).toEqual(xs.map((x) => mod(x, prime(0))));
  });
});

describe('echelon form modulo p', () => {
  test.each([2, 3, 5, 101, prime(0), prime(1)])('agrees with BigInts modulo %d', (p) => {
    const sizes = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }));
    const entry = fc.oneof(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }));
    const any = sizes.chain(([r, c]) =>
      fc
        .array(fc.array(entry, { minLength: c, maxLength: c }), { minLength: r, maxLength: r })
        .map((rows) => ({ rows, r, c })),
    );
    holds(
      any,
      ({ rows, r, c }) => {
        const a = residues(rows.flat(), p);
        const pivots = echelonMod(a, r, c, p);
        const slow = slowEchelon(rows, c, p);
        return (
          pivots.join() === slow.pivots.join() &&
          pivots.every((_, k) => slow.form[k]!.every((x, j) => BigInt(a[k * c + j]!) === x))
        );
      },
      { seed: 302, runs: 100 },
    );
  });

  test('products next to p² are exact: entries p − 1', () => {
    const p = prime(0);
    const rows = [
      [-1n, -2n, -3n],
      [-2n, -1n, -5n],
      [-7n, -11n, -1n],
    ];
    const a = residues(rows.flat(), p);
    expect(echelonMod(a, 3, 3, p)).toEqual([0, 1, 2]);
    expect([...a]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});

describe('rational reconstruction', () => {
  const m = BigInt(prime(0)) * BigInt(prime(1)) * BigInt(prime(2));
  const bound = integerSqrt(m / 2n);
  const image = (n: bigint, d: bigint): bigint => {
    let [r0, r1, s0, s1] = [m, ((d % m) + m) % m, 0n, 1n];
    while (r1 !== 0n) {
      const q = r0 / r1;
      [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
    }
    return (((n * s0) % m) + m) % m;
  };

  test('finds every fraction within the bound', () => {
    const part = fc.bigInt({ min: -bound, max: bound });
    holds(
      fc.tuple(part, fc.bigInt({ min: 1n, max: bound })),
      ([n, d]) => {
        if ([prime(0), prime(1), prime(2)].some((p) => d % BigInt(p) === 0n)) return true;
        const found = reconstruct(image(n, d), m, bound);
        return found !== undefined && found.den > 0n && found.num * d === n * found.den;
      },
      { seed: 303, runs: 300 },
    );
  });

  test.each([
    ['zero', 0n, 1n],
    ['one', 1n, 1n],
    ['minus one', -1n, 1n],
    ['a negative fraction', -7n, 12n],
    ['the largest numerator', bound, 1n],
    ['the largest denominator', 1n, bound],
  ])('%s', (_, num, den) => expect(reconstruct(image(num, den), m, bound)).toEqual({ num, den }));

  test('whatever is found lies within the bound and has the right image', () => {
    let none = 0;
    holds(
      fc.bigInt({ min: 0n, max: m - 1n }),
      (a) => {
        const found = reconstruct(a, m, bound);
        if (!found) {
          none++;
          return true;
        }
        const { num, den } = found;
        return den > 0n && den <= bound && num <= bound && -num <= bound && (num - a * den) % m === 0n;
      },
      { seed: 304, runs: 300 },
    );
    expect(none).toBeGreaterThan(10);
  });

  test('a number without a short fraction is rejected', () => {
    // Modulo 7 with bound 1 only −1, 0, 1 are fractions.
    expect(reconstruct(3n, 7n, 1n)).toBeUndefined();
    expect(reconstruct(6n, 7n, 1n)).toEqual({ num: -1n, den: 1n });
  });
});

describe('integer square root', () => {
  test.each([
    [0n, 0n],
    [1n, 1n],
    [2n, 1n],
    [3n, 1n],
    [4n, 2n],
    [8n, 2n],
    [9n, 3n],
    [10n ** 60n - 1n, 10n ** 30n - 1n],
    [10n ** 60n, 10n ** 30n],
  ])('of %s is %s', (n, root) => expect(integerSqrt(n)).toBe(root));

  test('the floor, for all sizes', () => {
    holds(
      fc.bigInt({ min: 0n, max: 2n ** 300n }).chain((x) => fc.nat({ max: 300 }).map((k) => x >> BigInt(k))),
      (n) => {
        const r = integerSqrt(n);
        return r * r <= n && n < (r + 1n) * (r + 1n);
      },
      { seed: 305, runs: 300 },
    );
  });
});
