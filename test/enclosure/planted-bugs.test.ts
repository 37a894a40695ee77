import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Enclosure } from '../../src/enclosure/enclosure.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { rootAbove, rootBelow } from '../../src/enclosure/ends.ts';
import { exp } from '../../src/enclosure/exp.ts';
import { ln } from '../../src/enclosure/ln.ts';
import { logCosh, tanh } from '../../src/enclosure/log-cosh.ts';
import { pseudoHuber, pseudoHuberSlope } from '../../src/enclosure/pseudo-huber.ts';
import { sigmoid, softplus } from '../../src/enclosure/sigmoid.ts';
import { cases, type Operation, refutation, tight } from './containment.ts';
import { arithmetic, transcendental } from './operations.ts';

/** An enclosure from end points in any order, so that a wrong implementation is not caught by the constructor already. */
const sorted = (x: Enclosure, a: Decimal, b: Decimal): Enclosure =>
  a.lte(b) ? new Enclosure(x.context, a, b) : new Enclosure(x.context, b, a);

const nearest = (x: Enclosure) =>
  Decimal.clone({ defaults: true, precision: x.context.precision, rounding: Decimal.ROUND_HALF_EVEN });

/** The right function at the two ends, each result rounded to nearest. */
const unpadded = (f: (x: Enclosure) => Enclosure) => (x: Enclosure) => {
  const N = nearest(x);
  const at = (end: Decimal) => N.add(f(x.context.finer.point(end)).midpoint(), 0);
  return sorted(x, at(x.lo), at(x.hi));
};

/** f at the midpoint alone. */
const midpoint = (f: (x: Enclosure) => Enclosure) => (x: Enclosure) => f(x.context.point(x.midpoint()));

/** f at the two ends alone, as if it were monotone. */
const endsOnly = (f: (x: Enclosure) => Enclosure) => (x: Enclosure) =>
  f(x.context.point(x.lo)).hull(f(x.context.point(x.hi)));

/** Two digits too few, without saying so. */
const coarse = (f: (x: Enclosure) => Enclosure) => (x: Enclosure) => {
  const few = new Enclosures(Math.max(1, x.context.precision - 2));
  const y = f(x.to(few)).midpoint();
  return new Enclosure(x.context, y, y).hull(f(x.context.point(x.midpoint())));
};

const { add, sub, mul, div, square, abs, min, sqrt } = arithmetic;
type Wrong = [what: string, operation: Operation, apply: Operation['apply']];

const wrong: Wrong[] = [
  ['add: both ends down', add, (x, y) => sorted(x, x.context.down.add(x.lo, y.lo), x.context.down.add(x.hi, y.hi))],
  ['add: both ends up', add, (x, y) => sorted(x, x.context.up.add(x.lo, y.lo), x.context.up.add(x.hi, y.hi))],
  ['add: to nearest', add, (x, y) => sorted(x, nearest(x).add(x.lo, y.lo), nearest(x).add(x.hi, y.hi))],
  ['add: inward', add, (x, y) => sorted(x, x.context.up.add(x.lo, y.lo), x.context.down.add(x.hi, y.hi))],
  ['sub: lo − lo, hi − hi', sub, (x, y) => sorted(x, x.context.down.sub(x.lo, y.lo), x.context.up.sub(x.hi, y.hi))],
  ['sub: x − x = 0', sub, (x, y) => (x === y ? x.context.integer(0) : x.sub(y))],
  ['mul: lo·lo, hi·hi', mul, (x, y) => sorted(x, x.context.down.mul(x.lo, y.lo), x.context.up.mul(x.hi, y.hi))],
  [
    'mul: no case for two that straddle 0',
    mul,
    (x, y) => {
      const { down, up } = x.context;
      return x.lo.lt(0) && y.lo.lt(0) && x.hi.gt(0) && y.hi.gt(0)
        ? new Enclosure(x.context, down.mul(x.lo, y.hi), up.mul(x.hi, y.hi))
        : x.mul(y);
    },
  ],
  ['mul: a product with a negative not turned round', mul, (x, y) => (y.hi.lte(0) ? x.mul(y.neg()) : x.mul(y))],
  [
    'mul: to nearest',
    mul,
    (x, y) => (x.isPoint() && y.isPoint() ? x.context.point(nearest(x).mul(x.lo, y.lo)) : x.mul(y)),
  ],
  ['mul: x·x as x²', mul, (x, y) => (x === y ? x.square() : x.mul(y))],
  ['div: lo/lo, hi/hi', div, (x, y) => sorted(x, x.context.down.div(x.lo, y.lo), x.context.up.div(x.hi, y.hi))],
  ['div: by a negative without the turn', div, (x, y) => (y.hi.lt(0) ? x.div(y.neg()) : x.div(y))],
  [
    'div: a negative numerator over the wrong end',
    div,
    (x, y) => sorted(x, x.context.down.div(x.lo, y.hi), x.context.up.div(x.hi, y.lo)),
  ],
  [
    'div: inward',
    div,
    (x, y) => (x.isPoint() && y.isPoint() ? x.context.point(x.context.up.div(x.lo, y.lo)) : x.div(y)),
  ],
  ['square: of the ends', square, (x) => sorted(x, x.context.down.mul(x.lo, x.lo), x.context.up.mul(x.hi, x.hi))],
  ['square: lower end up', square, (x) => sorted(x, x.context.up.mul(x.abs().lo, x.abs().lo), x.square().hi)],
  ['abs: of the ends', abs, (x) => sorted(x, x.lo.abs(), x.hi.abs())],
  ['min: of the lower ends, as a point', min, (x, y) => x.context.point(x.min(y).lo)],
  ['sqrt: lower end up', sqrt, (x) => sorted(x, rootAbove(x.context, x.lo), rootAbove(x.context, x.hi))],
  ['sqrt: upper end down', sqrt, (x) => sorted(x, rootBelow(x.context, x.lo), rootBelow(x.context, x.hi))],
  ['sqrt: to nearest', sqrt, unpadded((x) => x.sqrt())],
  ['exp: to nearest', transcendental.exp, unpadded(exp)],
  ['exp: precision too low', transcendental.exp, coarse(exp)],
  ['exp: eight terms', transcendental.exp, (x) => x.context.outward(terms(x, x.lo), terms(x, x.hi))],
  ['expm1: e^x − 1 of the midpoint', transcendental.expm1, midpoint((x) => exp(x).sub(x.context.integer(1)))],
  ['ln: to nearest', transcendental.ln, unpadded(ln)],
  ['ln: precision too low', transcendental.ln, coarse(ln)],
  ['ln1p: ln x', transcendental.ln1p, (x) => (x.lo.gt(0) ? ln(x) : x)],
  ['sigmoid: to nearest', transcendental.sigmoid, unpadded(sigmoid)],
  ['sigmoid: at the midpoint', transcendental.sigmoid, midpoint(sigmoid)],
  ['softplus: x beyond 20', transcendental.softplus, (x) => (x.lo.gt(20) ? x : softplus(x))],
  ['softplus: 0 below −20', transcendental.softplus, (x) => (x.hi.lt(-20) ? x.context.integer(0) : softplus(x))],
  ['tanh: 1 beyond 8', transcendental.tanh, (x) => (x.lo.gt(8) ? x.context.integer(1) : tanh(x))],
  ['tanh: even', transcendental.tanh, (x) => tanh(x.abs())],
  ['logCosh: ends only', transcendental.logCosh, endsOnly(logCosh)],
  [
    'logCosh: |x| − ln 2 beyond 6',
    transcendental.logCosh,
    (x) => (x.lo.gt(6) ? x.sub(ln(x.context.integer(2))) : logCosh(x)),
  ],
  ['pseudoHuber: ends only', arithmetic.pseudoHuber, endsOnly(pseudoHuber)],
  [
    'pseudoHuber: x²/2 near 0',
    arithmetic.pseudoHuber,
    (x) => (x.abs().hi.lt(0.1) ? x.square().div(x.context.integer(2)) : pseudoHuber(x)),
  ],
  ['pseudoHuberSlope: to nearest', arithmetic.pseudoHuberSlope, unpadded(pseudoHuberSlope)],
];

/** Σ_{i<8} xⁱ/i! with many digits. */
function terms(x: Enclosure, end: Decimal): Decimal {
  const N = Decimal.clone({ defaults: true, precision: 3 * x.context.precision });
  let term = new N(1);
  let sum = term;
  for (let i = 1; i < 8; i++) {
    term = N.div(N.mul(term, end), i);
    sum = N.add(sum, term);
  }
  return sum;
}

describe('wrong implementations are refuted', () => {
  test.each(wrong)('%s', (_, operation, apply) => {
    expect(refutation({ ...operation, apply }, { seed: 561, runs: 500 })).toMatch(/^x = /);
  });
});

test('a right one is not', () => {
  expect(refutation(mul, { seed: 561, runs: 500 })).toBeUndefined();
});

test('an enclosure of everything contains, but is not tight', () => {
  const everything: Operation = { ...mul, apply: (x) => x.context.parse('-1e900', '1e900') };
  expect(refutation(everything, { seed: 562, runs: 100 })).toBeUndefined();
  expect(
    fc.check(
      fc.property(cases(mul), (one) => tight(everything, one, 1n)),
      { seed: 562 },
    ).failed,
  ).toBe(true);
});
