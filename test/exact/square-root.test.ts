import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText } from '../../src/exact/decimal.ts';
import { Rational } from '../../src/exact/rational.ts';
import { squareRoot } from '../../src/exact/square-root.ts';

const rational = fc
  .tuple(fc.bigInt(0n, 10n ** 30n), fc.bigInt(1n, 10n ** 30n), fc.integer({ min: -40, max: 40 }))
  .map(([p, q, k]) => new Rational(p * 10n ** BigInt(Math.max(k, 0)), q * 10n ** BigInt(Math.max(-k, 0))));

test.each<[string, number, 'up' | 'down', string]>([
  ['0', 3, 'up', '0'],
  ['4', 3, 'up', '2'],
  ['4', 3, 'down', '2'],
  ['2', 3, 'up', '1.42'],
  ['2', 3, 'down', '1.41'],
  ['1/9', 2, 'up', '0.34'],
  ['1/9', 2, 'down', '0.33'],
  [`1/${10n ** 40n}`, 2, 'up', '1e-20'],
  [`2/${10n ** 40n}`, 2, 'up', '1.5e-20'],
  [`${2n * 10n ** 60n}`, 2, 'down', '1.4e30'],
])('√%s with %i digits, %s, is %s', (x, digits, way, text) => {
  expect(decimalText(squareRoot(Rational.parse(x), digits, way))).toBe(text);
});

describe('for any number', () => {
  test('the two roundings enclose the root, and are next to each other', () => {
    fc.assert(
      fc.property(rational, fc.integer({ min: 1, max: 20 }), (x, digits) => {
        const [below, above] = [squareRoot(x, digits, 'down'), squareRoot(x, digits, 'up')];
        const encloses = below.mul(below).compare(x) <= 0 && above.mul(above).compare(x) >= 0;
        // Neighbours with so many digits differ by a part in 10^(digits − 1) at most.
        const near =
          above
            .sub(below)
            .mul(new Rational(10n ** BigInt(digits - 1)))
            .compare(below) <= 0;
        return encloses && near;
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('a negative one has no root', () => {
    expect(() => squareRoot(new Rational(-1n), 3, 'up')).toThrow(RangeError);
  });
});
