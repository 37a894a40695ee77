import { Matrix, range } from './matrix.ts';
import { abs } from './rational.ts';
import { SmallIntegers } from './small-integers.ts';

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
 * Fraction-free Gauss–Jordan elimination (Bareiss 1968): every division is exact, every entry a minor of the input. In doubles as long as no product reaches 2⁵³.
 * @param a rational matrix, any shape
 */
export const echelon = (a: Matrix): Echelon => (a.small && smallEchelon(a, a.small)) ?? longEchelon(a);

function longEchelon(a: Matrix): Echelon {
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

/** The same steps in doubles; undefined where a product could be rounded. */
function smallEchelon({ rows, cols }: Matrix, { entries }: SmallIntegers): Echelon | undefined {
  const m = entries.slice();
  const order = range(rows);
  const pivotCols: number[] = [];
  let previous = 1;
  for (let c = 0; c < cols && pivotCols.length < rows; c++) {
    const top = pivotCols.length;
    let best = -1;
    for (let i = top; i < rows; i++) {
      const x = Math.abs(m[i * cols + c]!);
      if (x !== 0 && (best < 0 || x < Math.abs(m[best * cols + c]!))) best = i;
    }
    if (best < 0) continue;
    if (best !== top) {
      for (let j = 0; j < cols; j++) {
        const x = m[top * cols + j]!;
        m[top * cols + j] = m[best * cols + j]!;
        m[best * cols + j] = x;
      }
      [order[top], order[best]] = [order[best]!, order[top]!];
    }
    const pivot = m[top * cols + c]!;
    for (let i = 0; i < rows; i++) {
      if (i === top) continue;
      const factor = m[i * cols + c]!;
      for (let j = 0; j < cols; j++) {
        const x = m[i * cols + j]! * pivot;
        const y = factor * m[top * cols + j]!;
        if (!(Math.abs(x) + Math.abs(y) < 2 ** 53)) return undefined;
        m[i * cols + j] = j === c ? 0 : (x - y) / previous + 0;
      }
    }
    previous = pivot;
    pivotCols.push(c);
  }
  const rank = pivotCols.length;
  const form = new Matrix(rank, cols, new SmallIntegers(m.slice(0, rank * cols)));
  return { rank, pivotCols, pivotRows: order.slice(0, rank), form, scale: BigInt(previous) };
}
