import type { Enclosure } from './enclosure.ts';
import { Enclosures } from './enclosures.ts';
import { Undecided } from './undecided.ts';

/** A decision and the precision that sufficed; or the inequality that was still open at the last precision tried. */
export type Outcome<T> =
  | { readonly decided: true; readonly value: T; readonly precision: number }
  | { readonly decided: false; readonly inequality: string; readonly precision: number };

/**
 * Runs a computation with more and more digits, doubled each time, until none of its inequalities is open. It says that one is by
 * throwing {@link Undecided}, as {@link signOf} does. Other errors pass through. An equality is never decided in this way
 * unless it shows in exact points; so structure (ranks, exact zeros) must come from elsewhere.
 */
export function decide<T>(compute: (enclosures: Enclosures) => T, { from = 50, limit = 1600 } = {}): Outcome<T> {
  if (!(from <= limit)) throw new RangeError(`no precision from ${from} to ${limit}`);
  for (let precision = from; ; precision *= 2) {
    try {
      return { decided: true, value: compute(new Enclosures(precision)), precision };
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      if (precision * 2 > limit) return { decided: false, inequality: error.inequality, precision };
    }
  }
}

/** The sign of x. Throws Undecided, with the name of the inequality, if x contains 0 and more. */
export function signOf(x: Enclosure, inequality: string): -1 | 0 | 1 {
  const sign = x.sign();
  if (sign === undefined) throw new Undecided(inequality);
  return sign;
}

/** Whether x < y. Throws Undecided, with the name of the inequality, if that is open. */
export function isLess(x: Enclosure, y: Enclosure, inequality: string): boolean {
  if (x.hi.lt(y.lo)) return true;
  if (x.lo.gte(y.hi)) return false;
  throw new Undecided(inequality);
}
