import { echelon, inverse, leftInverse, rightInverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import type { ExactInstance } from '../network/instance.ts';
import { chain, depth, partialProducts } from '../network/network.ts';
import { lossChange } from './curve.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * A right inverse of a matrix of full row rank, or a left inverse of one of full column rank, with few non-zero entries:
 * the inverse of a pivot submatrix, padded with zeros. Throws if the rank is not full.
 */
export function oneSidedInverse(a: Matrix): Matrix {
  const { rank, pivotRows, pivotCols } = echelon(a);
  if (rank < Math.min(a.rows, a.cols))
    throw new RangeError(`a ${a.shape} matrix of rank ${rank} has no one-sided inverse`);
  const z = inverse(a.select(pivotRows, pivotCols))!;
  const num = new Array<bigint>(a.cols * a.rows).fill(0n);
  for (const [s, c] of pivotCols.entries()) for (const [t, r] of pivotRows.entries()) num[c * a.rows + r] = z.at(s, t);
  return new Matrix(a.cols, a.rows, num, z.den);
}

/**
 * A descent curve of the two-layer network (B_j, A_j) at the bottleneck, B(t) = B_j + tδB, A(t) = A_j + tδA, lifted to the deep network by
 * least-norm one-sided inverses C of W_j⋯W_2 and D of W_{H−1}⋯W_{j+1} (lu-kawaguchi-2017):
 * ‖W(t) − W‖² ≤ max(‖C‖², ‖D‖²)·(‖δA(t)‖² + ‖δB(t)‖²).
 * @param dA coefficient of t in A(t), d_j × d_0
 * @param dB coefficient of t in B(t), d_H × d_j
 * @throws if rank R < d_j, or if the curve does not descend at an order that `lossChange` knows
 */
export function liftEvidence(instance: ExactInstance, j: number, dA: Matrix, dB: Matrix): EvidenceOf<'lift'> {
  const H = depth(instance);
  const C = rightInverse(chain(instance, j, 2));
  const D = leftInverse(chain(instance, H - 1, j + 1));
  if (!C || !D) throw new RangeError('a lift needs rank R = d_j');
  const { A, B } = partialProducts(instance);
  const shallow = mulTruncated([B[j]!, dB] as MatrixPolynomial, [A[j]!, dA] as MatrixPolynomial);
  const changes = lossChange(instance.loss, shallow, 4);
  const first = changes.findIndex((c) => c.sign !== 0);
  if (first < 0 || changes[first]!.sign > 0) throw new RangeError('the shallow curve does not descend');
  const term = (m: Matrix) => (m.isZero() ? [] : [{ power: 1, matrix: m.toRows() }]);
  return { kind: 'lift', j, order: first + 1, C: C.toRows(), D: D.toRows(), A: term(dA), B: term(dB) };
}
