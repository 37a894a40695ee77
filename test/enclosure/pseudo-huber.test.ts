import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { pseudoHuber, pseudoHuberSlope } from '../../src/enclosure/pseudo-huber.ts';

// Containment, isotonicity and tightness: enclosure.test.ts, since values at rational points are decided exactly.
const E = new Enclosures();

describe('exact at Pythagorean points', () => {
  test.each([
    ['0', '0 ± 0', '0 ± 0'],
    ['0.75', '0.25 ± 0', '0.6 ± 0'],
    ['-0.75', '0.25 ± 0', '-0.6 ± 0'],
  ])('%s', (x, value, slope) => {
    expect(pseudoHuber(E.parse(x)).toString()).toBe(value);
    expect(pseudoHuberSlope(E.parse(x)).toString()).toBe(slope);
  });
});

test('near 0 no digits are lost', () => {
  expect(pseudoHuber(E.parse('1e-100')).toStrings(5)).toEqual(['4.9999e-201', '5e-201']);
  expect(pseudoHuberSlope(E.parse('1e-100')).toStrings(5)).toEqual(['9.9999e-101', '1e-100']);
});

test('where x contains 0, the value starts at 0 and the slope changes sign', () => {
  const x = E.parse('-2.4', '0.75');
  expect(pseudoHuber(x).toStrings()).toEqual(['0', '1.6']);
  expect(pseudoHuberSlope(x).toStrings(3)).toEqual(['-0.924', '0.6']);
});

test('the square of a huge number is out of range, and says so', () => {
  expect(() => pseudoHuber(E.parse('1e600000'))).toThrow('end point beyond');
});
