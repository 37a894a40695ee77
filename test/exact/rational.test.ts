import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abs, bitLength, gcd, lcm, Rational, ratioToDouble, simplestBetween } from '../../src/exact/rational.ts';
import { longRational, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
const big = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });

describe('integers', () => {
  test.each([
    [0n, 0n, 0n],
    [0n, 5n, 5n],
    [-12n, 18n, 6n],
    [12n, -18n, 6n],
    [-4n, -6n, 2n],
    [1n, 10n ** 50n, 1n],
  ])('gcd(%s, %s) = %s', (a, b, g) => {
    expect(gcd(a, b)).toBe(g);
    expect(gcd(b, a)).toBe(g);
  });

  test('gcd of long numbers is what Euclid finds', () => {
    const euclid = (a: bigint, b: bigint): bigint => (b === 0n ? a : euclid(b, a % b));
    const long = fc.bigInt({ min: 0n, max: 1n << 900n });
    // A common factor, quotients of every size, numbers of very different lengths, and neighbours (quotients 1).
    const pair = fc.oneof(
      fc.tuple(long, long, long).map(([g, a, b]): [bigint, bigint] => [g * a, g * b]),
      fc.tuple(long, fc.bigInt({ min: 0n, max: 1n << 250n })),
      fc.tuple(long, fc.bigInt({ min: 0n, max: 9n })).map(([a, k]): [bigint, bigint] => [a << 300n, (a << 300n) + k]),
      fc.nat({ max: 1500 }).map((n): [bigint, bigint] => fibonacci(n)),
    );
    holds(pair, ([a, b]) => gcd(a, b) === euclid(a, b) && gcd(-b, a) === euclid(a, b), { seed: 5, runs: 3000 });
  });

  test('gcd divides both and the cofactors are coprime', () => {
    holds(
      fc.tuple(big, big),
      ([a, b]) => {
        const g = gcd(a, b);
        if (a === 0n && b === 0n) return g === 0n;
        return g > 0n && a % g === 0n && b % g === 0n && gcd(a / g, b / g) === 1n;
      },
      { seed: 101, runs: 200 },
    );
  });

  test.each([
    [4n, 6n, 12n],
    [7n, 7n, 7n],
    [1n, 9n, 9n],
  ])('lcm(%s, %s) = %s', (a, b, m) => expect(lcm(a, b)).toBe(m));

  test.each([
    [0n, 0],
    [1n, 1],
    [-1n, 1],
    [255n, 8],
    [256n, 9],
    [-(2n ** 100n), 101],
  ])('bitLength(%s) = %d', (a, bits) => expect(bitLength(a)).toBe(bits));

  test('abs', () => {
    expect([abs(-3n), abs(0n), abs(3n)]).toEqual([3n, 0n, 3n]);
  });
});

describe('parsing and canonical text', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['0/7', '0'],
    ['6/4', '3/2'],
    ['-6/4', '-3/2'],
    ['-8/4', '-2'],
    ['007', '7'],
    ['5/1', '5'],
    [`${10n ** 60n}/${10n ** 59n}`, '10'],
  ])('accepts %s as %s', (text, canonical) => {
    const x = q(text);
    expect(x.toString()).toBe(canonical);
    expect(x.den > 0n).toBe(true);
    expect(q(canonical).equals(x)).toBe(true);
  });

  test.each([
    '',
    ' ',
    '1 ',
    '+1',
    '--1',
    '1/',
    '/2',
    '1/-2',
    '1/+2',
    '1.5',
    '1e3',
    '0x10',
    'NaN',
    '1/2/3',
    '1\n',
    '１',
  ])('rejects %j: not a rational number', (text) => {
    expect(() => q(text)).toThrow(SyntaxError);
    expect(() => q(text)).toThrow(/not a rational number/);
  });

  test.each(['1/0', '0/0', '-3/00'])('rejects %s: denominator 0', (text) => {
    expect(() => q(text)).toThrow(RangeError);
    expect(() => q(text)).toThrow(/denominator other than 0/);
  });

  test('a text and its value go both ways', () => {
    holds(longRational, (x) => q(x.toString()).equals(x), { seed: 102, runs: 200 });
  });
});

describe('reduction', () => {
  test('every rational is in lowest terms with a positive denominator, whatever the signs', () => {
    holds(
      fc.tuple(
        big,
        big.filter((d) => d !== 0n),
      ),
      ([n, d]) => {
        const x = new Rational(n, d);
        return x.den > 0n && gcd(x.num, x.den) === 1n && x.num * d === n * x.den;
      },
      { seed: 103, runs: 300 },
    );
  });

  test('rejects denominator 0, also by division', () => {
    expect(() => new Rational(1n, 0n)).toThrow(RangeError);
    expect(() => Rational.one.div(Rational.zero)).toThrow(RangeError);
  });
});

describe('arithmetic and order', () => {
  const triple = fc.tuple(rational(50n, 12n), rational(50n, 12n), longRational);

  test('a field', () => {
    holds(
      triple,
      ([a, b, c]) =>
        a.add(b).equals(b.add(a)) &&
        a
          .add(b)
          .add(c)
          .equals(a.add(b.add(c))) &&
        a
          .mul(b)
          .mul(c)
          .equals(a.mul(b.mul(c))) &&
        a.mul(b.add(c)).equals(a.mul(b).add(a.mul(c))) &&
        a.sub(b).add(b).equals(a) &&
        a.add(a.neg()).equals(Rational.zero) &&
        (b.sign === 0 || a.div(b).mul(b).equals(a)),
      { seed: 104, runs: 300 },
    );
  });

  test('every result is reduced', () => {
    holds(
      triple,
      ([a, b]) =>
        [a.add(b), a.sub(b), a.mul(b), a.neg(), ...(b.sign === 0 ? [] : [a.div(b)])].every(
          (x) => x.den > 0n && gcd(x.num, x.den) === 1n,
        ),
      { seed: 105, runs: 300 },
    );
  });

  test('a total order that agrees with subtraction', () => {
    holds(
      triple,
      ([a, b]) =>
        a.compare(b) === a.sub(b).sign &&
        a.compare(b) === -b.compare(a) + 0 &&
        (a.compare(b) === 0) === a.equals(b) &&
        a.compare(b) === Math.sign(a.toDouble() - b.toDouble()),
      { seed: 106, runs: 300 },
    );
  });

  test.each([
    ['1/3', '1/2', -1],
    ['-1/3', '-1/2', 1],
    ['2/4', '1/2', 0],
    ['-1', '1', -1],
    [`${10n ** 40n}`, `${10n ** 40n + 1n}`, -1],
  ])('compare(%s, %s) = %d', (a, b, sign) => expect(q(a).compare(q(b))).toBe(sign));

  test('2/4 + 1/4 and 3/4 are equal; 3/4 and 3/5, 3/4 and 1/4 are not', () => {
    expect(q('2/4').add(q('1/4')).equals(q('3/4'))).toBe(true);
    expect(q('3/4').equals(q('3/5'))).toBe(false);
    expect(q('3/4').equals(q('1/4'))).toBe(false);
  });
});

describe('doubles', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [0.5, '1/2'],
    [-0.75, '-3/4'],
    [3, '3'],
    [2 ** 70, `${2n ** 70n}`],
    [Number.MIN_VALUE, `1/${2n ** 1074n}`],
    [Number.MAX_VALUE, `${(2n ** 53n - 1n) * 2n ** 971n}`],
  ])('%d is read exactly', (x, text) => expect(Rational.fromDouble(x).toString()).toBe(text));

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('rejects %d: not finite', (x) => {
    expect(() => Rational.fromDouble(x)).toThrow(RangeError);
    expect(() => Rational.fromDouble(x)).toThrow(/not a finite number/);
  });

  test('every double survives the way there and back', () => {
    holds(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e290, max: 1e290 }),
      (x) => Math.abs(x) < 1e-290 || Rational.fromDouble(x).toDouble() === x,
      { seed: 107, runs: 500 },
    );
  });

  test.each([
    ['a huge numerator', 3n * 10n ** 400n, 10n ** 400n, 3],
    ['huge parts with a small ratio', 10n ** 1000n, 3n * 10n ** 1000n, 1 / 3],
    ['huge parts, negative', -(10n ** 500n), 8n * 10n ** 500n, -0.125],
    ['a huge ratio that still fits', 10n ** 305n, 1n, 1e305],
    ['a ratio beyond the doubles', 10n ** 400n, 1n, Number.POSITIVE_INFINITY],
    ['a negative ratio beyond the doubles', -(10n ** 400n), 7n, Number.NEGATIVE_INFINITY],
    ['a ratio below the doubles', 1n, 10n ** 400n, 0],
    ['zero over a huge number', 0n, 10n ** 400n, 0],
    ['a small normal double', 1n, 10n ** 303n, 1e-303],
    ['a very small normal double', 3n, 10n ** 306n, 3e-306],
  ])('%s', (_, num, den, expected) => {
    const x = ratioToDouble(num, den);
    if (expected === 0 || !Number.isFinite(expected)) expect(x + 0).toBe(expected);
    else expect(Math.abs(x / expected - 1)).toBeLessThan(1e-14);
  });

  test('a long ratio is good to 50 bits', () => {
    holds(
      fc.tuple(
        fc.bigInt({ min: 1n, max: 10n ** 700n }),
        fc.bigInt({ min: 1n, max: 10n ** 700n }),
        fc.integer({ min: -250, max: 250 }),
      ),
      ([a, b, e]) => {
        const [num, den] = [a * 10n ** BigInt(Math.max(0, e)), b * 10n ** BigInt(Math.max(0, -e))];
        const x = ratioToDouble(num, den);
        if (x < 1e-280 || x > 1e280) return true;
        const exact = new Rational(num, den);
        const error = Rational.fromDouble(x).sub(exact).div(exact);
        return error.mul(error).compare(new Rational(1n, 2n ** 100n)) < 0 && ratioToDouble(-num, den) === -x;
      },
      { seed: 108, runs: 200 },
    );
  });
});

describe('simplestBetween', () => {
  /** The smallest denominator of a number in [lo, hi], by trying all of them. */
  const smallestDenominator = (lo: Rational, hi: Rational): bigint => {
    for (let d = 1n; ; d++) {
      const scaled = lo.num * d;
      const up = scaled >= 0n ? (scaled + lo.den - 1n) / lo.den : -(-scaled / lo.den);
      if (new Rational(up, d).compare(hi) <= 0) return d;
    }
  };

  test.each([
    ['0', '0', '0'],
    ['-1/3', '1/7', '0'],
    ['-1/2', '0', '0'],
    ['0', '1/2', '0'],
    ['1/3', '1/2', '1/2'],
    ['1/3', '1/3', '1/3'],
    ['-1/2', '-1/3', '-1/2'],
    ['314/100', '315/100', '22/7'],
    ['27/10', '28/10', '11/4'],
    ['9/10', '21/10', '1'],
    ['2', '5/2', '2'],
    ['7/2', '4', '4'],
    ['-4', '-7/2', '-4'],
  ])('[%s, %s] has %s', (lo, hi, x) => expect(simplestBetween(q(lo), q(hi)).toString()).toBe(x));

  test('rejects an empty interval', () => {
    expect(() => simplestBetween(q('1/2'), q('1/3'))).toThrow(RangeError);
    expect(() => simplestBetween(q('1/2'), q('1/3'))).toThrow(/empty interval/);
  });

  test('lies in the interval, and no number there has a smaller denominator', () => {
    holds(
      fc.tuple(rational(300n, 90n), rational(9n, 400n)),
      ([lo, width]) => {
        const hi = width.sign < 0 ? lo.sub(width) : lo.add(width);
        const x = simplestBetween(lo, hi);
        return lo.compare(x) <= 0 && x.compare(hi) <= 0 && x.den === smallestDenominator(lo, hi);
      },
      { seed: 109, runs: 1000 },
    );
  });

  test('finds a long number again from a narrow interval around it', () => {
    const x = q('-123456789/987654323');
    const slack = new Rational(1n, 10n ** 20n);
    expect(simplestBetween(x.sub(slack), x.add(slack)).equals(x)).toBe(true);
  });
});

function fibonacci(n: number): [bigint, bigint] {
  let [a, b] = [0n, 1n];
  for (let k = 0; k < n; k++) [a, b] = [b, a + b];
  return [a, b];
}
