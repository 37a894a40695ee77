import { type Matrix, range } from '../exact/matrix.ts';
import type { Rational } from '../exact/rational.ts';
import { form } from '../exact/symmetric.ts';
import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';
import { toRational } from './ends.ts';
import { proposeEigenvectors } from './jacobi.ts';
import { EnclosureMatrix } from './matrix.ts';
import { Undecided } from './undecided.ts';

/** A simple eigenvalue, alone in its enclosure, and the unit eigenvector (up to the sign) as a column. */
export interface Eigenpair {
  readonly value: Enclosure;
  readonly vector: EnclosureMatrix;
}

/** A proposed pair (λ, v), v a rational column, and what is proved of it: some eigenvalue of A is in `value`. */
interface Proposal {
  readonly lambda: Rational;
  readonly v: Matrix;
  readonly length: Enclosure;
  /** ‖Av − λv‖/‖v‖. */
  readonly residual: Enclosure;
  readonly value: Enclosure;
}

/**
 * All eigenpairs of an exact symmetric matrix with distinct eigenvalues, in ascending order. Proposals come from Jacobi's method; what is
 * proved of them rests on exact residuals. Write v = Σ c_j x_j in an orthonormal basis of eigenvectors, A x_j = λ_j x_j. Then
 *
 *     ‖Av − λv‖² = Σ (λ_j − λ)² c_j².
 *
 * (1) So some |λ_j − λ| ≤ ε = ‖Av − λv‖/‖v‖. If the n intervals [λ − ε, λ + ε] are disjoint, each holds exactly one of the n
 *     eigenvalues, and all are simple. (B. N. Parlett, The Symmetric Eigenvalue Problem, section 4.5.)
 * (2) If |λ_j − λ| ≥ gap for all j but one, then gap² Σ_{j≠i} c_j² ≤ ‖Av − λv‖², so the angle θ of v and ±x_i has sin θ ≤ ε/gap, and with
 *     the sign that makes ⟨v, x_i⟩ ≥ 0, ‖v/‖v‖ − x_i‖ = 2 sin(θ/2) ≤ √2 sin θ. (Parlett, section 11.7.)
 *
 * Throws RangeError if A is not symmetric; Undecided, naming two eigenvalues by their places from 1, if they are not proved distinct.
 */
export function eigenpairs(context: Enclosures, a: Matrix): Eigenpair[] {
  if (!a.equals(a.transpose())) throw new RangeError('eigenpairs of a matrix that is not symmetric');
  const { finer } = context;
  const basis = proposeEigenvectors(a, Math.ceil(finer.precision * Math.log2(10)) + 16);
  const proposals = range(a.rows)
    .map((k) => propose(finer, a, basis.col(k)))
    .sort((x, y) => x.lambda.compare(y.lambda));
  proposals.slice(1).forEach((next, k) => {
    if (!proposals[k]!.value.hi.lt(next.value.lo)) throw new Undecided(`eigenvalue ${k + 1} < eigenvalue ${k + 2}`);
  });
  return proposals.map((one, k) => ({ value: one.value.to(context), vector: eigenvector(context, proposals, k, one) }));
}

function propose(context: Enclosures, a: Matrix, v: Matrix): Proposal {
  const norm = v.dot(v);
  if (norm.sign === 0) throw new Undecided('length of a proposed eigenvector > 0');
  const lambda = toRational(context.of(form(a, v).div(norm)).lo);
  const r = a.mul(v).sub(v.scale(lambda));
  const residual = context.of(r.dot(r).div(norm)).sqrt();
  return { lambda, v, length: context.of(norm).sqrt(), residual, value: context.of(lambda).add(residual.plusMinus()) };
}

function eigenvector(
  context: Enclosures,
  all: readonly Proposal[],
  k: number,
  { lambda, v, length, residual }: Proposal,
): EnclosureMatrix {
  const { finer } = context;
  const gaps = [all[k - 1], all[k + 1]].filter((x) => x !== undefined).map((x) => x.value.sub(finer.of(lambda)).abs());
  const error =
    gaps.length === 0
      ? finer.integer(0)
      : residual
          .div(gaps.reduce((x, y) => x.min(y)))
          .mul(finer.integer(2).sqrt())
          .plusMinus();
  return EnclosureMatrix.build(context, v.rows, 1, (i) => finer.of(v.entry(i, 0)).div(length).add(error).to(context));
}
