import type { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

/** A second, deliberately simple implementation: one reduced fraction an entry, school-book algorithms. */
export interface Naive {
  readonly rows: number;
  readonly cols: number;
  readonly at: readonly (readonly Rational[])[];
}

const Q = Rational;

export function grid(rows: number, cols: number, f: (i: number, j: number) => Rational): Naive {
  const at = Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => f(i, j)));
  return { rows, cols, at };
}

export const naive = (m: Matrix): Naive => grid(m.rows, m.cols, (i, j) => new Q(m.num[i * m.cols + j]!, m.den));

/** Same shape and the same numbers, entry by entry. */
export const same = (m: Matrix, n: Naive): boolean =>
  m.rows === n.rows &&
  m.cols === n.cols &&
  m.num.length === n.rows * n.cols &&
  n.at.every((row, i) => row.every((x, j) => m.num[i * m.cols + j]! * x.den === x.num * m.den));

export const mul = (a: Naive, b: Naive): Naive =>
  grid(a.rows, b.cols, (i, j) =>
    Array.from({ length: a.cols }, (_, k) => a.at[i]![k]!.mul(b.at[k]![j]!)).reduce((s, x) => s.add(x), Q.zero),
  );

export const add = (a: Naive, b: Naive): Naive => grid(a.rows, a.cols, (i, j) => a.at[i]![j]!.add(b.at[i]![j]!));

export const transpose = (a: Naive): Naive => grid(a.cols, a.rows, (i, j) => a.at[j]![i]!);

/** Reduced row echelon form by rational Gauss–Jordan. */
export function rref(a: Naive): { form: Naive; pivots: number[] } {
  const m = a.at.map((row) => [...row]);
  const pivots: number[] = [];
  for (let c = 0; c < a.cols; c++) {
    const top = pivots.length;
    const found = m.findIndex((row, i) => i >= top && row[c]!.sign !== 0);
    if (found < 0) continue;
    [m[top], m[found]] = [m[found]!, m[top]!];
    const lead = m[top]![c]!;
    m[top] = m[top]!.map((x) => x.div(lead));
    for (let i = 0; i < a.rows; i++) {
      const factor = m[i]![c]!;
      if (i !== top) m[i] = m[i]!.map((x, j) => x.sub(factor.mul(m[top]![j]!)));
    }
    pivots.push(c);
  }
  return { form: { rows: a.rows, cols: a.cols, at: m }, pivots };
}

export const rankOf = (m: Matrix): number => rref(naive(m)).pivots.length;

/** Determinant by expansion along the first row. */
export function determinant(a: Naive): Rational {
  if (a.rows === 0) return Q.one;
  let sum = Q.zero;
  for (let j = 0; j < a.cols; j++) {
    const minor = grid(a.rows - 1, a.cols - 1, (r, c) => a.at[r + 1]![c < j ? c : c + 1]!);
    const term = a.at[0]![j]!.mul(determinant(minor));
    sum = j % 2 === 0 ? sum.add(term) : sum.sub(term);
  }
  return sum;
}

/** Value of a polynomial (constant term first). */
export const evaluate = (p: readonly Rational[], x: Rational): Rational =>
  p.reduceRight((s, c) => s.mul(x).add(c), Q.zero);

/** Coefficients of the polynomial of degree < n with the values f(0), f(1), …, f(n−1) (Newton's differences). */
export function interpolate(f: (t: Rational) => Rational, n: number): Rational[] {
  const at = Array.from({ length: n }, (_, k) => new Q(BigInt(k)));
  const divided = at.map(f);
  for (let k = 1; k < n; k++) {
    for (let i = n - 1; i >= k; i--) divided[i] = divided[i]!.sub(divided[i - 1]!).div(at[i]!.sub(at[i - k]!));
  }
  let p: Rational[] = [];
  for (let i = n - 1; i >= 0; i--) {
    const next = new Array<Rational>(p.length + 1).fill(Q.zero);
    for (const [k, c] of p.entries()) {
      next[k + 1] = next[k + 1]!.add(c);
      next[k] = next[k]!.sub(c.mul(at[i]!));
    }
    next[0] = next[0]!.add(divided[i]!);
    p = next;
  }
  return p;
}
