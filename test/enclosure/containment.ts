import fc, { type Arbitrary } from 'fast-check';
import type { Enclosure } from '../../src/enclosure/enclosure.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { toRational } from '../../src/enclosure/ends.ts';
import { Rational } from '../../src/exact/rational.ts';

/** An operation under test: an implementation, right or wrong, and how to tell that a result contains the true value at (a, b). */
export interface Operation {
  readonly apply: (x: Enclosure, y: Enclosure) => Enclosure;
  /** Only the first argument counts. */
  readonly unary?: boolean;
  readonly accepts?: (x: Enclosure, y: Enclosure) => boolean;
  readonly encloses: (result: Enclosure, a: Rational, b: Rational) => boolean;
  /** Largest exponents of arguments. */
  readonly exponents?: { readonly min: number; readonly max: number };
  readonly precisions?: readonly number[];
}

export interface Case {
  readonly x: Enclosure;
  readonly y: Enclosure;
  /** Where the points lie between the end points: 0 ≤ s, t ≤ 1. */
  readonly s: Rational;
  readonly t: Rational;
}

/** m·10^e with up to 18 digits, short ones first when shrinking. */
const number = ({ min, max }: { min: number; max: number }): Arbitrary<Rational> =>
  fc
    .tuple(
      fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n })),
      fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) }, fc.integer({ min, max })),
    )
    .map(([m, e]) => {
      const digits = m.toString().replace('-', '').length;
      const shift = e - digits + 1;
      return shift >= 0 ? new Rational(m * 10n ** BigInt(shift)) : new Rational(m, 10n ** BigInt(-shift));
    });

/** Points, thin ones (some units in the last place wide), wide ones, and ones that touch or contain 0. */
const ends = (exponents: { min: number; max: number }): Arbitrary<[Rational, Rational]> => {
  const one = number(exponents);
  return fc.oneof(
    one.map((a): [Rational, Rational] => [a, a]),
    fc.tuple(one, one).map(([a, b]): [Rational, Rational] => (a.compare(b) <= 0 ? [a, b] : [b, a])),
    one.map((a): [Rational, Rational] => (a.sign >= 0 ? [Rational.zero, a] : [a, Rational.zero])),
    fc.tuple(one, fc.integer({ min: 1, max: 30 })).map(([a, k]): [Rational, Rational] => {
      const width = new Rational(abs(a.num), a.den * 10n ** BigInt(k));
      return [a, a.add(width)];
    }),
  );
};

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** Mostly 0, 1 and halves, so that end points are hit. */
export const fraction: Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
  .map(([a, b]) => new Rational(BigInt(Math.min(a, b)), BigInt(Math.max(a, b, 1))));

export const cases = ({ exponents = { min: -60, max: 60 }, precisions = [2, 5, 16, 50] }: Partial<Operation>) =>
  fc
    .record({
      precision: fc.constantFrom(...precisions),
      x: ends(exponents),
      y: ends(exponents),
      s: fraction,
      t: fraction,
    })
    .map(({ precision, x, y, s, t }): Case => {
      const E = new Enclosures(precision);
      return { x: E.between(...x), y: E.between(...y), s, t };
    });

/** The point of x at the share s of the way from lo to hi. */
export function pointOf({ lo, hi }: Enclosure, s: Rational): Rational {
  const [a, b] = [toRational(lo), toRational(hi)];
  return s.sign === 0 ? a : a.add(b.sub(a).mul(s));
}

/**
 * Whether the results for this case contain the true values: at both ends and two inner points for one argument (4 containment cases); at the
 * corners, an inner pair, and an inner pair of x with itself for two (6). Cases that the operation does not accept pass.
 */
export function contained(operation: Operation, { x, y, s, t }: Case): boolean {
  const { apply, encloses, unary = false, accepts = () => true } = operation;
  const at = (result: Enclosure, pairs: readonly (readonly [Rational, Rational])[]): boolean =>
    pairs.every(([a, b]) => encloses(result, a, b));
  const [p, q] = [pointOf(x, s), pointOf(x, t)];
  const [a, b, c, d] = [x.lo, x.hi, y.lo, y.hi].map(toRational) as [Rational, Rational, Rational, Rational];
  // biome-ignore format: a table
  const pairs = unary
    ? ([[a, a], [b, b], [p, p], [q, q]] as const)
    : ([[a, c], [a, d], [b, c], [b, d], [p, pointOf(y, t)]] as const);
  if (accepts(x, y) && !at(apply(x, y), pairs)) return false;
  return unary || !accepts(x, x) || at(apply(x, x), [[p, q]]);
}

/** Whether the result for a part of x and a part of y is a part of the result for x and y. */
export function isotonic({ apply, accepts = () => true }: Operation, { x, y, s, t }: Case): boolean {
  if (!accepts(x, y)) return true;
  return apply(x, y).contains(apply(part(x, s, t), part(y, t, s)));
}

function part(x: Enclosure, s: Rational, t: Rational): Enclosure {
  const [a, b] = [pointOf(x, s), pointOf(x, t)];
  return (a.compare(b) <= 0 ? x.context.between(a, b) : x.context.between(b, a)).meet(x);
}

/** Whether the result at a point of x and a point of y is at most so many units in the last place wide. */
export function tight({ apply, accepts = () => true }: Operation, { x, y }: Case, units: bigint): boolean {
  const [p, q] = [x.context.point(x.lo), y.context.point(y.lo)];
  if (!accepts(p, q)) return true;
  const result = apply(p, q);
  const [lo, hi] = [toRational(result.lo), toRational(result.hi)];
  const size = lo.sign < 0 ? lo.neg() : hi;
  const ulp = size.mul(new Rational(10n * units, 10n ** BigInt(x.context.precision)));
  return hi.sub(lo).compare(ulp) <= 0;
}

/** A case whose result misses a true value, as text; undefined if so many cases find none. An error is no result, so it refutes nothing. */
export function refutation(operation: Operation, { seed, runs }: { seed: number; runs: number }): string | undefined {
  const property = fc.property(cases(operation), (one) => {
    try {
      return contained(operation, one);
    } catch {
      return true;
    }
  });
  const { failed, counterexample } = fc.check(property, { seed, numRuns: runs });
  if (!failed) return undefined;
  const { x, y, s, t } = counterexample![0];
  return `x = [${x.toStrings()}], y = [${y.toStrings()}] at ${x.context.precision} digits, s = ${s}, t = ${t}`;
}
