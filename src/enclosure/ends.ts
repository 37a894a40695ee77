import type { Decimal } from 'decimal.js';
import { Rational } from '../exact/rational.ts';
import type { Enclosures } from './enclosures.ts';

/**
 * Largest exponent, in absolute value, of an end point. Far inside the range of decimal.js (9e15), so that no single operation on end points
 * overflows or underflows there; and small enough that an end point can be turned into a rational number.
 */
export const EXPONENT_LIMIT = 1_000_000;

/** −1, 0 or 1; a negative zero of decimal.js counts as 0. */
export const signOfEnd = (x: Decimal): -1 | 0 | 1 => (x.isZero() ? 0 : x.isNegative() ? -1 : 1);

export const smaller = (x: Decimal, y: Decimal): Decimal => (x.lte(y) ? x : y);
export const larger = (x: Decimal, y: Decimal): Decimal => (x.gte(y) ? x : y);

/** The exact value of a finite decimal. */
export function toRational(x: Decimal): Rational {
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return shift >= 0 ? new Rational(digits * 10n ** BigInt(shift)) : new Rational(digits, 10n ** BigInt(-shift));
}

/**
 * A lower bound of √x, x ≥ 0. The root of decimal.js is a proposal: r is accepted once r·r, rounded up, is at most x, so r² ≤ x.
 * If x has no more digits than the precision, then r² ≤ x passes, for x is itself a decimal of that precision.
 */
export function rootBelow({ down, up, precision }: Enclosures, x: Decimal): Decimal {
  const step = down.sub(1, new down(`1e${1 - precision}`));
  let r = down.sqrt(x);
  for (let tries = 0; up.mul(r, r).gt(x); tries++) {
    if (tries === 3) return new down(0);
    r = down.mul(r, step);
  }
  return r;
}

/** An upper bound of √x, x ≥ 0: accepted once r·r, rounded down, is at least x. Throws Error if the proposals stay too small. */
export function rootAbove({ down, up, precision }: Enclosures, x: Decimal): Decimal {
  const step = up.add(1, new up(`1e${1 - precision}`));
  let r = up.sqrt(x);
  for (let tries = 0; down.mul(r, r).lt(x); tries++) {
    if (tries === 3) throw new Error(`no upper bound of the square root of ${x}`);
    r = up.mul(r, step);
  }
  return r;
}
