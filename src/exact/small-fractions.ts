import { zeros } from './doubles.ts';
import { smallGcd } from './small-gcd.ts';
import { SmallIntegers } from './small-integers.ts';

/** Numbers of so many digits are below 2⁵³. */
const DIGITS = 15;

/**
 * Rows of integers and of texts `p`, `p/q` over their least common denominator. Undefined where a number has more than 15 digits, where the
 * denominator or a numerator over it is not below 2⁵³, and where there is anything else: that is for exact arithmetic to read, or to refuse.
 */
export function readSmallFractions(
  rows: readonly (readonly unknown[])[],
): { readonly num: SmallIntegers; readonly den: bigint } | undefined {
  const length = rows.reduce((n, row) => n + row.length, 0);
  const num = zeros(length);
  const dens = zeros(length);
  let den = 1;
  let k = 0;
  for (const row of rows) {
    for (const x of row) {
      if (typeof x === 'string') {
        if (!readFraction(x, num, dens, k)) return undefined;
        const d = dens[k]!;
        if (d !== den) den = (den / smallGcd(den, d)) * d;
        if (den > Number.MAX_SAFE_INTEGER) return undefined;
      } else if (Number.isSafeInteger(x)) {
        num[k] = (x as number) + 0;
        dens[k] = 1;
      } else return undefined;
      k++;
    }
  }
  for (k = 0; k < length; k++) {
    const scaled = num[k]! * (den / dens[k]!);
    if (!(Math.abs(scaled) <= Number.MAX_SAFE_INTEGER)) return undefined;
    num[k] = scaled;
  }
  return { num: new SmallIntegers(num), den: BigInt(den) };
}

/** Writes a fraction in lowest terms to num[k] and dens[k]; false where the text is none of at most 15 digits each. */
function readFraction(text: string, num: Float64Array, dens: Float64Array, k: number): boolean {
  const negative = text.charCodeAt(0) === MINUS;
  const slash = text.indexOf('/');
  const p = readDigits(text, negative ? 1 : 0, slash < 0 ? text.length : slash);
  const q = slash < 0 ? 1 : readDigits(text, slash + 1, text.length);
  if (!(p >= 0 && q > 0)) return false;
  const g = q === 1 ? 1 : smallGcd(p, q);
  num[k] = negative ? 0 - p / g : p / g;
  dens[k] = q / g;
  return true;
}

const MINUS = 45;
const ZERO = 48;

/** The number that text[from..to) writes, or NaN. */
function readDigits(text: string, from: number, to: number): number {
  if (to <= from || to - from > DIGITS) return Number.NaN;
  let value = 0;
  for (let k = from; k < to; k++) {
    const digit = text.charCodeAt(k) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = 10 * value + digit;
  }
  return value;
}
