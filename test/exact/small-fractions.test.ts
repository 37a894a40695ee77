import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { readSmallFractions } from '../../src/exact/small-fractions.ts';
import { holds } from '../helpers/property.ts';

const digits = fc.oneof(
  fc.nat({ max: 20 }),
  fc.nat({ max: 10 ** 6 }),
  fc.integer({ min: 10 ** 14, max: 10 ** 15 - 1 }),
);
const text = fc
  .tuple(fc.constantFrom('', '-', '-0', '00'), digits, fc.option(digits.filter((q) => q > 0)))
  .map(([sign, p, q]) => `${sign}${p}${q === null ? '' : `/${q}`}`);

test('reads what exact arithmetic reads, or leaves it to that', () => {
  let read = 0;
  holds(
    fc.array(fc.oneof(text, fc.integer()), { maxLength: 6 }),
    (row) => {
      const found = readSmallFractions([row]);
      if (found) read++;
      const exact = Matrix.of(1, row.length, (_, j) => Rational.parse(String(row[j])));
      return (
        found === undefined ||
        (found.den === exact.den && exact.num.every((x, k) => BigInt(found.num.entries[k]!) === x))
      );
    },
    { seed: 631, runs: 1000 },
  );
  expect(read).toBeGreaterThan(300);
});

describe('is left to exact arithmetic', () => {
  test.each([
    ['16 digits', '1000000000000000'],
    ['a denominator of 16 digits', '1/1000000000000000'],
    ['no digits', ''],
    ['a sign alone', '-'],
    ['a plus sign', '+1'],
    ['a denominator of 0', '1/0'],
    ['no denominator', '1/'],
    ['a negative denominator', '1/-2'],
    ['two denominators', '1/2/3'],
    ['a decimal point', '1.5'],
    ['a space', ' 1'],
    ['other digits', '١'],
    ['a fraction of doubles', 0.5],
    ['a number from 2^53 on', 2 ** 53],
    ['a BigInt', 1n],
    ['a rational', Rational.one],
    ['nothing', undefined],
  ])('%s', (_, x) => expect(readSmallFractions([['1', x]])).toBeUndefined());

  test('a common denominator from 2^53 on, and a numerator over it', () => {
    expect(readSmallFractions([['1/99999999', '1/99999998', '1/99999997']])).toBeUndefined();
    expect(readSmallFractions([['999999999999999', '1/11']])).toBeUndefined();
    expect(readSmallFractions([['1/999999999999999', '1/999999999999998', '1/999999999999997']])).toBeUndefined();
  });
});

test('no zero is negative', () => {
  const { num, den } = readSmallFractions([['-0', '-0/7', -0, '0']])!;
  expect([...num.entries].every((x) => Object.is(x, 0))).toBe(true);
  expect(den).toBe(1n);
});
