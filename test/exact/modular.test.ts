import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { range } from '../../src/exact/matrix.ts';
import { echelonMod, firstRelation, integerSqrt, leadingColumns, reconstruct } from '../../src/exact/modular.ts';
import { prime } from '../../src/exact/primes.ts';
import { centre } from '../../src/exact/residues.ts';
import { integer, lowRank } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

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

const centred = (rows: bigint[][], p: number): Float64Array =>
  centre(
    Float64Array.from(rows.flat(), (x) => Number(mod(x, p))),
    p,
  );

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
        const a = centred(rows, p);
        const before = a.slice();
        const { pivotCols, pivotRows, form } = echelonMod(a, r, c, p);
        const slow = slowEchelon(rows, c, p);
        const transposed = Array.from({ length: c }, (_, j) => rows.map((row) => row[j]!));
        return (
          a.every((x, n) => x === before[n]) &&
          pivotCols.join() === slow.pivots.join() &&
          leadingColumns(a, r, c, p).join() === slow.pivots.join() &&
          pivotRows.join() === slowEchelon(transposed, r, p).pivots.join() &&
          form.length === pivotCols.length * c &&
          form.every((x, n) => Math.abs(x) <= p / 2 + 2 && mod(BigInt(x), p) === slow.form[Math.floor(n / c)]![n % c])
        );
      },
      { seed: 302, runs: 100 },
    );
  });

  test.each([3, 101, prime(0)])('the first relation between columns modulo %d', (p) => {
    let [found, none] = [0, 0];
    holds(
      fc
        .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 4 }))
        .chain(([r, c, inner]) => lowRank(r, c, inner, integer(10n ** 6n))),
      ({ num, rows: r, cols: c }) => {
        const rows = range(r).map((i) => num.slice(i * c, (i + 1) * c));
        const x = firstRelation(centred(rows, p), r, c, p);
        const first = range(c).findIndex((j) => slowEchelon(rows, c, p).pivots[j] !== j);
        if (!x) {
          none++;
          return first < 0;
        }
        found++;
        const sums = rows.map((row) => row.slice(0, x.length).reduce((s, y, k) => s + y * BigInt(x[k]!), 0n));
        return x.length === first + 1 && x[first] === 1 && sums.every((s) => mod(s, p) === 0n);
      },
      { seed: 303, runs: 150 },
    );
    expect(Math.min(found, none)).toBeGreaterThan(15);
  });

  test('longest sums: a row takes 1100 multiples of others, all residues as large as they can be', () => {
    const p = prime(0);
    const n = 1100;
    const half = (p - 1) / 2;
    // Unit rows with half in the last column, and below them a row of −half.
    const a = new Float64Array((n + 1) * (n + 1));
    for (let i = 0; i < n; i++) {
      a[i * (n + 1) + i] = 1;
      a[i * (n + 1) + n] = half;
    }
    a.fill(-half, n * (n + 1));
    const last = mod(-BigInt(half) + BigInt(n) * BigInt(half) ** 2n, p);
    expect(leadingColumns(a, n + 1, n + 1, p)).toHaveLength(last === 0n ? n : n + 1);
    // One entry less than what makes the row dependent, and exactly that.
    a[(n + 1) ** 2 - 1] = Number(mod(-BigInt(n) * BigInt(half) ** 2n, p)) - 1;
    expect(leadingColumns(a, n + 1, n + 1, p)).toHaveLength(n + 1);
    a[(n + 1) ** 2 - 1]! += 1;
    expect(leadingColumns(a, n + 1, n + 1, p)).toHaveLength(n);
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
