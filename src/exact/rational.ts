import { smallGcd } from './small-gcd.ts';

/** Absolute value. */
export const abs = (a: bigint): bigint => (a < 0n ? -a : a);

/** Greatest common divisor, never negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  if (x < y) [x, y] = [y, x];
  while (y > LEHMER_FROM) [x, y] = lehmerStep(x, y);
  while (y > LARGEST_SAFE) [x, y] = [y, x % y];
  return y === 0n ? x : BigInt(smallGcd(Number(y), Number(x % y)));
}

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Below it, steps of Euclid are as fast. */
const LEHMER_FROM = 1n << 192n;

function lehmerStep(x: bigint, y: bigint): [bigint, bigint] {
  const [A, B, C, D] = lehmerQuotients(x, y);
  if (B === 0) return [y, x % y];
  return [BigInt(A) * x + BigInt(B) * y, BigInt(C) * x + BigInt(D) * y];
}

/**
 * Many steps of Euclid at once, from the leading 48 bits of x ≥ y > 0, as a matrix A, B, C, D for the two: quotients are taken as long as they are the same for all
 * numbers with these bits (D. E. Knuth, The Art of Computer Programming, volume 2, section 4.5.2, algorithm L). All numbers stay below 2⁵³. The identity where
 * there is no such quotient.
 */
export function lehmerQuotients(x: bigint, y: bigint): [number, number, number, number] {
  const shift = BigInt(4 * (x.toString(16).length - 12));
  let [u, v] = [Number(x >> shift), Number(y >> shift)];
  let [A, B, C, D] = [1, 0, 0, 1];
  while (v + C !== 0 && v + D !== 0) {
    const q = Math.floor((u + A) / (v + C));
    if (q !== Math.floor((u + B) / (v + D))) break;
    [A, B, C, D] = [C, D, A - q * C, B - q * D];
    [u, v] = [v, u - q * v];
  }
  return [A, B, C, D];
}

/** Least common multiple of positive integers. */
export const lcm = (a: bigint, b: bigint): bigint => (a === b ? a : (a / gcd(a, b)) * b);

/** Number of binary digits of |a|; 0 for 0. */
export const bitLength = (a: bigint): number => (a === 0n ? 0 : abs(a).toString(2).length);

/** An exact rational number in lowest terms, den > 0. The class is nominal: a double cannot be passed for it. */
export class Rational {
  declare private readonly exact: true;
  readonly num: bigint;
  readonly den: bigint;

  /** num/den, reduced. Throws RangeError if den = 0. */
  constructor(num: bigint, den = 1n) {
    if (den === 0n) throw new RangeError('a rational number needs a denominator other than 0');
    const g = den === 1n ? 1n : gcd(num, den);
    const s = den < 0n ? -g : g;
    this.num = s === 1n ? num : num / s;
    this.den = s === 1n ? den : den / s;
  }

  static readonly zero = new Rational(0n);
  static readonly one = new Rational(1n);

  /** Parses `p` or `p/q`; any integers, q ≠ 0. */
  static parse(text: string): Rational {
    const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
    if (!match) throw new SyntaxError(`not a rational number: ${text}`);
    return new Rational(BigInt(match[1]!), BigInt(match[2] ?? '1'));
  }

  /** The exact value of a finite double (every double is a dyadic rational). */
  static fromDouble(x: number): Rational {
    if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
    let exponent = 0;
    let mantissa = x;
    while (!Number.isInteger(mantissa)) {
      mantissa *= 2;
      exponent++;
    }
    return new Rational(BigInt(mantissa), 1n << BigInt(exponent));
  }

  get sign(): -1 | 0 | 1 {
    return this.num > 0n ? 1 : this.num < 0n ? -1 : 0;
  }

  add(b: Rational): Rational {
    return new Rational(this.num * b.den + b.num * this.den, this.den * b.den);
  }
  sub(b: Rational): Rational {
    return new Rational(this.num * b.den - b.num * this.den, this.den * b.den);
  }
  mul(b: Rational): Rational {
    return new Rational(this.num * b.num, this.den * b.den);
  }
  /** Throws RangeError if b = 0. */
  div(b: Rational): Rational {
    return new Rational(this.num * b.den, this.den * b.num);
  }
  neg(): Rational {
    return new Rational(-this.num, this.den);
  }
  /** −1, 0 or 1 as this is below, at or above b. */
  compare(b: Rational): -1 | 0 | 1 {
    const d = this.num * b.den - b.num * this.den;
    return d > 0n ? 1 : d < 0n ? -1 : 0;
  }
  equals(b: Rational): boolean {
    return this.num === b.num && this.den === b.den;
  }
  /** Canonical text: `p`, or `p/q` with q > 1. */
  toString(): string {
    return this.den === 1n ? this.num.toString() : `${this.num}/${this.den}`;
  }
  /** A nearby double, for proposals and display only. */
  toDouble(): number {
    return ratioToDouble(this.num, this.den);
  }
}

/** num/den to about 53 bits, without overflow of long numerators and denominators. */
export function ratioToDouble(num: bigint, den: bigint): number {
  const a = Number(num);
  const b = Number(den);
  if (Math.abs(a) < 1e300 && b < 1e300) return a / b;
  const shift = bitLength(num) - bitLength(den);
  const q = shift > 64 ? num / (den << BigInt(shift - 64)) : (num << BigInt(64 - shift)) / den;
  // In this order neither factor leaves the range of doubles before the product does.
  return (Number(q) / 2 ** 63) * 2 ** (shift - 1);
}

/** The rational with the smallest denominator in the closed interval [lo, hi], lo ≤ hi (Stern–Brocot). */
export function simplestBetween(lo: Rational, hi: Rational): Rational {
  if (lo.compare(hi) > 0) throw new RangeError('empty interval');
  if (lo.sign <= 0 && hi.sign >= 0) return Rational.zero;
  if (hi.sign < 0) return simplestBetween(hi.neg(), lo.neg()).neg();
  return new Rational(...simplest(lo.num, lo.den, hi.num, hi.den));
}

/** The same for 0 < a/b ≤ c/d, by continued fractions in integers: numerator and denominator, coprime. */
function simplest(a: bigint, b: bigint, c: bigint, d: bigint): [bigint, bigint] {
  const floor = a / b;
  if (floor * b === a) return [floor, 1n];
  if ((floor + 1n) * d <= c) return [floor + 1n, 1n];
  const [p, q] = simplest(d, c - floor * d, b, a - floor * b);
  return [floor * p + q, p];
}
