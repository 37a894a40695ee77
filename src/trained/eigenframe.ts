import { proposeEigenvectors } from '../enclosure/jacobi.ts';
import { leastSquares } from '../evidence/least-squares.ts';
import { inverse } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { form } from '../exact/symmetric.ts';
import { type Coordinates, eigenCoordinates } from '../network/coordinates.ts';
import type { Instance } from '../network/instance.ts';
import { rounded } from './rounding.ts';

/** An instance with X of full row rank and d_H different positive eigenvalues of Σ, seen in approximate eigenvectors. */
export interface Eigenframe {
  readonly instance: Instance;
  readonly coordinates: Coordinates;
  /** M = Σ_YXΣ_XX⁻¹, n × d_0 */
  readonly M: Matrix;
  /** n × n */
  readonly sigma: Matrix;
  /** Approximate unit eigenvectors as columns, by falling eigenvalues, with {@link FRAME_BITS} bits. */
  readonly vectors: Matrix;
  /** About T⁻¹ with T = [UᵀM; N]. */
  readonly inverse: Matrix;
}

/** Binary digits of the frame: more than any distance between doubles asks for. */
const FRAME_BITS = 256;

/** Throws RangeError where the data have no such coordinates. */
export function eigenframe(instance: Instance): Eigenframe {
  const { X, Y } = instance;
  const coordinates = eigenCoordinates(X, Y);
  const { M, sigma } = leastSquares(instance);
  const basis = proposeEigenvectors(sigma, FRAME_BITS);
  const values = range(basis.cols).map((k) => form(sigma, basis.col(k)));
  const order = range(basis.cols).sort((i, j) => values[j]!.compare(values[i]!));
  const vectors = basis.select(undefined, order);
  const { loss } = instance;
  const N = coordinates.complement;
  const scale = Matrix.diagonal(order.map((k) => Rational.one.div(values[k]!)));
  // T·Σ_XYUΛ⁻¹ = [I; 0], and T·Σ_XXNᵀ(NΣ_XXNᵀ)⁻¹ = [0; I], since UᵀMΣ_XYU = Λ and NΣ_XY = 0.
  const hidden = loss.Sxx.mul(N.transpose());
  const others = hidden.mul(inverse(N.mul(hidden))!);
  const main = rounded(loss.Syx.transpose().mul(vectors).mul(scale), FRAME_BITS);
  return { instance, coordinates, M, sigma, vectors, inverse: main.beside(rounded(others, FRAME_BITS)) };
}

/** The layers W*_1[VᵀM; N], W*_2, …, VW*_H for layers W* in coordinates (FORMAT.md, 4.2); at least two. */
export function layersIn(vectors: Matrix, { M, coordinates }: Eigenframe, weights: readonly Matrix[]): Matrix[] {
  const T = vectors.transpose().mul(M).above(coordinates.complement);
  const last = weights.length - 1;
  return weights.map((w, k) => (k === 0 ? w.mul(T) : k === last ? vectors.mul(w) : w));
}
