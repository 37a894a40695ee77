import { multiply, zeros } from '../exact/doubles.ts';
import type { Matrix } from '../exact/matrix.ts';

/** A vector of doubles. */
export type Vector = Float64Array;

/** A dense matrix of doubles, row by row, for proposals only. */
export class DoubleMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly entries: Float64Array;

  constructor(rows: number, cols: number, entries: Float64Array) {
    this.rows = rows;
    this.cols = cols;
    this.entries = entries;
  }

  /** The doubles next to the entries; undefined where one is beyond their range, or where there is none. */
  static near(m: Matrix): DoubleMatrix | undefined {
    if (m.rows * m.cols === 0) return undefined;
    const entries = m.toFloat64();
    for (let k = 0; k < entries.length; k++) if (!Number.isFinite(entries[k])) return undefined;
    return new DoubleMatrix(m.rows, m.cols, entries);
  }

  /** These vectors as rows, all of length `cols`. */
  static ofRows(vectors: readonly Vector[], cols: number): DoubleMatrix {
    const entries = zeros(vectors.length * cols);
    for (const [k, v] of vectors.entries()) entries.set(v, k * cols);
    return new DoubleMatrix(vectors.length, cols, entries);
  }

  times(b: DoubleMatrix): DoubleMatrix {
    return new DoubleMatrix(this.rows, b.cols, multiply(this.entries, b.entries, this.rows, this.cols, b.cols));
  }

  /** this·v */
  apply(v: Vector): Vector {
    return multiply(this.entries, v, this.rows, this.cols, 1);
  }

  transpose(): DoubleMatrix {
    const { rows, cols, entries } = this;
    const out = zeros(rows * cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = entries[i * cols + j]!;
    return new DoubleMatrix(cols, rows, out);
  }

  scale(c: number): DoubleMatrix {
    const out = zeros(this.entries.length);
    for (let k = 0; k < out.length; k++) out[k] = c * this.entries[k]!;
    return new DoubleMatrix(this.rows, this.cols, out);
  }

  row(i: number): Vector {
    return this.entries.subarray(i * this.cols, (i + 1) * this.cols);
  }

  column(j: number): Vector {
    const out = zeros(this.rows);
    for (let i = 0; i < this.rows; i++) out[i] = this.entries[i * this.cols + j]!;
    return out;
  }

  /** Largest absolute value, 0 where there are no entries. */
  size(): number {
    return sizeOf(this.entries);
  }

  toRows(): Vector[] {
    const out: Vector[] = [];
    for (let i = 0; i < this.rows; i++) out.push(this.row(i));
    return out;
  }
}

/** Largest absolute value of an entry; 0 where there is none, NaN where one is. */
export function sizeOf(v: ArrayLike<number>): number {
  let size = 0;
  for (let k = 0; k < v.length; k++) size = Math.max(size, Math.abs(v[k]!));
  return size;
}
