import { gcd } from './rational.ts';
import {
  commonDivisor,
  SmallIntegers,
  smallCombination,
  smallContent,
  smallDot,
  smallKronecker,
  smallMultiple,
  smallQuotient,
} from './small-integers.ts';

/** The numerators of a matrix, row by row: doubles where all are below 2⁵³. The functions here compute in doubles as long as bounds allow it. */
export type Integers = SmallIntegers | readonly bigint[];

export const isSmall = (x: Integers): x is SmallIntegers => x instanceof SmallIntegers;

export function bigIntegers(x: Integers): readonly bigint[] {
  if (!isSmall(x)) return x;
  const out = new Array<bigint>(x.entries.length);
  for (let k = 0; k < out.length; k++) out[k] = BigInt(x.entries[k]!);
  return out;
}

export const lengthOf = (x: Integers): number => (isSmall(x) ? x.entries.length : x.length);

/** x·a + y·b. */
export function combinationOf(a: Integers, x: bigint, b: Integers, y: bigint): Integers {
  const small = isSmall(a) && isSmall(b) ? smallCombination(a, Number(x), b, Number(y)) : undefined;
  if (small) return small;
  const other = bigIntegers(b);
  return bigIntegers(a).map((value, k) => value * x + other[k]! * y);
}

/** c·a. */
export function multipleOf(a: Integers, c: bigint): Integers {
  if (c === 1n) return a;
  const small = isSmall(a) ? smallMultiple(a, Number(c)) : undefined;
  return small ?? bigIntegers(a).map((x) => x * c);
}

/** a/g for a common divisor g. */
export const quotientOf = (a: Integers, g: bigint): Integers =>
  isSmall(a) ? smallQuotient(a, Number(g)) : a.map((x) => x / g);

/** Σ a_k·b_k. */
export function dotOf(a: Integers, b: Integers): bigint {
  const small = isSmall(a) && isSmall(b) ? smallDot(a, b) : undefined;
  if (small !== undefined) return BigInt(small);
  const other = bigIntegers(b);
  return bigIntegers(a).reduce((sum, value, k) => sum + value * other[k]!, 0n);
}

/** The Kronecker product of a (rows × cols) and b (p × q). */
export function kroneckerOf(a: Integers, rows: number, cols: number, b: Integers, p: number, q: number): Integers {
  const small = isSmall(a) && isSmall(b) ? smallKronecker(a, rows, cols, b, p, q) : undefined;
  if (small) return small;
  const [left, right] = [bigIntegers(a), bigIntegers(b)];
  const out: bigint[] = [];
  for (let i = 0; i < rows * p; i++) {
    for (let j = 0; j < cols * q; j++) {
      out.push(left[Math.floor(i / p) * cols + Math.floor(j / q)]! * right[(i % p) * q + (j % q)]!);
    }
  }
  return out;
}

/** The greatest common divisor of den > 0 and all entries: one pass that stops as soon as it is 1. */
export function divisorOf(a: Integers, den: bigint): bigint {
  if (isSmall(a)) return commonDivisor(a, den);
  let g = den;
  for (const x of a) {
    if (g === 1n) break;
    if (x !== 0n) g = gcd(g, x);
  }
  return g;
}

/** The greatest common divisor of all entries; 0 if there is none but 0. */
export function contentOf(a: Integers): bigint {
  if (isSmall(a)) return smallContent(a);
  let g = 0n;
  for (const x of a) {
    if (g === 1n) break;
    g = gcd(g, x);
  }
  return g;
}
