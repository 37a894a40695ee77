import type { Decimal } from 'decimal.js';
import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';
import { EXPONENT_LIMIT } from './ends.ts';
import { between, increasing, opposite, type Side } from './monotone.ts';

/**
 * e^x. Below −2,302,586 it is enclosed by [0, 1e-1000000]; above 2,302,586, throws RangeError.
 *
 * For t ≥ 0, e^t = (e^r)^(2^k) with r = t/2^k < 2⁻⁸ and e^r = Σ rⁱ/i!; and e^−t = 1/e^t. All terms are positive: rounding every
 * step down gives a lower bound; rounding every step up, and adding the last term tₙ once more, gives an upper bound, since
 * Σ_{i>n} rⁱ/i! ≤ tₙ(q + q² + …) ≤ tₙ for q = r/(n+1) ≤ 1/2. Squaring k ≤ 30 times costs about k·log₁₀2 + 2 of the 20 guard digits.
 * This rests on + × ÷ alone: the exp of decimal.js, which is said to be correctly rounded, is not used.
 */
export const exp = (x: Enclosure): Enclosure => increasing(x, rawExp);

/** e^x − 1, without cancellation near 0. Throws RangeError as {@link exp} does. */
export const expm1 = (x: Enclosure): Enclosure => increasing(x, rawExpm1);

/** {@link exp} without guard digits, for use inside other functions. */
export const rawExp = (x: Enclosure): Enclosure => between(x, expBound);

/** {@link expm1} without guard digits, for use inside other functions. */
export const rawExpm1 = (x: Enclosure): Enclosure => between(x, expm1Bound);

function expBound(context: Enclosures, t: Decimal, side: Side): Decimal {
  const round = context[side];
  if (t.gt(RANGE)) throw new RangeError(`exp beyond 1e${EXPONENT_LIMIT}: exponent ${t.toString()}`);
  if (t.lt(-RANGE)) return side === 'down' ? new round(0) : new round(`1e-${EXPONENT_LIMIT}`);
  if (t.lt(0)) return round.div(1, expBound(context, t.neg(), opposite(side)));
  const halvings = t.isZero() ? 0 : Math.max(0, Math.ceil((t.e + 1) * Math.log2(10)) + 8);
  let y = round.add(1, series(context, round.div(t, new round(2n ** BigInt(halvings))), side));
  for (let i = 0; i < halvings; i++) y = round.mul(y, y);
  return y;
}

/** The series itself where |t| ≤ 1/2; e^t − 1 beyond. For t < 0, with m = e^−t − 1, it is −m/(1 + m), which decreases in m. */
function expm1Bound(context: Enclosures, t: Decimal, side: Side): Decimal {
  if (t.abs().gt(0.5)) return context[side].sub(expBound(context, t, side), 1);
  if (!t.lt(0)) return series(context, t, side);
  const m = series(context, t.neg(), opposite(side));
  return context[opposite(side)].div(m, context[side].add(1, m)).neg();
}

/** A bound of Σ_{i≥1} rⁱ/i!, 0 ≤ r ≤ 1/2. */
function series(context: Enclosures, r: Decimal, side: Side): Decimal {
  const round = context[side];
  let term = r;
  let sum = r;
  for (let i = 2; !term.isZero() && term.e >= r.e - context.precision - 1; i++) {
    term = round.div(round.mul(term, r), i);
    sum = round.add(sum, term);
  }
  return side === 'up' ? round.add(sum, term) : sum;
}

/** More than EXPONENT_LIMIT·ln 10 = 2302585.09…: for t > RANGE, e^−t < 10^−EXPONENT_LIMIT. */
const RANGE = 2_302_586;
