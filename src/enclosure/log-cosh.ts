import type { Enclosure } from './enclosure.ts';
import { rawExp, rawExpm1 } from './exp.ts';
import { rawLn, rawLn1p } from './ln.ts';
import { even, odd } from './monotone.ts';
import { remembered } from './real-number.ts';

/** tanh x: odd, increasing. With m = e^2t − 1 it is m/(m + 2) up to t = 1; beyond, with q = e^−2t, (1 − q)/(1 + q). */
export const tanh = (x: Enclosure): Enclosure =>
  odd(x, (t) => {
    const one = t.context.integer(1);
    const twice = t.add(t);
    if (t.lo.lte(1)) {
      const m = rawExpm1(twice);
      return m.div(m.add(t.context.integer(2)));
    }
    const q = rawExp(twice.neg());
    return one.sub(q).div(one.add(q));
  });

const ln2 = remembered((context) => rawLn(context.integer(2)));

/**
 * ln cosh x: even, with derivative {@link tanh}. It is ln(1 + 2 sinh²(t/2)) up to t = 1, all terms positive; beyond,
 * t + ln(1 + e^−2t) − ln 2, where nothing overflows and little cancels.
 */
export const logCosh = (x: Enclosure): Enclosure =>
  even(x, (t) => {
    if (t.lo.gt(1)) return t.add(rawLn1p(rawExp(t.add(t).neg()))).sub(ln2(t.context));
    const two = t.context.integer(2);
    const m = rawExpm1(t.div(two));
    const sinh = m.add(m.div(m.add(t.context.integer(1)))).div(two);
    return rawLn1p(sinh.square().mul(two));
  });
