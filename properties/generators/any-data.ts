import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { choice, smallInteger, smallMatrix } from './small.ts';

/** X (d_0 × m) and Y (d_H × m). */
export interface Data {
  readonly X: Matrix;
  readonly Y: Matrix;
}

/** Integer matrices of rank ≤ k: a product through width k. Shrinks to 0. */
export const lowRankMatrix = (rows: number, cols: number, k: number): Arbitrary<Matrix> =>
  fc.tuple(integerMatrix(rows, k), integerMatrix(k, cols)).map(([a, b]) => a.mul(b));

/** A matrix whose rows all are multiples of the first: equal or opposite to it, or zero. Shrinks to 0. */
export const repeatedRows = (rows: number, cols: number): Arbitrary<Matrix> =>
  fc
    .tuple(integerMatrix(1, cols), fc.array(choice([1n, 1n, -1n, 0n]), { minLength: rows, maxLength: rows }))
    .map(([row, signs]) => Matrix.build(rows, cols, (i, j) => (i === 0 ? 1n : signs[i]!) * row.at(0, j)));

/** Matrices of every kind: generic, 0, of low rank, with repeated rows. Shrinks within its kind. */
export const anyMatrix = (rows: number, cols: number): Arbitrary<Matrix> =>
  fc.oneof(
    { weight: 6, arbitrary: smallMatrix(rows, cols) },
    { weight: 1, arbitrary: fc.constant(Matrix.zeros(rows, cols)) },
    { weight: 2, arbitrary: lowRankMatrix(rows, cols, Math.max(1, Math.min(rows, cols) - 1)) },
    { weight: 1, arbitrary: repeatedRows(rows, cols) },
  );

/**
 * Data without any hypothesis: X or Y rank-deficient or zero, one sample, m < d_0, repeated
 * rows, irrational spectra. Shrinks to one sample, then to small entries.
 */
export const anyData = (dIn: number, dOut: number): Arbitrary<Data> =>
  choice([1, 2, 3, 4, 5, 6]).chain((m) => fc.record({ X: anyMatrix(dIn, m), Y: anyMatrix(dOut, m) }));

function integerMatrix(rows: number, cols: number): Arbitrary<Matrix> {
  return fc
    .array(smallInteger, { minLength: rows * cols, maxLength: rows * cols })
    .map((entries) => new Matrix(rows, cols, entries));
}
