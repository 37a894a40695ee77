import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { ln } from '../../src/enclosure/ln.ts';
import { logCosh, tanh } from '../../src/enclosure/log-cosh.ts';
import { transcendental } from './operations.ts';
import { testFunctions } from './transcendental.ts';

const E = new Enclosures();

testFunctions({ tanh: transcendental.tanh, logCosh: transcendental.logCosh }, 551);

test('known values', () => {
  expect(tanh(E.integer(0)).toStrings()).toEqual(['0', '0']);
  expect(logCosh(E.integer(0)).toStrings()).toEqual(['0', '0']);
});

test('where x contains 0, an even function starts at 0', () => {
  expect(logCosh(E.parse('-1', '0.5')).lo.isZero()).toBe(true);
  expect(logCosh(E.parse('-1', '0.5')).hi.eq(logCosh(E.integer(1)).hi)).toBe(true);
});

test('near 0 no digits are lost', () => {
  expect(logCosh(E.parse('1e-100')).toStrings(5)).toEqual(['4.9999e-201', '5.0001e-201']);
  expect(tanh(E.parse('-1e-100')).toStrings(5)).toEqual(['-1.0001e-100', '-9.9999e-101']);
});

test('from one formula to the next, at x = 1', () => {
  const [below, above] = [E.parse('0.99999999999999999999'), E.parse('1.00000000000000000001')];
  for (const f of [tanh, logCosh]) {
    expect(f(below).compare(f(above))).toBe(-1);
    expect(f(above).sub(f(below)).hi.lt('2e-20')).toBe(true);
  }
});

describe('no argument overflows', () => {
  test.each([
    ['+', '1e999999', [`0.${'9'.repeat(50)}`, '1']],
    ['−', '-1e999999', ['-1', `-0.${'9'.repeat(50)}`]],
  ])('tanh %s', (_, x, expected) => expect(tanh(E.parse(x)).toStrings()).toEqual(expected));

  test('logCosh x is near |x| − ln 2', () => {
    const x = E.parse('1e30');
    expect(logCosh(x.neg()).compare(x.sub(ln(E.integer(2))))).toBeUndefined();
    expect(logCosh(E.parse('1e999999')).contains(E.parse('1e999999'))).toBe(true);
  });

  test('the square of a tiny number is out of range, and says so', () => {
    expect(() => logCosh(E.parse('1e-999999'))).toThrow('end point beyond');
  });
});
