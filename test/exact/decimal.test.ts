import { describe, expect, test } from 'vitest';
import { decimalText, roundDecimal } from '../../src/exact/decimal.ts';
import { Rational } from '../../src/exact/rational.ts';

const text = (x: string, digits: number, way: 'up' | 'down') =>
  decimalText(roundDecimal(Rational.parse(x), digits, way));

describe('rounding to significant decimal digits', () => {
  test.each([
    ['0', 3, '0', '0'],
    ['1/2', 3, '0.5', '0.5'],
    ['1/3', 3, '0.333', '0.334'],
    ['-1/3', 3, '-0.334', '-0.333'],
    ['2/3', 1, '0.6', '0.7'],
    ['999999', 2, '990000', '1000000'],
    ['9999/10000', 2, '0.99', '1'],
    ['100', 1, '100', '100'],
    ['12345678901234567890123', 3, '1.23e22', '1.24e22'],
    ['1/3000000000', 2, '3.3e-10', '3.4e-10'],
    ['1/1000000', 5, '0.000001', '0.000001'],
    ['1/10000000', 5, '1e-7', '1e-7'],
    ['-1/10000000', 5, '-1e-7', '-1e-7'],
  ])('%s to %i digits: %s, %s', (x, digits, down, up) => {
    expect([text(x, digits, 'down'), text(x, digits, 'up')]).toEqual([down, up]);
  });

  test('far beyond the range of doubles', () => {
    expect(decimalText(new Rational(1n, 10n ** 4000n))).toBe('1e-4000');
    expect(decimalText(new Rational(15n * 10n ** 4000n))).toBe('1.5e4001');
  });

  test('a number without a finite decimal', () => {
    expect(() => decimalText(new Rational(1n, 3n))).toThrow('no finite decimal: 1/3');
  });
});
