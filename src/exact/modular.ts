import { zeros } from './doubles.ts';
import { lehmerQuotients } from './rational.ts';
import { centre } from './residues.ts';

export { prime } from './primes.ts';

/** a⁻¹ mod p by the extended Euclidean algorithm; a ≠ 0 mod p. */
export function inversemod(a: number, p: number): number {
  let [r0, r1, s0, s1] = [p, a, 0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  return s0 < 0 ? s0 + p : s0;
}

/** The reduced row echelon form of a matrix modulo p. */
export interface EchelonMod {
  /** Strictly increasing. */
  readonly pivotCols: readonly number[];
  /** The first rows that are independent, increasing. */
  readonly pivotRows: readonly number[];
  /** rank × cols, row by row; 1 in the pivot positions. Centred residues. */
  readonly form: Float64Array;
}

/** A row with a 1 in its first entry that is not 0, and 0 in these columns of the rows before it. */
interface LeadingRow {
  readonly col: number;
  readonly row: number;
  readonly entries: Float64Array;
}

/**
 * Row by row, with delayed reduction: a row takes up to 1000 multiples of rows before it until its entries are reduced, but for the one that the next
 * multiple depends on. The leading columns are different, and so they are those of the reduced form.
 * @param a centred residues, row by row
 * @param p a prime below 2²²
 */
function leadingRows(a: Float64Array, rows: number, cols: number, p: number): LeadingRow[] {
  const found: LeadingRow[] = [];
  const inverse = 1 / p;
  for (let i = 0; i < rows && found.length < cols; i++) {
    const row = zeros(cols);
    row.set(a.subarray(i * cols, (i + 1) * cols));
    for (let k = 0; k < found.length; k++) {
      if (k % DELAY === DELAY - 1) centre(row, p);
      const { col, entries } = found[k]!;
      const value = row[col]!;
      const factor = value - Math.floor(value * inverse + 0.5) * p;
      row[col] = 0;
      if (factor === 0) continue;
      for (let j = col + 1; j < cols; j++) row[j]! -= factor * entries[j]!;
    }
    centre(row, p);
    const col = row.findIndex((x) => x !== 0);
    if (col < 0) continue;
    const scale = inversemod(row[col]! < 0 ? row[col]! + p : row[col]!, p);
    for (let j = col; j < cols; j++) row[j]! *= scale;
    found.push({ col, row: i, entries: centre(row, p) });
  }
  return found;
}

/** (2²¹ + 2)²·1000 + 2²² < 2⁵² */
const DELAY = 1000;

/** The pivot columns of {@link echelonMod}, increasing: as many as the rank modulo p. */
export const leadingColumns = (a: Float64Array, rows: number, cols: number, p: number): number[] =>
  leadingRows(a, rows, cols, p)
    .map(({ col }) => col)
    .sort((x, y) => x - y);

/** @param a centred residues, row by row */
export function echelonMod(a: Float64Array, rows: number, cols: number, p: number): EchelonMod {
  const found = leadingRows(a, rows, cols, p);
  // From the last row on: rows after it are 0 in all leading columns but their own.
  for (let k = found.length - 2; k >= 0; k--) {
    const { entries } = found[k]!;
    for (let l = k + 1, taken = 1; l < found.length; l++) {
      const other = found[l]!;
      const factor = entries[other.col]!;
      if (factor === 0) continue;
      if (taken++ % DELAY === 0) centre(entries, p);
      for (let j = other.col; j < cols; j++) entries[j]! -= factor * other.entries[j]!;
    }
    centre(entries, p);
  }
  const sorted = [...found].sort((x, y) => x.col - y.col);
  const form = zeros(found.length * cols);
  for (const [k, { entries }] of sorted.entries()) form.set(entries, k * cols);
  return { pivotCols: sorted.map(({ col }) => col), pivotRows: found.map(({ row }) => row), form };
}

/**
 * The rational n/d with n ≡ a·d mod m and |n|, d ≤ √(m/2), or undefined if there is none (Wang 1981).
 * The answer is a proposal: what is built from it must be checked.
 */
export function reconstruct(a: bigint, m: bigint, bound: bigint): { num: bigint; den: bigint } | undefined {
  let [r0, r1, s0, s1] = [m, a, 0n, 1n];
  // A step of Lehmer takes away at most 48 bits.
  for (const safe = (bound << 64n) + LEHMER_FROM; r1 > safe; ) {
    const [A, B, C, D] = lehmerQuotients(r0, r1).map(BigInt) as [bigint, bigint, bigint, bigint];
    if (B === 0n) [r0, r1, s0, s1] = step(r0, r1, s0, s1);
    else [r0, r1, s0, s1] = [A * r0 + B * r1, C * r0 + D * r1, A * s0 + B * s1, C * s0 + D * s1];
  }
  while (r1 > bound) [r0, r1, s0, s1] = step(r0, r1, s0, s1);
  if (s1 === 0n) return undefined;
  const [num, den] = s1 < 0n ? [-r1, -s1] : [r1, s1];
  return den <= bound ? { num, den } : undefined;
}

/** Below it, steps of Euclid are as fast. */
const LEHMER_FROM = 1n << 128n;

function step(r0: bigint, r1: bigint, s0: bigint, s1: bigint): [bigint, bigint, bigint, bigint] {
  const q = r0 / r1;
  return [r1, r0 - q * r1, s1, s0 - q * s1];
}

/** ⌊√n⌋ by Newton's iteration. */
export function integerSqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt(2 * n.toString(16).length);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}
