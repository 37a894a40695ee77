import { Matrix as Doubles, EigenvalueDecomposition } from 'ml-matrix';
import type { Matrix } from '../exact/matrix.ts';
import type { Polynomial } from '../exact/polynomial.ts';
import { lcm, Rational, simplestBetween } from '../exact/rational.ts';
import { squareRoot } from './jacobi.ts';
import { intervalsOf, type SpectralBox } from './spectral-box.ts';

/** Bits beyond those of the box to which eigenvalues are computed, and to which enclosed ones are taken to agree with them: 10⁻²⁰ is less than 2⁻⁵⁶. */
const [COMPUTED, AGREED] = [64, 56];

/**
 * The box that `spectralBox` makes of enclosed eigenvalues, from eigenvalues that are only computed: by Newton's method from doubles, in integers over a power of 2.
 * It is proved by the signs of the characteristic polynomial p of Σ at the ends of the intervals. Undefined where doubles do not tell the eigenvalues apart, and
 * where the last digits of an enclosure could make it another box.
 */
export function boxByNewton(sigma: Matrix, p: Polynomial, bits: number): SpectralBox | undefined {
  const near = doubleEigenvalues(sigma);
  const least = near?.at(-1);
  if (!near || least === undefined || !(least > 0)) return undefined;
  const places = Math.max(0, bits + COMPUTED - Math.floor(Math.log2(least)));
  const coefficients = integers(p);
  const values: bigint[] = [];
  for (const x of near) {
    const value = root(coefficients, x, places);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const box = boxAround(values, bits, places);
  return box && changesSigns(coefficients, box) ? box : undefined;
}

/** From eigenvalues over 2^places. */
function boxAround(values: readonly bigint[], bits: number, places: number): SpectralBox | undefined {
  const n = BigInt(values.length);
  const slack = 4n * ((values[0]! >> BigInt(bits + AGREED)) + 16n * n);
  const below: Rational[] = [];
  const above: Rational[] = [];
  for (const [k, x] of values.entries()) {
    const [larger, smaller] = [values[k - 1] ?? 2n * x, values[k + 1] ?? 0n];
    const gap = larger - x < x - smaller ? larger - x : x - smaller;
    const unit = gap >> BigInt(bits);
    const alpha = simplestRoot([x - unit, x - unit / 2n], slack, places);
    if (!alpha) return undefined;
    const a = ((alpha.num ** 2n) << BigInt(places)) / alpha.den ** 2n;
    const to = (b: bigint) => a + (b - a) * n;
    const gamma = simplestRoot([to(x + unit / 2n), to(x + unit)], n * slack, places);
    if (!gamma) return undefined;
    below.push(alpha);
    above.push(gamma);
  }
  return { below, above };
}

/** Whether the intervals are disjoint, and p, of degree n, changes its sign in each of them: then each has one of the n roots. */
function changesSigns(p: readonly bigint[], box: SpectralBox): boolean {
  const intervals = intervalsOf(box);
  return intervals.every(
    ([a, b], k) =>
      a.compare(b) < 0 && (k === 0 || b.compare(intervals[k - 1]![0]) < 0) && signAt(p, a) * signAt(p, b) < 0,
  );
}

function signAt(p: readonly bigint[], { num, den }: Rational): number {
  let [value, scale] = [p[p.length - 1]!, 1n];
  for (let k = p.length - 2; k >= 0; k--) {
    scale *= den;
    value = value * num + p[k]! * scale;
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** Largest first; undefined where an entry is beyond their range. */
function doubleEigenvalues(sigma: Matrix): number[] | undefined {
  const rows = sigma.toDoubles();
  const size = Math.max(0, ...rows.flat().map(Math.abs));
  if (!(size > 1e-100 && size < 1e100)) return undefined;
  const { realEigenvalues } = new EigenvalueDecomposition(new Doubles(rows), { assumeSymmetric: true });
  return realEigenvalues.sort((x, y) => y - x);
}

/** A multiple of p, the constant term first. */
function integers(p: Polynomial): bigint[] {
  const den = p.reduce((d, c) => lcm(d, c.den), 1n);
  return p.map((c) => c.num * (den / c.den));
}

/** The numerator over 2^places of a root of p near x: within n of it, n the degree, as the last step is less than 1. Undefined if it takes many steps. */
function root(p: readonly bigint[], x: number, places: number): bigint | undefined {
  const shift = BigInt(places);
  const start = Rational.fromDouble(x);
  let at = (start.num << shift) / start.den;
  for (let steps = 0; steps < 20; steps++) {
    // 2^(n·places)·p and 2^((n−1)·places)·p′ by Horner's method.
    let [value, slope, scale] = [p[p.length - 1]!, 0n, 1n];
    for (let k = p.length - 2; k >= 0; k--) {
      scale <<= shift;
      slope = slope * at + value;
      value = value * at + p[k]! * scale;
    }
    if (slope === 0n) return undefined;
    const step = value / slope;
    if (step === 0n) return at;
    at -= step;
  }
  return undefined;
}

/**
 * The simplest rational whose square is between two numbers over 2^places, each of which is known only up to `slack`; on a grid that is fine enough for 64 points
 * between the roots. Undefined where the slack matters.
 */
function simplestRoot(ends: readonly [bigint, bigint], slack: bigint, places: number): Rational | undefined {
  for (let shift = 8; ; shift *= 2) {
    const [from, to] = ends.map((x) => floorOfRoot(x, slack, places - 2 * shift));
    if (from === undefined || to === undefined) return undefined;
    const grid = 1n << BigInt(shift);
    if (to - from > 65n) return simplestBetween(new Rational(from + 1n, grid), new Rational(to, grid));
  }
}

/** ⌊√(x/2^places)⌋ if it is the same for all numbers that differ from x by at most `slack`. */
function floorOfRoot(x: bigint, slack: bigint, places: number): bigint | undefined {
  const scaled = (y: bigint) => (places < 0 ? y << BigInt(-places) : y >> BigInt(places));
  if (x <= slack) return undefined;
  const floor = squareRoot(scaled(x - slack));
  return (floor + 1n) ** 2n > scaled(x + slack) ? floor : undefined;
}
