import { Matrix } from './matrix.ts';
import { lcm, Rational } from './rational.ts';

/** A polynomial over Q: coefficients from the constant term upwards, without trailing zeros; [] is 0. */
export type Polynomial = readonly Rational[];

export function trim(p: readonly Rational[]): Polynomial {
  let n = p.length;
  while (n > 0 && p[n - 1]!.sign === 0) n--;
  return p.slice(0, n);
}

export const addPolynomials = (a: Polynomial, b: Polynomial): Polynomial =>
  trim(
    Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? Rational.zero).add(b[k] ?? Rational.zero)),
  );

export function mulPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const out = new Array<Rational>(Math.max(0, a.length + b.length - 1)).fill(Rational.zero);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) out[i + j] = out[i + j]!.add(x.mul(y));
  return trim(out);
}

const scalePolynomial = (a: Polynomial, c: Rational): Polynomial => trim(a.map((x) => x.mul(c)));

export const derivative = (a: Polynomial): Polynomial =>
  trim(a.slice(1).map((x, k) => x.mul(new Rational(BigInt(k + 1)))));

/** Quotient and remainder; b ≠ 0. */
export function divide(a: Polynomial, b: Polynomial): { quotient: Polynomial; remainder: Polynomial } {
  const lead = b[b.length - 1];
  if (!lead) throw new RangeError('division by the zero polynomial');
  const quotient = new Array<Rational>(Math.max(0, a.length - b.length + 1)).fill(Rational.zero);
  let rest = [...a];
  for (let k = a.length - b.length; k >= 0; k--) {
    const c = (rest[k + b.length - 1] ?? Rational.zero).div(lead);
    quotient[k] = c;
    if (c.sign !== 0) rest = rest.map((x, i) => (i >= k && i < k + b.length ? x.sub(c.mul(b[i - k]!)) : x));
  }
  return { quotient: trim(quotient), remainder: trim(rest) };
}

/** a, b with a·p + b·q = gcd(p, q), the gcd monic. */
export function bezout(p: Polynomial, q: Polynomial): { gcd: Polynomial; a: Polynomial; b: Polynomial } {
  const minus = new Rational(-1n);
  let [r0, r1] = [p, q];
  let [a0, a1]: [Polynomial, Polynomial] = [[Rational.one], []];
  let [b0, b1]: [Polynomial, Polynomial] = [[], [Rational.one]];
  while (r1.length > 0) {
    const { quotient, remainder } = divide(r0, r1);
    const next = (x: Polynomial, y: Polynomial) =>
      addPolynomials(x, scalePolynomial(mulPolynomials(quotient, y), minus));
    [r0, r1] = [r1, remainder];
    [a0, a1] = [a1, next(a0, a1)];
    [b0, b1] = [b1, next(b0, b1)];
  }
  const lead = r0[r0.length - 1];
  if (!lead) return { gcd: [], a: [], b: [] };
  const c = Rational.one.div(lead);
  return { gcd: scalePolynomial(r0, c), a: scalePolynomial(a0, c), b: scalePolynomial(b0, c) };
}

/** det(xI − A) of a square matrix, by Faddeev–LeVerrier. */
export function characteristicPolynomial(a: Matrix): Polynomial {
  const n = a.rows;
  const coefficients = new Array<Rational>(n + 1).fill(Rational.zero);
  coefficients[n] = Rational.one;
  let m = Matrix.zeros(n, n);
  for (let k = 1; k <= n; k++) {
    m = a.mul(m).add(Matrix.identity(n).scale(coefficients[n - k + 1]!));
    coefficients[n - k] = a
      .mul(m)
      .trace()
      .div(new Rational(BigInt(-k)));
  }
  return coefficients;
}

const SMALL_PRIMES = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];

/**
 * True only if a monic polynomial has a root that is not rational. With y = Dx, D the least common denominator, it is monic with integer coefficients; if all
 * its roots were rational, they would be integers, and modulo every prime it would have as many roots as its degree. Some small prime shows that it has not, for
 * almost all polynomials with an irrational root.
 */
export function hasIrrationalRoot(p: Polynomial): boolean {
  const den = p.reduce((d, c) => lcm(d, c.den), 1n);
  const degree = p.length - 1;
  const scaled = p.map((c, k) => c.mul(new Rational(den ** BigInt(degree - k))).num);
  return SMALL_PRIMES.some((prime) => rootsModulo(scaled, BigInt(prime)) < degree);
}

/** The number of roots in the field of p elements, each as often as it occurs, by synthetic division. */
function rootsModulo(coefficients: readonly bigint[], p: bigint): number {
  let rest = coefficients.map((c) => ((c % p) + p) % p);
  let count = 0;
  for (let root = 0n; root < p && rest.length > 1; ) {
    const quotient: bigint[] = [];
    let value = 0n;
    for (const c of [...rest].reverse()) {
      value = (value * root + c) % p;
      quotient.unshift(value);
    }
    if (quotient.shift() !== 0n) root++;
    else {
      rest = quotient;
      count++;
    }
  }
  return count;
}
