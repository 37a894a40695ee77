import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDominant } from '../../src/exact/dominance.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { integer, rational, symmetric } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const two = (k: number): Rational => (k < 0 ? new Rational(1n, 1n << BigInt(-k)) : new Rational(1n << BigInt(k)));
const triangle = (n: number, size: bigint) =>
  fc.tuple(
    ...range(n).map((i) => fc.array(fc.bigInt({ min: -size, max: size }), { minLength: i + 1, maxLength: i + 1 })),
  );

const matrixOf = (factor: readonly bigint[][]): Matrix =>
  Matrix.build(factor.length, factor.length, (i, j) => factor[i]![j] ?? 0n);

/** By fractions, entry by entry. */
function dominates(h: Matrix, shifts: readonly number[], factor: readonly bigint[][], bits: number): boolean {
  const n = h.rows;
  const rest = (i: number, j: number): Rational => {
    const dot = range(Math.min(i, j) + 1).reduce((s, k) => s + factor[i]![k]! * factor[j]![k]!, 0n);
    return h
      .entry(i, j)
      .mul(two(shifts[i]! + shifts[j]!))
      .sub(new Rational(dot).mul(two(-2 * bits)));
  };
  const size = (x: Rational) => (x.sign < 0 ? x.neg() : x);
  return range(n).every((i) => {
    const off = range(n).reduce((s, j) => (j === i ? s : s.add(size(rest(i, j)))), Rational.zero);
    return rest(i, i).compare(off) >= 0;
  });
}

test('is what fractions say, of matrices that are dominant and of others', () => {
  let [yes, no] = [0, 0];
  const any = fc.integer({ min: 0, max: 4 }).chain((n) =>
    fc.tuple(
      fc.oneof(
        symmetric(n, rational()).map((a) => a.add(Matrix.identity(n).scale(new Rational(12n)))),
        symmetric(n, integer(10n ** 30n)),
      ),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }),
      fc.constantFrom(4n, 2n ** 28n, 2n ** 60n).chain((size) => triangle(n, size)),
      fc.constantFrom(0, 8, 26, 48),
    ),
  );
  holds(
    any,
    ([h, shifts, factor, bits]) => {
      const expected = dominates(h, shifts, factor, bits);
      if (expected) yes++;
      else no++;
      return isDominant(h, shifts, matrixOf(factor), bits) === expected;
    },
    { seed: 711, runs: 400 },
  );
  expect(Math.min(yes, no)).toBeGreaterThan(60);
});

test('a tie is dominant, one unit less is not', () => {
  const h = (x: string) =>
    Matrix.fromRows([
      [1, '1/2'],
      ['1/2', x],
    ]);
  const nothing = [[0n], [0n, 0n]];
  expect(isDominant(h('1/2'), [0, 0], matrixOf(nothing), 30)).toBe(true);
  expect(isDominant(h(`${10n ** 30n / 2n - 1n}/${10n ** 30n}`), [0, 0], matrixOf(nothing), 30)).toBe(false);
  expect(isDominant(h('1/2'), [0, 1], matrixOf(nothing), 30)).toBe(true);
  expect(isDominant(h('1/2'), [-1, 0], matrixOf(nothing), 30)).toBe(true);
  expect(isDominant(h('1/2'), [-2, 0], matrixOf(nothing), 30)).toBe(false);
});
