import { kernel, leftInverse } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { EvidenceOf } from './evidence.ts';
import type { LeastSquares } from './least-squares.ts';
import { type Crossing, columnBasis } from './subspaces.ts';

/**
 * Where R = PM and an eigenvalue outside col P exceeds one inside: P′M, with P′ the projection on (col P ⊖ v) + u, has the same rank and
 * 2f(P′M) = ‖Y‖² − tr P′Σ = 2f(R) − ρ(u) + ρ(v), ρ the Rayleigh quotients.
 */
export function betterOfSameRank(
  R: Matrix,
  { M, selection }: LeastSquares,
  { u, v }: Crossing,
): EvidenceOf<'better-matrix'> {
  const p = columnBasis(R);
  const left = p.mul(kernel(v.transpose().mul(p))).beside(u);
  return { kind: 'better-matrix', left: left.toRows(), right: leftInverse(left)!.mul(M).mul(selection).toRows() };
}
