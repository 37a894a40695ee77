import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { exp, expm1 } from '../../src/enclosure/exp.ts';
import { transcendental } from './operations.ts';
import { testFunctions } from './transcendental.ts';

const E = new Enclosures();

testFunctions({ exp: transcendental.exp, expm1: transcendental.expm1 }, 521);

describe('known values', () => {
  test.each([
    ['exp 0', exp(E.integer(0)), ['1', '1']],
    ['exp 1', exp(E.integer(1)), ['2.7182818284590452353', '2.7182818284590452354']],
    ['exp −1', exp(E.integer(-1)), ['0.36787944117144232159', '0.3678794411714423216']],
    ['expm1 0', expm1(E.integer(0)), ['0', '0']],
    ['expm1 −1e-60', expm1(E.parse('-1e-60')), ['-1e-60', '-9.9999999999999999999e-61']],
  ])('%s', (_, x, expected) => expect(x.toStrings(20)).toEqual(expected));

  test('exp of a tiny number is not 1', () => {
    expect(exp(E.parse('1e-500')).toStrings()).toEqual(['1', `1.${'0'.repeat(48)}1`]);
    expect(exp(E.parse('-1e-500')).toStrings()).toEqual([`0.${'9'.repeat(50)}`, '1']);
  });

  test('the ends of the range', () => {
    expect(exp(E.parse('2302585')).hi.e).toBe(999_999);
    expect(() => exp(E.parse('2302587'))).toThrow('exp beyond 1e1000000');
    expect(exp(E.parse('2302586')).lo.e).toBe(1_000_000);
    expect(exp(E.parse('-2302587')).toStrings()).toEqual(['0', '1e-1000000']);
    expect(exp(E.parse('-1e1000000')).toStrings()).toEqual(['0', '1e-1000000']);
    expect(expm1(E.parse('-1e1000000')).toStrings(3)).toEqual(['-1', '-0.999']);
  });

  test('more than the 1025 digits that decimal.js knows of ln 10', () => {
    const long = new Enclosures(1200);
    expect(exp(long.integer(1)).toStrings(40)[0]).toBe('2.718281828459045235360287471352662497757');
    expect(
      exp(long.integer(1))
        .mul(exp(long.integer(-1)))
        .contains(long.integer(1)),
    ).toBe(true);
  });
});
