import { describe, expect, test } from 'vitest';
import { bezout, derivative, mulPolynomials, type Polynomial } from '../../src/exact/polynomial.ts';
import { prime } from '../../src/exact/primes.ts';
import { Rational } from '../../src/exact/rational.ts';
import { isSquareFree } from '../../src/exact/square-free.ts';

const poly = (...coefficients: (string | number | bigint)[]): Polynomial =>
  coefficients.map((c) => Rational.parse(String(c)));

describe('no root twice', () => {
  test.each([
    ['a constant', poly(3)],
    ['of degree 1', poly(1, 2)],
    ['x² − 2', poly(-2, 0, 1)],
    ['x² + 1: different complex roots', poly(1, 0, 1)],
    ['with fractions: (x − 1/2)(x − 1/3)', poly('1/6', '-5/6', 1)],
    ['two roots that are equal modulo the prime of the short way', mulPolynomials(poly(0, 1), poly(-prime(0), 1))],
    ['a leading coefficient that this prime divides', poly(1, 3, prime(0))],
    ['long coefficients', poly(10n ** 60n + 7n, 3, 10n ** 50n)],
  ])('%s', (_, p) => expect(isSquareFree(p)).toBe(true));
});

describe('a root twice', () => {
  const square = (p: Polynomial) => mulPolynomials(p, p);
  test.each([
    ['x²', poly(0, 0, 1)],
    ['(x − 1)²', square(poly(-1, 1))],
    ['(x² − 2)²: irrational', square(poly(-2, 0, 1))],
    ['(x² + 1)²: not real', square(poly(1, 0, 1))],
    ['(x − 1/3)²(x + 5)', mulPolynomials(square(poly('-1/3', 1)), poly(5, 1))],
    ['three times', mulPolynomials(square(poly(2, 1)), poly(2, 1))],
    ['long coefficients', square(poly(10n ** 60n + 7n, 3, 10n ** 50n))],
  ])('%s', (_, p) => expect(isSquareFree(p)).toBe(false));
});

test('as the extended Euclidean algorithm says, on products of small factors', () => {
  const factors = [poly(0, 1), poly(1, 1), poly('-1/2', 1), poly(-2, 0, 1), poly(1, 1, 1), poly(3, 0, 0, 2)];
  for (const a of factors)
    for (const b of factors)
      for (const c of factors) {
        const p = [a, b, c].reduce(mulPolynomials);
        expect(isSquareFree(p)).toBe(bezout(p, derivative(p)).gcd.length === 1);
        expect(isSquareFree(p)).toBe(new Set([a, b, c]).size === 3);
      }
});
