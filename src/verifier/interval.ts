/** Enclosures of real numbers by intervals of fixed-point numbers: FORMAT.md, section 3.1. */
import type { Matrix } from './matrix.ts';
import type { Place } from './read.ts';

/** More bits within a series, so that its many roundings do not show in the result. */
const GUARD = 32;

/** a/b for b > 0, rounded down; up. */
const floor = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n);
const ceiling = (a: bigint, b: bigint): bigint => -floor(-a, b);

/** ⌊√n⌋ for n ≥ 0: Newton's steps from above fall until they are there. */
function integerRoot(n: bigint): bigint {
  if (n < 0n) throw new Error('root of a negative number');
  if (n === 0n) return 0n;
  for (let root = 1n << BigInt(2 * n.toString(16).length); ; ) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The real numbers from lo/2^bits to hi/2^bits. What an operation returns contains its true value for all numbers of its operands. */
export class Interval {
  readonly lo: bigint;
  readonly hi: bigint;
  readonly bits: number;

  constructor(lo: bigint, hi: bigint, bits: number) {
    if (lo > hi) throw new Error('an interval without numbers');
    this.lo = lo;
    this.hi = hi;
    this.bits = bits;
  }
  static rational(p: bigint, q: bigint, bits: number): Interval {
    const scaled = p << BigInt(bits);
    return new Interval(floor(scaled, q), ceiling(scaled, q), bits);
  }
  /** Of a rational as a 1 × 1 matrix. */
  static of(x: Matrix, bits: number): Interval {
    return Interval.rational(x.num[0]!, x.den, bits);
  }
  /** An integer, at the precision of this interval. */
  #integer(n: bigint): Interval {
    return Interval.rational(n, 1n, this.bits);
  }
  /** The same numbers at another precision. */
  #at(bits: number): Interval {
    const more = BigInt(bits - this.bits);
    return new Interval(this.lo << more, -(-this.hi << more), bits);
  }

  plus(B: Interval): Interval {
    return new Interval(this.lo + B.lo, this.hi + B.hi, this.bits);
  }
  minus(B: Interval): Interval {
    return new Interval(this.lo - B.hi, this.hi - B.lo, this.bits);
  }
  times(B: Interval): Interval {
    const mixed = this.lo < 0n || B.lo < 0n ? [this.lo * B.hi, this.hi * B.lo] : [];
    const ends = [this.lo * B.lo, this.hi * B.hi, ...mixed];
    const [least, most] = ends.reduce(([a, b], x) => [x < a! ? x : a!, x > b! ? x : b!], [ends[0]!, ends[0]!]);
    const bits = BigInt(this.bits);
    return new Interval(least! >> bits, -(-most! >> bits), this.bits);
  }
  /** The quotient by positive numbers. */
  over(B: Interval): Interval {
    if (B.lo <= 0n) throw new Error('division by an interval that is not positive');
    const [lo, hi] = [this.lo, this.hi].map((x) => x << BigInt(this.bits)) as [bigint, bigint];
    return new Interval(floor(lo, lo < 0n ? B.lo : B.hi), ceiling(hi, hi < 0n ? B.hi : B.lo), this.bits);
  }
  /** The quotient by a natural number. */
  overInteger(n: bigint): Interval {
    return new Interval(floor(this.lo, n), ceiling(this.hi, n), this.bits);
  }
  /** √x for x ≥ 0. */
  get sqrt(): Interval {
    const [lo, hi] = [this.lo, this.hi].map((x) => integerRoot(x << BigInt(this.bits))) as [bigint, bigint];
    return new Interval(lo, hi + 1n, this.bits);
  }
  /**
   * exp x for x ≤ 0. Below −bits it is less than one unit 2^−bits. Else it is exp(y)^(2^k) with y = x/2^k in [−1/256, 0]. The terms y^n/n!
   * of exp(y) alternate and fall: their sum up to one of at most a unit is off by no more than that unit (Leibniz).
   */
  get exp(): Interval {
    if (this.hi > 0n) throw new Error('exp of a positive number');
    const [one, end] = [this.#integer(1n), this.#integer(BigInt(-this.bits))];
    if (this.hi < end.lo) return new Interval(0n, 1n, this.bits);
    if (this.lo < end.lo) return new Interval(0n, one.hi, this.bits);
    let y = this.#at(this.bits + GUARD);
    let k = 0;
    for (const least = -(1n << BigInt(y.bits - 8)); y.lo < least; k++) y = y.overInteger(2n);
    let [sum, term] = [y.#integer(1n), y.#integer(1n)];
    for (let n = 1n; term.lo < -1n || term.hi > 1n; n++) {
      term = term.times(y).overInteger(n);
      sum = sum.plus(term);
    }
    sum = sum.plus(new Interval(-1n, 1n, y.bits));
    for (; k > 0; k--) sum = sum.times(sum);
    return sum.#at(this.bits);
  }
  /**
   * ln(1 + x) = 2·artanh t for 0 ≤ x ≤ 2, t = x/(2 + x) = 1 − 2/(2 + x) ≤ 1/2. After a power t^(2n+1) of at most one unit, the rest of Σ t^(2n+1)/(2n+1)
   * is between 0 and t²/(1 − t²) ≤ 1/3 of it.
   */
  get ln1p(): Interval {
    if (this.lo < 0n || this.hi > this.#integer(2n).hi) throw new Error('ln(1 + x) for another x');
    const x = this.#at(this.bits + GUARD);
    const [one, two] = [x.#integer(1n), x.#integer(2n)];
    const t = one.minus(two.over(two.plus(x)));
    const square = t.times(t);
    let [sum, power] = [t, t];
    for (let n = 3n; power.hi > 1n; n += 2n) {
      power = power.times(square);
      sum = sum.plus(power.overInteger(n));
    }
    sum = sum.plus(new Interval(0n, 1n, x.bits));
    return sum.plus(sum).#at(this.bits);
  }
  /** tanh a = (1 − u)/(1 + u) for a ≥ 0, u = exp(−2a) ≤ 1. */
  get tanh(): Interval {
    const [one, u] = [this.#integer(1n), this.times(this.#integer(-2n)).exp];
    return one.minus(u).over(one.plus(u));
  }
  /** ln(2 cosh a) = a + ln(1 + u) for a ≥ 0. */
  get lnTwoCosh(): Interval {
    return this.plus(this.times(this.#integer(-2n)).exp.ln1p);
  }
}

/** Bits after the point: the first precision, doubled up to the last. */
const [FIRST, LAST] = [64, 4096];

/**
 * The sign of a real number that is enclosed with any number of bits after the point, `terms` values of the functions above in it: found as
 * soon as 0 is outside, `UNDECIDED` at this place if it never is.
 */
export function signOf(enclose: (bits: number) => Interval, place: Place, terms: number): 1 | -1 {
  for (let bits = FIRST; bits <= LAST; bits *= 2) {
    place.charge(terms * bits * (64 + bits / 6), 1);
    const { lo, hi } = enclose(bits);
    if (lo > 0n || hi < 0n) return lo > 0n ? 1 : -1;
  }
  return place.fail('UNDECIDED', `the sign of a real number is open at ${LAST} bits`);
}
