import { remaindering } from './crt.ts';
import { complement, Matrix } from './matrix.ts';
import { type EchelonMod, echelonMod, integerSqrt, reconstruct } from './modular.ts';
import { prime } from './primes.ts';
import { abs, lcm } from './rational.ts';
import { residuesOf } from './residues.ts';

/** The reduced row echelon form as proposed by primes and rational reconstruction: not yet proven. */
export interface ProposedEchelon {
  readonly pivotCols: readonly number[];
  /** rank × (cols − rank): the columns of the reduced form that are not pivots. */
  readonly rest: Matrix;
}

/**
 * Reduced row echelon form from several primes, Chinese remaindering and rational reconstruction; the caller checks it. An answer counts when it agrees with
 * one prime more. Undefined after `most` primes without such an answer.
 */
export function proposeEchelon(a: Matrix, most = 240): ProposedEchelon | undefined {
  const residues = residuesOf(a.numerators);
  let pivots: readonly number[] | undefined;
  let primes: number[] = [];
  let images: Float64Array[] = [];
  let candidate: Matrix | undefined;
  let due = 1;
  for (let k = 0; k < most; k++) {
    const p = prime(k);
    const found = echelonMod(residues(p), a.rows, a.cols, p);
    // An unlucky prime has fewer or later pivots; the lexicographically first, longest list is the true one.
    const order = pivots ? comparePivots(found.pivotCols, pivots) : -1;
    if (order > 0) continue;
    const { pivotCols } = found;
    const image = freeEntries(found, a.cols);
    if (order < 0) {
      pivots = pivotCols;
      [primes, images, candidate, due] = [[], [], undefined, 1];
    } else if (candidate && agrees(candidate, image, p)) return { pivotCols, rest: candidate };
    primes.push(p);
    images.push(image);
    // The last prime but one is the last chance.
    if (primes.length < due && k < most - 2) continue;
    candidate = reconstructed(images, primes, pivotCols.length, a.cols - pivotCols.length);
    due = Math.ceil((primes.length + 1) * 1.25);
  }
  return undefined;
}

/** The columns that are not pivots, row by row. */
function freeEntries({ pivotCols, form }: EchelonMod, cols: number): Float64Array {
  const free = complement(cols, pivotCols);
  const out = new Float64Array(pivotCols.length * free.length);
  let at = 0;
  for (let k = 0; k < pivotCols.length; k++) for (const j of free) out[at++] = form[k * cols + j]!;
  return out;
}

/** Whether the numbers have these residues. */
function agrees(m: Matrix, entries: Float64Array, p: number): boolean {
  const num = residuesOf(m.numerators)(p);
  const den = Number(m.den % BigInt(p));
  return den !== 0 && entries.every((x, k) => (x * den - num[k]!) % p === 0);
}

function comparePivots(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return b.length - a.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** Rationals with these images: entries share denominators, and where the first has none that is small enough, the others are not looked at. */
function reconstructed(
  images: readonly Float64Array[],
  primes: readonly number[],
  rows: number,
  cols: number,
): Matrix | undefined {
  const { modulus, combine } = remaindering(primes);
  const bound = integerSqrt(modulus / 2n);
  const values: { num: bigint; den: bigint }[] = [];
  let den = 1n;
  for (let e = 0; e < rows * cols; e++) {
    const x = combine((k) => images[k]![e]!);
    const scaled = (x * den) % modulus;
    const centred = scaled > modulus / 2n ? scaled - modulus : scaled;
    const value = abs(centred) <= bound ? { num: centred, den } : reconstruct(x, modulus, bound);
    if (!value) return undefined;
    den = lcm(den, value.den);
    if (den > bound) return undefined;
    values.push(value);
  }
  return new Matrix(
    rows,
    cols,
    values.map((v) => (v.den === den ? v.num : v.num * (den / v.den))),
    den,
  ).reduced();
}
