import type { DataSet } from '../../properties/depthcert/data-sets.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

/** Entries of the change of inputs are multiples of 2^−BITS. */
const BITS = 12;

/** The rows less their means, exactly. */
export function centred(m: Matrix): Matrix {
  const ones = Matrix.build(m.cols, 1, () => 1n);
  const mean = m.mul(ones).scale(new Rational(1n, BigInt(m.cols)));
  return m.sub(mean.mul(ones.transpose()));
}

/** Each row divided by the power of two that is nearest to the root of its mean square. */
export function scaledRows(m: Matrix): Matrix {
  const powers = range(m.rows).map((i) => {
    const row = m.row(i);
    const exponent = Math.round(Math.log2(row.dot(row).toDouble() / m.cols) / 2);
    return exponent >= 0 ? new Rational(1n, 1n << BigInt(exponent)) : new Rational(1n << BigInt(-exponent));
  });
  return Matrix.diagonal(powers).mul(m);
}

/**
 * The data with inputs CX in place of X, C triangular and such that CXXᵀCᵀ is nearly m·I: descent is fast then. Neither Σ nor the class of any point
 * changes: a network with the first layer W_1 on CX is the one with W_1C on X. C is found in doubles and rounded, and then it is exact.
 */
export function conditioned({ X, Y }: DataSet): DataSet {
  return { X: changeOfInputs(X).mul(X), Y };
}

/** C with CXXᵀCᵀ ≈ m·I: the inverse of the Cholesky factor of XXᵀ/m, rounded. */
function changeOfInputs(X: Matrix): Matrix {
  const n = X.rows;
  const S = X.mul(X.transpose())
    .scale(new Rational(1n, BigInt(X.cols)))
    .toDoubles();
  const L = range(n).map(() => new Array<number>(n).fill(0));
  const C = range(n).map(() => new Array<number>(n).fill(0));
  const dot = (a: readonly number[], b: readonly number[], to: number) =>
    range(to).reduce((sum, k) => sum + a[k]! * b[k]!, 0);
  for (const i of range(n)) {
    for (const j of range(i)) L[i]![j] = (S[i]![j]! - dot(L[i]!, L[j]!, j)) / L[j]![j]!;
    L[i]![i] = Math.sqrt(S[i]![i]! - dot(L[i]!, L[i]!, i));
    // Row i of L·C = I.
    for (const j of range(i + 1)) {
      const known = range(i).reduce((sum, k) => sum + L[i]![k]! * C[k]![j]!, 0);
      C[i]![j] = ((i === j ? 1 : 0) - known) / L[i]![i]!;
    }
  }
  const unit = 2 ** BITS;
  return Matrix.of(n, n, (i, j) => new Rational(BigInt(Math.round(C[i]![j]! * unit)), BigInt(unit)));
}
