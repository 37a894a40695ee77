import { isSmall } from './integers.ts';
import type { Matrix } from './matrix.ts';
import { bitLength } from './rational.ts';

/**
 * No minor of this order reaches 2^bits: it is at most the product of the Euclidean norms of its rows, and so of its columns (Hadamard 1893). Each norm is at
 * most √order times the largest entry of the row, or column, of the matrix.
 */
export function minorBits(a: Matrix, order: number): number {
  const { byRow, byColumn } = sizes(a);
  const largest = (bits: Float64Array) =>
    bits
      .sort()
      .slice(-order)
      .reduce((sum, x) => sum + x, 0);
  return Math.min(largest(byRow), largest(byColumn)) + order * (Math.log2(order) / 2 + 1e-9);
}

/** Upper bounds of the binary logarithms of the largest entries; 0 for a row or column of zeros. */
function sizes({ rows, cols, numerators }: Matrix): { byRow: Float64Array; byColumn: Float64Array } {
  const byRow = new Float64Array(rows);
  const byColumn = new Float64Array(cols);
  const size = isSmall(numerators)
    ? (k: number) => Math.log2(Math.max(1, Math.abs(numerators.entries[k]!))) + 1e-9
    : (k: number) => bitLength(numerators[k]!);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const bits = size(i * cols + j);
      byRow[i] = Math.max(byRow[i]!, bits);
      byColumn[j] = Math.max(byColumn[j]!, bits);
    }
  }
  return { byRow, byColumn };
}
