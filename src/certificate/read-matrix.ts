import { Matrix } from '../exact/matrix.ts';
import { lcm, Rational } from '../exact/rational.ts';
import { readSmallFractions } from '../exact/small-fractions.ts';
import type { Json } from '../verifier/json.ts';
import { childPointer, LIMITS, malformed, overLimit } from '../verifier/result.ts';
import { listAt } from './read-json.ts';

/** A matrix of this shape. `count` bounds the digits of all numbers together. Throws a `Failure` with a pointer to the place. */
export function readMatrix(
  value: Json,
  rows: number,
  cols: number,
  pointer: string,
  count: { digits: number },
): Matrix {
  const list = listAt(value, pointer, rows, 'rows, by the widths').map((row, i) =>
    listAt(row, childPointer(pointer, i), cols, 'entries in a row'),
  );
  const digits = plainDigits(list);
  const short = digits === undefined ? undefined : readSmallFractions(list);
  if (!short) return readLongMatrix(list, rows, cols, pointer, count);
  spendAll(digits!, pointer, count);
  return new Matrix(rows, cols, short.num, short.den);
}

/** How many digits the numbers have together; undefined unless all are integers or fractions written without a leading zero. */
function plainDigits(rows: readonly (readonly Json[])[]): number | undefined {
  let digits = 0;
  for (const row of rows) {
    for (const x of row) {
      if (typeof x === 'string' && PLAIN.test(x)) digits += x.length;
      else if (Number.isSafeInteger(x)) digits += 1 + Math.floor(Math.log10(Math.max(1, Math.abs(x as number))));
      else return undefined;
    }
  }
  return digits;
}

const PLAIN = /^-?(?:0|[1-9][0-9]*)(?:\/[1-9][0-9]*)?$/;

function readLongMatrix(
  list: readonly (readonly Json[])[],
  rows: number,
  cols: number,
  pointer: string,
  count: { digits: number },
): Matrix {
  const entries: Rational[] = [];
  let den = 1n;
  for (const [i, row] of list.entries()) {
    const place = childPointer(pointer, i);
    for (const [j, entry] of row.entries()) {
      const x = readNumber(entry, childPointer(place, j), count);
      entries.push(x);
      if (den % x.den === 0n) continue;
      den = lcm(den, x.den);
      if (den.toString(16).length * 4 * rows * cols > LIMITS.bits) {
        overLimit(pointer, 'matrix too large over its common denominator');
      }
    }
  }
  return Matrix.of(rows, cols, (i, j) => entries[i * cols + j]!);
}

const NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\/(0|[1-9][0-9]*)|(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?)$/;

/** An exact number. `count` bounds the digits of all numbers together, powers of ten written out. */
export function readNumber(value: Json, pointer: string, count = { digits: 0 }): Rational {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const x =
      Number.isInteger(value) || typeof value === 'bigint' ? new Rational(BigInt(value)) : Rational.fromDouble(value);
    spend(Math.max(x.num.toString().length, x.den.toString().length), pointer, count);
    return x;
  }
  if (typeof value !== 'string') return malformed('TYPE', pointer, 'expected a number: a JSON integer, or a string');
  if (value.length > 2 * LIMITS.digits + 2) overLimit(pointer, `a number with more than ${LIMITS.digits} digits`);
  const match = NUMBER.exec(value);
  if (!match) {
    return malformed('NUMBER', pointer, 'not a number; write "3", "-3/4", "0.125" or "-3e-2", without spaces or +');
  }
  const [, sign, whole = '', denominator, fraction = '', exponent = '0'] = match;
  const power = Number(exponent) - fraction.length;
  const digits = whole.length + fraction.length + Math.max(power, 0);
  spend(Math.max(digits, denominator?.length ?? 1 + Math.max(-power, 0)), pointer, count);
  const p = BigInt(`${sign}${whole}${fraction}`);
  if (denominator !== undefined) {
    const q = BigInt(denominator);
    return q === 0n ? malformed('RANGE', pointer, 'the denominator is 0') : new Rational(p, q);
  }
  return power >= 0 ? new Rational(p * 10n ** BigInt(power)) : new Rational(p, 10n ** BigInt(-power));
}

function spend(digits: number, pointer: string, count: { digits: number }): void {
  if (digits > LIMITS.digits) overLimit(pointer, `a number with more than ${LIMITS.digits} digits`);
  spendAll(digits, pointer, count);
}

function spendAll(digits: number, pointer: string, count: { digits: number }): void {
  count.digits += digits;
  if (count.digits > LIMITS.totalDigits) overLimit(pointer, `more than ${LIMITS.totalDigits} digits in all`);
}
