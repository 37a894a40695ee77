import { Decimal } from 'decimal.js';
import type { Enclosure } from '../../src/enclosure/enclosure.ts';
import { toRational } from '../../src/enclosure/ends.ts';
import { exp, expm1 } from '../../src/enclosure/exp.ts';
import { ln, ln1p } from '../../src/enclosure/ln.ts';
import { logCosh, tanh } from '../../src/enclosure/log-cosh.ts';
import { pseudoHuber, pseudoHuberSlope } from '../../src/enclosure/pseudo-huber.ts';
import { sigmoid, softplus } from '../../src/enclosure/sigmoid.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { Operation } from './containment.ts';

/** Operations whose results at rational points are decided exactly. */
const exactly = (
  apply: Operation['apply'],
  truth: (a: Rational, b: Rational) => Rational,
  accepts: Operation['accepts'] = () => true,
): Operation => ({
  apply,
  accepts,
  unary: truth.length === 1,
  encloses: (result, a, b) => result.contains(truth(a, b)),
});

const one = Rational.one;
const square = (a: Rational): Rational => a.mul(a);
const smaller = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? a : b);
const larger = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? b : a);

/** lo ≤ √a ≤ hi, exactly. */
const enclosesRoot = (lo: Rational, hi: Rational, a: Rational): boolean =>
  (lo.sign <= 0 || square(lo).compare(a) <= 0) && hi.sign >= 0 && square(hi).compare(a) >= 0;

const moderate = { min: -15, max: 15 };

export const arithmetic = {
  add: exactly(
    (x, y) => x.add(y),
    (a, b) => a.add(b),
  ),
  sub: exactly(
    (x, y) => x.sub(y),
    (a, b) => a.sub(b),
  ),
  neg: exactly(
    (x) => x.neg(),
    (a) => a.neg(),
  ),
  mul: exactly(
    (x, y) => x.mul(y),
    (a, b) => a.mul(b),
  ),
  div: exactly(
    (x, y) => x.div(y),
    (a, b) => a.div(b),
    (_, y) => !y.contains(Rational.zero),
  ),
  square: exactly((x) => x.square(), square),
  abs: exactly(
    (x) => x.abs(),
    (a) => larger(a, a.neg()),
  ),
  min: exactly((x, y) => x.min(y), smaller),
  max: exactly((x, y) => x.max(y), larger),
  sqrt: {
    unary: true,
    apply: (x) => x.sqrt(),
    accepts: (x) => x.lo.gte(0),
    encloses: (result, a) => enclosesRoot(toRational(result.lo), toRational(result.hi), a),
  },
  // y = √(1 + a²) − 1 means (y + 1)² = 1 + a².
  pseudoHuber: {
    unary: true,
    apply: pseudoHuber,
    exponents: moderate,
    encloses: (result, a) =>
      enclosesRoot(toRational(result.lo).add(one), toRational(result.hi).add(one), one.add(square(a))),
  },
  // |y| = |a|/√(1 + a²) means y² = a²/(1 + a²).
  pseudoHuberSlope: {
    unary: true,
    apply: pseudoHuberSlope,
    exponents: moderate,
    encloses: (result, a) => {
      const [lo, hi] = [toRational(result.lo), toRational(result.hi)];
      const truth = square(a).div(one.add(square(a)));
      return a.sign >= 0 ? enclosesRoot(lo, hi, truth) : enclosesRoot(hi.neg(), lo.neg(), truth);
    },
  },
} satisfies Record<string, Operation>;

/** A reference value [lo, hi] of f(a) for results of p digits: by the functions of decimal.js at 3p digits and more, widened. */
type Reference = (D: Decimal.Constructor, a: Decimal) => Decimal;

const close = (
  apply: Operation['apply'],
  reference: Reference,
  accepts: Operation['accepts'] = () => true,
): Operation => ({
  apply,
  accepts,
  unary: true,
  exponents: { min: -12, max: 2 },
  precisions: [2, 5, 10, 20],
  encloses: (result, a) => {
    const { precision } = result.context;
    const D = Decimal.clone({ defaults: true, precision: 3 * precision + 40 });
    const truth = reference(D, new D(a.num).div(a.den));
    // Exact where the truth is exact (f(0), f(1)); else within the last third of the digits.
    const slack = truth.abs().mul(new D(`1e-${2 * precision}`));
    return !(result.lo.gt(truth.add(slack)) || result.hi.lt(truth.sub(slack)));
  },
});

const positive = (x: Enclosure): boolean => x.lo.gt(0);

export const transcendental = {
  exp: close(exp, (_, a) => a.exp()),
  expm1: close(expm1, (_, a) => a.exp().sub(1)),
  ln: close(ln, (_, a) => a.ln(), positive),
  ln1p: close(
    ln1p,
    (_, a) => a.add(1).ln(),
    (x) => x.lo.gt(-1),
  ),
  sigmoid: close(sigmoid, (_, a) => a.neg().exp().add(1).pow(-1)),
  // ln(1 + e) = e − e²/2 + e³/3 − … where 1 + e would lose the digits of e.
  softplus: close(softplus, (_, a) => {
    if (a.gt(-60)) return a.exp().add(1).ln();
    const e = a.exp();
    return e.sub(e.mul(e).div(2)).add(e.pow(3).div(3)).sub(e.pow(4).div(4)).add(e.pow(5).div(5));
  }),
  tanh: close(tanh, (D, a) => {
    const e = a.abs().mul(-2).exp();
    return new D(1)
      .sub(e)
      .div(e.add(1))
      .mul(a.isNegative() ? -1 : 1);
  }),
  logCosh: close(logCosh, (_, a) => a.exp().add(a.neg().exp()).div(2).ln()),
} satisfies Record<string, Operation>;
