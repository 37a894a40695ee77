import { type ClearSigns, clearSigns } from './clear-signs.ts';
import { rank, solve } from './elimination.ts';
import { Matrix, range } from './matrix.ts';
import { isClearlyPositiveDefinite } from './positive-definite.ts';
import { abs, gcd, Rational } from './rational.ts';

/** Numbers of positive, negative and zero eigenvalues (Sylvester). */
export interface Inertia {
  readonly positive: number;
  readonly negative: number;
  readonly zero: number;
}

/** H = L·diag(D)·Lᵀ with D > 0 (L is n × rank), or a column x with xᵀHx < 0. */
export type Definiteness =
  | { readonly psd: true; readonly D: readonly Rational[]; readonly L: Matrix }
  | { readonly psd: false; readonly direction: Matrix };

interface Pivot {
  readonly index: number;
  /** Integer column of the Bareiss matrix at this step; H' gains column·columnᵀ / (pivot·previous). */
  readonly column: readonly bigint[];
  readonly pivot: bigint;
  readonly previous: bigint;
}

interface Elimination {
  readonly pivots: readonly Pivot[];
  /** Congruences e_i ← e_i + e_j made where every remaining diagonal entry was zero, in order. */
  readonly mixed: readonly (readonly [number, number])[];
  /** Index of the first pivot with a negative value, if elimination was asked to stop there. */
  readonly negativeAt?: number;
}

/**
 * Symmetric fraction-free elimination with full diagonal pivoting (L D Lᵀ, Bareiss). Entries stay minors of H up to the
 * unimodular congruences `mixed`, so every division is exact.
 */
function eliminate(h: Matrix, stopAtNegative: boolean): Elimination {
  const n = h.rows;
  const a = range(n).map((i) => h.num.slice(i * n, (i + 1) * n));
  const left = new Set(range(n));
  const pivots: Pivot[] = [];
  const mixed: [number, number][] = [];
  let previous = 1n;
  while (left.size > 0) {
    let best = -1;
    for (const i of left) {
      const x = a[i]![i]!;
      if (x === 0n) continue;
      if (stopAtNegative && x > 0n !== previous > 0n) return { pivots, mixed, negativeAt: i };
      if (best < 0 || abs(x) < abs(a[best]![best]!)) best = i;
    }
    if (best < 0) {
      const pair = offDiagonal(a, left);
      if (!pair) break;
      const [i, j] = pair;
      const sign = stopAtNegative && a[i]![j]! > 0n === previous > 0n ? -1n : 1n;
      for (const k of left) a[i]![k]! += sign * a[j]![k]!;
      for (const k of left) a[k]![i]! += sign * a[k]![j]!;
      mixed.push(sign > 0n ? [i, j] : [i, ~j]);
      continue;
    }
    const pivot = a[best]![best]!;
    const column = range(n).map((i) => (left.has(i) ? a[i]![best]! : 0n));
    pivots.push({ index: best, column, pivot, previous });
    left.delete(best);
    for (const i of left) {
      const row = a[i]!;
      const factor = column[i]!;
      for (const j of left) {
        if (j > i) continue;
        const x = (row[j]! * pivot - factor * column[j]!) / previous;
        row[j] = x;
        a[j]![i] = x;
      }
    }
    previous = pivot;
  }
  return { pivots, mixed };
}

function offDiagonal(a: readonly (readonly bigint[])[], left: ReadonlySet<number>): [number, number] | undefined {
  for (const i of left) for (const j of left) if (i !== j && a[i]![j] !== 0n) return [i, j];
  return undefined;
}

function requireSymmetric(h: Matrix): void {
  if (h.rows !== h.cols || !h.equals(h.transpose())) throw new RangeError('the form is not symmetric');
}

/** How many inertias were settled by doubles, with an exact rank where there are eigenvalues of both signs or 0, and how many took elimination. */
export const inertiaCounts = { filtered: 0, eliminated: 0 };

/** Below these orders elimination is as fast: measured on Gram matrices, and on Hessians of critical points. */
const DEFINITE_FROM = 12;
const FILTERED_FROM = 72;

/**
 * Exact inertia of a symmetric matrix. Where doubles prove it positive definite, or the eigenvalues whose signs they prove are as many as the rank, these are all;
 * elimination decides otherwise. Throws RangeError if h is not symmetric.
 */
export function inertia(h: Matrix): Inertia {
  requireSymmetric(h);
  const clear = filtered(h);
  if (clear) {
    inertiaCounts.filtered++;
    return { ...clear, zero: h.rows - clear.positive - clear.negative };
  }
  inertiaCounts.eliminated++;
  const { pivots } = eliminate(h, false);
  const positive = pivots.filter((p) => p.pivot > 0n === p.previous > 0n).length;
  return { positive, negative: pivots.length - positive, zero: h.rows - pivots.length };
}

function filtered(h: Matrix): ClearSigns | undefined {
  if (h.rows >= DEFINITE_FROM && isClearlyPositiveDefinite(h)) return { positive: h.rows, negative: 0 };
  const clear = h.rows >= FILTERED_FROM ? clearSigns(h) : undefined;
  return clear && clear.positive + clear.negative === rank(h) ? clear : undefined;
}

/** Decides whether a symmetric matrix is positive semidefinite, with proof either way. */
export function definiteness(h: Matrix): Definiteness {
  requireSymmetric(h);
  const { pivots, mixed, negativeAt } = eliminate(h, true);
  if (negativeAt === undefined) {
    const columns = pivots.map((p) => {
      const g = p.column.reduce((x, y) => gcd(x, y), 0n);
      return { column: p.column.map((x) => x / g), d: new Rational(g * g, p.pivot * p.previous * h.den) };
    });
    const L = Matrix.build(h.rows, columns.length, (i, k) => columns[k]!.column[i]!);
    return { psd: true, D: columns.map((c) => c.d), L };
  }
  // x' = e_i − Σ_J α_J e_J with H'_JJ α = H'_Ji annihilates the pivots, so x'ᵀH'x' is the negative Schur entry.
  const n = h.rows;
  let basis = Matrix.identity(n);
  for (const [i, signed] of mixed) {
    const j = signed < 0 ? ~signed : signed;
    const added = basis.col(j);
    const column = signed < 0 ? basis.col(i).sub(added) : basis.col(i).add(added);
    basis = Matrix.of(n, n, (r, c) => (c === i ? column.entry(r, 0) : basis.entry(r, c)));
  }
  const transformed = basis.transpose().mul(h).mul(basis);
  const J = pivots.map((p) => p.index);
  const alpha = solve(transformed.select(J, J), transformed.select(J, [negativeAt]))!;
  const x = Matrix.of(n, 1, (i) => {
    if (i === negativeAt) return Rational.one;
    const k = J.indexOf(i);
    return k < 0 ? Rational.zero : alpha.entry(k, 0).neg();
  });
  return { psd: false, direction: basis.mul(x) };
}

/** xᵀHy for columns x, y. */
export const form = (h: Matrix, x: Matrix, y: Matrix = x): Rational => x.dot(h.mul(y));
