import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { definiteness, form, inertia } from '../../src/exact/symmetric.ts';
import {
  integer,
  longRational,
  lowRank,
  matrix,
  rational,
  symmetric,
  unimodular,
  unitLower,
} from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
const count = ({ positive, negative, zero }: { positive: number; negative: number; zero: number }) => [
  positive,
  negative,
  zero,
];

/** L·diag(d)·Lᵀ with its known inertia, rows permuted by a congruence. */
const constructed: Arbitrary<{ h: Matrix; signs: number[] }> = fc.integer({ min: 0, max: 6 }).chain((n) =>
  fc
    .record({
      L: unitLower(n, rational(3n, 2n)),
      d: fc.array(fc.oneof(rational(9n, 5n), fc.constant(Rational.zero)), { minLength: n, maxLength: n }),
      order: fc.shuffledSubarray(range(n), { minLength: n, maxLength: n }),
    })
    .map(({ L, d, order }) => ({
      h: L.mul(Matrix.diagonal(d)).mul(L.transpose()).select(order, order),
      signs: d.map((x) => x.sign),
    })),
);

/** Blocks [[0, b], [b, 0]] and zeros, mixed by a unimodular congruence: diagonals that are zero, or become zero. */
const hyperbolic = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 2 }), fc.boolean())
  .chain(([pairs, zeros, plain]) =>
    fc
      .tuple(
        plain ? fc.constant(Matrix.identity(2 * pairs + zeros)) : unimodular(2 * pairs + zeros),
        fc.array(
          rational(5n, 3n).filter((x) => x.sign !== 0),
          { minLength: pairs, maxLength: pairs },
        ),
      )
      .map(([c, b]) => {
        const n = 2 * pairs + zeros;
        const core = Matrix.of(n, n, (i, j) =>
          i < 2 * pairs && j === (i ^ 1) ? b[Math.floor(i / 2)]! : Rational.zero,
        );
        return { h: c.transpose().mul(core).mul(c), pairs, zeros };
      }),
  );

const anySymmetric = fc.integer({ min: 0, max: 6 }).chain((n) =>
  fc.oneof(
    symmetric(n),
    symmetric(n, integer(1n)),
    symmetric(n, longRational),
    lowRank(n, n, 2, integer(3n)).map((a) => a.mul(a.transpose())),
    matrix(n, n, integer(2n)).map((a) => a.mul(a.transpose())),
    symmetric(n, integer(2n)).map((a) => Matrix.of(n, n, (i, j) => (i === j ? Rational.zero : a.entry(i, j)))),
  ),
);

/** The proof that `definiteness` brings, checked by multiplying. */
function provenPsd(h: Matrix): boolean {
  const found = definiteness(h);
  if (found.psd) {
    const { D, L } = found;
    if (L.rows !== h.rows || L.cols !== D.length || D.some((d) => d.sign <= 0)) throw new Error('D > 0 fails');
    if (!L.mul(Matrix.diagonal(D)).mul(L.transpose()).equals(h)) throw new Error('H = L·diag(D)·Lᵀ fails');
    if (N.rankOf(h) !== D.length) throw new Error('more squares than the rank');
    return true;
  }
  const x = found.direction;
  if (x.rows !== h.rows || x.cols !== 1) throw new Error('the direction is not a vector');
  if (N.mul(N.mul(N.transpose(N.naive(x)), N.naive(h)), N.naive(x)).at[0]![0]!.sign >= 0) {
    throw new Error('xᵀHx < 0 fails');
  }
  return false;
}

describe('inertia', () => {
  test('of L·diag(D)·Lᵀ is that of D (Sylvester)', () => {
    holds(
      constructed,
      ({ h, signs }) => {
        const of = (s: number) => signs.filter((x) => x === s).length;
        return count(inertia(h)).join() === [of(1), of(-1), of(0)].join();
      },
      { seed: 501, runs: 300 },
    );
  });

  test('survives congruences, and turns around with the sign', () => {
    const pairs = anySymmetric.chain((h) => fc.tuple(fc.constant(h), unimodular(h.rows)));
    holds(
      pairs,
      ([h, c]) => {
        const { positive, negative, zero } = inertia(h);
        return (
          count(inertia(c.transpose().mul(h).mul(c))).join() === [positive, negative, zero].join() &&
          count(inertia(h.neg())).join() === [negative, positive, zero].join() &&
          zero === h.rows - N.rankOf(h)
        );
      },
      { seed: 502, runs: 200 },
    );
  });

  test('hyperbolic blocks count one of each sign', () => {
    holds(hyperbolic, ({ h, pairs, zeros }) => count(inertia(h)).join() === [pairs, pairs, zeros].join(), {
      seed: 503,
      runs: 150,
    });
  });

  test.each([
    ['empty', Matrix.zeros(0, 0), [0, 0, 0]],
    ['zero', Matrix.zeros(3, 3), [0, 0, 3]],
    [
      'hyperbolic',
      Matrix.fromRows([
        [0, 1],
        [1, 0],
      ]),
      [1, 1, 0],
    ],
    [
      'hyperbolic, negative',
      Matrix.fromRows([
        [0, -1],
        [-1, 0],
      ]),
      [1, 1, 0],
    ],
    [
      'zero diagonal, needs mixing after a pivot',
      Matrix.fromRows([
        [1, 0, 0],
        [0, 0, 2],
        [0, 2, 0],
      ]),
      [2, 1, 0],
    ],
    [
      'becomes hyperbolic after a pivot',
      Matrix.fromRows([
        [1, 1, 1],
        [1, 1, 3],
        [1, 3, 1],
      ]),
      [2, 1, 0],
    ],
    [
      'mixed twice',
      Matrix.fromRows([
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ]),
      [1, 2, 0],
    ],
    [
      'near-singular, positive',
      Matrix.fromRows([
        [1, 1],
        [1, `${10n ** 40n + 1n}/${10n ** 40n}`],
      ]),
      [2, 0, 0],
    ],
    [
      'near-singular, negative',
      Matrix.fromRows([
        [1, 1],
        [1, `${10n ** 40n - 1n}/${10n ** 40n}`],
      ]),
      [1, 1, 0],
    ],
    [
      'singular',
      Matrix.fromRows([
        [1, 1],
        [1, 1],
      ]),
      [1, 0, 1],
    ],
    [
      'a negative pivot before a positive one',
      Matrix.fromRows([
        [-1, 2],
        [2, 5],
      ]),
      [1, 1, 0],
    ],
  ])('%s', (_, h, expected) => expect(count(inertia(h))).toEqual(expected));

  test.each([
    [
      'not symmetric',
      Matrix.fromRows([
        [1, 2],
        [3, 1],
      ]),
    ],
    ['not square', Matrix.zeros(2, 3)],
  ])('rejects a form that is %s', (_, h) => {
    for (const run of [() => inertia(h), () => definiteness(h)]) {
      expect(run).toThrow(RangeError);
      expect(run).toThrow(/the form is not symmetric/);
    }
  });
});

describe('definiteness', () => {
  test('brings a valid proof either way, and agrees with the inertia', () => {
    let [psd, not] = [0, 0];
    holds(
      fc.oneof(
        anySymmetric,
        constructed.map(({ h }) => h),
        hyperbolic.map(({ h }) => h),
      ),
      (h) => {
        const proven = provenPsd(h);
        if (proven) psd++;
        else not++;
        return proven === (inertia(h).negative === 0);
      },
      { seed: 504, runs: 500 },
    );
    expect(psd).toBeGreaterThan(100);
    expect(not).toBeGreaterThan(100);
  });

  test('a negative entry in the last Schur complement only', () => {
    const lastNegative = fc.integer({ min: 1, max: 5 }).chain((n) =>
      fc.tuple(unitLower(n, rational(3n, 3n)), fc.constantFrom(q('-1'), q(`-1/${10n ** 30n}`))).map(([L, last]) => {
        const D = range(n).map((i) => (i === n - 1 ? last : Rational.one));
        return L.mul(Matrix.diagonal(D)).mul(L.transpose());
      }),
    );
    holds(lastNegative, (h) => provenPsd(h) === false, { seed: 505, runs: 100 });
  });

  test.each([
    ['empty', Matrix.zeros(0, 0), true],
    ['zero', Matrix.zeros(2, 2), true],
    [
      'hyperbolic',
      Matrix.fromRows([
        [0, 1],
        [1, 0],
      ]),
      false,
    ],
    [
      'hyperbolic, negative entry',
      Matrix.fromRows([
        [0, '-1/2'],
        ['-1/2', 0],
      ]),
      false,
    ],
    [
      'hyperbolic after a pivot',
      Matrix.fromRows([
        [4, 2, 2],
        [2, 1, 5],
        [2, 5, 1],
      ]),
      false,
    ],
    [
      'hyperbolic after a pivot, negative',
      Matrix.fromRows([
        [4, 2, 2],
        [2, 1, -5],
        [2, -5, 1],
      ]),
      false,
    ],
    [
      'hyperbolic after two pivots',
      Matrix.fromRows([
        [2, 1, 0, 0],
        [1, 2, 0, 0],
        [0, 0, 0, 7],
        [0, 0, 7, 0],
      ]),
      false,
    ],
    [
      'a zero diagonal entry beside a positive one',
      Matrix.fromRows([
        [1, 1],
        [1, 0],
      ]),
      false,
    ],
    [
      'near-singular, psd',
      Matrix.fromRows([
        [1, 1],
        [1, `${10n ** 40n + 1n}/${10n ** 40n}`],
      ]),
      true,
    ],
    [
      'near-singular, not psd',
      Matrix.fromRows([
        [1, 1],
        [1, `${10n ** 40n - 1n}/${10n ** 40n}`],
      ]),
      false,
    ],
    [
      'exactly singular',
      Matrix.fromRows([
        ['1/9', '1/3'],
        ['1/3', 1],
      ]),
      true,
    ],
  ])('%s', (_, h, expected) => expect(provenPsd(h)).toBe(expected));
});

describe('the form itself', () => {
  test('xᵀHy, and xᵀHx when y is left out', () => {
    const h = Matrix.fromRows([
      ['1/2', 2],
      [2, -1],
    ]);
    const [x, y] = [Matrix.column([1, 2]), Matrix.column([3, '1/3'])];
    expect(form(h, x).toString()).toBe('9/2');
    expect(form(h, x, y).toString()).toBe('27/2');
  });
});
