import type { Decimal } from 'decimal.js';
import { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';

/** Towards −∞ or towards +∞. */
export type Side = 'down' | 'up';

export const opposite = (side: Side): Side => (side === 'down' ? 'up' : 'down');

/** A lower (`down`) or upper (`up`) bound of f(t), in the arithmetic of the context. */
export type Bound = (context: Enclosures, t: Decimal, side: Side) => Decimal;

/** f(x) for an increasing f, at the precision of x with no guard digits. */
export const between = (x: Enclosure, bound: Bound): Enclosure =>
  new Enclosure(x.context, bound(x.context, x.lo, 'down'), bound(x.context, x.hi, 'up'));

/** f(x) for an increasing f. `at` encloses f at a point: it gets the two ends, at guard precision; the result is rounded outward once. */
export function increasing(x: Enclosure, at: (point: Enclosure) => Enclosure): Enclosure {
  const { finer } = x.context;
  const low = at(finer.point(x.lo));
  const high = x.isPoint() ? low : at(finer.point(x.hi));
  return x.context.outward(low.lo, high.hi);
}

/** f(x) for an odd increasing f, given at points t ≥ 0. */
export const odd = (x: Enclosure, at: (point: Enclosure) => Enclosure): Enclosure =>
  increasing(x, (t) => (t.lo.lt(0) ? at(t.neg()).neg() : at(t)));

/** f(x) for an even f that increases on t ≥ 0, given there. */
export const even = (x: Enclosure, at: (point: Enclosure) => Enclosure): Enclosure => increasing(x.abs(), at);
