import { leftInverse, rightInverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { chain, depth, type Network, partialProducts } from '../network/network.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * R′ of rank d near R = B_jA_j as the product of a point W′ near W, at a bottleneck d_j = d, 0 ≤ j ≤ H (lu-kawaguchi-2017). With N a right inverse of
 * A_j and K a left inverse of B′ = R′N (at j = H, B′ = I), A′ = KR′ has B′A′ = R′. As B′ − B_j = (R′ − R)N and A′ − A_j = K(R′ − B′A_j) = K(R′ − R)(I − NA_j),
 * ‖A′ − A_j‖² ≤ 2‖K‖²(1 + ‖N‖²‖A_j‖²)‖R′ − R‖². W_1 moves by C(A′ − A_j), W_H by (B′ − B_j)D, C a right inverse of W_j⋯W_2 (0 for j = 0) and D a left one of
 * W_{H−1}⋯W_{j+1} (0 for j = H). Hence ‖W′ − W‖² ≤ β‖R′ − R‖², β = ‖D‖²‖N‖² + 2‖C‖²‖K‖²(1 + ‖N‖²‖A_j‖²).
 * @param target R′, d_H × d_0
 * @returns undefined if R′ has another rank, or is so far from R that R′N has not full rank
 * @throws RangeError if W_j⋯W_1 or W_{H−1}⋯W_{j+1} has not rank d_j, so that rank R < d_j
 */
export function pointLift(net: Network, j: number, target: Matrix): EvidenceOf<'point-lift'> | undefined {
  const H = depth(net);
  const { A, B } = partialProducts(net);
  const [inputs, outputs, dj] = [net.widths[0]!, net.widths[H]!, net.widths[j]!];
  if (target.rows !== outputs || target.cols !== inputs) throw new RangeError(`R′ is ${target.shape}`);
  const N = rightInverse(A[j]!);
  const C = j > 0 ? rightInverse(chain(net, j, 2)) : Matrix.zeros(net.widths[1]!, dj);
  const D = j < H ? leftInverse(chain(net, H - 1, j + 1)) : Matrix.zeros(dj, net.widths[H - 1]!);
  if (!N || !C || !D) throw new RangeError('a lift needs rank R = d_j');
  const newB = j < H ? target.mul(N) : B[j]!;
  const K = leftInverse(newB);
  if (!K || !newB.mul(K).mul(target).equals(target)) return undefined;
  const norm = (m: Matrix) => m.dot(m);
  const ofB = norm(D).mul(norm(N));
  const ofA = norm(C)
    .mul(norm(K))
    .mul(Rational.one.add(norm(N).mul(norm(A[j]!))));
  const rows = { target: target.toRows(), C: C.toRows(), D: D.toRows(), N: N.toRows(), K: K.toRows() };
  return { kind: 'point-lift', j, ...rows, bound: above(ofB.add(ofA).add(ofA)).toString() };
}

/** The least integer that is not below x ≥ 0: a bound needs no more digits. */
const above = ({ num, den }: Rational): Rational => new Rational((num + den - 1n) / den);
