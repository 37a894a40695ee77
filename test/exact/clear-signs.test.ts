import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bunchParlett } from '../../src/exact/bunch-parlett.ts';
import { clearSigns } from '../../src/exact/clear-signs.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia, inertiaCounts } from '../../src/exact/symmetric.ts';
import { integer, lowRank, orthogonal, rational, symmetric } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const power = (k: number): Rational => new Rational(1n, 1n << BigInt(k));
const congruent = (q: Matrix, values: readonly Rational[]) => q.mul(Matrix.diagonal(values)).mul(q.transpose());

/** Q·diag(λ)·Qᵀ: its eigenvalues are known. */
const known = (value: fc.Arbitrary<Rational>) =>
  fc
    .integer({ min: 1, max: 7 })
    .chain((n) =>
      fc
        .tuple(orthogonal(n), fc.array(value, { minLength: n, maxLength: n }))
        .map(([q, values]) => ({ h: congruent(q, values), values })),
    );
const count = (values: readonly Rational[], sign: number) => values.filter((x) => x.sign === sign).length;

describe('never more than there are', () => {
  test('of eigenvalues that are clear, zero or next to zero', () => {
    let all = 0;
    const value = fc.oneof(
      rational(9n, 5n),
      fc.constant(Rational.zero),
      fc.tuple(fc.integer({ min: 30, max: 70 }), fc.boolean()).map(([k, s]) => (s ? power(k) : power(k).neg())),
    );
    holds(
      known(value),
      ({ h, values }) => {
        const found = clearSigns(h);
        if (!found) return true;
        const [p, q] = [count(values, 1), count(values, -1)];
        if (found.positive === p && found.negative === q) all++;
        return found.positive <= p && found.negative <= q;
      },
      { seed: 701, runs: 400 },
    );
    expect(all).toBeGreaterThan(150);
  });

  test('all of them where they are clear, zeros or not', () => {
    holds(
      known(fc.oneof(rational(9n, 5n), fc.constant(Rational.zero))),
      ({ h, values }) => {
        const found = clearSigns(h)!;
        return found.positive === count(values, 1) && found.negative === count(values, -1);
      },
      { seed: 702, runs: 200 },
    );
  });

  test.each([40, 48, 50, 52, 53, 54, 80, 1074, 2000])('beside eigenvalues of ±2^-%d', (k) => {
    const value = fc.constantFrom(Rational.one, new Rational(-2n), power(k), power(k).neg());
    holds(
      known(value),
      ({ h, values }) => {
        const found = clearSigns(h)!;
        const large = values.filter((x) => x.den === 1n);
        const [p, q] = [count(values, 1), count(values, -1)];
        // One block of tiny values alone is scaled up to 1: there signs are clear at any size.
        if (large.length === 0) return found.positive <= p && found.negative <= q;
        const clear = found.positive >= count(large, 1) && found.negative >= count(large, -1);
        return clear && found.positive <= p && found.negative <= q;
      },
      { seed: k, runs: 40 },
    );
  });
});

test('against elimination, for matrices of all kinds', () => {
  const any = fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.oneof(
      symmetric(n, integer(2n)),
      symmetric(n),
      symmetric(n, integer(2n)).map((a) => Matrix.of(n, n, (i, j) => (i === j ? Rational.zero : a.entry(i, j)))),
      lowRank(n, n, 2, integer(3n)).map((a) => a.add(a.transpose())),
    ),
  );
  let all = 0;
  holds(
    any,
    (h) => {
      const [found, exact] = [clearSigns(h), inertia(h)];
      if (found?.positive === exact.positive && found.negative === exact.negative) all++;
      return !found || (found.positive <= exact.positive && found.negative <= exact.negative);
    },
    { seed: 703, runs: 400 },
  );
  expect(all).toBeGreaterThan(380);
});

describe('borders', () => {
  const hyperbolic = (x: bigint | string) =>
    Matrix.fromRows([
      [0, x],
      [x, 0],
    ]);
  test.each([
    ['no rows', Matrix.zeros(0, 0), [0, 0]],
    ['zero', Matrix.zeros(3, 3), [0, 0]],
    ['hyperbolic', hyperbolic(1n), [1, 1]],
    ['hyperbolic, beyond the range of doubles', hyperbolic(10n ** 400n), [1, 1]],
    ['hyperbolic, below it', hyperbolic(`1/${10n ** 400n}`), [1, 1]],
    [
      'of very different sizes',
      Matrix.diagonal([1, -1, 1].map((s, k) => new Rational(BigInt(s), 10n ** BigInt(300 * k)))),
      [2, 1],
    ],
    [
      'a hyperbolic block and a small pivot',
      Matrix.fromRows([
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, '-1/1000000'],
      ]),
      [1, 2],
    ],
    [
      'what rounds to a singular matrix',
      Matrix.fromRows([
        [1, 1],
        [1, `${10n ** 40n - 1n}/${10n ** 40n}`],
      ]),
      [1, 0],
    ],
  ])('%s', (_, h, expected) => {
    const { positive, negative } = clearSigns(h)!;
    expect([positive, negative]).toEqual(expected);
  });
});

test('factors are near the matrix, with blocks that are clearly indefinite', () => {
  const any = fc.integer({ min: 1, max: 7 }).chain((n) => symmetric(n, integer(3n)));
  holds(
    any,
    (h) => {
      const n = h.rows;
      const c = Float64Array.from(h.num, Number);
      const { L, D, order, pairs } = bunchParlett(c, n);
      const at = (i: number, j: number) =>
        range(n).reduce(
          (s, k) => s + range(n).reduce((t, l) => t + L[i * n + k]! * D[k * n + l]! * L[j * n + l]!, 0),
          0,
        );
      return (
        [...order].sort((a, b) => a - b).join() === range(n).join() &&
        range(n).every((i) => L[i * n + i] === 1 && range(n).every((j) => j <= i || L[i * n + j] === 0)) &&
        range(n).every((i) => range(n).every((j) => Math.abs(at(i, j) - c[order[i]! * n + order[j]!]!) < 1e-12)) &&
        pairs.every((k) => D[k * n + k]! * D[(k + 1) * n + k + 1]! < D[(k + 1) * n + k]! ** 2 / 2)
      );
    },
    { seed: 704, runs: 200 },
  );
});

test('inertia counts what doubles settle, and says the same either way', () => {
  const n = 75;
  const block = (x: Rational) =>
    Matrix.of(n, n, (i, j) => {
      if (i === n - 1 && j === n - 1) return x;
      if (i >= n - 2 && j >= n - 2) return Rational.one;
      return i === j ? new Rational(i % 3 === 0 ? -1n : 2n) : Rational.zero;
    });
  // A last block [1, 1; 1, x]: regular, singular, and with an eigenvalue that doubles do not see.
  const [regular, singular, hidden] = [new Rational(2n), Rational.one, Rational.one.add(power(80))].map(block);
  const counted = (h: Matrix) => {
    const before = { ...inertiaCounts };
    const { positive, negative, zero } = inertia(h);
    return [
      inertiaCounts.filtered - before.filtered,
      inertiaCounts.eliminated - before.eliminated,
      positive + negative,
      zero,
    ];
  };
  expect(counted(regular!)).toEqual([1, 0, n, 0]);
  expect(counted(singular!)).toEqual([1, 0, n - 1, 1]);
  expect(counted(hidden!)).toEqual([0, 1, n, 0]);
  const [with0, without] = [inertia(singular!), inertia(hidden!)];
  expect([without.positive, without.negative]).toEqual([with0.positive + 1, with0.negative]);
});
