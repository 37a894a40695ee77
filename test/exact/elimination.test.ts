import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  echelon,
  inverse,
  kernel,
  kernelVector,
  leftInverse,
  primitive,
  proposeEchelon,
  rank,
  rankModPrime,
  rightInverse,
  solve,
} from '../../src/exact/elimination.ts';
import { complement, Matrix } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/modular.ts';
import { gcd, Rational } from '../../src/exact/rational.ts';
import { anyMatrix, integer, longRational, lowRank, matrix, rational, unimodular } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const { naive, same } = N;
const p0 = BigInt(prime(0));
const p1 = BigInt(prime(1));

/** Small and long entries, all shapes, all ranks. */
const shapes = fc.oneof(
  { weight: 3, arbitrary: anyMatrix(5) },
  { weight: 1, arbitrary: anyMatrix(4, longRational) },
  { weight: 1, arbitrary: anyMatrix(5, integer(1n)) },
);

/** U·diag(factors)·V with unimodular U, V: the rank drops modulo the primes in the factors, although not over Q. */
const unlucky = (...factors: bigint[]) =>
  fc
    .integer({ min: 1, max: 4 })
    .chain((n) =>
      fc
        .tuple(unimodular(n), unimodular(n), fc.array(fc.constantFrom(...factors), { minLength: n, maxLength: n }))
        .map(([u, v, d]) => u.mul(Matrix.diagonal(d.map((x) => new Rational(x)))).mul(v)),
    );
const unluckyMatrix = unlucky(1n, p0, p0 * p0, p0 * p1, 0n);

const isPrimitive = (m: Matrix): boolean =>
  m.den === 1n &&
  Array.from({ length: m.cols }, (_, j) => m.col(j)).every(
    ({ num }) => num.reduce((g, x) => gcd(g, x), 0n) === 1n && num.find((x) => x !== 0n)! > 0n,
  );

describe('echelon', () => {
  const agrees = (m: Matrix): boolean => {
    const e = echelon(m);
    const { form, pivots } = N.rref(naive(m));
    if (e.rank !== pivots.length || e.pivotCols.join() !== pivots.join()) return false;
    if (e.scale === 0n || e.form.rows !== e.rank || e.form.cols !== m.cols || e.form.den !== 1n) return false;
    if (new Set(e.pivotRows).size !== e.rank || e.pivotRows.some((i) => i < 0 || i >= m.rows)) return false;
    const top = N.grid(e.rank, m.cols, (i, j) => form.at[i]![j]!);
    return (
      same(e.form.scale(new Rational(1n, e.scale)), top) && N.rankOf(m.select(e.pivotRows, e.pivotCols)) === e.rank
    );
  };

  test('agrees with rational Gauss–Jordan', () => {
    holds(shapes, agrees, { seed: 401, runs: 400 });
  });

  test('agrees where primes are unlucky', () => {
    holds(unluckyMatrix, agrees, { seed: 402, runs: 100 });
  });

  test.each([
    ['no rows', Matrix.zeros(0, 3), 0],
    ['no columns', Matrix.zeros(3, 0), 0],
    ['zero', Matrix.zeros(2, 3), 0],
    [
      'a zero first column',
      Matrix.fromRows([
        [0, 0, 2],
        [0, 0, 3],
      ]),
      1,
    ],
    [
      'a zero row',
      Matrix.fromRows([
        [0, 0],
        [0, 5],
      ]),
      1,
    ],
    [
      'fractions',
      Matrix.fromRows([
        ['1/2', '1/3'],
        ['3/2', 1],
      ]),
      1,
    ],
  ])('%s', (_, m, expected) => {
    expect(echelon(m).rank).toBe(expected);
    expect(agrees(m)).toBe(true);
  });

  test('row pivotRows[k] is independent of the rows before it up to column pivotCols[k]', () => {
    const m = Matrix.fromRows([
      [0, 0, 1],
      [0, 2, 5],
      [3, 1, 1],
    ]);
    expect(echelon(m).pivotRows).toEqual([2, 1, 0]);
  });
});

describe('rank', () => {
  test('the rank over Q, and modulo a prime never more', () => {
    holds(fc.oneof(shapes, unluckyMatrix), (m) => rank(m) === N.rankOf(m) && rankModPrime(m) <= N.rankOf(m), {
      seed: 403,
      runs: 400,
    });
  });

  test.each([
    ['[p]', Matrix.fromRows([[p0]]), 0, 1],
    ['p·I', Matrix.identity(3).scale(new Rational(p0)), 0, 3],
    [
      'determinant p',
      Matrix.fromRows([
        [p0 + 1n, 1],
        [1, 1],
      ]),
      1,
      2,
    ],
    [
      'determinant p, wide',
      Matrix.fromRows([
        [p0, 0, 0],
        [0, 1, 0],
      ]),
      1,
      2,
    ],
    [
      'determinant −p²',
      Matrix.fromRows([
        [0, p0],
        [p0, 0],
      ]),
      0,
      2,
    ],
    ['p / 2', Matrix.fromRows([[new Rational(p0, 2n)]]), 0, 1],
  ])('%s: the filter sees too little, the rank is still right', (_, m, modular, expected) => {
    expect(rankModPrime(m)).toBe(modular);
    expect(rank(m)).toBe(expected);
  });

  test('a denominator p does not matter', () => {
    const m = Matrix.fromRows([
      [new Rational(1n, p0), 2],
      [0, 1],
    ]);
    expect(rank(m)).toBe(2);
  });
});

describe('kernel', () => {
  test('primitive, independent, complete', () => {
    holds(
      fc.oneof(shapes, unluckyMatrix),
      (m) => {
        const k = kernel(m);
        const nullity = m.cols - N.rankOf(m);
        const vector = kernelVector(m);
        return (
          k.rows === m.cols &&
          k.cols === nullity &&
          N.rankOf(k) === nullity &&
          m.mul(k).isZero() &&
          isPrimitive(k) &&
          (nullity === 0 ? vector === undefined : vector!.equals(k.col(0)))
        );
      },
      { seed: 404, runs: 300 },
    );
  });

  test('of a matrix without rows is everything', () => {
    expect(kernel(Matrix.zeros(0, 2)).equals(Matrix.identity(2))).toBe(true);
    expect(kernel(Matrix.zeros(2, 0)).shape).toBe('0 × 0');
    expect(kernelVector(Matrix.identity(2))).toBeUndefined();
  });
});

describe('primitive', () => {
  test.each([
    [
      [6n, -9n],
      [2n, -3n],
    ],
    [
      [-6n, 9n],
      [2n, -3n],
    ],
    [
      [0n, -4n],
      [0n, 1n],
    ],
    [
      [0n, 0n],
      [0n, 0n],
    ],
    [[], []],
    [[5n], [1n]],
  ])('%s → %s', (v, expected) => expect(primitive(v)).toEqual(expected));
});

describe('solve', () => {
  test('solves exactly if and only if the ranks agree', () => {
    const systems = fc
      .nat({ max: 4 })
      .chain((n) =>
        fc
          .tuple(fc.nat({ max: 4 }), fc.nat({ max: 2 }))
          .chain(([a, b]) => fc.tuple(fc.oneof(matrix(n, a), lowRank(n, a, 1)), matrix(n, b))),
      );
    let unsolvable = 0;
    holds(
      systems,
      ([a, b]) => {
        const x = solve(a, b);
        const consistent = N.rankOf(a.beside(b)) === N.rankOf(a);
        if (!x) {
          unsolvable++;
          return !consistent;
        }
        return consistent && x.rows === a.cols && x.cols === b.cols && a.mul(x).equals(b);
      },
      { seed: 405, runs: 300 },
    );
    expect(unsolvable).toBeGreaterThan(30);
  });

  test('always solves what has a solution; free unknowns are 0', () => {
    const systems = shapes.chain((a) => matrix(a.cols, 2, longRational).map((x) => ({ a, b: a.mul(x) })));
    holds(
      systems,
      ({ a, b }) => {
        const x = solve(a, b)!;
        const free = complement(a.cols, N.rref(naive(a)).pivots);
        return a.mul(x).equals(b) && x.select(free, undefined).isZero();
      },
      { seed: 406, runs: 150 },
    );
  });

  test('rejects a right-hand side of another height', () => {
    expect(() => solve(Matrix.identity(2), Matrix.zeros(3, 1))).toThrow(RangeError);
    expect(() => solve(Matrix.identity(2), Matrix.zeros(3, 1))).toThrow(/solve 2 × 2 against 3 × 1/);
  });

  test('rejects 0·x = 1, with and without unknowns', () => {
    expect(solve(Matrix.zeros(1, 1), Matrix.identity(1))).toBeUndefined();
    expect(solve(Matrix.zeros(1, 0), Matrix.identity(1))).toBeUndefined();
    expect(solve(Matrix.zeros(0, 2), Matrix.zeros(0, 1))!.equals(Matrix.zeros(2, 1))).toBe(true);
  });
});

describe('inverses', () => {
  const squares = fc.integer({ min: 0, max: 4 }).chain((n) => fc.oneof(matrix(n, n), lowRank(n, n, 2), unimodular(n)));

  test('exists exactly where the determinant is not 0', () => {
    let singular = 0;
    holds(
      fc.oneof(squares, unluckyMatrix),
      (m) => {
        const x = inverse(m);
        if (N.determinant(naive(m)).sign === 0) {
          singular++;
          return x === undefined;
        }
        return x !== undefined && m.mul(x).equals(Matrix.identity(m.rows)) && x.mul(m).equals(Matrix.identity(m.rows));
      },
      { seed: 407, runs: 300 },
    );
    expect(singular).toBeGreaterThan(30);
  });

  test('rejects a matrix that is not square', () => {
    expect(() => inverse(Matrix.zeros(2, 3))).toThrow(RangeError);
    expect(() => inverse(Matrix.zeros(2, 3))).toThrow(/inverse of 2 × 3/);
  });

  test('one-sided inverses exist exactly at full rank, and have the least norm', () => {
    holds(
      fc.oneof(
        anyMatrix(4),
        fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })).chain(([a, b]) => matrix(a, b, rational(9n))),
      ),
      (m) => {
        const r = N.rankOf(m);
        const right = rightInverse(m);
        const left = leftInverse(m);
        if ((right !== undefined) !== (r === m.rows) || (left !== undefined) !== (r === m.cols)) return false;
        if (right && !m.mul(right).equals(Matrix.identity(m.rows))) return false;
        if (left && !left.mul(m).equals(Matrix.identity(m.cols))) return false;
        // Least norm: orthogonal to the kernel.
        if (right && !kernel(m).transpose().mul(right).isZero()) return false;
        return !left || left.mul(kernel(m.transpose())).isZero();
      },
      { seed: 408, runs: 200 },
    );
  });
});

describe('proposed echelon forms', () => {
  const agrees = (m: Matrix): boolean => {
    const proposed = proposeEchelon(m);
    const { form, pivots } = N.rref(naive(m));
    if (!proposed || proposed.pivotCols.join() !== pivots.join()) return false;
    const free = complement(m.cols, pivots);
    return same(
      proposed.rest,
      N.grid(pivots.length, free.length, (i, j) => form.at[i]![free[j]!]!),
    );
  };

  test('agree with elimination on every shape', () => {
    holds(shapes, agrees, { seed: 409, runs: 200 });
  });

  test('agree on matrices of low rank with long entries', () => {
    const long = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }))
      .chain(([r, c, k]) => lowRank(r, c, k, integer(10n ** 30n)));
    holds(long, agrees, { seed: 410, runs: 60 });
  });

  test('agree where primes are unlucky', () => {
    const some = fc.oneof(unlucky(1n, p0, p0 * p0, 0n), unlucky(1n, p1, p1 * p1, 0n));
    const wide = fc.tuple(some, fc.constantFrom(1, 2)).map(([m, k]) => (k === 1 ? m : m.beside(m)));
    holds(wide, agrees, { seed: 411, runs: 100 });
  });

  test('where every prime it tried was unlucky, the proposal does not pass for the truth', () => {
    let wrong = 0;
    holds(
      unlucky(1n, p0, p0 * p1, 0n),
      (m) => {
        const proposed = proposeEchelon(m)!;
        const free = complement(m.cols, proposed.pivotCols);
        const check = m.select(undefined, proposed.pivotCols).mul(proposed.rest).equals(m.select(undefined, free));
        if (!check) wrong++;
        return check === agrees(m);
      },
      { seed: 412, runs: 100 },
    );
    expect(wrong).toBeGreaterThan(20);
    expect(agrees(Matrix.fromRows([[p0 * p1, 1n]]))).toBe(false);
  });

  test.each([
    ['the first prime has a later pivot', [[p0, 1n]]],
    ['the second prime has a later pivot', [[p1, 1n]]],
    [
      'the first prime has fewer pivots',
      [
        [p0, 0n, 1n],
        [0n, 1n, 1n],
        [p0, 1n, 2n],
      ],
    ],
    ['the first prime has no pivot', [[p0, 2n * p0]]],
    [
      'the second prime has fewer pivots',
      [
        [p1, 0n, p1],
        [0n, 1n, 1n],
      ],
    ],
    [
      'the second prime has other, later pivots',
      [
        [1n, 0n, 0n, 1n],
        [0n, p1, 1n, 1n],
      ],
    ],
    ['a numerator divisible by the first prime', [[1n, p0]]],
    ['a denominator divisible by the first prime', [[p0, 3n]]],
    ['a numerator divisible by the third and fourth prime', [[1n, BigInt(prime(2)) * BigInt(prime(3))]]],
  ])('%s', (_, rows) => expect(agrees(Matrix.fromRows(rows))).toBe(true));

  test('too few primes: no proposal', () => {
    const m = Matrix.fromRows([[3n ** 100n, 2n ** 90n]]);
    expect(proposeEchelon(m, 3)).toBeUndefined();
    expect(proposeEchelon(m, 1)).toBeUndefined();
    expect(agrees(m)).toBe(true);
  });
});
