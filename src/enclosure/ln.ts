import type { Decimal } from 'decimal.js';
import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';
import { rootAbove, rootBelow } from './ends.ts';
import { between, increasing, opposite, type Side } from './monotone.ts';
import { Undecided } from './undecided.ts';

/**
 * ln x. Throws RangeError if x ≤ 0, Undecided if only a part of it is.
 *
 * Square roots bring x to u with |u − 1| < 1/10, so ln x = 2^k ln u; and ln(1+y) = 2 artanh z for z = y/(2+y), |z| < 1/18. In
 * artanh z = Σ z^(2i+1)/(2i+1), z > 0, all terms are positive: rounding every step down gives a lower bound; rounding every step up, and
 * adding the last term tₙ once more, an upper bound, since what follows it is at most tₙ(z² + z⁴ + …) ≤ tₙ. Only u − 1 cancels: at most two
 * of the 20 guard digits, for it is at least 1/25 after a root, and exact where none was taken.
 */
export function ln(x: Enclosure): Enclosure {
  requirePositive(x, 'argument of ln > 0');
  return increasing(x, rawLn);
}

/** ln(1 + y), without cancellation near y = 0. Throws RangeError if y ≤ −1, Undecided if only a part of it is. */
export function ln1p(y: Enclosure): Enclosure {
  const { finer } = y.context;
  requirePositive(finer.integer(1).add(y), 'argument of ln1p > −1');
  return increasing(y, rawLn1p);
}

/** {@link ln} without guard digits, for use inside other functions. Needs x > 0. */
export const rawLn = (x: Enclosure): Enclosure => between(x, lnBound);

/** {@link ln1p} without guard digits, for use inside other functions. Needs y > −1. */
export const rawLn1p = (y: Enclosure): Enclosure => between(y, ln1pBound);

function requirePositive(x: Enclosure, inequality: string): void {
  if (x.hi.lte(0)) throw new RangeError(`logarithm of a number that is not positive: ${x}`);
  if (x.lo.lte(0)) throw new Undecided(inequality);
}

/** ln increases, so the roots are rounded the same way as the result. */
function lnBound(context: Enclosures, t: Decimal, side: Side): Decimal {
  const round = context[side];
  const root = side === 'down' ? rootBelow : rootAbove;
  let u = t;
  let k = 0;
  for (; !isSmall(round.sub(u, 1)); k++) u = root(context, u);
  return round.mul(smallLn1p(context, round.sub(u, 1), side), new round(2n ** BigInt(k)));
}

const ln1pBound = (context: Enclosures, y: Decimal, side: Side): Decimal =>
  isSmall(y) ? smallLn1p(context, y, side) : lnBound(context, context[side].add(1, y), side);

const isSmall = (y: Decimal): boolean => y.abs().lt(0.1);

/** ln(1 + y) for |y| < 1/10. For y < 0 it is −2 artanh(−y/(2+y)), rounded the other way. */
function smallLn1p(context: Enclosures, y: Decimal, side: Side): Decimal {
  const other = opposite(side);
  if (y.lt(0))
    return context[side].mul(artanh(context, context[other].div(y.neg(), context[side].add(2, y)), other), -2);
  return context[side].mul(artanh(context, context[side].div(y, context[other].add(2, y)), side), 2);
}

/** A bound of artanh z, 0 ≤ z ≤ 1/2. */
function artanh(context: Enclosures, z: Decimal, side: Side): Decimal {
  const round = context[side];
  const square = round.mul(z, z);
  let power = z;
  let term = z;
  let sum = z;
  for (let i = 3; !term.isZero() && term.e >= z.e - context.precision - 1; i += 2) {
    power = round.mul(power, square);
    term = round.div(power, i);
    sum = round.add(sum, term);
  }
  return side === 'up' ? round.add(sum, term) : sum;
}
