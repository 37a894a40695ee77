import { kernel } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import type { EvidenceOf } from './evidence.ts';
import { proposeEigen } from './floats.ts';

/**
 * An orthogonal basis of eigenvectors of Σ of which one is neither in col P nor orthogonal to it, P a projection that commutes with Σ. For each
 * eigenvalue, a basis of its eigenspace is made orthogonal, exactly (Gram–Schmidt without roots); where P splits the eigenspace, it is started
 * with the sum of a vector inside col P and one outside. Undefined where P splits no eigenspace (every eigenbasis fits P), or where
 * eigenvalues are not rational.
 */
export function mixedEigenbasis(sigma: Matrix, P: Matrix): EvidenceOf<'eigenbasis'> | undefined {
  const n = sigma.rows;
  const values: Rational[] = [];
  let U = Matrix.zeros(n, 0);
  let mixed: number | undefined;
  for (const value of rationalEigenvalues(sigma)) {
    const space = kernel(sigma.sub(Matrix.identity(n).scale(value)));
    const columns = range(space.cols).map((k) => space.col(k));
    const inside = columns.map((x) => P.mul(x)).find((x) => !x.isZero());
    const outside = columns.map((x) => x.sub(P.mul(x))).find((x) => !x.isZero());
    if (inside && outside) mixed ??= U.cols;
    const start = inside && outside ? [inside.add(outside)] : [];
    const basis = orthogonalized([...start, ...columns]);
    for (const x of basis) {
      values.push(value);
      U = U.beside(x);
    }
  }
  if (U.cols !== n || mixed === undefined) return undefined;
  return { kind: 'eigenbasis', values: values.map(String), vectors: U.toRows(), mixed };
}

/** Different rational numbers near the proposed eigenvalues. */
function rationalEigenvalues(sigma: Matrix): Rational[] {
  const values: Rational[] = [];
  for (const x of proposeEigen(sigma.toDoubles()).values) {
    const slack = 1e-9 * Math.max(1, Math.abs(x));
    const value = simplestBetween(Rational.fromDouble(x - slack), Rational.fromDouble(x + slack));
    if (!values.some((v) => v.equals(value))) values.push(value);
  }
  return values;
}

/** Orthogonal vectors with the same span; what depends on earlier ones is left out. */
function orthogonalized(columns: readonly Matrix[]): Matrix[] {
  const basis: Matrix[] = [];
  for (const x of columns) {
    const rest = basis.reduce((y, b) => y.sub(b.scale(y.dot(b).div(b.dot(b)))), x);
    if (!rest.isZero()) basis.push(rest);
  }
  return basis;
}
