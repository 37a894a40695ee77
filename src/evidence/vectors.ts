import { factorize } from '../exact/cholesky.ts';
import { zeros } from '../exact/doubles.ts';
import { DoubleMatrix, type Vector } from './double-matrix.ts';
import { proposeEigen } from './floats.ts';

/** Vectors of doubles, for proposals only. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** a + c·b */
export function plus(a: Vector, c: number, b: Vector): Vector {
  const out = zeros(a.length);
  for (let k = 0; k < out.length; k++) out[k] = a[k]! + c * b[k]!;
  return out;
}

export function scaled(a: Vector, c: number): Vector {
  const out = zeros(a.length);
  for (let k = 0; k < out.length; k++) out[k] = a[k]! * c;
  return out;
}

/** v without its part in the span of these orthonormal vectors. */
export const outside = (v: Vector, basis: readonly Vector[]): Vector =>
  basis.reduce((rest, q) => plus(rest, -dot(q, rest), q), v);

const unit = (v: Vector): Vector => scaled(v, 1 / Math.sqrt(dot(v, v)));

/** Orthonormal vectors with the span of these columns, by Gram and Schmidt, twice for the sake of rounding. */
export function orthonormal(m: DoubleMatrix, columns: readonly number[]): Vector[] {
  const basis: Vector[] = [];
  for (const k of columns) basis.push(unit(outside(outside(m.column(k), basis), basis)));
  return basis;
}

/**
 * Columns, one after the other the one farthest from the span of those before, in increasing order; fewer where nothing is left, or nothing but `tolerance` times the
 * longest column.
 */
export function spanningColumns(m: DoubleMatrix, rank: number, tolerance = 0): number[] {
  const rest = m.transpose().toRows();
  const chosen: number[] = [];
  let least = 0;
  while (chosen.length < rank) {
    let [next, length] = [-1, 0];
    for (let k = 0; k < rest.length; k++) {
      const square = dot(rest[k]!, rest[k]!);
      if (square > length) [next, length] = [k, square];
    }
    if (chosen.length === 0) least = tolerance ** 2 * length;
    if (next < 0 || !(length > least)) break;
    const q = unit(rest[next]!);
    for (let k = 0; k < rest.length; k++) rest[k] = plus(rest[k]!, -dot(q, rest[k]!), q);
    rest[next]!.fill(0);
    chosen.push(next);
  }
  return chosen.sort((a, b) => a - b);
}

/** An orthonormal basis of the column space, as far as doubles see its dimension. */
export const rangeBasis = (m: DoubleMatrix): Vector[] => orthonormal(m, spanningColumns(m, m.cols, 1e-10));

/** The least x with m·x as close to v as possible: mᵀ(mmᵀ)⁺v. */
export function leastSquaresSolution(matrix: DoubleMatrix, v: Vector): Vector {
  const [m, size] = withoutScale(matrix);
  const back = m.transpose();
  const x = solveSemidefinite(m.times(back), new DoubleMatrix(v.length, 1, v));
  return scaled(back.apply(x.entries), 1 / size);
}

/** The matrix over the size of its largest entry, so that squares stay within the range of doubles. */
function withoutScale(m: DoubleMatrix): [DoubleMatrix, number] {
  const size = m.size() || 1;
  return [m.scale(1 / size), size];
}

/** Σ⁺·b of a symmetric positive semidefinite matrix of doubles. */
export const solveSemidefinite = (gram: DoubleMatrix, b: DoubleMatrix): DoubleMatrix =>
  solveDefinite(gram, b) ?? pseudoInverse(gram).times(b);

/** Pivots of this share of the diagonal are too small to divide by. */
const SMALLEST_PIVOT = 1e-6;

/** Σ⁻¹·b by Cholesky's factor, undefined where a pivot is small. */
function solveDefinite(gram: DoubleMatrix, b: DoubleMatrix): DoubleMatrix | undefined {
  const n = gram.rows;
  const f = gram.entries.slice();
  if (!factorize(f, n)) return undefined;
  for (let i = 0; i < n; i++) if (!(f[i * n + i]! ** 2 > SMALLEST_PIVOT * gram.entries[i * n + i]!)) return undefined;
  const { cols } = b;
  const x = b.entries.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractRow(x, cols, i, f[i * n + k]!, k);
    divideRow(x, cols, i, f[i * n + i]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractRow(x, cols, i, f[k * n + i]!, k);
    divideRow(x, cols, i, f[i * n + i]!);
  }
  return new DoubleMatrix(n, cols, x);
}

/** Row i minus c times row k. */
function subtractRow(x: Float64Array, cols: number, i: number, c: number, k: number): void {
  for (let j = 0; j < cols; j++) x[i * cols + j]! -= c * x[k * cols + j]!;
}

function divideRow(x: Float64Array, cols: number, i: number, c: number): void {
  for (let j = 0; j < cols; j++) x[i * cols + j]! /= c;
}

/** Σ⁺ of a symmetric positive semidefinite matrix of doubles. */
function pseudoInverse(gram: DoubleMatrix): DoubleMatrix {
  const n = gram.rows;
  const { values, vectors } = proposeEigen(gram.toRows());
  const least = 1e-12 * (values.at(-1) ?? 0);
  const kept = values.flatMap((value, k) =>
    value > least ? [scaled(Float64Array.from(vectors[k]!), 1 / Math.sqrt(value))] : [],
  );
  const roots = DoubleMatrix.ofRows(kept, n);
  return roots.transpose().times(roots);
}

/** Steps of {@link largestSingularPair}: a vector this near to the singular one is as good. */
const POWER_STEPS = 4;

/**
 * Unit vectors with leftᵀ·m·right = |m·right| close to the norm of m, and not below the length of any column: the power method from the longest column.
 */
export function largestSingularPair(matrix: DoubleMatrix): [left: Vector, right: Vector] {
  const [m] = withoutScale(matrix);
  const back = m.transpose();
  let left = longest(back);
  let right = zeros(m.cols);
  for (let step = 0; step < POWER_STEPS; step++) {
    right = back.apply(left);
    if (!(dot(right, right) > 0)) return [firstUnit(m.rows), firstUnit(m.cols)];
    right = unit(right);
    left = unit(m.apply(right));
  }
  return [left, right];
}

/** The longest row over its length. */
function longest(m: DoubleMatrix): Vector {
  let [found, length] = [zeros(m.cols), 0];
  for (const row of m.toRows()) {
    const square = dot(row, row);
    if (square > length) [found, length] = [unit(row), square];
  }
  return found;
}

function firstUnit(n: number): Vector {
  const v = zeros(n);
  v[0] = 1;
  return v;
}
