import { describe, expect, test } from 'vitest';
import { Combination } from '../../src/enclosure/combination.ts';
import type { Enclosure } from '../../src/enclosure/enclosure.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { tanh } from '../../src/enclosure/log-cosh.ts';
import { remembered } from '../../src/enclosure/real-number.ts';
import { Matrix } from '../../src/exact/matrix.ts';

const E = new Enclosures(30);
const root = (n: number) => (context: Enclosures) => context.integer(n).sqrt();
const m = (...rows: (number | string)[][]) => Matrix.fromRows(rows);
/** [[1, 0]] + √2·[[0, 1]] − √3·[[1, 1]]. */
const c = new Combination([m([1, 0]), m([0, 1]), m([-1, -1])], [root(2), root(3)]);

test('its entries are enclosed', () => {
  const near = c.enclosed(E);
  expect(near.at(0, 0).midpoint().toNumber()).toBeCloseTo(1 - Math.sqrt(3), 14);
  expect(near.at(0, 1).midpoint().toNumber()).toBeCloseTo(Math.sqrt(2) - Math.sqrt(3), 14);
});

test('a linear map acts on the parts', () => {
  const doubled = c.map((part) => part.add(part));
  expect(doubled.parts[2]!.toRows()).toEqual([['-2', '-2']]);
  expect(doubled.enclosed(E).at(0, 1).midpoint().toNumber()).toBeCloseTo(2 * (Math.sqrt(2) - Math.sqrt(3)), 14);
});

describe('the inner product with a matrix', () => {
  test.each<[string, (number | string)[], -1 | 0 | 1 | undefined]>([
    ['1 − √3 < 0', [1, 0], -1],
    ['√3 − √2 > 0', [0, -1], 1],
    ['nothing', [0, 0], 0],
    ['√2 − 1 > 0', [-1, 1], 1],
  ])('%s', (_, row, sign) => {
    expect(c.enclosedAlong(m(row), E).sign()).toBe(sign);
  });

  test('is 0 exactly where that of each part is', () => {
    const split = new Combination([m([1, -1]), m([2, -2])], [root(2)]);
    expect(split.enclosedAlong(m([1, 1]), E).sign()).toBe(0);
  });

  test('stays open where the numbers depend on each other', () => {
    const dependent = new Combination([m([0]), m([2]), m([-1])], [root(2), root(8)]);
    expect(dependent.isZero()).toBe(false);
    expect(dependent.enclosedAlong(m([1]), E).sign()).toBeUndefined();
    expect(dependent.enclosedAlong(m([1]), new Enclosures(500)).sign()).toBeUndefined();
  });
});

test.each<[string, Combination, boolean]>([
  ['no part', new Combination([m([0, 0])], []), true],
  ['parts of zeros', new Combination([m([0]), m([0])], [root(2)]), true],
  ['a rational part', new Combination([m([1]), m([0])], [root(2)]), false],
  ['another part', new Combination([m([0]), m([1])], [root(2)]), false],
])('zero or not: %s', (_, one, zero) => {
  expect(one.isZero()).toBe(zero);
});

test.each([0, 2])('one matrix with %i coefficients is refused', (n) => {
  const numbers = [root(2), root(3)].slice(0, n);
  const parts = n === 0 ? ([m([1]), m([1])] as const) : ([m([1])] as const);
  expect(() => new Combination(parts, numbers)).toThrow(RangeError);
});

test('a number is enclosed once in each context', () => {
  let calls = 0;
  const x = remembered((context): Enclosure => {
    calls++;
    return tanh(context.integer(1));
  });
  const [coarse, fine] = [new Enclosures(10), new Enclosures(40)];
  expect(x(coarse)).toBe(x(coarse));
  expect(x(coarse).contains(x(fine))).toBe(true);
  expect(calls).toBe(2);
});
