import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coprimeWithDerivative, distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { integer, longRational, matrix, orthogonal, rational, symmetric } from '../helpers/arbitraries.ts';
import { read } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const q = Rational.parse;
const diagonal = (...x: (string | number)[]): Matrix => Matrix.diagonal(x.map((v) => q(String(v))));

/** FORMAT.md, 4.1. p(x) = det(xI − Σ) is taken from its values, computed by expansion. */
function checkDistinct(e: EvidenceOf<'distinct-spectrum'>, sigma: Matrix): true {
  const n = sigma.rows;
  if (e.form === 'eigen') {
    const values = e.values.map(q);
    const U = read(e.vectors, n, n);
    must(values.length === n, 'n values');
    must(sigma.mul(U).equals(U.mul(Matrix.diagonal(values))), 'ΣU = U diag(values)');
    must(
      values.every((_, k) => !U.col(k).isZero()),
      'no column is zero',
    );
    must(new Set(e.values).size === n, 'values pairwise different');
    return true;
  }
  const p = N.interpolate((x) => N.determinant(N.naive(Matrix.identity(n).scale(x).sub(sigma))), n + 1);
  const derivative = p.slice(1).map((c, k) => c.mul(new Rational(BigInt(k + 1))));
  const [a, b] = [e.a.map(q), e.b.map(q)];
  for (let k = 0; k < 3 * n + 3; k++) {
    const x = new Rational(BigInt(k - n));
    const left = N.evaluate(a, x).mul(N.evaluate(p, x));
    must(left.add(N.evaluate(b, x).mul(N.evaluate(derivative, x))).equals(Rational.one), 'a·p + b·p′ = 1');
  }
  return true;
}

describe('distinct spectrum', () => {
  test('a known rational spectrum: eigenvectors where it is simple, nothing where it is not', () => {
    const cases = fc
      .integer({ min: 0, max: 4 })
      .chain((n) => fc.tuple(orthogonal(n), fc.array(rational(2n, 2n), { minLength: n, maxLength: n })));
    let repeated = 0;
    holds(
      cases,
      ([u, values]) => {
        const sigma = u.mul(Matrix.diagonal(values)).mul(u.transpose());
        const e = distinctSpectrum(sigma);
        if (new Set(values.map(String)).size < values.length) {
          repeated++;
          return e === undefined;
        }
        return e?.form === 'eigen' && checkDistinct(e, sigma);
      },
      { seed: 2801, runs: 150 },
    );
    expect(repeated).toBeGreaterThan(20);
  });

  test('any symmetric matrix: whatever is brought is right, and something is brought for a square-free polynomial', () => {
    const any = fc.integer({ min: 1, max: 4 }).chain((n) =>
      fc.oneof(
        symmetric(n, integer(3n)),
        symmetric(n),
        matrix(n, n, integer(2n)).map((a) => a.mul(a.transpose())),
      ),
    );
    const seen = new Set<string>();
    holds(
      any,
      (sigma) => {
        const e = distinctSpectrum(sigma);
        seen.add(e?.form ?? 'none');
        const other = coprimeWithDerivative(sigma);
        if (!e) return other === undefined;
        return other?.form === 'bezout' && checkDistinct(e, sigma) && checkDistinct(other, sigma);
      },
      { seed: 2802, runs: 150 },
    );
    expect([...seen].sort()).toEqual(['bezout', 'eigen', 'none']);
  });

  test.each<[string, Matrix, string | undefined]>([
    ['no dimensions', Matrix.zeros(0, 0), 'eigen'],
    ['one number', Matrix.fromRows([['7/3']]), 'eigen'],
    ['rational', diagonal(1, '1/2', 0), 'eigen'],
    [
      'irrational',
      Matrix.fromRows([
        [2, 1],
        [1, 1],
      ]),
      'bezout',
    ],
    [
      'rational and irrational',
      Matrix.fromRows([
        [2, 1, 0],
        [1, 1, 0],
        [0, 0, 5],
      ]),
      'bezout',
    ],
    ['closer than doubles can tell', Matrix.diagonal([q('1/3'), q('1/3').add(q(`1/${10n ** 30n}`))]), 'bezout'],
    ['two below the slack', diagonal(`1/${10n ** 12n}`, `1/${10n ** 13n}`), 'bezout'],
    ['a long denominator', diagonal('1/1000003', 1), 'bezout'],
    ['repeated', diagonal(2, 2), undefined],
    ['repeated zero', Matrix.zeros(2, 2), undefined],
    [
      'repeated irrational',
      Matrix.fromRows([
        [2, 1, 0, 0],
        [1, 1, 0, 0],
        [0, 0, 2, 1],
        [0, 0, 1, 1],
      ]),
      undefined,
    ],
    ['repeated beside a simple one', diagonal(1, 3, 1), undefined],
  ])('%s', (_, sigma, form) => {
    const e = distinctSpectrum(sigma);
    expect(e?.form).toBe(form);
    if (e) expect(checkDistinct(e, sigma)).toBe(true);
  });

  test('long numbers', () => {
    holds(
      symmetric(3, longRational),
      (sigma) => {
        const e = distinctSpectrum(sigma);
        return e !== undefined && checkDistinct(e, sigma);
      },
      { seed: 2803, runs: 20 },
    );
  });

  test('numbers beyond the doubles', () => {
    const sigma = Matrix.fromRows([
      [10n ** 400n, 1],
      [1, 0],
    ]);
    expect(checkDistinct(distinctSpectrum(sigma)!, sigma)).toBe(true);
  });

  const sigma = diagonal(2, 1);
  const eigen = distinctSpectrum(sigma) as Extract<EvidenceOf<'distinct-spectrum'>, { form: 'eigen' }>;
  const bezout = coprimeWithDerivative(sigma) as Extract<EvidenceOf<'distinct-spectrum'>, { form: 'bezout' }>;
  test.each<[string, EvidenceOf<'distinct-spectrum'>, Matrix, string]>([
    ['a wrong value', { ...eigen, values: ['3', '1'] }, sigma, 'ΣU = U diag(values)'],
    [
      'a zero vector',
      {
        ...eigen,
        vectors: [
          ['1', '0'],
          ['0', '0'],
        ],
      },
      sigma,
      'no column is zero',
    ],
    [
      'one value twice',
      {
        ...eigen,
        values: ['2', '2'],
        vectors: [
          ['1', '1'],
          ['0', '0'],
        ],
      },
      sigma,
      'pairwise different',
    ],
    ['one value only', { ...eigen, values: ['2'] }, sigma, 'n values'],
    ['another Σ', bezout, diagonal(2, 3), 'a·p + b·p′ = 1'],
    ['another factor', { ...bezout, a: bezout.b }, sigma, 'a·p + b·p′ = 1'],
  ])('evidence with %s is rejected', (_, wrong, matrix, reason) => {
    expect(() => checkDistinct(wrong, matrix)).toThrow(reason);
  });
});
