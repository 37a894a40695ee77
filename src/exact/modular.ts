import { zeros } from './doubles.ts';
import { lehmerQuotients } from './rational.ts';

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

/** Rows that elimination leaves: row `rows[k]` of `entries` has a 1 in its first entry that is not 0, in column `cols[k]`, and 0 in these columns of the rows before it. */
interface LeadingRows {
  readonly entries: Float64Array;
  readonly rows: readonly number[];
  readonly cols: readonly number[];
}

/**
 * Row by row, with delayed reduction: a row takes up to 1000 multiples of rows before it until its entries are reduced, but for the one that the next
 * multiple depends on. The leading columns are different, and so they are those of the reduced form.
 * @param a centred residues, row by row
 * @param p a prime below 2²²
 */
function leadingRows(a: Float64Array, rows: number, cols: number, p: number): LeadingRows {
  const entries = a.slice();
  const leading = { entries, rows: [] as number[], cols: [] as number[] };
  const inverse = 1 / p;
  for (let i = 0; i < rows && leading.rows.length < cols; i++) {
    const from = i * cols;
    for (let k = 0; k < leading.rows.length; k++) {
      if (k % DELAY === DELAY - 1) centreRow(entries, from, cols, p);
      const col = leading.cols[k]!;
      const value = entries[from + col]!;
      const factor = value - Math.floor(value * inverse + 0.5) * p;
      entries[from + col] = 0;
      if (factor !== 0) subtract(entries, from, factor, leading.rows[k]! * cols, col + 1, cols);
    }
    centreRow(entries, from, cols, p);
    let col = 0;
    while (col < cols && entries[from + col] === 0) col++;
    if (col === cols) continue;
    const lead = entries[from + col]!;
    const scale = inversemod(lead < 0 ? lead + p : lead, p);
    for (let j = from + col; j < from + cols; j++) entries[j]! *= scale;
    centreRow(entries, from, cols, p);
    leading.rows.push(i);
    leading.cols.push(col);
  }
  return leading;
}

/** Subtracts a multiple of the row at `other` from that at `row`, from this column on. */
function subtract(x: Float64Array, row: number, factor: number, other: number, col: number, cols: number): void {
  for (let j = col; j < cols; j++) x[row + j]! -= factor * x[other + j]!;
}

/** As {@link centre}. */
function centreRow(x: Float64Array, from: number, cols: number, p: number): void {
  const inverse = 1 / p;
  for (let k = from; k < from + cols; k++) {
    const value = x[k]!;
    x[k] = value - Math.floor(value * inverse + 0.5) * p;
  }
}

/** (2²¹ + 2)²·1000 + 2²² < 2⁵² */
const DELAY = 1000;

/** The pivot columns of {@link echelonMod}, increasing: as many as the rank modulo p. */
export const leadingColumns = (a: Float64Array, rows: number, cols: number, p: number): number[] =>
  [...leadingRows(a, rows, cols, p).cols].sort((x, y) => x - y);

/** @param a centred residues, row by row */
export function echelonMod(a: Float64Array, rows: number, cols: number, p: number): EchelonMod {
  const found = leadingRows(a, rows, cols, p);
  const { entries } = found;
  // From the last row on: rows after it are 0 in all leading columns but their own.
  for (let k = found.rows.length - 2; k >= 0; k--) {
    const from = found.rows[k]! * cols;
    for (let l = k + 1, taken = 1; l < found.rows.length; l++) {
      const col = found.cols[l]!;
      const factor = entries[from + col]!;
      if (factor === 0) continue;
      if (taken++ % DELAY === 0) centreRow(entries, from, cols, p);
      subtract(entries, from, factor, found.rows[l]! * cols, col, cols);
    }
    centreRow(entries, from, cols, p);
  }
  const order = found.rows.map((_, k) => k).sort((x, y) => found.cols[x]! - found.cols[y]!);
  const form = zeros(order.length * cols);
  for (const [k, l] of order.entries()) {
    const from = found.rows[l]! * cols;
    form.set(entries.subarray(from, from + cols), k * cols);
  }
  return { pivotCols: order.map((l) => found.cols[l]!), pivotRows: found.rows, form };
}

/**
 * The first column that is a combination of those before it modulo p, with the residues of x, x_j = 1, in Σ_{c≤j} x_c·(column c) = 0. Undefined where the
 * columns are independent modulo p: then they are over Q.
 */
export function firstRelation(a: Float64Array, rows: number, cols: number, p: number): Float64Array | undefined {
  const { entries, ...found } = leadingRows(a, rows, cols, p);
  const rowOf = new Array<number>(cols).fill(-1);
  for (const [k, col] of found.cols.entries()) rowOf[col] = found.rows[k]! * cols;
  const j = rowOf.indexOf(-1);
  if (j < 0) return undefined;
  const x = zeros(j + 1);
  x[j] = 1;
  const inverse = 1 / p;
  // The row that leads in column c is 0 before it, and rows lead in all columns before j.
  for (let c = j - 1; c >= 0; c--) {
    let sum = 0;
    for (let k = c + 1, taken = 1; k <= j; k++, taken++) {
      sum -= entries[rowOf[c]! + k]! * x[k]!;
      if (taken % DELAY === 0) sum -= Math.floor(sum * inverse + 0.5) * p;
    }
    x[c] = sum - Math.floor(sum * inverse + 0.5) * p;
  }
  return x;
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
