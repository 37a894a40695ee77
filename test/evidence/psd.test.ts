import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PsdProof } from '../../src/evidence/evidence.ts';
import { dominanceProof, illConditionedProof, provesPsd, sumOfSquares } from '../../src/evidence/psd.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/modular.ts';
import { Rational } from '../../src/exact/rational.ts';
import { definiteness, inertia } from '../../src/exact/symmetric.ts';
import { integer, longRational, matrix, rational, symmetric } from '../helpers/arbitraries.ts';
import { checkPsd } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
/** AAᵀ with A n × k: psd of rank at most k. */
const psd = fc
  .tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }))
  .chain(([n, k]) => matrix(n, Math.min(n, k), rational(5n, 3n)).map((a) => a.mul(a.transpose())));
const skewScaled = psd.chain((h) =>
  fc.array(fc.integer({ min: -40, max: 40 }), { minLength: h.rows, maxLength: h.rows }).map((e) => {
    const s = Matrix.diagonal(
      e.map((k) => (k < 0 ? new Rational(1n, 1n << BigInt(-k)) : new Rational(1n << BigInt(k)))),
    );
    return s.mul(h).mul(s);
  }),
);
const hilbert = (n: number): Matrix => Matrix.of(n, n, (i, j) => new Rational(1n, BigInt(i + j + 1)));

describe('sum of squares', () => {
  test('exists exactly for psd matrices, and meets its identity', () => {
    const any = fc.oneof(
      psd,
      fc.nat({ max: 5 }).chain((n) => symmetric(n, integer(3n))),
      matrix(3, 2, longRational).map((a) => a.mul(a.transpose())),
    );
    holds(
      any,
      (h) => {
        const proof = sumOfSquares(h);
        const expected = inertia(h);
        if (!proof) return expected.negative > 0;
        return (
          expected.negative === 0 &&
          proof.form === 'sum-of-squares' &&
          proof.D.length === expected.positive &&
          checkPsd(proof, h)
        );
      },
      { seed: 2301, runs: 250 },
    );
  });
});

describe('dominance proof', () => {
  test('is found for psd matrices of every rank, and meets its identities', () => {
    holds(
      fc.oneof(psd, skewScaled),
      (h) => {
        const proof = dominanceProof(h);
        // The proposal may fail where H is ill-conditioned; it may not be wrong.
        return proof === undefined ? definiteness(h).psd : proof.form === 'dominance' && checkPsd(proof, h);
      },
      { seed: 2302, runs: 250 },
    );
  });

  test('is found whenever the matrix is far from singular on its index set', () => {
    const shifted = psd.map((h) => h.add(Matrix.identity(h.rows)));
    holds(shifted, (h) => dominanceProof(h) !== undefined && checkPsd(dominanceProof(h)!, h), {
      seed: 2303,
      runs: 100,
    });
  });

  test('is never found for a matrix that is not psd', () => {
    holds(
      fc.integer({ min: 1, max: 6 }).chain((n) => fc.oneof(symmetric(n, integer(4n)), symmetric(n))),
      (h) => dominanceProof(h) === undefined || inertia(h).negative === 0,
      { seed: 2304, runs: 300 },
    );
  });

  test('is not fooled by a negative eigenvalue that doubles cannot see', () => {
    for (const exponent of [8, 12, 16, 20, 40, 400]) {
      const tiny = new Rational(1n, 10n ** BigInt(exponent));
      const nearly = (x: Rational) =>
        Matrix.fromRows([
          [1, 1],
          [1, Rational.one.add(x)],
        ]);
      expect(dominanceProof(nearly(tiny.neg()))).toBeUndefined();
      const proof = dominanceProof(nearly(tiny));
      if (exponent <= 12) expect(checkPsd(proof!, nearly(tiny))).toBe(true);
    }
  });

  test.each<[string, Matrix, number]>([
    ['empty', Matrix.zeros(0, 0), 0],
    ['zero', Matrix.zeros(3, 3), 0],
    ['identity', Matrix.identity(4), 4],
    [
      'one entry',
      Matrix.fromRows([
        [0, 0],
        [0, '1/3'],
      ]),
      1,
    ],
    [
      'rank one',
      Matrix.fromRows([
        [4, 2],
        [2, 1],
      ]),
      1,
    ],
    ['Hilbert 3', hilbert(3), 3],
    ['Hilbert 5', hilbert(5), 5],
    [
      'singular and scaled',
      Matrix.fromRows([
        ['1/1000000', 1],
        [1, 1000000],
      ]),
      1,
    ],
    [
      'long entries',
      Matrix.fromRows([
        [10n ** 200n, 1],
        [1, 10n ** 150n],
      ]),
      2,
    ],
    [
      'small entries',
      Matrix.fromRows([
        [`1/${10n ** 200n}`, 0],
        [0, 7],
      ]),
      2,
    ],
    [
      'the prime of the filter on the diagonal',
      Matrix.fromRows([
        [prime(0), 0],
        [0, 1],
      ]),
      2,
    ],
  ])('%s', (_, h, r) => {
    const proof = dominanceProof(h);
    expect(proof?.form === 'dominance' && proof.index.length).toBe(r);
    expect(checkPsd(proof!, h)).toBe(true);
  });

  test.each<[string, Matrix]>([
    ['a negative number', Matrix.fromRows([[-1]])],
    [
      'hyperbolic',
      Matrix.fromRows([
        [0, 1],
        [1, 0],
      ]),
    ],
    [
      'indefinite with a positive diagonal',
      Matrix.fromRows([
        [1, 2],
        [2, 1],
      ]),
    ],
    [
      'a zero on the diagonal of the index set',
      Matrix.fromRows([
        [0, 1],
        [1, 5],
      ]),
    ],
    ['entries beyond the doubles: no proposal', Matrix.fromRows([[10n ** 400n]])],
    ['a Hilbert matrix beyond the precision of doubles', hilbert(16)],
  ])('%s: no proof', (_, h) => expect(dominanceProof(h)).toBeUndefined());
});

describe('where a proposal is wrong it is not believed', () => {
  test('the first two primes of the modular elimination hide a pivot', () => {
    // Modulo prime(0) and prime(1) the second diagonal entry is 0, too, and the proposed kernel contains e_2: it is not in it.
    const hidden = BigInt(prime(0)) * BigInt(prime(1));
    for (const x of [hidden, -hidden]) {
      const singular = Matrix.fromRows([
        [1, 0, 0],
        [0, x, 0],
        [0, 0, 0],
      ]);
      expect(dominanceProof(singular)).toBeUndefined();
      expect(definiteness(singular).psd).toBe(x > 0n);
    }
  });

  test('a definite matrix needs no proposal of a kernel', () => {
    const hidden = Matrix.fromRows([
      [1, 0],
      [0, BigInt(prime(0)) * BigInt(prime(1))],
    ]);
    expect(dominanceProof(hidden)).toMatchObject({ form: 'dominance', index: [0, 1], kernel: [[], []] });
    expect(checkPsd(dominanceProof(hidden)!, hidden)).toBe(true);
    expect(dominanceProof(hidden.neg())).toBeUndefined();
  });

  /** FFᵀ + δI, with δ as the finder shifts by at this number of bits: its Cholesky factor is then F up to doubles. */
  const shiftedSquare = (F: Matrix, bits: number): Matrix =>
    F.mul(F.transpose()).add(Matrix.identity(F.rows).scale(new Rational(BigInt(2 * F.rows + 2), 1n << BigInt(bits))));
  /** (m + 0.49)·2^−bits: everything is rounded to the same side. */
  const lopsided = (x: number, bits: number): Rational =>
    new Rational(BigInt(Math.floor(x * 2 ** bits) * 100 + 49), 100n << BigInt(bits));

  test.each<[string, number, number, (i: number, j: number) => number]>([
    ['the errors add up in the last rows', 40, 8, (i, j) => (j < i ? 0.14 : 0.7)],
    [
      'the errors add up in one row, to the right of its diagonal',
      160,
      12,
      (i, j) => {
        if (i === j) return i === 50 ? 0.3 : 0.9;
        if (j >= 50 || i < 50) return -1;
        return i === 50 ? 0.185 : 0;
      },
    ],
  ])('rounding to few bits breaks dominance, more bits restore it: %s', (_, n, bits, f) => {
    const F = Matrix.of(n, n, (i, j) => (j > i || f(i, j) < 0 ? Rational.zero : lopsided(f(i, j), bits)));
    const h = shiftedSquare(F, bits);
    const proof = dominanceProof(h);
    expect(proof?.form === 'dominance' && proof.factor.flat().some((x) => q(x).den > 1n << BigInt(bits))).toBe(true);
    expect(checkPsd(proof!, h)).toBe(true);
  });
});

describe('the checks are not vacuous', () => {
  const h = Matrix.fromRows([
    [2, 1, 3],
    [1, 2, 3],
    [3, 3, 6],
  ]);
  const dominance = dominanceProof(h) as Extract<PsdProof, { form: 'dominance' }>;
  const squares = sumOfSquares(h) as Extract<PsdProof, { form: 'sum-of-squares' }>;
  test.each<[string, PsdProof, string]>([
    ['another kernel', { ...dominance, kernel: [['1'], ['1']] }, 'H[:,I]·T + H[:,Iᶜ] = 0'],
    [
      'a larger factor',
      { ...dominance, factor: dominance.factor.map((r) => r.map((x) => q(x).mul(q('2')).toString())) },
      'diagonal dominance',
    ],
    ['a negative scale', { ...dominance, scale: ['-1', '-1'] }, 'scale > 0'],
    [
      'a smaller index set',
      { ...dominance, index: [0], scale: ['1'], factor: [['0']], kernel: [['0', '0']] },
      'H[:,I]·T + H[:,Iᶜ] = 0',
    ],
    ['a negative square', { ...squares, D: squares.D.map((d) => q(d).neg().toString()) }, 'D > 0'],
    ['another square', { ...squares, D: squares.D.map((d) => q(d).add(q('1')).toString()) }, 'H = L·diag(D)·Lᵀ'],
    [
      'a square left out',
      { ...squares, D: squares.D.slice(1), L: squares.L.map((r) => r.slice(1)) },
      'H = L·diag(D)·Lᵀ',
    ],
  ])('a proof with %s is rejected', (_, wrong, reason) => {
    expect(() => checkPsd(wrong, h)).toThrow(reason);
    expect(provesPsd(h, wrong)).toBe(false);
  });

  test('the right ones are accepted, by both checks', () => {
    for (const proof of [dominance, squares]) expect([checkPsd(proof, h), provesPsd(h, proof)]).toEqual([true, true]);
  });

  test('the factor is short and dyadic', () => {
    const proof = dominanceProof(hilbert(4)) as Extract<PsdProof, { form: 'dominance' }>;
    const parts = [...proof.factor.flat(), ...proof.scale].map(q);
    expect(parts.every((x) => (x.den & (x.den - 1n)) === 0n && x.den <= 1n << 48n)).toBe(true);
    expect(range(4).map((k) => proof.factor[k]!.length)).toEqual([1, 2, 3, 4]);
  });
});

describe('proof for an ill-conditioned matrix', () => {
  test('is found where doubles find none', () => {
    for (const n of [12, 16, 20]) {
      const h = hilbert(n);
      expect(dominanceProof(h)).toBeUndefined();
      expect(checkPsd(illConditionedProof(h)!, h)).toBe(true);
      const scales = Matrix.diagonal(range(n).map((k) => new Rational(10n ** BigInt(k))));
      const scaled = scales.mul(h).mul(scales);
      expect(checkPsd(illConditionedProof(scaled)!, scaled)).toBe(true);
    }
  });

  test('is found for definite matrices, and for no others', () => {
    const any = fc.oneof(psd, skewScaled, symmetric(3, integer(4n)));
    const agrees = (h: Matrix): boolean => {
      const proof = illConditionedProof(h);
      const { positive } = inertia(h);
      return proof === undefined ? positive < h.rows : positive === h.rows && checkPsd(proof, h);
    };
    holds(any, agrees, { seed: 2305, runs: 250 });
  });

  test('ends where the margin is too small: singular, and negative by 10^−40', () => {
    const nearly = (x: Rational) =>
      Matrix.fromRows([
        [1, 1],
        [1, Rational.one.add(x)],
      ]);
    for (const x of [Rational.zero, new Rational(-1n, 10n ** 40n), new Rational(1n, 10n ** 40n)]) {
      expect(illConditionedProof(nearly(x))).toBeUndefined();
    }
    expect(illConditionedProof(nearly(new Rational(1n, 10n ** 20n)))).toBeDefined();
  });
});
