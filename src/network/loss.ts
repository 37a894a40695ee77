import type { Matrix } from '../exact/matrix.ts';
import type { Rational } from '../exact/rational.ts';

/**
 * A convex differentiable function f of the product R (d_H × d_0); the loss of a network is L(W) = f(W_H ⋯ W_1).
 * Every loss states in its own file why it is convex and differentiable.
 */
export interface Loss {
  readonly kind: string;
  /** f(R). */
  value(R: Matrix): Rational;
  /** G = ∇f(R), d_H × d_0. */
  gradient(R: Matrix): Matrix;
}

/** A loss whose second derivative D²f(R)[E, E′] does not depend on R. */
export interface QuadraticLoss extends Loss {
  /** D²f[E, E′]. */
  secondDerivative(E: Matrix, F: Matrix): Rational;
}
