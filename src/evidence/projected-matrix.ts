import { leftInverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import type { Rational } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import type { EvidenceOf } from './evidence.ts';
import { proposeEigen } from './floats.ts';
import type { LeastSquares } from './least-squares.ts';

/**
 * A matrix of rank ≤ k with a loss below `below`: PM, with P the projection on k rounded eigenvectors of Σ for its largest eigenvalues, k ≤ d_H; so
 * 2f(PM) = ‖Y‖² − tr PΣ. Roundings go from coarse to fine, and the first that suffices is taken; undefined if none does.
 */
export function projectedMatrix(
  instance: Instance,
  { M, sigma, selection }: LeastSquares,
  k: number,
  below: Rational,
): EvidenceOf<'better-matrix'> | undefined {
  const vectors = proposeEigen(sigma.toDoubles()).vectors.reverse().slice(0, k);
  if (vectors.length < k) return undefined;
  for (const bits of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
    const left = Matrix.build(sigma.rows, k, (i, j) => BigInt(Math.round(vectors[j]![i]! * 2 ** bits)));
    const right = leftInverse(left)?.mul(M).mul(selection);
    if (right && instance.loss.value(left.mul(right)).compare(below) < 0) {
      return { kind: 'better-matrix', left: left.toRows(), right: right.toRows() };
    }
  }
  return undefined;
}
