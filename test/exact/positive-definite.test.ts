import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { isClearlyPositiveDefinite } from '../../src/exact/positive-definite.ts';
import { Rational } from '../../src/exact/rational.ts';
import { definiteness, inertia, inertiaCounts } from '../../src/exact/symmetric.ts';
import { integer, matrix, orthogonal, symmetric, unitLower } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const isDefinite = (h: Matrix): boolean => {
  const found = definiteness(h);
  return found.psd && found.D.length === h.rows;
};
const power = (k: number): Rational => new Rational(1n, 1n << BigInt(k));

/** Q·diag(λ)·Qᵀ with the given least eigenvalue. */
const withLeast = (least: Rational) =>
  fc
    .integer({ min: 1, max: 6 })
    .chain((n) =>
      fc
        .tuple(orthogonal(n), fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: n, maxLength: n }))
        .map(([q, values]) =>
          q.mul(Matrix.diagonal(values.map((x, k) => (k === 0 ? least : new Rational(x))))).mul(q.transpose()),
        ),
    );

test('is never said of a matrix that is not', () => {
  let said = 0;
  const any = fc.integer({ min: 0, max: 6 }).chain((n) =>
    fc.oneof(
      symmetric(n, integer(4n)),
      matrix(n, n, integer(2n)).map((a) => a.mul(a.transpose())),
      matrix(n, n + 2, integer(9n)).map((a) => a.mul(a.transpose()).add(Matrix.identity(n))),
    ),
  );
  holds(
    any,
    (h) => {
      const clear = isClearlyPositiveDefinite(h);
      if (clear) said++;
      return !clear || isDefinite(h);
    },
    { seed: 691, runs: 400 },
  );
  expect(said).toBeGreaterThan(100);
});

describe('near-ties', () => {
  test.each([10, 20, 30, 40, 45, 48, 50, 52, 53, 54, 60, 100, 500, 1074, 1100])('a least eigenvalue of ±2^-%d', (k) => {
    // It is seen as long as it is well above the precision of doubles, or where its eigenvector is a unit vector.
    holds(withLeast(power(k)), (h) => isClearlyPositiveDefinite(h) || k > 40, { seed: k, runs: 20 });
    holds(withLeast(power(k).neg()), (h) => !isClearlyPositiveDefinite(h), { seed: k, runs: 20 });
  });

  test('a least eigenvalue of 0', () => {
    holds(withLeast(Rational.zero), (h) => !isClearlyPositiveDefinite(h), { seed: 692, runs: 100 });
  });

  test('entries that round to a definite matrix: [1, 1 + 2^-k; 1 + 2^-k, 1]', () => {
    for (const k of [10, 40, 52, 53, 54, 64, 200]) {
      const off = Rational.one.add(power(k));
      const tie = (x: Rational) => Matrix.of(2, 2, (i, j) => (i === j ? Rational.one : x));
      expect(isClearlyPositiveDefinite(tie(off))).toBe(false);
      expect(isClearlyPositiveDefinite(tie(Rational.one.sub(power(k))))).toBe(k <= 40);
    }
  });

  test('the Hilbert matrix is definite, clearly so while its condition is below the precision', () => {
    const hilbert = (n: number) => Matrix.of(n, n, (i, j) => new Rational(1n, BigInt(i + j + 1)));
    expect(range(9).map((n) => isClearlyPositiveDefinite(hilbert(n)))).toEqual(range(9).map(() => true));
    expect([14, 16, 20].map((n) => isClearlyPositiveDefinite(hilbert(n)))).toEqual([false, false, false]);
    expect(isClearlyPositiveDefinite(hilbert(12).sub(Matrix.identity(12).scale(power(40))))).toBe(false);
  });
});

describe('badly scaled', () => {
  const scaledBy = (h: Matrix, k: number) => {
    const S = Matrix.diagonal(range(h.rows).map((i) => new Rational(1n << BigInt(k * (i + 1)))));
    return S.mul(h).mul(S);
  };

  test('rows of sizes far beyond the range of doubles change nothing', () => {
    const definite = fc
      .integer({ min: 1, max: 5 })
      .chain((n) => unitLower(n, integer(2n)).map((L) => L.mul(L.transpose()).add(Matrix.identity(n))));
    holds(
      fc.tuple(definite, fc.constantFrom(0, 10, 100, 900, 3000)),
      ([h, k]) => {
        const last = h.rows - 1;
        const spoilt = Matrix.of(h.rows, h.rows, (i, j) => (i === last && j === last ? Rational.zero : h.entry(i, j)));
        return isClearlyPositiveDefinite(scaledBy(h, k)) && !isClearlyPositiveDefinite(scaledBy(spoilt, k));
      },
      { seed: 693, runs: 60 },
    );
  });

  test('entries that underflow do not make a matrix definite', () => {
    const tiny = (x: bigint) => new Matrix(2, 2, [1n << 2400n, x, x, 1n]);
    expect(isClearlyPositiveDefinite(tiny(0n))).toBe(true);
    expect(isClearlyPositiveDefinite(tiny(1n))).toBe(true);
    expect(isClearlyPositiveDefinite(tiny(1n << 1200n))).toBe(false);
    expect(isClearlyPositiveDefinite(tiny(1n << 1201n))).toBe(false);
  });
});

test.each([
  ['no rows', Matrix.zeros(0, 0), true],
  ['zero', Matrix.zeros(2, 2), false],
  ['one', Matrix.identity(1), true],
  ['minus one', Matrix.identity(1).neg(), false],
  ['the least fraction', new Matrix(1, 1, [1n], 10n ** 400n), true],
  [
    'hyperbolic',
    Matrix.fromRows([
      [0, 1],
      [1, 0],
    ]),
    false,
  ],
])('%s', (_, h, expected) => expect(isClearlyPositiveDefinite(h)).toBe(expected));

test('inertia rests on it from twelve rows on, and on elimination where it says nothing', () => {
  const hilbert = (n: number) => Matrix.of(n, n, (i, j) => new Rational(1n, BigInt(i + j + 1)));
  const counted = (h: Matrix) => {
    const before = { ...inertiaCounts };
    const { positive, negative, zero } = inertia(h);
    const { filtered, eliminated } = inertiaCounts;
    return [filtered - before.filtered, eliminated - before.eliminated, positive, negative, zero];
  };
  expect(counted(hilbert(12).add(Matrix.identity(12)))).toEqual([1, 0, 12, 0, 0]);
  expect(counted(hilbert(14))).toEqual([0, 1, 14, 0, 0]);
  expect(counted(hilbert(12).sub(Matrix.identity(12)))).toEqual([0, 1, 1, 11, 0]);
});
