import { describe, expect, test } from 'vitest';
import { decide, isLess, signOf } from '../../src/enclosure/decide.ts';
import type { Enclosures } from '../../src/enclosure/enclosures.ts';
import { exp } from '../../src/enclosure/exp.ts';
import { ln } from '../../src/enclosure/ln.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';

/** √2 − √2 rounded to k digits: its sign shows at precision k and more. */
const difference = (k: number) => (E: Enclosures) => {
  const root = E.integer(2).sqrt();
  return signOf(root.sub(E.parse(ROOT.slice(0, k + 2))), '√2 > its digits');
};
const ROOT = `1.${'41421356237309504880168872420969807856967187537694807317667973799073247846210703885038753432764157'}`;

test.each([
  [20, 50],
  [48, 50],
  [60, 100],
  [90, 100],
])('%d digits are told apart at %d', (k, precision) => {
  expect(decide(difference(k))).toEqual({ decided: true, value: 1, precision });
});

test('doubles from the given precision up to the limit', () => {
  const tried: number[] = [];
  const outcome = decide(
    (E) => {
      tried.push(E.precision);
      throw new Undecided('never');
    },
    { from: 3, limit: 25 },
  );
  expect(tried).toEqual([3, 6, 12, 24]);
  expect(outcome).toEqual({ decided: false, inequality: 'never', precision: 24 });
  expect(() => decide(() => 1, { from: 60, limit: 50 })).toThrow('no precision from 60 to 50');
});

test('an equality stays open, and is named', () => {
  const outcome = decide((E) => signOf(ln(exp(E.integer(2))).sub(E.integer(2)), 'ln e² > 2'), { limit: 100 });
  expect(outcome).toEqual({ decided: false, inequality: 'ln e² > 2', precision: 100 });
});

test('an equality of points is decided', () => {
  expect(decide((E) => signOf(E.parse('0.1').sub(E.parse('0.1')), 'x > x'))).toMatchObject({ value: 0 });
});

test('a division by what may be 0 is open, too', () => {
  const outcome = decide((E) => E.integer(1).div(E.integer(2).sqrt().square().sub(E.integer(2))), { limit: 100 });
  expect(outcome).toEqual({ decided: false, inequality: 'divisor ≠ 0', precision: 100 });
});

test('other errors pass through', () => {
  expect(() => decide((E) => E.integer(1).div(E.integer(0)))).toThrow('division by zero');
});

describe('isLess', () => {
  test.each([
    ['1', '2', '3', '4', true],
    ['3', '4', '1', '2', false],
    ['2', '3', '1', '2', false],
    ['1', '2', '2', '3', undefined],
    ['1', '3', '2', '4', undefined],
  ])('[%s, %s] < [%s, %s]: %s', (a, b, c, d, expected) => {
    const outcome = decide((E) => isLess(E.parse(a, b), E.parse(c, d), 'x < y'), { limit: 50 });
    expect(outcome.decided ? outcome.value : undefined).toBe(expected);
  });
});
