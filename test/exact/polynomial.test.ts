import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import {
  addPolynomials,
  bezout,
  characteristicPolynomial,
  derivative,
  divide,
  hasIrrationalRoot,
  mulPolynomials,
  type Polynomial,
  trim,
} from '../../src/exact/polynomial.ts';
import { Rational } from '../../src/exact/rational.ts';
import { anyMatrix, longRational, matrix, orthogonal, rational, unimodular } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const poly = (...c: (string | number)[]): Polynomial => c.map((x) => Rational.parse(String(x)));
const text = (p: Polynomial): string[] => p.map(String);
const polynomial = fc.array(rational(), { maxLength: 5 }).map(trim);
const points = ['0', '1', '-2', '3/5', '7'].map(Rational.parse);
const trimmed = (p: Polynomial): boolean => p.length === 0 || p[p.length - 1]!.sign !== 0;
/** ∏ (x − root). */
const withRoots = (roots: readonly Rational[]): Polynomial =>
  roots.reduce((p, r) => mulPolynomials(p, [r.neg(), Rational.one]), poly(1));

describe('ring operations', () => {
  test('agree with evaluation, without trailing zeros', () => {
    holds(
      fc.tuple(polynomial, polynomial),
      ([a, b]) => {
        const [sum, product] = [addPolynomials(a, b), mulPolynomials(a, b)];
        return (
          trimmed(sum) &&
          trimmed(product) &&
          points.every(
            (x) =>
              N.evaluate(sum, x).equals(N.evaluate(a, x).add(N.evaluate(b, x))) &&
              N.evaluate(product, x).equals(N.evaluate(a, x).mul(N.evaluate(b, x))),
          )
        );
      },
      { seed: 601, runs: 200 },
    );
  });

  test.each([
    ['trailing zeros', trim(poly(1, 2, 0, 0)), ['1', '2']],
    ['nothing but zeros', trim(poly(0, 0)), []],
    ['inner zeros stay', trim(poly(0, 0, 1)), ['0', '0', '1']],
    ['cancellation', addPolynomials(poly(1, 1), poly(2, -1)), ['3']],
    ['times zero', mulPolynomials(poly(1, 1), []), []],
    ['derivative', derivative(poly(5, 3, 0, '1/2')), ['3', '0', '3/2']],
    ['derivative of a constant', derivative(poly(5)), []],
    ['derivative of zero', derivative([]), []],
  ])('%s', (_, p, expected) => expect(text(p)).toEqual(expected));

  test('the product rule', () => {
    holds(
      fc.tuple(polynomial, polynomial),
      ([a, b]) => {
        const left = derivative(mulPolynomials(a, b));
        const right = addPolynomials(mulPolynomials(derivative(a), b), mulPolynomials(a, derivative(b)));
        return text(left).join() === text(right).join();
      },
      { seed: 602, runs: 100 },
    );
  });
});

describe('division', () => {
  test('a = quotient·b + remainder, the remainder of lower degree', () => {
    holds(
      fc.tuple(
        polynomial,
        polynomial.filter((b) => b.length > 0),
      ),
      ([a, b]) => {
        const { quotient, remainder } = divide(a, b);
        return (
          remainder.length < b.length &&
          text(addPolynomials(mulPolynomials(quotient, b), remainder)).join() === text(a).join()
        );
      },
      { seed: 603, runs: 300 },
    );
  });

  test('rejects the zero polynomial', () => {
    expect(() => divide(poly(1, 1), [])).toThrow(RangeError);
    expect(() => divide([], [])).toThrow(/division by the zero polynomial/);
  });
});

describe('Bézout', () => {
  test('a·p + b·q is the monic greatest common divisor', () => {
    const common = fc.tuple(polynomial, polynomial, polynomial);
    holds(
      common,
      ([p0, q0, g]) => {
        const [p, q] = [mulPolynomials(p0, g), mulPolynomials(q0, g)];
        const { gcd, a, b } = bezout(p, q);
        const sum = addPolynomials(mulPolynomials(a, p), mulPolynomials(b, q));
        if (text(sum).join() !== text(gcd).join()) return false;
        if (p.length === 0 && q.length === 0) return gcd.length === 0;
        const divides = (x: Polynomial) => divide(x, gcd).remainder.length === 0;
        return gcd[gcd.length - 1]!.equals(Rational.one) && divides(p) && divides(q) && gcd.length >= g.length;
      },
      { seed: 604, runs: 300 },
    );
  });

  test.each([
    ['coprime', poly(-1, 1), poly(-2, 1), ['1']],
    ['a common root', withRoots(poly(1, 2)), withRoots(poly(2, 3)), ['-2', '1']],
    ['a double root and its derivative', withRoots(poly(2, 2)), derivative(withRoots(poly(2, 2))), ['-2', '1']],
    ['a constant', poly(3), [], ['1']],
    ['zero and a polynomial', [], poly(2, 4), ['1/2', '1']],
    ['nothing', [], [], []],
  ])('%s', (_, p, q, expected) => expect(text(bezout(p, q).gcd)).toEqual(expected));
});

describe('characteristic polynomial', () => {
  test('is det(xI − A) at every x', () => {
    const squares = fc.nat({ max: 4 }).chain((n) => fc.oneof(matrix(n, n), matrix(n, n, longRational)));
    holds(
      squares,
      (m) => {
        const p = characteristicPolynomial(m);
        const n = m.rows;
        return (
          p.length === n + 1 &&
          p[n]!.equals(Rational.one) &&
          points.every((x) => {
            const shifted = N.naive(Matrix.identity(n).scale(x).sub(m));
            return N.evaluate(p, x).equals(N.determinant(shifted));
          })
        );
      },
      { seed: 605, runs: 100 },
    );
  });

  test('has the eigenvalues as its roots, as often as they occur', () => {
    const similar = fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.tuple(orthogonal(n), fc.array(rational(2n, 2n), { minLength: n, maxLength: n })))
      .map(([u, values]) => ({ m: u.mul(Matrix.diagonal(values)).mul(u.transpose()), values }));
    let repeated = 0;
    holds(
      similar,
      ({ m, values }) => {
        const p = characteristicPolynomial(m);
        const distinct = new Set(values.map(String)).size === values.length;
        if (!distinct) repeated++;
        return (
          text(p).join() === text(withRoots(values)).join() && (bezout(p, derivative(p)).gcd.length === 1) === distinct
        );
      },
      { seed: 606, runs: 100 },
    );
    expect(repeated).toBeGreaterThan(20);
  });

  test('is the same for similar matrices and transposes', () => {
    const pairs = fc.tuple(matrix(3, 3), unimodular(3));
    holds(
      pairs,
      ([m, c]) =>
        text(characteristicPolynomial(m.mul(c))).join() === text(characteristicPolynomial(c.mul(m))).join() &&
        text(characteristicPolynomial(m)).join() === text(characteristicPolynomial(m.transpose())).join(),
      { seed: 607, runs: 50 },
    );
  });

  test('of the empty matrix is 1', () => {
    expect(text(characteristicPolynomial(Matrix.zeros(0, 0)))).toEqual(['1']);
  });

  test('rejects a matrix that is not square', () => {
    holds(
      anyMatrix(3).filter((m) => m.rows !== m.cols && m.rows > 0),
      (m) => {
        expect(() => characteristicPolynomial(m)).toThrow(RangeError);
        return true;
      },
      { seed: 608, runs: 20 },
    );
  });
});

describe('irrational roots', () => {
  test.each([
    ['x² − 2', poly(-2, 0, 1)],
    ['x² − 1/2', poly('-1/2', 0, 1)],
    ['x² − x/3 + 1, without real roots', poly(1, '-1/3', 1)],
    ['(x − 1)(x² − 5)', mulPolynomials(poly(-1, 1), poly(-5, 0, 1))],
    ['x³ − 6x² + 9x − 1', poly(-1, 9, -6, 1)],
  ])('%s: seen', (_, p) => expect(hasIrrationalRoot(p)).toBe(true));

  test('products of rational linear factors have none', () => {
    holds(
      fc.array(rational(), { maxLength: 5 }),
      (roots) =>
        !hasIrrationalRoot(roots.reduce<Polynomial>((p, x) => mulPolynomials(p, [x.neg(), Rational.one]), poly(1))),
      { seed: 611, runs: 200 },
    );
  });
});
