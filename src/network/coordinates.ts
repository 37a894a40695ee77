import { intervalsOf, isSpectralBox, type SpectralBox, spectralBox } from '../enclosure/spectrum.ts';
import { inverse, kernel } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';

/**
 * The JSON form of coordinates in an eigenbasis of Σ (FORMAT.md, section 3.3), n = d_H: K = (XXᵀ)⁻¹ (d_0 × d_0), N ((d_0−n) × d_0), and for each eigenvalue
 * λ_k, from the largest down, rationals α_k < √λ_k < γ_k.
 */
export interface EigenCoordinates {
  readonly kind: 'eigenbasis';
  readonly inverse: readonly (readonly string[])[];
  readonly complement: readonly (readonly string[])[];
  readonly below: readonly string[];
  readonly above: readonly string[];
}

/**
 * An eigenbasis of Σ that need not be rational: with M = Σ_YX·K, unit eigenvectors U = [u_1,…,u_n] of Σ, n = d_H, and T = [UᵀM; N], the weights of an
 * instance with these coordinates stand for the layers W_1T, W_2, …, W_{H−1}, UW_H.
 */
export interface Coordinates extends SpectralBox {
  /** K = (XXᵀ)⁻¹, d_0 × d_0 */
  readonly inverse: Matrix;
  /** N, (d_0−n) × d_0: N·XYᵀ = 0, and each row has a column that is this unit vector. */
  readonly complement: Matrix;
}

/** The first accuracy that is tried: numbers of three or four digits. */
const COARSE = 8;

/**
 * Coordinates for data with XXᵀ invertible, XYᵀ of rank d_H ≥ 1 and different eigenvalues of Σ. `bits`: how narrow the box is, see {@link spectralBox}.
 * Throws RangeError where that is not so; `RepeatedEigenvalue` for a tie.
 */
export function eigenCoordinates(X: Matrix, Y: Matrix, bits = COARSE): Coordinates {
  if (Y.rows === 0) throw new RangeError('without outputs there are no eigenvectors');
  const K = inverse(X.mul(X.transpose()));
  if (!K) throw new RangeError('XXᵀ is not invertible');
  const cross = Y.mul(X.transpose());
  return { inverse: K, complement: echelonOf(kernel(cross).transpose()), ...spectralBox(sigmaOf(K, cross), bits) };
}

/** The same coordinates in a box for so many bits; Σ = YXᵀ·K·XYᵀ. */
export const withBits = (coordinates: Coordinates, X: Matrix, Y: Matrix, bits: number): Coordinates => ({
  ...coordinates,
  ...spectralBox(sigmaOf(coordinates.inverse, Y.mul(X.transpose())), bits),
});

const sigmaOf = (K: Matrix, cross: Matrix): Matrix => cross.mul(K).mul(cross.transpose());

/** Rows divided by an entry that is alone in its column; such entries exist in a basis of a kernel. */
function echelonOf(basis: Matrix): Matrix {
  const scales = range(basis.rows).map((i) => {
    const alone = range(basis.cols).find((j) => range(basis.rows).every((k) => (basis.at(k, j) !== 0n) === (k === i)));
    return basis.entry(i, alone!);
  });
  return Matrix.of(basis.rows, basis.cols, (i, j) => basis.entry(i, j).div(scales[i]!));
}

/** Decimal digits of the box: all intervals are narrower than 10^−digits of their eigenvalue. */
export function digitsOf(coordinates: Coordinates): number {
  const parts = intervalsOf(coordinates).map(([a, b]) => Math.log10(b.sub(a).div(a).toDouble()));
  return Math.max(1, Math.floor(-Math.max(...parts)));
}

/** Whether the coordinates belong to the data: what FORMAT.md, section 3.3, asks for. */
export function areCoordinatesOf({ inverse: K, complement: N, ...box }: Coordinates, X: Matrix, Y: Matrix): boolean {
  const [d, n] = [X.rows, Y.rows];
  if (n < 1 || n > d || K.rows !== d || K.cols !== d || N.rows !== d - n || N.cols !== d) return false;
  const isUnit = (i: number, j: number) => range(N.rows).every((k) => N.at(k, j) === (k === i ? N.den : 0n));
  const cross = Y.mul(X.transpose());
  return (
    X.mul(X.transpose()).mul(K).equals(Matrix.identity(d)) &&
    N.mul(cross.transpose()).isZero() &&
    range(N.rows).every((i) => range(d).some((j) => isUnit(i, j))) &&
    isSpectralBox(sigmaOf(K, cross), box)
  );
}

export const coordinatesToJson = ({ inverse: K, complement: N, below, above }: Coordinates): EigenCoordinates => ({
  kind: 'eigenbasis',
  inverse: K.toRows(),
  complement: N.toRows(),
  below: below.map(String),
  above: above.map(String),
});

/** The inverse of {@link coordinatesToJson}, for d_0 inputs. */
export const coordinatesFromJson = (json: EigenCoordinates, inputs: number): Coordinates => ({
  inverse: Matrix.fromRows(json.inverse, inputs),
  complement: Matrix.fromRows(json.complement, inputs),
  below: json.below.map((x) => Rational.parse(x)),
  above: json.above.map((x) => Rational.parse(x)),
});
