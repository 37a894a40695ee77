import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { exp } from '../../src/enclosure/exp.ts';
import { ln, ln1p } from '../../src/enclosure/ln.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { transcendental } from './operations.ts';
import { testFunctions } from './transcendental.ts';

const E = new Enclosures();

testFunctions({ ln: transcendental.ln, ln1p: transcendental.ln1p }, 531);

describe('known values', () => {
  test.each([
    ['ln 1', ln(E.integer(1)), ['0', '0']],
    ['ln 2', ln(E.integer(2)), ['0.69314718055994530941', '0.69314718055994530942']],
    ['ln 10', ln(E.integer(10)), ['2.302585092994045684', '2.3025850929940456841']],
    ['ln1p 0', ln1p(E.integer(0)), ['0', '0']],
    ['ln1p 1e-60', ln1p(E.parse('1e-60')), ['9.9999999999999999999e-61', '1e-60']],
  ])('%s', (_, x, expected) => expect(x.toStrings(20)).toEqual(expected));

  test('near 1 no digits are lost', () => {
    expect(ln(E.parse(`0.${'9'.repeat(50)}`)).toStrings(5)).toEqual(['-1.0001e-50', '-1e-50']);
    expect(ln(E.parse(`1.${'0'.repeat(48)}1`)).toStrings(5)).toEqual(['9.9999e-50', '1e-49']);
  });

  test('the ends of the range', () => {
    expect(ln(E.parse('1e1000000')).toStrings(7)).toEqual(['2302585', '2302586']);
    expect(ln(E.parse('1e-1000000')).toStrings(7)).toEqual(['-2302586', '-2302585']);
  });

  test('exp and ln are inverse', () => {
    for (const x of ['0.001', '1', '2.5', '700', '-3', '-40']) {
      expect(ln(exp(E.parse(x))).contains(E.parse(x))).toBe(true);
    }
  });

  test('more than the 1025 digits that decimal.js knows of ln 10', () => {
    const long = new Enclosures(1030);
    expect(exp(ln(long.integer(3))).contains(long.integer(3))).toBe(true);
  });
});

test.each([
  ['ln 0', () => ln(E.integer(0)), RangeError, 'not positive'],
  ['ln −1', () => ln(E.integer(-1)), RangeError, 'not positive'],
  ['ln of what touches 0', () => ln(E.parse('0', '1')), Undecided, 'argument of ln > 0'],
  ['ln1p −1', () => ln1p(E.integer(-1)), RangeError, 'not positive'],
  ['ln1p of what touches −1', () => ln1p(E.parse('-1', '1')), Undecided, 'argument of ln1p > −1'],
])('%s throws', (_, compute, kind, message) => {
  expect(compute).toThrow(kind);
  expect(compute).toThrow(message);
});
