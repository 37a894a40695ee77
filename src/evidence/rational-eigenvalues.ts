import type { Matrix } from '../exact/matrix.ts';
import { characteristicPolynomial, mulPolynomials, type Polynomial } from '../exact/polynomial.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import { proposeEigen } from './floats.ts';

/** Largest matrix that is tried: beyond it the characteristic polynomial is long. */
const MOST_ROWS = 16;

/**
 * All eigenvalues of a symmetric matrix in descending order, each as often as it occurs, if all are rational numbers that doubles find; else
 * undefined, which says nothing. Doubles propose; tr A = Σλ and ‖A‖² = Σλ² turn almost all wrong proposals down, and det(xI − A) = Π(x − λ) decides.
 */
export function rationalEigenvalues(a: Matrix): readonly Rational[] | undefined {
  if (a.rows > MOST_ROWS) return undefined;
  const { values } = proposeEigen(a.toDoubles());
  if (values.length < a.rows || !values.every(Number.isFinite)) return undefined;
  const slack = 1e-11 * values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const near = (x: number) => simplestBetween(Rational.fromDouble(x - slack), Rational.fromDouble(x + slack));
  const lambda = values.map(near).reverse();
  const sum = (terms: readonly Rational[]) => terms.reduce((s, x) => s.add(x), Rational.zero);
  if (!sum(lambda).equals(a.trace()) || !sum(lambda.map((x) => x.mul(x))).equals(a.dot(a))) return undefined;
  const product = lambda.reduce<Polynomial>((p, x) => mulPolynomials(p, [x.neg(), Rational.one]), [Rational.one]);
  return characteristicPolynomial(a).every((c, k) => c.equals(product[k]!)) ? lambda : undefined;
}
