import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { larger, rootAbove, rootBelow, signOfEnd, smaller, toRational } from '../../src/enclosure/ends.ts';
import { Rational } from '../../src/exact/rational.ts';
import { holds } from '../helpers/property.ts';
import { cases } from './containment.ts';

const E = new Enclosures();
const decimal = (text: string) => new E.down(text);

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['12', '12'],
  ['-1.25', '-5/4'],
  ['1e30', `1${'0'.repeat(30)}`],
  ['-2.5e-3', '-1/400'],
])('%s is %s', (text, expected) => expect(toRational(decimal(text)).toString()).toBe(expected));

test('rational numbers come back', () => {
  holds(cases({}), ({ x }) => x.context.of(toRational(x.lo)).lo.eq(x.lo), { seed: 571, runs: 500 });
});

test.each([
  ['0', 0],
  ['-0', 0],
  ['-1e-99', -1],
  ['3', 1],
])('sign of %s', (text, sign) => expect(signOfEnd(decimal(text))).toBe(sign));

test('smaller and larger', () => {
  expect(smaller(decimal('-2'), decimal('1')).toString()).toBe('-2');
  expect(larger(decimal('-2'), decimal('1')).toString()).toBe('1');
});

describe('square roots', () => {
  test('are bounds, and at most one unit in the last place apart', () => {
    holds(
      cases({}),
      ({ x }) => {
        if (x.hi.lt(0)) return true;
        const [lo, hi] = [toRational(rootBelow(x.context, x.hi)), toRational(rootAbove(x.context, x.hi))];
        const a = toRational(x.hi);
        const ulp = hi.mul(new Rational(10n, 10n ** BigInt(x.context.precision)));
        return lo.mul(lo).compare(a) <= 0 && hi.mul(hi).compare(a) >= 0 && hi.sub(lo).compare(ulp) <= 0;
      },
      { seed: 572, runs: 1500 },
    );
  });

  test('a proposal that is slightly wrong is corrected, one that is far off is not believed', () => {
    const E = new Enclosures(10);
    const two = new E.down(2);
    E.down.sqrt = () => new E.down('1.414213563');
    E.up.sqrt = () => new E.up('1.414213562');
    expect(rootBelow(E, two).toString()).toBe('1.414213561');
    expect(rootAbove(E, two).toString()).toBe('1.414213564');
    E.down.sqrt = () => new E.down(7);
    E.up.sqrt = () => new E.up(1);
    expect(rootBelow(E, two).toString()).toBe('0');
    expect(() => rootAbove(E, two)).toThrow('no upper bound');
  });
});
