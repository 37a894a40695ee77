import { multiply, zeros } from './doubles.ts';
import { smallGcd } from './small-gcd.ts';

/** Integers below 2⁵³ are doubles, and so are their sums and products as long as these stay below it. */
const LIMIT = 2 ** 53;

/**
 * Integers of absolute value below 2⁵³ in doubles; no zero is −0. The functions here return undefined where the bound of the result is not below
 * 2⁵³: what they return is exact. A product or sum of bounds that is rounded to less than 2⁵³ is less than 2⁵³, because rounding is monotone.
 */
export class SmallIntegers {
  readonly entries: Float64Array;
  /** Largest absolute value; 0 where there are no entries. */
  readonly max: number;

  /** Throws RangeError if an entry is not below 2⁵³. The entries have to be integers. */
  constructor(entries: Float64Array) {
    let max = 0;
    for (let k = 0; k < entries.length; k++) {
      const x = Math.abs(entries[k]!);
      if (x > max) max = x;
    }
    if (!(max < LIMIT)) throw new RangeError(`${max} is not below 2^53`);
    this.entries = entries;
    this.max = max;
  }

  /** Undefined if one of them is not below 2⁵³. */
  static from(integers: readonly bigint[]): SmallIntegers | undefined {
    const entries = zeros(integers.length);
    for (let k = 0; k < integers.length; k++) {
      const x = Number(integers[k]!);
      if (!(Math.abs(x) < LIMIT)) return undefined;
      entries[k] = x;
    }
    return new SmallIntegers(entries);
  }
}

/** a·b, rows × cols, for a with `inner` columns. */
export const smallProduct = (
  a: SmallIntegers,
  b: SmallIntegers,
  rows: number,
  inner: number,
  cols: number,
): SmallIntegers | undefined =>
  inner * (a.max * b.max) < LIMIT ? new SmallIntegers(multiply(a.entries, b.entries, rows, inner, cols)) : undefined;

/** x·a + y·b for integers x, y. */
export function smallCombination(a: SmallIntegers, x: number, b: SmallIntegers, y: number): SmallIntegers | undefined {
  if (!(Math.abs(x) * a.max + Math.abs(y) * b.max < LIMIT)) return undefined;
  const out = zeros(a.entries.length);
  for (let k = 0; k < out.length; k++) out[k] = x * a.entries[k]! + y * b.entries[k]! + 0;
  return new SmallIntegers(out);
}

/** c·a for an integer c. */
export function smallMultiple(a: SmallIntegers, c: number): SmallIntegers | undefined {
  if (!(Math.abs(c) * a.max < LIMIT)) return undefined;
  const out = zeros(a.entries.length);
  for (let k = 0; k < out.length; k++) out[k] = c * a.entries[k]! + 0;
  return new SmallIntegers(out);
}

/** Σ a_k·b_k. */
export function smallDot(a: SmallIntegers, b: SmallIntegers): number | undefined {
  if (!(a.entries.length * (a.max * b.max) < LIMIT)) return undefined;
  let sum = 0;
  for (let k = 0; k < a.entries.length; k++) sum += a.entries[k]! * b.entries[k]!;
  return sum;
}

/** The Kronecker product of a (rows × cols) and b (p × q). */
export function smallKronecker(
  a: SmallIntegers,
  rows: number,
  cols: number,
  b: SmallIntegers,
  p: number,
  q: number,
): SmallIntegers | undefined {
  if (!(a.max * b.max < LIMIT)) return undefined;
  const out = zeros(rows * cols * p * q);
  let at = 0;
  for (let i = 0; i < rows * p; i++) {
    const left = Math.floor(i / p) * cols;
    const right = (i % p) * q;
    for (let j = 0; j < cols; j++) {
      const x = a.entries[left + j]!;
      for (let s = 0; s < q; s++) out[at++] = x * b.entries[right + s]! + 0;
    }
  }
  return new SmallIntegers(out);
}

/** a/g for a common divisor g of the entries; g may exceed 2⁵³ where all are 0. */
export function smallQuotient(a: SmallIntegers, g: number): SmallIntegers {
  const out = zeros(a.entries.length);
  if (a.max > 0) for (let k = 0; k < out.length; k++) out[k] = a.entries[k]! / g;
  return new SmallIntegers(out);
}

/** The greatest common divisor of den > 0 and all entries: one pass that stops as soon as it is 1. */
export function commonDivisor(a: SmallIntegers, den: bigint): bigint {
  if (den === 1n || a.max === 0) return den;
  let g = smallGcd(a.max, Number(den % BigInt(a.max)));
  for (let k = 0; g > 1 && k < a.entries.length; k++) g = smallGcd(Math.abs(a.entries[k]!), g);
  return BigInt(g);
}

/** The greatest common divisor of all entries; 0 if there is none but 0. */
export function smallContent(a: SmallIntegers): bigint {
  if (a.max === 0) return 0n;
  let g = 0;
  for (let k = 0; g !== 1 && k < a.entries.length; k++) g = smallGcd(Math.abs(a.entries[k]!), g);
  return BigInt(g);
}
