import { describe, expect, test } from 'vitest';
import { Enclosure } from '../../src/enclosure/enclosure.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { EXPONENT_LIMIT, toRational } from '../../src/enclosure/ends.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { Rational } from '../../src/exact/rational.ts';
import { holds } from '../helpers/property.ts';
import { cases, contained, isotonic, pointOf, tight } from './containment.ts';
import { arithmetic } from './operations.ts';

const E = new Enclosures();
const q = Rational.parse;
const between = (lo: string, hi: string) => E.between(q(lo), q(hi));
const text = (x: Enclosure) => x.toStrings().join(' ');

describe.each(Object.entries(arithmetic))('%s', (name, operation) => {
  test('contains the exact values', () => {
    holds(cases(operation), (one) => contained(operation, one), { seed: 501, runs: 1500 });
  });

  test('also with exponents of thousands', () => {
    if (name.startsWith('pseudo')) return;
    const far = { ...operation, exponents: { min: -3000, max: 3000 } };
    holds(cases(far), (one) => contained(far, one), { seed: 502, runs: 60 });
  });

  test('is isotonic: parts go to parts', () => {
    holds(cases(operation), (one) => isotonic(operation, one), { seed: 503, runs: 300 });
  });

  test('is tight at points', () => {
    holds(cases(operation), (one) => tight(operation, one, 1n), { seed: 504, runs: 300 });
  });
});

describe('the type', () => {
  test('takes neither a double nor a rational number', () => {
    const asked = (x: Enclosure): string => x.toString();
    // @ts-expect-error a double is no enclosure
    expect(asked(0.1)).toBe('0.1');
    // @ts-expect-error a rational number is no enclosure
    expect(asked(Rational.one)).toBe('1');
    // @ts-expect-error an object of the same shape is no enclosure
    const forged: Enclosure = { ...E.integer(1) };
    expect(forged).not.toBeInstanceOf(Enclosure);
  });

  test.each([
    ['NaN', () => new Enclosure(E, new E.down(Number.NaN), new E.up(1))],
    ['Infinity', () => new Enclosure(E, new E.down(1), new E.up(Number.POSITIVE_INFINITY))],
    ['from 2 down to 1', () => new Enclosure(E, new E.down(2), new E.up(1))],
  ])('is not made from %s', (message, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe('special cases', () => {
  test.each([
    ['x − x of a point', E.integer(3).sub(E.integer(3)), '0 0'],
    ['x − x of an interval', between('1', '2').sub(between('1', '2')), '-1 1'],
    ['x·x takes factors as independent', between('-1', '2').mul(between('-1', '2')), '-2 4'],
    ['x² does not', between('-1', '2').square(), '0 4'],
    ['0·x', E.integer(0).mul(between('-1', '2')), '0 0'],
    ['product of two negatives', between('-3', '-2').mul(between('-5', '-4')), '8 15'],
    ['product of two that straddle 0', between('-3', '2').mul(between('-5', '4')), '-12 15'],
    ['division by a negative', between('-3', '2').div(between('-4', '-2')), '-1 1.5'],
    ['an exact root', E.parse('1.44').sqrt(), '1.2 1.2'],
    ['the root of what is not negative', between('-1', '4').sqrtOfNonNegativePart(), '0 2'],
    ['|x|', between('-3', '2').abs(), '0 3'],
    ['hull', E.integer(1).hull(E.integer(5)), '1 5'],
    ['meet', between('1', '3').meet(between('2', '5')), '2 3'],
    ['±', between('-1', '3').plusMinus(), '-3 3'],
    ['1/3', E.integer(1).div(E.integer(3)), `0.${'3'.repeat(50)} 0.${'3'.repeat(49)}4`],
    [
      '√2',
      E.integer(2).sqrt(),
      '1.4142135623730950488016887242096980785696718753769 1.414213562373095048801688724209698078569671875377',
    ],
  ])('%s', (_, x, expected) => expect(text(x)).toBe(expected));

  test.each([
    ['division by 0', () => E.integer(1).div(E.integer(0)), RangeError, 'division by zero'],
    ['division by −0', () => E.integer(1).div(E.integer(0).neg()), RangeError, 'division by zero'],
    ['division by what contains 0', () => E.integer(1).div(between('-1', '1')), Undecided, 'divisor ≠ 0'],
    ['division by what touches 0', () => E.integer(1).div(between('0', '1')), Undecided, 'divisor ≠ 0'],
    ['root of a negative', () => between('-2', '-1').sqrt(), RangeError, 'square root of a negative number'],
    ['root of what dips below 0', () => between('-1', '1').sqrt(), Undecided, 'argument of the square root ≥ 0'],
    ['root of the part ≥ 0, if none', () => between('-2', '-1').sqrtOfNonNegativePart(), RangeError, 'negative'],
    ['an empty intersection', () => E.integer(1).meet(E.integer(2)), RangeError, 'from 2 down to 1'],
  ])('%s throws', (_, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });

  test('overflow and underflow throw', () => {
    const large = E.parse(`1e${EXPONENT_LIMIT}`);
    const small = E.parse(`1e-${EXPONENT_LIMIT}`);
    expect(() => large.mul(E.integer(10))).toThrow('end point beyond');
    expect(() => small.mul(E.parse('0.1'))).toThrow('end point beyond');
    expect(() =>
      E.integer(1)
        .div(large.mul(E.integer(9)))
        .mul(small),
    ).toThrow('end point beyond');
    expect(() => small.sub(small.mul(E.parse('1.00000001')))).toThrow('end point beyond');
    expect(large.mul(small).toStrings()).toEqual(['1', '1']);
  });
});

describe('order', () => {
  test.each([
    ['0', '0', 0],
    ['1/3', '1/3', 1],
    ['-2', '-1', -1],
    ['0', '1', undefined],
    ['-1', '0', undefined],
    ['-1', '1', undefined],
  ])('sign of [%s, %s] is %s', (lo, hi, sign) => expect(between(lo, hi).sign()).toBe(sign));

  test('−0 counts as 0', () => {
    expect(E.integer(0).neg().sign()).toBe(0);
    expect(E.integer(0).neg().toStrings()).toEqual(['0', '0']);
  });

  test.each([
    ['1', '2', '3', '4', -1],
    ['3', '4', '1', '2', 1],
    ['1', '2', '2', '3', undefined],
    ['1', '1', '1', '1', 0],
    ['1', '1', '1', '2', undefined],
  ])('[%s, %s] against [%s, %s]: %s', (a, b, c, d, order) => expect(between(a, b).compare(between(c, d))).toBe(order));

  test('a decided order is that of all points', () => {
    holds(cases({}), ({ x, y, s, t }) => [undefined, pointOf(x, s).compare(pointOf(y, t))].includes(x.compare(y)), {
      seed: 505,
      runs: 1000,
    });
  });

  test('contains', () => {
    const third = E.of(q('1/3'));
    expect(third.contains(q('1/3'))).toBe(true);
    expect(third.contains(toRational(third.lo))).toBe(true);
    expect(third.contains(q('333/1000'))).toBe(false);
    expect(between('0', '1').contains(third)).toBe(true);
    expect(third.contains(between('0', '1'))).toBe(false);
  });
});

describe('text', () => {
  test('end points come back exactly', () => {
    holds(
      cases({ exponents: { min: -400, max: 400 } }),
      ({ x }) => {
        const back = x.context.parse(...x.toStrings());
        return back.lo.eq(x.lo) && back.hi.eq(x.hi);
      },
      { seed: 506, runs: 2000 },
    );
  });

  test('fewer digits are rounded outward, and not by much', () => {
    holds(
      cases({}),
      ({ x }) => {
        const back = E.parse(...x.toStrings(3));
        return back.contains(x) && back.lo.sub(x.lo).abs().lte(x.lo.abs().mul(0.01));
      },
      { seed: 507, runs: 1000 },
    );
  });

  test('middle ± radius covers', () => {
    holds(
      cases({}),
      ({ x }) => {
        const [middle, radius] = x.toString().split(' ± ') as [string, string];
        const wide = new Enclosures(1000);
        return wide.parse(middle).add(wide.parse(radius).plusMinus()).contains(x);
      },
      { seed: 508, runs: 1000 },
    );
  });

  test.each([
    [E.of(q('1/8')), '0.125 ± 0'],
    [between('1', '2'), '1.5 ± 0.5'],
    [E.parse('3.14159', '3.1416'), '3.141595 ± 0.000005'],
  ])('%s', (x, expected) => expect(x.toString()).toBe(expected));

  test('the midpoint is inside', () => {
    holds(cases({}), ({ x }) => x.contains(toRational(x.midpoint())), { seed: 509, runs: 1000 });
  });

  test('to another precision: outward', () => {
    holds(
      cases({}),
      ({ x }) =>
        x.to(new Enclosures(3)).contains(x) && x.to(new Enclosures(80)).toStrings().join() === x.toStrings().join(),
      { seed: 510, runs: 500 },
    );
  });
});
