import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { bitLength, Rational } from '../../src/exact/rational.ts';
import { scaledDoubles } from '../../src/exact/scaled-doubles.ts';
import { integer, longRational, matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const two = (k: number): Rational => (k < 0 ? new Rational(1n, 1n << BigInt(-k)) : new Rational(1n << BigInt(k)));

/** Symmetric, rows and columns multiplied by powers of two: sizes from 2^−2w to 2^2w. */
const unequal = (entry: Arbitrary<Rational>, w: number) =>
  fc.integer({ min: 0, max: 5 }).chain((n) =>
    fc
      .tuple(matrix(n, n, entry), fc.array(fc.integer({ min: -w, max: w }), { minLength: n, maxLength: n }))
      .map(([a, s]) => {
        const S = Matrix.diagonal(s.map(two));
        return S.mul(a.add(a.transpose())).mul(S);
      }),
  );
const any = fc.oneof(
  unequal(rational(), 0),
  unequal(integer(2n), 80),
  unequal(longRational, 600),
  unequal(integer(1n), 1500),
);

/** Each double that is not 0 is, within the error, its entry times a power of two; zeros are zeros. */
function isNear(h: Matrix): boolean {
  const found = scaledDoubles(h);
  if (!found) return true;
  const { entries, n, error, norm } = found;
  const scaled = (i: number, j: number) => Rational.fromDouble(entries[i * n + j]!);
  const sums = range(n).map((i) => range(n).reduce((s, j) => s + Math.abs(entries[i * n + j]!), 0));
  if (sums.some((s) => s > norm)) return false;
  return range(n).every((i) =>
    range(n).every((j) => {
      const y = scaled(i, j);
      if (!Object.is(entries[i * n + j], entries[j * n + i])) return false;
      if (h.at(i, j) === 0n || y.sign === 0) return y.sign === 0 || h.at(i, j) !== 0n;
      const x = new Rational(h.at(i, j));
      const e = bitLength(x.num) - bitLength(y.num) + bitLength(y.den);
      return [e - 2, e - 1, e, e + 1].some((k) => {
        const difference = x.mul(two(-k)).sub(y);
        const size = difference.sign < 0 ? difference.neg() : difference;
        return size.compare(Rational.fromDouble(error)) <= 0;
      });
    }),
  );
}

test('each entry is near a multiple by a power of two, and the sums of rows are at most the norm', () => {
  holds(any, isNear, { seed: 681, runs: 200 });
});

test('the largest entry of each row is next to 1, however unequal the rows are', () => {
  for (const h of [
    Matrix.fromRows([
      [10n ** 60n, 1n],
      [1n, 1n],
    ]),
    Matrix.fromRows([
      [0, 10n ** 50n, 1],
      [10n ** 50n, 0, 0],
      [1, 0, '1/1000000000000'],
    ]),
    Matrix.fromRows([
      [1, 10n ** 10n],
      [10n ** 10n, 10n ** 20n],
    ]),
    new Matrix(2, 2, [1n << 3000n, 1n, 1n, 1n << 2000n], 3n),
  ]) {
    const { entries, n } = scaledDoubles(h)!;
    for (const i of range(n)) {
      const most = Math.max(...range(n).map((j) => Math.abs(entries[i * n + j]!)));
      expect(most).toBeGreaterThan(0.2);
      expect(most).toBeLessThan(4);
    }
  }
});

describe('borders', () => {
  test('a row of zeros, and no rows', () => {
    expect([
      ...scaledDoubles(
        Matrix.fromRows([
          [0, 0],
          [0, 4],
        ]),
      )!.entries,
    ]).toEqual([0, 0, 0, 1]);
    expect(scaledDoubles(Matrix.zeros(0, 0))).toMatchObject({ n: 0, norm: 0, error: 0 });
  });

  test('entries that become subnormal or 0 lie within the error', () => {
    const h = new Matrix(2, 2, [1n << 4000n, 1n, 1n, 1n << 4000n]);
    const { entries, error } = scaledDoubles(h)!;
    expect([...entries]).toEqual([1, 0, 0, 1]);
    expect(error).toBeGreaterThan(0);
    const subnormal = new Matrix(2, 2, [1n << 1070n, 3n, 3n, 1n << 1070n]);
    expect(scaledDoubles(subnormal)!.entries[1]).toBe(3 * 2 ** -1070);
  });

  test('powers of two are exact doubles, down to the least', () => {
    let power = 1;
    for (let k = 0; k >= -1074; k--, power /= 2) expect(2 ** k).toBe(power);
  });
});
