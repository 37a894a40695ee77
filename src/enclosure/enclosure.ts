import type { Decimal } from 'decimal.js';
import type { Rational } from '../exact/rational.ts';
import type { Enclosures } from './enclosures.ts';
import { EXPONENT_LIMIT, larger, rootAbove, rootBelow, signOfEnd, smaller, toRational } from './ends.ts';
import { Undecided } from './undecided.ts';

/**
 * A closed interval [lo, hi] of finite decimals that contains the real number it stands for. Immutable. The class is nominal:
 * neither a double nor a rational number can be passed for it.
 *
 * Every operation encloses: for all a ∈ x and b ∈ y, the real a ∘ b is in x ∘ y. Two enclosures are taken as independent, so x − x
 * is [0, 0] only if x is a point. An operation rounds to the precision of its receiver, outward. It throws RangeError if an end point
 * gets an exponent beyond ±EXPONENT_LIMIT: nothing overflows to ∞ or underflows to 0.
 */
export class Enclosure {
  declare private readonly enclosed: true;
  readonly context: Enclosures;
  readonly lo: Decimal;
  readonly hi: Decimal;

  /** End points are taken as they are, not rounded. Throws RangeError if one is not finite or out of range, or if lo > hi. */
  constructor(context: Enclosures, lo: Decimal, hi: Decimal) {
    for (const end of lo === hi ? [lo] : [lo, hi])
      if (!(end.isFinite() && Math.abs(end.e) <= EXPONENT_LIMIT))
        throw new RangeError(`an end point beyond 1e±${EXPONENT_LIMIT}: ${end.toString()}`);
    if (lo.gt(hi)) throw new RangeError(`an enclosure from ${lo.toString()} down to ${hi.toString()}`);
    this.context = context;
    this.lo = lo;
    this.hi = hi;
  }

  add(y: Enclosure): Enclosure {
    const { down, up } = this.context;
    return this.ends(down.add(this.lo, y.lo), up.add(this.hi, y.hi));
  }

  sub(y: Enclosure): Enclosure {
    const { down, up } = this.context;
    return this.ends(down.sub(this.lo, y.hi), up.sub(this.hi, y.lo));
  }

  /** Exact. */
  neg(): Enclosure {
    return this.ends(this.hi.neg(), this.lo.neg());
  }

  mul(y: Enclosure): Enclosure {
    const { down, up } = this.context;
    const [a, b, c, d] = [this.lo, this.hi, y.lo, y.hi];
    const [signs, others] = [this.signs(), y.signs()];
    if (signs < 0) return this.neg().mul(y).neg();
    if (others < 0) return this.mul(y.neg()).neg();
    if (signs > 0 && others > 0) return this.ends(down.mul(a, c), up.mul(b, d));
    if (signs > 0) return this.ends(down.mul(b, c), up.mul(b, d));
    if (others > 0) return this.ends(down.mul(a, d), up.mul(b, d));
    return this.ends(smaller(down.mul(a, d), down.mul(b, c)), larger(up.mul(a, c), up.mul(b, d)));
  }

  /** Throws RangeError if y is 0, Undecided if y contains 0 and more. */
  div(y: Enclosure): Enclosure {
    const { down, up } = this.context;
    if (y.sign() === 0) throw new RangeError('division by zero');
    if (y.lo.lte(0) && y.hi.gte(0)) throw new Undecided('divisor ≠ 0');
    if (y.hi.lt(0)) return this.neg().div(y.neg());
    const { lo, hi } = this;
    return this.ends(down.div(lo, lo.lt(0) ? y.lo : y.hi), up.div(hi, hi.lt(0) ? y.hi : y.lo));
  }

  /** x², never negative: narrower than x·x, which takes the two factors as independent. */
  square(): Enclosure {
    const { down, up } = this.context;
    const { lo, hi } = this.abs();
    return this.ends(down.mul(lo, lo), up.mul(hi, hi));
  }

  /** Throws RangeError if x is negative, Undecided if only a part of it is. */
  sqrt(): Enclosure {
    if (this.lo.lt(0) && this.hi.gte(0)) throw new Undecided('argument of the square root ≥ 0');
    return this.sqrtOfNonNegativePart();
  }

  /** {√t : t ∈ x, t ≥ 0}, for a number known not to be negative. Throws RangeError if x is negative. */
  sqrtOfNonNegativePart(): Enclosure {
    if (this.hi.lt(0)) throw new RangeError(`square root of a negative number: ${this}`);
    return this.ends(
      rootBelow(this.context, larger(this.lo, new this.context.down(0))),
      rootAbove(this.context, this.hi),
    );
  }

  abs(): Enclosure {
    const signs = this.signs();
    if (signs !== 0) return signs > 0 ? this : this.neg();
    return this.ends(new this.context.down(0), larger(this.lo.neg(), this.hi));
  }

  min(y: Enclosure): Enclosure {
    return this.ends(smaller(this.lo, y.lo), smaller(this.hi, y.hi));
  }

  max(y: Enclosure): Enclosure {
    return this.ends(larger(this.lo, y.lo), larger(this.hi, y.hi));
  }

  /** The smallest enclosure of both. */
  hull(y: Enclosure): Enclosure {
    return this.ends(smaller(this.lo, y.lo), larger(this.hi, y.hi));
  }

  /** The numbers in both, for two enclosures of the same number. Throws RangeError if there are none: one of them is wrong. */
  meet(y: Enclosure): Enclosure {
    return this.ends(larger(this.lo, y.lo), smaller(this.hi, y.hi));
  }

  /** [−|x|, |x|] for the largest |x|. */
  plusMinus(): Enclosure {
    const { hi } = this.abs();
    return this.ends(hi.neg(), hi);
  }

  /** −1 or 1 if all of x is negative or positive, 0 only if x is exactly [0, 0], undefined if the sign is open. */
  sign(): -1 | 0 | 1 | undefined {
    const sign = signOfEnd(this.lo);
    return sign === signOfEnd(this.hi) ? sign : undefined;
  }

  /** −1 or 1 if x is certainly less or greater than y, 0 only if both are the same point, undefined if the order is open. */
  compare(y: Enclosure): -1 | 0 | 1 | undefined {
    if (this.hi.lt(y.lo)) return -1;
    if (this.lo.gt(y.hi)) return 1;
    return this.isPoint() && y.isPoint() ? 0 : undefined;
  }

  contains(x: Rational | Enclosure): boolean {
    if (x instanceof Enclosure) return this.lo.lte(x.lo) && this.hi.gte(x.hi);
    return toRational(this.lo).compare(x) <= 0 && toRational(this.hi).compare(x) >= 0;
  }

  isPoint(): boolean {
    return this.lo.eq(this.hi);
  }

  /** A number in the enclosure: the middle, rounded to the precision. */
  midpoint(): Decimal {
    const { up } = this.context;
    return smaller(up.div(up.add(this.lo, this.hi), 2), this.hi);
  }

  /** The same enclosure, rounded outward to another precision. */
  to(context: Enclosures): Enclosure {
    return context.outward(this.lo, this.hi);
  }

  /** The end points as decimals that {@link Enclosures.parse} reads: exact, or rounded outward to so many significant digits. */
  toStrings(digits?: number): [lo: string, hi: string] {
    if (digits === undefined) return [this.lo.toString(), this.hi.toString()];
    return [
      this.lo.toSignificantDigits(digits, ROUND_FLOOR).toString(),
      this.hi.toSignificantDigits(digits, ROUND_CEIL).toString(),
    ];
  }

  /** `middle ± radius` for people: the middle with the digits that are known, the radius covering all around what is printed. */
  toString(): string {
    const { up, precision } = this.context;
    const around = (middle: Decimal) => larger(up.sub(this.hi, middle), up.sub(middle, this.lo));
    const middle = this.midpoint();
    const known = around(middle).isZero() ? precision : middle.e - around(middle).e + 1;
    const printed = middle.toSignificantDigits(Math.min(Math.max(known, 1), precision));
    return `${printed} ± ${around(printed).toSignificantDigits(2, ROUND_CEIL)}`;
  }

  /** 1 if lo ≥ 0, −1 if hi ≤ 0, else 0. */
  private signs(): -1 | 0 | 1 {
    return this.lo.gte(0) ? 1 : this.hi.lte(0) ? -1 : 0;
  }

  private ends(lo: Decimal, hi: Decimal): Enclosure {
    return new Enclosure(this.context, lo, hi);
  }
}

// The rounding modes of decimal.js, as its documentation numbers them.
const ROUND_CEIL = 2;
const ROUND_FLOOR = 3;
