import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/primes.ts';
import { independentColumns, rank, rankModPrime } from '../../src/exact/rank.ts';
import { Rational } from '../../src/exact/rational.ts';
import { integer, lowRank, matrix, rational, unimodular } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const primes = (from: number, count: number): bigint => range(count).reduce((x, k) => x * BigInt(prime(from + k)), 1n);

/** Of known rank: U·diag(factors)·V, with factors that many primes do not see. */
const hidden = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc
    .tuple(
      unimodular(n),
      unimodular(n),
      fc.array(fc.constantFrom(0n, 1n, primes(0, 1), primes(0, 3), primes(1, 2), primes(0, 12)), {
        minLength: n,
        maxLength: n,
      }),
    )
    .map(([u, v, d]) => ({
      m: u.mul(Matrix.diagonal(d.map((x) => new Rational(x)))).mul(v),
      rank: d.filter((x) => x !== 0n).length,
    })),
);

test('of a product with a known diagonal, where the first primes see less', () => {
  let deceived = 0;
  holds(
    hidden,
    ({ m, rank: r }) => {
      if (rankModPrime(m) < r) deceived++;
      const columns = independentColumns(m);
      return rank(m) === r && columns.length === r && N.rankOf(m.select(undefined, columns)) === r;
    },
    { seed: 661, runs: 120 },
  );
  expect(deceived).toBeGreaterThan(40);
});

test('of matrices of every shape and size of entries, as long relations or short ones show it', () => {
  const any = fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat({ max: 6 }),
      fc.constantFrom(integer(3n), rational(), integer(10n ** 40n)),
    )
    .chain(([r, c, inner, x]) => fc.oneof(lowRank(r, c, inner, x), matrix(r, c, x)));
  holds(any, (m) => rank(m) === N.rankOf(m) && rank(m.transpose()) === rank(m), { seed: 662, runs: 60 });
});

describe('borders', () => {
  test.each([
    ['no rows', Matrix.zeros(0, 3), 0],
    ['no columns', Matrix.zeros(3, 0), 0],
    ['zero', Matrix.zeros(3, 4), 0],
    ['one entry in a zero matrix', Matrix.build(5, 6, (i, j) => (i === 4 && j === 5 ? 1n : 0n)), 1],
    ['one long entry', Matrix.fromRows([[0, primes(0, 30)]]), 1],
    [
      'singular by one in 10^40',
      Matrix.fromRows([
        [10n ** 40n, 10n ** 40n + 1n],
        [10n ** 40n - 1n, 10n ** 40n],
      ]),
      2,
    ],
    [
      'singular',
      Matrix.fromRows([
        [10n ** 40n, 10n ** 41n],
        [10n ** 39n, 10n ** 40n],
      ]),
      1,
    ],
    [
      'at 2^53',
      Matrix.fromRows([
        [2n ** 53n, 2n ** 53n + 1n],
        [2n ** 53n - 1n, 2n ** 53n],
      ]),
      2,
    ],
  ])('%s', (_, m, expected) => expect(rank(m)).toBe(expected));
});
