import { complement, Matrix, range } from './matrix.ts';
import { echelonMod, integerSqrt, inversemod, prime, reconstruct, residues } from './modular.ts';
import { abs, gcd, lcm } from './rational.ts';

/** An echelon form over Q: `pivotRows`, `pivotCols` index an invertible submatrix of full rank. */
export interface Echelon {
  readonly rank: number;
  /** Strictly increasing. */
  readonly pivotCols: readonly number[];
  /** In the order of elimination: row pivotRows[k] was used for column pivotCols[k]. */
  readonly pivotRows: readonly number[];
  /** Integer matrix, rank × cols, proportional to the reduced row echelon form: `scale` in every pivot position. */
  readonly form: Matrix;
  readonly scale: bigint;
}

/**
 * Fraction-free Gauss–Jordan elimination (Bareiss 1968): every division is exact, every entry a minor of the input.
 * @param a rational matrix, any shape
 */
export function echelon(a: Matrix): Echelon {
  const { rows, cols } = a;
  const m = range(rows).map((i) => a.num.slice(i * cols, (i + 1) * cols));
  const order = range(rows);
  const pivotCols: number[] = [];
  let previous = 1n;
  for (let c = 0; c < cols && pivotCols.length < rows; c++) {
    const top = pivotCols.length;
    let best = -1;
    for (let i = top; i < rows; i++) {
      const x = m[i]![c]!;
      if (x !== 0n && (best < 0 || abs(x) < abs(m[best]![c]!))) best = i;
    }
    if (best < 0) continue;
    [m[top], m[best]] = [m[best]!, m[top]!];
    [order[top], order[best]] = [order[best]!, order[top]!];
    const pivotRow = m[top]!;
    const pivot = pivotRow[c]!;
    for (let i = 0; i < rows; i++) {
      if (i === top) continue;
      const row = m[i]!;
      const factor = row[c]!;
      for (let j = 0; j < cols; j++) {
        if (j === c) continue;
        const x = row[j]! * pivot - factor * pivotRow[j]!;
        row[j] = previous === 1n ? x : x / previous;
      }
      row[c] = 0n;
    }
    previous = pivot;
    pivotCols.push(c);
  }
  const rank = pivotCols.length;
  // Rows above the last pivot carry `previous` in their pivot position, by the Bareiss identity.
  const form = new Matrix(rank, cols, m.slice(0, rank).flat());
  return { rank, pivotCols, pivotRows: order.slice(0, rank), form, scale: previous };
}

/** Rank modulo a word-size prime: a lower bound of the rank over Q. */
export function rankModPrime(a: Matrix): number {
  return echelonMod(residues(a.num, prime(0)), a.rows, a.cols, prime(0)).length;
}

/** Rank over Q. The modular rank decides when it is full; elimination decides otherwise. */
export function rank(a: Matrix): number {
  const full = Math.min(a.rows, a.cols);
  if (full === 0 || rankModPrime(a) === full) return full;
  return echelon(a).rank;
}

/** Basis of {x : a·x = 0} as columns of primitive integer vectors; cols × (cols − rank). */
export function kernel(a: Matrix): Matrix {
  const { pivotCols, form, scale } = echelon(a);
  const free = complement(a.cols, pivotCols);
  const vectors = free.map((f) => {
    const v = new Array<bigint>(a.cols).fill(0n);
    v[f] = scale;
    for (const [k, c] of pivotCols.entries()) v[c] = -form.at(k, f);
    return primitive(v);
  });
  return Matrix.build(a.cols, free.length, (i, k) => vectors[k]![i]!);
}

/** A non-zero vector of the kernel of a (column), or undefined if there is none. */
export function kernelVector(a: Matrix): Matrix | undefined {
  const basis = kernel(a);
  return basis.cols === 0 ? undefined : basis.col(0);
}

/** The integers divided by their greatest common divisor, first non-zero one positive. */
export function primitive(v: readonly bigint[]): bigint[] {
  const g = v.reduce((x, y) => gcd(x, y), 0n);
  const first = v.find((x) => x !== 0n);
  if (g === 0n || first === undefined) return [...v];
  const s = first < 0n ? -g : g;
  return v.map((x) => x / s);
}

/** A solution X of a·X = b, or undefined if there is none. Free unknowns are 0. */
export function solve(a: Matrix, b: Matrix): Matrix | undefined {
  if (a.rows !== b.rows) throw new RangeError(`solve ${a.shape} against ${b.shape}`);
  const e = echelon(a.beside(b));
  if (e.pivotCols.some((c) => c >= a.cols)) return undefined;
  const x = new Array<bigint>(a.cols * b.cols).fill(0n);
  for (const [k, c] of e.pivotCols.entries()) {
    for (let j = 0; j < b.cols; j++) x[c * b.cols + j] = e.form.at(k, a.cols + j);
  }
  const sign = e.scale < 0n ? -1n : 1n;
  return new Matrix(a.cols, b.cols, sign < 0n ? x.map((v) => -v) : x, abs(e.scale)).reduced();
}

/** The inverse of a square matrix, or undefined if it is singular. */
export function inverse(a: Matrix): Matrix | undefined {
  if (a.rows !== a.cols) throw new RangeError(`inverse of ${a.shape}`);
  const x = solve(a, Matrix.identity(a.rows));
  return x && a.mul(x).equals(Matrix.identity(a.rows)) ? x : undefined;
}

/** K with aK = I for a of full row rank, least norm: aᵀ(aaᵀ)⁻¹. Undefined otherwise. */
export function rightInverse(a: Matrix): Matrix | undefined {
  const k = inverse(a.mul(a.transpose()));
  return k && a.transpose().mul(k);
}

/** K with Ka = I for a of full column rank, least norm: (aᵀa)⁻¹aᵀ. Undefined otherwise. */
export function leftInverse(a: Matrix): Matrix | undefined {
  return rightInverse(a.transpose())?.transpose();
}

/** The reduced row echelon form as proposed by primes and rational reconstruction: not yet proven. */
export interface ProposedEchelon {
  readonly pivotCols: readonly number[];
  /** rank × (cols − rank): the columns of the reduced form that are not pivots. */
  readonly rest: Matrix;
}

/**
 * Reduced row echelon form from several primes, Chinese remaindering and rational reconstruction; the caller checks it.
 * Undefined after `most` primes without a stable answer.
 */
export function proposeEchelon(a: Matrix, most = 200): ProposedEchelon | undefined {
  let modulus = 1n;
  let images: bigint[] = [];
  let pivots: number[] | undefined;
  let last: string | undefined;
  for (let k = 0, used = 0; k < most; k++) {
    const p = prime(k);
    const reduced = residues(a.num, p);
    const found = echelonMod(reduced, a.rows, a.cols, p);
    // An unlucky prime has fewer or later pivots; the lexicographically first, longest list is the true one.
    const order = pivots ? comparePivots(found, pivots) : -1;
    if (order > 0) continue;
    const free = complement(a.cols, found);
    const entries = found.flatMap((_, i) => free.map((j) => reduced[i * a.cols + j]!));
    if (order < 0) {
      pivots = found;
      modulus = BigInt(p);
      images = entries.map(BigInt);
      used = 1;
      last = undefined;
    } else {
      const step = BigInt(inversemod(Number(modulus % BigInt(p)), p));
      images = images.map((x, i) => {
        const delta = ((((BigInt(entries[i]!) - x) * step) % BigInt(p)) + BigInt(p)) % BigInt(p);
        return x + modulus * delta;
      });
      modulus *= BigInt(p);
      used++;
    }
    // Reconstruction is tried at 1, 2, 4, 8, … primes; an answer counts when it is seen twice.
    if (used & (used - 1) && used % 8) continue;
    const rest = reconstructAll(images, modulus, found.length, free.length);
    if (!rest) continue;
    const text = rest.toRows().join(';');
    if (text === last) return { pivotCols: found, rest };
    last = text;
  }
  return undefined;
}

function comparePivots(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return b.length - a.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

function reconstructAll(images: readonly bigint[], modulus: bigint, rows: number, cols: number): Matrix | undefined {
  const bound = integerSqrt(modulus / 2n);
  const values: { num: bigint; den: bigint }[] = [];
  let den = 1n;
  for (const x of images) {
    // Entries share denominators: try the common one first.
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
    values.map((v) => v.num * (den / v.den)),
    den,
  ).reduced();
}
