import type { Enclosure } from './enclosure.ts';
import { rawExp } from './exp.ts';
import { rawLn1p } from './ln.ts';
import { increasing } from './monotone.ts';

/** The logistic function 1/(1 + e^−x): increasing, in (0, 1). For x < 0 as e^x/(1 + e^x): nothing overflows. */
export const sigmoid = (x: Enclosure): Enclosure =>
  increasing(x, (t) => {
    const one = t.context.integer(1);
    if (!t.lo.lt(0)) return one.div(one.add(rawExp(t.neg())));
    const e = rawExp(t);
    return e.div(one.add(e));
  });

/** ln(1 + e^x): increasing, with derivative {@link sigmoid}. For x > 0 as x + ln(1 + e^−x): nothing overflows. */
export const softplus = (x: Enclosure): Enclosure =>
  increasing(x, (t) => (t.lo.gt(0) ? t.add(rawLn1p(rawExp(t.neg()))) : rawLn1p(rawExp(t))));
