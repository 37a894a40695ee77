import { abs, Rational } from './rational.ts';

/** x rounded to so many significant decimal digits: to the next such number that is not below x (`up`), or not above (`down`). */
export function roundDecimal(x: Rational, digits: number, way: 'up' | 'down'): Rational {
  if (x.sign === 0) return x;
  const unit = powerOfTen(exponentOf(x) - digits + 1);
  const { num, den } = x.div(unit);
  const floor = num >= 0n || num % den === 0n ? num / den : num / den - 1n;
  return new Rational(way === 'down' || floor * den === num ? floor : floor + 1n).mul(unit);
}

/**
 * The finite decimal for a number whose denominator divides a power of ten: `0.125`, and `1.25e-9` where plain digits would begin or end with
 * many zeros. Throws RangeError for other numbers.
 */
export function decimalText(x: Rational): string {
  let places = 0;
  let scale = 1n;
  for (; scale % x.den !== 0n; places++) {
    if (places > 4 * x.den.toString(2).length) throw new RangeError(`no finite decimal: ${x}`);
    scale *= 10n;
  }
  const digits = (abs(x.num) * (scale / x.den)).toString();
  const sign = x.sign < 0 ? '-' : '';
  const exponent = digits.length - 1 - places;
  if (x.sign !== 0 && (exponent < -6 || exponent > 20)) {
    const [, first, rest] = /^(.)(.*?)0*$/.exec(digits)!;
    return `${sign}${first}${rest && `.${rest}`}e${exponent}`;
  }
  const padded = digits.padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  return places === 0 ? sign + whole : `${sign}${whole}.${padded.slice(-places)}`;
}

/** e with 10^e ≤ |x| < 10^{e+1}, x ≠ 0. */
export function exponentOf(x: Rational): number {
  const size = new Rational(abs(x.num), x.den);
  const guess = x.num.toString().replace('-', '').length - x.den.toString().length;
  return size.compare(powerOfTen(guess)) < 0 ? guess - 1 : guess;
}

export const powerOfTen = (k: number): Rational =>
  k < 0 ? new Rational(1n, 10n ** BigInt(-k)) : new Rational(10n ** BigInt(k));
