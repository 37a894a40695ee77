import { Matrix as Doubles } from 'ml-matrix';
import type { Matrix } from '../exact/matrix.ts';
import { proposeEigen } from './floats.ts';

/** Vectors of doubles, for proposals only. */
export const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((s, x, k) => s + x * b[k]!, 0);
/** a + c·b */
export const plus = (a: readonly number[], c: number, b: readonly number[]): number[] => a.map((x, k) => x + c * b[k]!);
export const scaled = (a: readonly number[], c: number): number[] => a.map((x) => x * c);
/** v without its part in the span of these orthonormal vectors. */
export const outside = (v: readonly number[], basis: readonly number[][]): number[] =>
  basis.reduce((rest, q) => plus(rest, -dot(q, rest), q), [...v]);

/** The doubles next to the entries; undefined where one is beyond their range, or where there is none. */
export function doublesOf(m: Matrix): Doubles | undefined {
  const rows = m.toDoubles();
  return m.rows * m.cols > 0 && rows.flat().every(Number.isFinite) ? new Doubles(rows) : undefined;
}

/** Orthonormal vectors with the span of these columns, by Gram and Schmidt, twice for the sake of rounding. */
export function orthonormal(m: Doubles, columns: readonly number[]): number[][] {
  const basis: number[][] = [];
  for (const k of columns) {
    const v = outside(outside(m.getColumn(k), basis), basis);
    basis.push(scaled(v, 1 / Math.sqrt(dot(v, v))));
  }
  return basis;
}

/**
 * Columns, one after the other the one farthest from the span of those before, in increasing order; fewer where nothing is left, or nothing but `tolerance` times the
 * longest column.
 */
export function spanningColumns(m: Doubles, rank: number, tolerance = 0): number[] {
  const rest = Array.from({ length: m.columns }, (_, k) => m.getColumn(k));
  const least = tolerance ** 2 * Math.max(0, ...rest.map((v) => dot(v, v)));
  const chosen: number[] = [];
  while (chosen.length < rank) {
    const lengths = rest.map((v, k) => (chosen.includes(k) ? -1 : dot(v, v)));
    const next = lengths.indexOf(Math.max(...lengths));
    if (!(lengths[next]! > least)) break;
    const q = scaled(rest[next]!, 1 / Math.sqrt(lengths[next]!));
    for (const [k, v] of rest.entries()) rest[k] = outside(v, [q]);
    chosen.push(next);
  }
  return chosen.sort((a, b) => a - b);
}

/** The least x with m·x as close to v as possible: mᵀ(mmᵀ)⁺v. */
export function leastSquaresSolution(matrix: Doubles, v: readonly number[]): number[] {
  const [m, size] = withoutScale(matrix);
  const x = pseudoInverse(m.mmul(m.transpose())).mmul(Doubles.columnVector([...v]));
  return m.transpose().mmul(x).div(size).to1DArray();
}

/** The matrix over the size of its largest entry, so that squares stay within the range of doubles. */
function withoutScale(m: Doubles): [Doubles, number] {
  const size = Math.max(Math.abs(m.max()), Math.abs(m.min())) || 1;
  return [Doubles.div(m, size), size];
}

/** Σ⁺ of a symmetric positive semidefinite matrix of doubles. */
export function pseudoInverse(gram: Doubles): Doubles {
  const { values, vectors } = proposeEigen(gram.to2DArray());
  const least = 1e-12 * (values.at(-1) ?? 0);
  const kept = values.flatMap((value, k) => (value > least ? [scaled(vectors[k]!, 1 / Math.sqrt(value))] : []));
  if (kept.length === 0) return Doubles.zeros(gram.rows, gram.rows);
  const roots = new Doubles(kept);
  return roots.transpose().mmul(roots);
}

/** An orthonormal basis of the column space, as far as doubles see its dimension. */
export const rangeBasis = (m: Doubles): number[][] => orthonormal(m, spanningColumns(m, m.columns, 1e-10));

/** The left and the right singular vector of the largest singular value. */
export function largestSingularPair(matrix: Doubles): [left: number[], right: number[]] {
  const [m] = withoutScale(matrix);
  const right = proposeEigen(m.transpose().mmul(m).to2DArray()).vectors.at(-1) ?? [];
  const left = m.mmul(Doubles.columnVector(right)).to1DArray();
  const size = Math.sqrt(dot(left, left));
  return [size > 0 ? scaled(left, 1 / size) : left.map((_, k) => (k === 0 ? 1 : 0)), right];
}
