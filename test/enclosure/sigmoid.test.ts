import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { ln } from '../../src/enclosure/ln.ts';
import { tanh } from '../../src/enclosure/log-cosh.ts';
import { sigmoid, softplus } from '../../src/enclosure/sigmoid.ts';
import { transcendental } from './operations.ts';
import { testFunctions } from './transcendental.ts';

const E = new Enclosures();

testFunctions({ sigmoid: transcendental.sigmoid, softplus: transcendental.softplus }, 541);

test('known values', () => {
  expect(sigmoid(E.integer(0)).toStrings()).toEqual(['0.5', '0.5']);
  expect(softplus(E.integer(0)).toStrings()).toEqual(ln(E.integer(2)).toStrings());
});

test('sigmoid x = (1 + tanh x/2)/2', () => {
  for (const x of ['-30', '-1', '0.001', '2', '60']) {
    const half = E.parse(x).div(E.integer(2));
    const other = E.integer(1).add(tanh(half)).div(E.integer(2));
    expect(sigmoid(E.parse(x)).compare(other)).toBeUndefined();
  }
});

test('softplus x − softplus −x = x', () => {
  for (const x of ['0.001', '2', '60']) {
    const [one, other] = [softplus(E.parse(x)), softplus(E.parse(`-${x}`))];
    expect(one.sub(other).contains(E.parse(x))).toBe(true);
  }
});

describe('no argument overflows', () => {
  test.each([
    ['sigmoid +', sigmoid, '1e1000000', [`0.${'9'.repeat(9)}`, '1']],
    ['sigmoid −', sigmoid, '-1e1000000', ['0', '1e-1000000']],
    ['softplus −', softplus, '-1e1000000', ['0', '1.00000001e-1000000']],
    ['softplus +', softplus, '1e999999', ['1e+999999', '1.00000001e+999999']],
  ])('%s', (_, f, x, expected) => expect(f(E.parse(x)).toStrings(9)).toEqual(expected));
});

test('sigmoid of all numbers is in [0, 1]', () => {
  expect(E.parse('0', '1').contains(sigmoid(E.parse('-1e9', '1e9')))).toBe(true);
});
