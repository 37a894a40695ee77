import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Interval, signOf } from '../../src/verifier/interval.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { Place } from '../../src/verifier/read.ts';
import { Failure } from '../../src/verifier/result.ts';

// References: exact integers for the four operations and the root, functions of decimal.js with 90 digits for the others.
const Reference = Decimal.clone({ precision: 90, rounding: Decimal.ROUND_HALF_EVEN, maxE: 9e15, minE: -9e15 });
const SLACK = new Reference('1e-80');
const precisions = [64, 113, 200] as const;

type Fraction = readonly [p: bigint, q: bigint];
const decimal = ([p, q]: Fraction): Decimal => new Reference(`${p}`).div(`${q}`);
const end = (x: bigint, bits: number): Decimal => decimal([x, 1n << BigInt(bits)]);
/** Whether the interval has the number, up to what the reference does not know. */
const has = ({ lo, hi, bits }: Interval, x: Decimal): boolean => {
  const slack = SLACK.times(Decimal.max(1, x.abs()));
  return end(lo, bits).lte(x.plus(slack)) && end(hi, bits).gte(x.minus(slack));
};
const width = ({ lo, hi }: Interval): bigint => hi - lo;

/** p/q·2^e with an exponent from −200 to `top`, long and short, and the numbers 0, 1 and 2^−k. */
const positive = (top: number, seed: number, count: number): Fraction[] =>
  fc.sample(
    fc
      .tuple(
        fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 1n, max: 10n ** 40n })),
        fc.oneof(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: 1n, max: 10n ** 40n })),
        fc.oneof(fc.integer({ min: -8, max: top }), fc.integer({ min: -200, max: top })),
      )
      .map(([p, q, e]): Fraction => {
        const shift = BigInt(Math.abs(e));
        // A number of size 2^e, whatever the lengths of p and q.
        const length = (x: bigint) => BigInt(x.toString(2).length);
        const [a, b] = [p << length(q), q << length(p)];
        return e < 0 ? [a, b << shift] : [a << shift, b];
      }),
    { seed, numRuns: count },
  );

describe('functions of points: containment and width', () => {
  const twice = new Reference(2);
  const one = new Reference(1);
  const integer = (n: bigint, { bits }: Interval) => Interval.rational(n, 1n, bits);
  const cases: [name: string, of: (x: Interval) => Interval, reference: (x: Decimal) => Decimal, top: number][] = [
    ['exp(−x)', (x) => integer(0n, x).minus(x).exp, (x) => Reference.exp(x.neg()), 7],
    ['ln(1 + x)', (x) => x.ln1p, (x) => Reference.ln(x.plus(1)), 0],
    ['√(1 + x)', (x) => integer(1n, x).plus(x).sqrt, (x) => Reference.sqrt(x.plus(1)), 90],
    ['tanh x', (x) => x.tanh, (x) => one.minus(twice.div(Reference.exp(x.times(2)).plus(1))), 6],
    ['ln(2 cosh x)', (x) => x.lnTwoCosh, (x) => x.plus(Reference.ln(Reference.exp(x.times(-2)).plus(1))), 6],
  ];
  test.each(cases)('%s', (_, of, reference, top) => {
    for (const x of positive(top, 11, 1200)) {
      const expected = reference(decimal(x));
      for (const bits of precisions) {
        const [p, q] = x;
        const result = of(Interval.rational(p, q, bits));
        if (!has(result, expected)) expect([p, q, bits, result.lo, result.hi]).toBe('an interval with the number');
        if (width(result) > 6n) expect([p, q, bits, width(result)]).toBe('a narrow interval');
      }
    }
  });

  test('they grow: f(x) ≤ f(y) for x ≤ y', () => {
    for (const [, of, , top] of cases.slice(1)) {
      const sorted = positive(top, 12, 300).sort(([a, b], [c, d]) => Number(a * d > c * b) - Number(a * d < c * b));
      const results = sorted.map(([p, q]) => of(Interval.rational(p, q, 64)));
      for (const [k, result] of results.slice(1).entries()) expect(result.hi >= results[k]!.lo).toBe(true);
    }
  });
});

/** Intervals that are wide, narrow, points, with 0 within or at an end; and numbers in them over 1000·2^bits. */
const bits = 40;
const intervals = fc
  .tuple(
    fc.oneof(fc.constant(0n), fc.bigInt({ min: -(2n ** 44n), max: 2n ** 44n }), fc.bigInt({ min: -9n, max: 9n })),
    fc.oneof(fc.constant(0n), fc.constant(1n), fc.bigInt({ min: 0n, max: 2n ** 44n })),
    fc.bigInt({ min: 0n, max: 1000n }),
  )
  .map(([lo, more, part]) => ({ x: new Interval(lo, lo + more, bits), inside: lo * 1000n + more * part }));
const unit = 1000n << BigInt(bits);
/** lo ≤ p/q·2^bits ≤ hi, exactly. */
const contains = ({ lo, hi }: Interval, p: bigint, q: bigint): boolean => {
  const scaled = q < 0n ? [-p, -q] : [p, q];
  const number = scaled[0]! << BigInt(bits);
  return lo * scaled[1]! <= number && number <= hi * scaled[1]!;
};

describe('operations on intervals', () => {
  const pairs = fc.sample(fc.tuple(intervals, intervals), { seed: 21, numRuns: 6000 });
  test('contain the results of the numbers inside', () => {
    for (const [{ x, inside: a }, { x: y, inside: b }] of pairs) {
      const ok =
        contains(x.plus(y), a + b, unit) &&
        contains(x.minus(y), a - b, unit) &&
        contains(x.times(y), a * b, unit * unit) &&
        (y.lo <= 0n || contains(x.over(y), a, b));
      if (!ok) expect([x, y, a, b]).toBe('contained');
    }
  });

  test('end where the exact hull rounds to', () => {
    const down = (p: bigint, q: bigint) => (p - (((p % q) + q) % q)) / q;
    const hull = (corners: [bigint, bigint][]) => {
      const floors = corners.map(([p, q]) => down(p, q));
      const ceilings = corners.map(([p, q]) => -down(-p, q));
      return [floors.reduce((m, v) => (v < m ? v : m)), ceilings.reduce((m, v) => (v > m ? v : m))];
    };
    const one = 1n << BigInt(bits);
    for (const [{ x }, { x: y }] of pairs) {
      const corners = [x.lo, x.hi].flatMap((a) => [y.lo, y.hi].map((b) => [a, b] as const));
      const product = x.times(y);
      expect([product.lo, product.hi]).toEqual(hull(corners.map(([a, b]) => [a * b, one])));
      if (y.lo <= 0n) continue;
      const quotient = x.over(y);
      expect([quotient.lo, quotient.hi]).toEqual(hull(corners.map(([a, b]) => [a * one, b])));
    }
  });

  test('quotients by an integer, which are as narrow as that', () => {
    for (const [{ x }, { inside }] of pairs.slice(0, 1500)) {
      const n = 1n + ((inside < 0n ? -inside : inside) % 1000n);
      const { lo, hi } = x.overInteger(n);
      expect(lo * n <= x.lo && x.lo < (lo + 1n) * n && hi * n >= x.hi && x.hi > (hi - 1n) * n).toBe(true);
    }
  });

  test('an operand may be the other one, too, and stays as it is', () => {
    for (const [{ x, inside: a }] of pairs.slice(0, 1500)) {
      Object.freeze(x);
      const before = [x.lo, x.hi];
      expect(
        contains(x.plus(x), 2n * a, unit) && contains(x.minus(x), 0n, 1n) && contains(x.times(x), a * a, unit * unit),
      ).toBe(true);
      if (x.lo > 0n) expect(contains(x.over(x), 1n, 1n)).toBe(true);
      expect([x.lo, x.hi]).toEqual(before);
    }
  });

  test('functions of wide intervals contain their values inside', () => {
    for (const [{ x, inside }] of pairs.slice(0, 1500)) {
      const a = decimal([inside, unit]);
      if (x.hi <= 0n) expect(has(x.exp, Reference.exp(a))).toBe(true);
      if (x.lo < 0n) continue;
      expect(has(x.sqrt, Reference.sqrt(a))).toBe(true);
      if (x.hi <= 2n << BigInt(bits)) expect(has(x.ln1p, Reference.ln(a.plus(1)))).toBe(true);
      const u = Reference.exp(a.times(-2));
      expect(has(x.tanh, new Reference(1).minus(u).div(u.plus(1)))).toBe(true);
      expect(has(x.lnTwoCosh, a.plus(Reference.ln(u.plus(1))))).toBe(true);
    }
  });

  test('rationals: the narrowest interval', () => {
    for (const [p, q] of positive(60, 31, 1500)) {
      for (const signed of [p, -p]) {
        const x = Interval.rational(signed, q, bits);
        expect(contains(x, signed, q) && width(x) <= 1n).toBe(true);
        expect(width(x) === 0n).toBe((signed << BigInt(bits)) % q === 0n);
        expect(Interval.of(Matrix.rational(signed, q), bits)).toEqual(x);
      }
    }
  });
});

describe('end points', () => {
  const number = (p: bigint, q = 1n) => Interval.rational(p, q, 64);
  const holds = (x: Interval, p: bigint) => x.lo <= p << 64n && p << 64n <= x.hi;
  test('exp 0 = 1, ln 1 = 0, tanh 0 = 0, √0 = 0', () => {
    expect(holds(number(0n).exp, 1n) && holds(number(0n).ln1p, 0n)).toBe(true);
    expect(holds(number(0n).tanh, 0n) && holds(number(0n).sqrt, 0n)).toBe(true);
  });
  test('squares of integers', () => {
    for (let n = 0n; n < 2000n; n++) expect(holds(number(n * n).sqrt, n)).toBe(true);
  });
  test.each([-63n, -64n, -65n, -1000n])('exp(%s) with 64 bits', (n) => {
    for (const x of [number(n), number(n * 2n ** 40n + 1n, 2n ** 40n), number(n * 2n ** 40n - 1n, 2n ** 40n)]) {
      expect(has(x.exp, Reference.exp(decimal([x.lo, 2n ** 64n])))).toBe(true);
      expect(width(x.exp) <= 2n && x.exp.lo >= 0n).toBe(true);
    }
  });
  test('an interval from where exp is nothing to 0', () => {
    const x = new Interval(-(10n ** 40n), 0n, 64).exp;
    expect(x.lo).toBe(0n);
    expect(holds(x, 1n)).toBe(true);
  });
  test('outside the domain nothing is claimed', () => {
    expect(() => number(1n, 10n ** 30n).exp).toThrow('exp of a positive number');
    expect(() => number(-1n).ln1p).toThrow('another x');
    expect(() => number(3n).ln1p).toThrow('another x');
    expect(() => number(-1n).sqrt).toThrow('negative');
    expect(() => number(1n).over(number(0n))).toThrow('not positive');
    expect(() => number(1n).over(new Interval(-1n, 1n, 64))).toThrow('not positive');
    expect(() => new Interval(1n, 0n, 64)).toThrow('without numbers');
  });

  const huge = 10n ** 20_000n;
  test('huge arguments', () => {
    const x = number(huge);
    expect(number(-huge).exp).toEqual(new Interval(0n, 1n, 64));
    expect(holds(x.tanh, 1n) && width(x.tanh) <= 4n).toBe(true);
    expect(holds(x.lnTwoCosh, huge) && width(x.lnTwoCosh) <= 4n).toBe(true);
    expect(holds(number(huge * huge).sqrt, huge)).toBe(true);
  });
  test('tiny arguments', () => {
    const x = number(1n, huge);
    expect(holds(number(-1n, huge).exp, 1n) && width(number(-1n, huge).exp) <= 4n).toBe(true);
    for (const y of [x.tanh, x.ln1p]) expect(y.lo <= 0n && y.hi > 0n && width(y) <= 6n).toBe(true);
    expect(x.sqrt.hi).toBeGreaterThan(0n);
  });
  test('900 digits of ln 2 and of 1/e', () => {
    const Long = Decimal.clone({ precision: 1000, maxE: 9e15, minE: -9e15 });
    const digits = (x: bigint) => new Long(`${x}`).div(new Long(2).pow(4096)).toFixed(900);
    for (const [x, expected] of [
      [Interval.rational(1n, 1n, 4096).ln1p, Long.ln(2)],
      [Interval.rational(-1n, 1n, 4096).exp, Long.exp(-1)],
    ] as const) {
      expect(digits(x.lo)).toBe(expected.toFixed(900));
      expect(width(x) <= 6n).toBe(true);
    }
  });
});

describe('the sign of a real number', () => {
  const place = () => new Place(null);
  const shifted = (p: bigint, exponent: bigint) => (bits: number) => {
    const one = Interval.rational(1n, 1n, bits);
    const square = Interval.rational(2n, 1n, bits).sqrt;
    // √2·√2 − 2 + p·2^exponent: 0 but for the last term.
    const zero = square.times(square).minus(one.plus(one));
    return zero.plus(
      exponent < 0n ? Interval.rational(p, 1n << -exponent, bits) : Interval.rational(p << exponent, 1n, bits),
    );
  };
  test.each([
    [1n, 0n, 64],
    [-1n, -50n, 64],
    [1n, -70n, 128],
    [-1n, -1000n, 1024],
    [1n, -1025n, 2048],
    [-1n, -4080n, 4096],
  ])('%s·2^%s is decided with %s bits', (p, exponent, last) => {
    const tried: number[] = [];
    const enclose = (bits: number) => {
      tried.push(bits);
      return shifted(p, exponent)(bits);
    };
    expect(signOf(enclose, place(), 1)).toBe(Number(p));
    expect(tried).toEqual([64, 128, 256, 512, 1024, 2048, 4096].filter((bits) => bits <= last));
  });

  const failure = (terms: number, exponent: bigint) => {
    try {
      return signOf(shifted(1n, exponent), place(), terms);
    } catch (error) {
      if (error instanceof Failure) return `${error.status} ${error.code}`;
      throw error;
    }
  };
  test('0 is not decided, nor what is too near', () => {
    expect(failure(1, -5000n)).toBe('UNDECIDED UNDECIDED');
    expect(failure(1, -4097n)).toBe('UNDECIDED UNDECIDED');
  });
  test('an interval that ends at 0 tells nothing', () => {
    for (const [lo, hi] of [
      [0n, 1n],
      [-1n, 0n],
      [0n, 0n],
    ] as const) {
      expect(() => signOf((bits) => new Interval(lo, hi, bits), place(), 1)).toThrow('open at 4096 bits');
    }
  });
  test('the work grows with the terms and with the precision, and has a limit', () => {
    expect(failure(100_000, -50n)).toBe(1);
    expect(failure(1_000_000, -50n)).toBe('LIMIT LIMIT');
    expect(failure(100_000, -1000n)).toBe('LIMIT LIMIT');
    expect(failure(100, -4000n)).toBe(1);
  });
});
