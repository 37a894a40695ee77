import type { Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Step, steps } from './small.ts';

/**
 * The invertible n × n matrix made from I by row operations: (i, j, c) adds c times row j to row i, |c| ≤ 2; with i = j
 * it negates row i for c < 0 and doubles it for c = 3. So the determinant is ± a power of 2, mostly ±1.
 */
export function invertibleFrom(n: number, changes: readonly Step[]): Matrix {
  let m = Matrix.identity(n);
  for (const [a, b, c] of n === 0 ? [] : changes) {
    const [i, j] = [a % n, b % n];
    const factor = i === j ? (c < 0 ? -2n : c === 3 ? 1n : 0n) : BigInt(Math.max(-2, Math.min(2, c)));
    const rows = m;
    m = Matrix.build(n, n, (r, s) => rows.at(r, s) + (r === i ? factor * rows.at(j, s) : 0n));
  }
  return m;
}

/** Invertible integer n × n matrices with small entries, n ≥ 0 (gauges). Shrinks to I. */
export const invertible = (n: number, most = 4): Arbitrary<Matrix> => steps(most).map((s) => invertibleFrom(n, s));
