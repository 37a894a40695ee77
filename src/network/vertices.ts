import { intervalsOf } from '../enclosure/spectrum.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import { type Coordinates, eigenCoordinates, withBits } from './coordinates.ts';
import { type AnyInstance, hasSquareLoss, type Instance, makeInstance } from './instance.ts';
import { partialProducts } from './network.ts';

/** An instance whose weights are written in an eigenbasis of Σ. */
export type InstanceInCoordinates = Instance & { readonly coordinates: Coordinates };

export const hasCoordinates = (instance: AnyInstance): instance is InstanceInCoordinates =>
  instance.coordinates !== undefined && hasSquareLoss(instance);

/** The network with the layers W_1T, W_2, …, W_{H−1}, UW_H. Throws RangeError where the data have no such coordinates: {@link eigenCoordinates}. */
export const inEigenbasis = (
  X: Matrix,
  Y: Matrix,
  weights: readonly Matrix[],
  widths?: readonly number[],
): InstanceInCoordinates => ({ ...makeInstance(X, Y, weights, widths), coordinates: eigenCoordinates(X, Y) });

/**
 * The exact instances at the vertices of the simplex that contains the eigenvalues (FORMAT.md, 3.3): the same weights with X = diag(ω) ⊕ NX and
 * Y = [diag(ω), 0], ω = α, and α with γ_k in place of α_k for k = 1..n. Up to a constant the loss is a convex combination of theirs.
 */
export function vertexInstances(instance: InstanceInCoordinates): Instance[] {
  const { below, above } = instance.coordinates;
  return [below, ...range(below.length).map((k) => below.with(k, above[k]!))].map((omega) =>
    instanceWith(instance, omega),
  );
}

/** The exact instance at a point inside the simplex, with short numbers. */
export function centralInstance(instance: InstanceInCoordinates): Instance {
  const { below, above } = instance.coordinates;
  // ω_k² − α_k² < (γ_k² − α_k²)/(n + 1): the shares of the vertices 1..n add up to less than 1.
  const part = new Rational(1n, BigInt(below.length + 1));
  const half = new Rational(1n, 2n);
  const omega = below.map((alpha, k) => {
    const most = above[k]!.sub(alpha).mul(part);
    return simplestBetween(alpha.add(most.mul(half)), alpha.add(most));
  });
  return instanceWith(instance, omega);
}

function instanceWith(instance: InstanceInCoordinates, omega: readonly Rational[]): Instance {
  const { X, weights, widths, coordinates } = instance;
  const D = Matrix.diagonal(omega);
  const hidden = coordinates.complement.mul(X);
  const inputs = D.beside(Matrix.zeros(D.rows, X.cols)).above(Matrix.zeros(hidden.rows, D.cols).beside(hidden));
  return makeInstance(inputs, D.beside(Matrix.zeros(D.rows, X.cols)), weights, widths);
}

/** Relative width of the enclosed eigenvalues for {@link lossBounds}, in bits. */
const LOSS_BITS = 80;

/**
 * L is between these two: L = ½‖Y‖² + ½Σ_k λ_k(‖(R−J)e_k‖² − 1) + ½‖R₂NX‖², R₂ the columns of R after the first n (docs/enclosures.md, lemma 1).
 */
export function lossBounds(instance: InstanceInCoordinates): [below: Rational, above: Rational] {
  const { X, Y, loss, coordinates } = instance;
  const { R } = partialProducts(instance);
  const n = Y.rows;
  const half = new Rational(1n, 2n);
  const rest = R.select(undefined, range(R.cols).slice(n)).mul(coordinates.complement).mul(X);
  const constant = loss.traceYY.add(rest.dot(rest));
  const factors = range(n).map((k) => {
    const column = R.col(k).sub(Matrix.unit(n, k));
    return column.dot(column).sub(Rational.one);
  });
  const intervals = intervalsOf(withBits(coordinates, X, Y, LOSS_BITS));
  const bound = (end: (factor: Rational, k: number) => Rational) =>
    factors.reduce((sum, factor, k) => sum.add(factor.mul(end(factor, k))), constant).mul(half);
  return [
    bound((factor, k) => intervals[k]![factor.sign < 0 ? 1 : 0]),
    bound((factor, k) => intervals[k]![factor.sign < 0 ? 0 : 1]),
  ];
}
