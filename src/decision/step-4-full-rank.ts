import { oneSidedInverse } from '../evidence/lift.ts';
import { type Crossing, columnBasis, compareSpectra, type Spectra } from '../evidence/subspaces.ts';
import { kernelVector, rank, solve } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { chain, depth, direction } from '../network/network.ts';
import type { Point, SquarePoint } from './point.ts';
import { primitiveMultiple } from './step-1-gradient.ts';

/** The first j with d_j = d. At a critical point with G ≠ 0 and rank R = d it is a hidden layer: 0 < j < H. */
export const bottleneckLayer = ({ instance, bottleneck }: Point): number => instance.widths.indexOf(bottleneck);

/**
 * At a critical point R̃ = RE = PM̃ with P the projection on col R̃, and P commutes with Σ: first-order conditions of
 * W_1 and W_H. Compares the spectrum of Σ on col P with that on ker P.
 */
export function spectraAt({ products, leastSquares: { sigma, E } }: SquarePoint): Spectra {
  return compareSpectra(sigma, columnBasis(products.R.mul(E)));
}

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

/**
 * Step 4, rank Ã < d: a critical point with G ≠ 0 and rank R = d whose A_j loses rank on the data. With zᵀA_jE = 0 and a row uᵀG ≠ 0,
 * δB = u zᵀ moves the product invisibly to the data, and δA = −ε z uᵀG then descends:
 * D²L = ε²‖B_j z uᵀG X‖² − 2ε ‖z‖²‖uᵀG‖² < 0 for small ε. Undefined where A_j keeps its rank.
 */
export function fibreDirection(point: SquarePoint): Matrix[] | undefined {
  const { instance, products, G, leastSquares } = point;
  const j = bottleneckLayer(point);
  const reduced = products.A[j]!.mul(leastSquares.E);
  if (rank(reduced) === point.bottleneck) return undefined;
  const H = depth(instance);
  const z = kernelVector(reduced.transpose())!;
  const row = Math.floor(G.num.findIndex((x) => x !== 0n) / G.cols);
  const g = G.row(row);
  const dA = z.mul(g);
  const quadratic = instance.loss.secondDerivative(products.B[j]!.mul(dA), products.B[j]!.mul(dA));
  const linear = z.dot(z).mul(g.dot(g));
  // Half of the largest ε at which the parabola is still at most 0; any ε if it has no square term.
  const epsilon = quadratic.sign === 0 ? Rational.one : powerOfTwoBelow(linear.div(quadratic));
  const C = oneSidedInverse(chain(instance, j, 2));
  const D = oneSidedInverse(chain(instance, H - 1, j + 1));
  const first = C.mul(dA).scale(epsilon.neg());
  const last = Matrix.unit(G.rows, row).mul(z.transpose()).mul(D);
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

/** The largest power of two that is at most x > 0: a short number of the same size. */
function powerOfTwoBelow(x: Rational): Rational {
  let k = Rational.one;
  const two = new Rational(2n);
  while (k.compare(x) > 0) k = k.div(two);
  while (k.mul(two).compare(x) <= 0) k = k.mul(two);
  return k;
}

/** All layers times one positive number, so that the entries are coprime integers. */
export function withCommonScale(V: readonly Matrix[]): Matrix[] {
  const all = V.reduce((s, m) => s.above(new Matrix(m.rows * m.cols, 1, m.num, m.den)), Matrix.zeros(0, 1));
  const scaled = primitiveMultiple(all);
  let offset = 0;
  return V.map((m) => {
    const part = scaled.num.slice(offset, offset + m.rows * m.cols);
    offset += m.rows * m.cols;
    return new Matrix(m.rows, m.cols, part);
  });
}
