import { kernel } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { bezout, characteristicPolynomial, derivative } from '../exact/polynomial.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import type { EvidenceOf } from './evidence.ts';
import { proposeEigen } from './floats.ts';

/** Evidence that Σ has as many different eigenvalues as rows, or undefined if two of them coincide. */
export function distinctSpectrum(sigma: Matrix): EvidenceOf<'distinct-spectrum'> | undefined {
  return rationalSpectrum(sigma) ?? coprimeWithDerivative(sigma);
}

/** A rational eigendecomposition, where rounded eigenvalues turn out to be exact. */
function rationalSpectrum(sigma: Matrix): EvidenceOf<'distinct-spectrum'> | undefined {
  const n = sigma.rows;
  const values: Rational[] = [];
  let vectors = Matrix.zeros(n, 0);
  const proposed = proposeEigen(sigma.toDoubles()).values;
  if (proposed.length < n) return undefined;
  for (const x of proposed.reverse()) {
    if (!Number.isFinite(x)) return undefined;
    const slack = 1e-10 * Math.max(1, Math.abs(x));
    const value = simplestBetween(Rational.fromDouble(x - slack), Rational.fromDouble(x + slack));
    if (value.den > 1000000n || values.some((v) => v.equals(value))) return undefined;
    const vector = kernel(sigma.sub(Matrix.identity(n).scale(value)));
    if (vector.cols !== 1) return undefined;
    values.push(value);
    vectors = vectors.beside(vector);
  }
  return { kind: 'distinct-spectrum', form: 'eigen', values: values.map(String), vectors: vectors.toRows() };
}

/** a·p + b·p′ = 1 for the characteristic polynomial p: no common root, so no repeated eigenvalue. */
export function coprimeWithDerivative(sigma: Matrix): EvidenceOf<'distinct-spectrum'> | undefined {
  const p = characteristicPolynomial(sigma);
  const { gcd, a, b } = bezout(p, derivative(p));
  if (gcd.length !== 1) return undefined;
  return { kind: 'distinct-spectrum', form: 'bezout', a: a.map(String), b: b.map(String) };
}
