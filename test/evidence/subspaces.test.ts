import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Subspaces } from '../../src/evidence/evidence.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { anyMatrix, longRational, orthogonal, unimodular } from '../helpers/arbitraries.ts';
import { checkSubspaces } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
/** block diagonal [[a, 0], [0, b]] */
const blocks = (a: Matrix, b: Matrix): Matrix =>
  a.beside(Matrix.zeros(a.rows, b.cols)).above(Matrix.zeros(b.rows, a.cols).beside(b));
const diagonal = (...x: (string | number)[]): Matrix => Matrix.diagonal(x.map((v) => q(String(v))));
const columns = (n: number, ...set: number[]): Matrix => Matrix.identity(n).select(undefined, set);

/** 'separated' with its identities checked, or 'crossing' with the inequality checked. */
function outcome(sigma: Matrix, p: Matrix): string {
  const found = compareSpectra(sigma, p);
  if (found.separated) {
    checkSubspaces(found.subspaces, sigma, p.cols);
    const back = Matrix.fromRows(found.subspaces.p, p.cols);
    if (!back.equals(p)) throw new Error('another subspace');
    return found.subspaces.separation.form;
  }
  const { u, v } = found.crossing;
  const rayleigh = (x: Matrix) => x.dot(sigma.mul(x)).div(x.dot(x));
  if (u.cols !== 1 || v.cols !== 1 || u.isZero() || v.isZero()) throw new Error('u and v are vectors other than 0');
  if (!p.transpose().mul(u).isZero()) throw new Error('u lies outside');
  if (N.rankOf(p.beside(v)) !== p.cols) throw new Error('v lies inside');
  if (rayleigh(u).compare(rayleigh(v)) <= 0) throw new Error('ρ(u) > ρ(v)');
  return 'crossing';
}

describe('basis of a column space', () => {
  test('primitive integer columns that span it', () => {
    for (const [seed, entry] of [
      [2501, undefined],
      [2502, longRational],
    ] as const) {
      holds(
        anyMatrix(4, entry),
        (m) => {
          const b = columnBasis(m);
          const r = N.rankOf(m);
          return b.rows === m.rows && b.cols === r && b.den === 1n && N.rankOf(b) === r && N.rankOf(b.beside(m)) === r;
        },
        { seed, runs: 100 },
      );
    }
  });

  test('of nothing', () => {
    expect(columnBasis(Matrix.zeros(2, 0)).shape).toBe('2 × 0');
    expect(columnBasis(Matrix.zeros(0, 2)).shape).toBe('0 × 0');
    expect(columnBasis(Matrix.zeros(2, 2)).shape).toBe('2 × 0');
  });
});

describe('comparing spectra', () => {
  test('decides rightly for every split of a known spectrum', () => {
    const cases = fc
      .integer({ min: 1, max: 5 })
      .chain((n) =>
        fc.record({
          U: orthogonal(n),
          values: fc.array(fc.constantFrom('0', '1', '1', '3/2', '2', '7', '1/1000000'), {
            minLength: n,
            maxLength: n,
          }),
          inside: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
        }),
      )
      .chain((c) => fc.tuple(fc.constant(c), unimodular(c.inside.filter((x) => x).length)));
    const seen = new Set<string>();
    holds(
      cases,
      ([{ U, values, inside }, gauge]) => {
        const n = values.length;
        const sigma = U.mul(diagonal(...values)).mul(U.transpose());
        const S = range(n).filter((k) => inside[k]);
        const rest = range(n).filter((k) => !inside[k]);
        const p = U.select(undefined, S).mul(gauge);
        const found = outcome(sigma, p);
        seen.add(found);
        const separated = S.every((i) => rest.every((j) => q(values[i]!).compare(q(values[j]!)) >= 0));
        return (found !== 'crossing') === separated;
      },
      { seed: 2503, runs: 200 },
    );
    expect(seen.has('threshold') && seen.has('crossing')).toBe(true);
  });

  test.each<[string, Matrix, Matrix, string]>([
    ['a gap', diagonal(4, 1), columns(2, 0), 'threshold'],
    ['the wrong way round', diagonal(1, 4), columns(2, 0), 'crossing'],
    ['a rational tie', diagonal('1/3', '1/3'), columns(2, 0), 'threshold'],
    ['a tie at 0', Matrix.zeros(2, 2), columns(2, 1), 'threshold'],
    ['everything inside', diagonal(3, 0), Matrix.identity(2), 'threshold'],
    ['nothing inside', diagonal('10/3', 1), Matrix.zeros(2, 0), 'threshold'],
    ['nothing inside, Σ = 0', Matrix.zeros(2, 2), Matrix.zeros(2, 0), 'threshold'],
    ['no dimensions', Matrix.zeros(0, 0), Matrix.zeros(0, 0), 'threshold'],
    ['a tie of a tiny number', diagonal(`1/${10n ** 30n}`, `1/${10n ** 30n}`), columns(2, 0), 'kronecker'],
    ['a wide gap above a tiny number', diagonal(10, `1/${10n ** 30n}`), columns(2, 0), 'threshold'],
    ['two of three inside, crossing', diagonal(5, 1, 3), columns(3, 0, 1), 'crossing'],
    ['two of three inside', diagonal(5, 3, 1), columns(3, 0, 1), 'threshold'],
  ])('%s', (_, sigma, p, expected) => expect(outcome(sigma, p)).toBe(expected));

  const T = Matrix.fromRows([
    [2, 1],
    [1, 1],
  ]); // eigenvalues (3 ± √5)/2

  test('irrational eigenvalues: equal spectra cross, as conjugates come along; shifted ones separate', () => {
    expect(outcome(blocks(T, T), columns(4, 0, 1))).toBe('crossing');
    expect(outcome(blocks(T.add(Matrix.identity(2).scale(q('5'))), T), columns(4, 0, 1))).toBe('threshold');
    // The eigenvalues of T lie √5 apart: T + I still overlaps T, T + 3I no longer does.
    expect(outcome(blocks(T.add(Matrix.identity(2)), T), columns(4, 0, 1))).toBe('crossing');
    expect(outcome(blocks(T.add(Matrix.identity(2).scale(q('3'))), T), columns(4, 0, 1))).toBe('threshold');
  });

  test('a gap that doubles cannot see, around an irrational number: the Kronecker form decides', () => {
    // Σ = diag(T + c, T) with c just above √5: the lowest inside exceeds the highest outside by about 1e-37.
    let [a, b] = [2n, 1n]; // Newton's iteration for √5 from above
    for (let k = 0; k < 6; k++) [a, b] = [a * a + 5n * b * b, 2n * a * b];
    const above = new Rational(a, b);
    const below = new Rational(5n).div(above);
    const split = (c: Rational) => outcome(blocks(T.add(Matrix.identity(2).scale(c)), T), columns(4, 0, 1));
    expect(split(above)).toBe('kronecker');
    expect(split(below)).toBe('crossing');
  });

  test.each([30, 60, 200])('a crossing by 1e-%d is found', (digits) => {
    const tiny = q(`1/${10n ** BigInt(digits)}`);
    expect(outcome(Matrix.diagonal([q('1/3'), q('1/3').add(tiny)]), columns(2, 0))).toBe('crossing');
    expect(outcome(Matrix.diagonal([q('1/3').add(tiny), q('1/3')]), columns(2, 0))).not.toBe('crossing');
  });

  test('a crossing that roundings cannot show: rotated, gap 1e-30', () => {
    const U = Matrix.fromRows([
      ['3/5', '4/5', 0],
      ['-4/5', '3/5', 0],
      [0, 0, 1],
    ]);
    const gap = q(`1/${10n ** 30n}`);
    for (const [sign, expected] of [
      [gap, true],
      [gap.neg(), false],
      [Rational.zero, false],
    ] as const) {
      const sigma = U.mul(Matrix.diagonal([q('2/7'), q('2/7').add(sign), q('1/9')])).mul(U.transpose());
      expect(outcome(sigma, U.col(0)) === 'crossing').toBe(expected);
    }
  });

  test('irrational eigenvalues next to each other, closer than doubles can tell', () => {
    // blocks(T, c) with c a convergent of (3 − √5)/2 from below, then from above.
    let [a, b] = [1n, 1n];
    for (let k = 0; k < 90; k++) [a, b] = [b, a + b];
    const low = new Rational(a, b); // Fibonacci quotients tend to (√5 − 1)/2; 1 − that is (3 − √5)/2.
    const close = [Rational.one.sub(low), Rational.one.sub(new Rational(b, a + b))];
    const found = close.map((c) => outcome(blocks(T, Matrix.diagonal([c])), columns(3, 0, 1)));
    // One lies above the smaller eigenvalue of T, the other below.
    expect(found.filter((f) => f === 'crossing')).toHaveLength(1);
  });

  test.each<[string, Matrix, Matrix]>([
    [
      'not invariant',
      Matrix.fromRows([
        [1, 1],
        [1, 2],
      ]),
      columns(2, 0),
    ],
    [
      'not invariant by very little',
      Matrix.fromRows([
        [1, `1/${10n ** 30n}`],
        [`1/${10n ** 30n}`, 2],
      ]),
      columns(2, 0),
    ],
  ])('rejects a subspace that is %s', (_, sigma, p) => {
    expect(() => compareSpectra(sigma, p)).toThrow(RangeError);
    expect(() => compareSpectra(sigma, p)).toThrow(/not invariant under Σ/);
  });

  test('numbers beyond the doubles', () => {
    const huge = 10n ** 400n;
    expect(
      outcome(
        Matrix.fromRows([
          [huge, 0],
          [0, 1],
        ]),
        columns(2, 0),
      ),
    ).not.toBe('crossing');
    expect(
      outcome(
        Matrix.fromRows([
          [1, 0],
          [0, huge],
        ]),
        columns(2, 0),
      ),
    ).toBe('crossing');
    expect(outcome(Matrix.identity(2), Matrix.fromRows([[1], [huge]]))).not.toBe('crossing');
  });
});

describe('the checks are not vacuous', () => {
  const sigma = diagonal(4, 2, 1);
  const found = compareSpectra(sigma, columns(3, 0));
  if (!found.separated) throw new Error('separated by construction');
  const e = found.subspaces;
  const other = (x: Subspaces) => x;
  test.each<[string, Subspaces, Matrix, string]>([
    [
      'a threshold too high',
      other({ ...e, separation: { ...e.separation, t: '5' } as never }),
      sigma,
      'H = L·diag(D)·Lᵀ',
    ],
    ['a vector inside and outside', other({ ...e, q: e.q.map((r) => [r[0]!, r[0]!]) }), sigma, 'qᵀq·qInverse = I'],
    ['another inverse', other({ ...e, pInverse: [['2']] }), sigma, 'pᵀp·pInverse = I'],
    ['another Σ', e, diagonal(2, 4, 1), 'H = L·diag(D)·Lᵀ'],
    [
      'a Σ that does not leave it invariant',
      e,
      Matrix.fromRows([
        [4, 1, 0],
        [1, 2, 0],
        [0, 0, 1],
      ]),
      'pᵀΣq = 0',
    ],
    [
      'subspaces that meet at an angle',
      other({ ...e, p: [['1'], ['1'], ['0']], pInverse: [['1/2']] }),
      sigma,
      'pᵀq = 0',
    ],
  ])('evidence with %s is rejected', (_, wrong, matrix, reason) => {
    expect(() => checkSubspaces(wrong, matrix, 1)).toThrow(reason);
  });
});
