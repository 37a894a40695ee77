import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { Rational } from '../../src/exact/rational.ts';
import { longRational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const E = new Enclosures();
const q = Rational.parse;

describe('precision', () => {
  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 100_001])('%d is none', (precision) => {
    expect(() => new Enclosures(precision)).toThrow(RangeError);
  });

  test('50 digits by default, 20 guard digits', () => {
    expect(E.precision).toBe(50);
    expect(E.finer.precision).toBe(70);
    expect(E.finer).toBe(E.finer);
    expect(new Enclosures(100_000).finer.precision).toBe(100_000);
  });

  test('what happens to the global constructor does not matter', () => {
    const before = { precision: Decimal.precision, rounding: Decimal.rounding };
    try {
      Decimal.set({ precision: 3, rounding: Decimal.ROUND_HALF_UP, maxE: 5, minE: -5 });
      expect(new Enclosures(30).of(q('1/3')).toStrings()).toEqual([`0.${'3'.repeat(30)}`, `0.${'3'.repeat(29)}4`]);
      expect(E.parse('1e10').toStrings()).toEqual(['10000000000', '10000000000']);
    } finally {
      Decimal.set({ defaults: true, ...before });
    }
  });
});

describe('from rational numbers', () => {
  test('contains them, and is a point if they fit', () => {
    holds(
      fc.tuple(longRational, fc.constantFrom(1, 4, 50)),
      ([x, precision]) => new Enclosures(precision).of(x).contains(x),
      { seed: 511, runs: 3000 },
    );
    expect(E.of(q('-7/8')).toStrings()).toEqual(['-0.875', '-0.875']);
  });

  test('between', () => {
    expect(E.between(q('-1/3'), q('1/2')).toStrings(2)).toEqual(['-0.34', '0.5']);
    expect(() => E.between(q('1'), q('0'))).toThrow('from 1 down to 0');
  });

  test('integers longer than the precision are rounded outward', () => {
    expect(new Enclosures(2).integer(12345n).toStrings()).toEqual(['12000', '13000']);
    expect(E.integer(-7).toStrings()).toEqual(['-7', '-7']);
  });
});

describe('from texts', () => {
  test.each([
    ['-1.25e-7', undefined, ['-1.25e-7', '-1.25e-7']],
    ['0', '1e+3', ['0', '1000']],
    ['-0', undefined, ['0', '0']],
    ['1.23456', undefined, ['1.23', '1.24']],
    ['-1.23456', undefined, ['-1.24', '-1.23']],
  ])('%s %s', (lo, hi, expected) => expect(new Enclosures(3).parse(lo, hi).toStrings()).toEqual(expected));

  test.each(['', ' 1', '1 ', '.5', '5.', '+1', '1e', '0x10', '1_000', 'NaN', 'Infinity', '--1', '1e12345678', '1/3'])(
    '"%s" is no finite decimal',
    (bad) => {
      expect(() => E.parse(bad)).toThrow(SyntaxError);
      expect(() => E.parse('0', bad)).toThrow(SyntaxError);
    },
  );

  test.each(['1e9999999', '1e-9999999', '-1e1000001'])('%s is out of range', (far) => {
    expect(() => E.parse(far)).toThrow('end point beyond');
  });
});
