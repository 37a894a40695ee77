import { Decimal } from 'decimal.js';
import type { Rational } from '../exact/rational.ts';
import { Enclosure } from './enclosure.ts';

/**
 * Where enclosures are made: a number of significant digits, and two constructors of decimal.js that round to it, one towards −∞, one
 * towards +∞. They are clones of our own, so nothing that happens to the global `Decimal` changes them. The constructor that a static
 * method belongs to sets its rounding: `down.div(a, b) ≤ a/b ≤ up.div(a, b)`. Construction itself does not round.
 *
 * Of decimal.js we trust that + − × ÷ round correctly in these two directions, as documented, and that comparison, negation and
 * printing are exact. Square roots are checked; exp and ln are built from the four operations in this folder.
 */
export class Enclosures {
  readonly precision: number;
  /** Rounds towards −∞. */
  readonly down: Decimal.Constructor;
  /** Rounds towards +∞. */
  readonly up: Decimal.Constructor;
  #finer: Enclosures | undefined;

  /** Throws RangeError unless 1 ≤ precision ≤ 100,000 significant digits. */
  constructor(precision = 50) {
    if (!(Number.isInteger(precision) && precision >= 1 && precision <= 100_000))
      throw new RangeError(`a precision is an integer from 1 to 100000, not ${precision}`);
    this.precision = precision;
    const shared = { precision, maxE: 9e15, minE: -9e15, toExpNeg: -7, toExpPos: 21, defaults: true };
    this.down = Decimal.clone({ ...shared, rounding: Decimal.ROUND_FLOOR });
    this.up = Decimal.clone({ ...shared, rounding: Decimal.ROUND_CEIL });
  }

  /** The same with 20 guard digits, for intermediate results. */
  get finer(): Enclosures {
    this.#finer ??= new Enclosures(Math.min(this.precision + 20, 100_000));
    return this.#finer;
  }

  /** The narrowest enclosure of a rational number. */
  of(x: Rational): Enclosure {
    return this.between(x, x);
  }

  /** The narrowest enclosure of [lo, hi]. Throws RangeError if lo > hi. */
  between(lo: Rational, hi: Rational): Enclosure {
    return new Enclosure(this, this.down.div(lo.num, lo.den), this.up.div(hi.num, hi.den));
  }

  /** An integer. */
  integer(n: number | bigint): Enclosure {
    return this.outward(new this.down(n), new this.up(n));
  }

  /** From the texts of finite decimals such as `-1.25e-7`, rounded outward. Throws SyntaxError on anything else. */
  parse(lo: string, hi = lo): Enclosure {
    for (const text of [lo, hi]) if (!DECIMAL.test(text)) throw new SyntaxError(`not a finite decimal: ${text}`);
    return this.outward(new this.down(lo), new this.up(hi));
  }

  /** [lo, hi] with its end points rounded outward to this precision. */
  outward(lo: Decimal, hi: Decimal): Enclosure {
    return new Enclosure(this, this.down.add(lo, 0), this.up.add(hi, 0));
  }

  /** The point x, not rounded. */
  point(x: Decimal): Enclosure {
    return new Enclosure(this, x, x);
  }
}

// Seven digits of exponent reach beyond EXPONENT_LIMIT, where the constructor of Enclosure objects, and not so far that decimal.js underflows.
const DECIMAL = /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,7})?$/;
