import { Matrix as Doubles, EigenvalueDecomposition, QrDecomposition } from 'ml-matrix';
import { Matrix } from '../exact/matrix.ts';
import { sizeOf } from './double-matrix.ts';

/**
 * Approximate eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix of doubles: a proposal only. None where an
 * entry is beyond the range of doubles: callers then decide exactly.
 */
export function proposeEigen(a: readonly ArrayLike<number>[]): { values: number[]; vectors: number[][] } {
  const n = a.length;
  const size = a.reduce((most, row) => Math.max(most, sizeOf(row)), 0);
  // NaN stays.
  if (n === 0 || !Number.isFinite(size)) return { values: [], vectors: [] };
  // Of a matrix with entries of at most 2: sums of squares of large ones would overflow.
  const scale = powerOfTwoNear(size);
  const scaled = new Doubles(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) scaled.set(i, j, a[i]![j]! / scale);
  const e = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  const values = e.realEigenvalues.map((x) => x * scale);
  const order = values.map((_, k) => k).sort((i, j) => values[i]! - values[j]!);
  return {
    values: order.map((k) => values[k]!),
    vectors: order.map((k) => e.eigenvectorMatrix.getColumn(k)),
  };
}

/** A power of two of the size of x > 0; 1 for x = 0. */
const powerOfTwoNear = (x: number): number => (x > 0 ? 2 ** Math.floor(Math.log2(x)) : 1);

const allFinite = (a: readonly (readonly number[])[]): boolean => a.every((row) => row.every(Number.isFinite));

/**
 * Approximate eigenvalues of the pencil (pᵀΣp, pᵀp), ascending, with coefficient vectors c (so v = p·c).
 * @param p d × k of full column rank
 */
export function proposeOnSubspace(sigma: Matrix, p: Matrix): { values: number[]; coefficients: number[][] } {
  const [basis, form] = [p.toDoubles(), sigma.toDoubles()];
  if (p.cols === 0 || !allFinite(basis) || !allFinite(form)) return { values: [], coefficients: [] };
  const qr = new QrDecomposition(new Doubles(basis));
  const q = qr.orthogonalMatrix;
  const r = qr.upperTriangularMatrix;
  const small = q.transpose().mmul(new Doubles(form)).mmul(q);
  const { values, vectors } = proposeEigen(small.to2DArray());
  const coefficients = vectors.map((y) => {
    const c = new Array<number>(y.length).fill(0);
    for (let i = y.length - 1; i >= 0; i--) {
      let s = y[i]!;
      for (let j = i + 1; j < y.length; j++) s -= r.get(i, j) * c[j]!;
      c[i] = s / r.get(i, i);
    }
    return c;
  });
  return { values, coefficients };
}

/** Integer vectors close to a multiple of x, from coarse to fine. Non-finite or zero input gives none. */
export function* roundings(x: readonly number[]): Generator<Matrix> {
  const size = Math.max(...x.map(Math.abs));
  if (!(size > 0) || !Number.isFinite(size)) return;
  for (const bits of [0, 1, 2, 3, 5, 8, 13, 21, 34, 50]) {
    const v = x.map((c) => BigInt(Math.round((c / size) * 2 ** bits)));
    yield Matrix.build(v.length, 1, (i) => v[i]!);
  }
}
