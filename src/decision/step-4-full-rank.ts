import { type Crossing, columnBasis, compareSpectra, type Spectra } from '../evidence/subspaces.ts';
import { solve } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import { gcd, lcm, Rational } from '../exact/rational.ts';
import { depth, direction } from '../network/network.ts';
import type { Point, SquarePoint } from './point.ts';

/** The first j with d_j = d. At a critical point with G ≠ 0 and rank R = d it is a hidden layer: 0 < j < H. */
export const bottleneckLayer = ({ instance, bottleneck }: Point): number => instance.widths.indexOf(bottleneck);

/**
 * At a critical point RE = PM̃ with P the projection on col R, and P commutes with Σ: first-order conditions of
 * W_1 and W_H. Compares the spectrum of Σ on col P with that on ker P. Where RX has a smaller rank than R, Σ has the eigenvalue 0 on col R.
 */
export const spectraAt = ({ products, leastSquares: { sigma } }: SquarePoint): Spectra =>
  compareSpectra(sigma, columnBasis(products.R));

/**
 * A direction of negative curvature where an eigenvalue of Σ outside col P exceeds one inside (any rank, H ≥ 2):
 * V_H = (u vᵀ/vᵀv) W_H, V_1 = w uᵀM̃E⁺/vᵀv with B_1 w = v. D²L[V,V] = (uᵀu/vᵀv)(ρ(v) − ρ(u)) < 0.
 */
export function swapDirection(point: SquarePoint, { u, v }: Crossing): Matrix[] {
  const { instance, products, leastSquares } = point;
  const H = depth(instance);
  const w = solve(products.B[1]!, v);
  if (!w) throw new Error('col R ⊂ col B_1');
  const first = w.mul(u.transpose()).mul(leastSquares.M).mul(leastSquares.selection);
  const last = u.mul(v.transpose()).mul(instance.weights[H - 1]!);
  return withCommonScale(
    direction(
      instance,
      new Map([
        [1, first],
        [H, last],
      ]),
    ),
  );
}

/** All layers times one number, so that the entries are coprime integers, the first that is not 0 positive: D²L[V, V] keeps its sign. */
export function withCommonScale(V: readonly Matrix[]): Matrix[] {
  const contents = V.map((m) => m.content());
  const first = V.find((m) => !m.isZero());
  if (!first) return [...V];
  const den = contents.reduce((d, c) => lcm(d, c.den), 1n);
  const num = contents.reduce((g, c) => gcd(g, c.num * (den / c.den)), 0n);
  const place = first.firstNonZero();
  const { sign } = first.entry(Math.floor(place / first.cols), place % first.cols);
  const scale = new Rational(sign < 0 ? -den : den, num);
  return V.map((m) => m.scale(scale));
}
