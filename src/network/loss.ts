import type { Combination } from '../enclosure/combination.ts';
import type { Enclosure } from '../enclosure/enclosure.ts';
import type { Enclosures } from '../enclosure/enclosures.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { Rational } from '../exact/rational.ts';

/** What a loss with rational values is, apart from the data. Numbers are canonical rationals; `weights` are the rows of a d_H × m matrix. */
export type ExactLossJson =
  | { readonly kind: 'square' }
  | { readonly kind: 'weighted-square'; readonly weights: readonly (readonly string[])[] }
  | { readonly kind: 'huber'; readonly delta: string }
  | { readonly kind: 'quartic' }
  | { readonly kind: 'absolute'; readonly weights: readonly (readonly string[])[] }
  | { readonly kind: 'balanced-square'; readonly mu: string };

/** The same for losses whose values are not rational. */
export type TranscendentalLossJson =
  | { readonly kind: 'log-cosh' }
  | { readonly kind: 'pseudo-huber'; readonly delta: string }
  | { readonly kind: 'logistic' };

export type LossJson = ExactLossJson | TranscendentalLossJson;

export type LossKind = LossJson['kind'];
export type ExactLossKind = ExactLossJson['kind'];
export type TranscendentalLossKind = TranscendentalLossJson['kind'];

/**
 * A function of the product R (d_H × d_0) that is separable in the residual E = RX − Y (d_H × m):
 * f(R) = Σ_{k,l} φ_{kl}(E_{kl}); the loss of a network is L(W) = f(W_H ⋯ W_1).
 * Where f is differentiable its gradient is locally Lipschitz: the rule for curves (evidence/curve.ts) rests on it.
 */
interface Separable<J extends LossJson> {
  readonly kind: J['kind'];
  /** d_0 × m */
  readonly X: Matrix;
  /** d_H × m */
  readonly Y: Matrix;
  /** Whether f is convex: every loss says in its own file why. */
  readonly convex: boolean;
  /** Whether f is differentiable everywhere: every loss says in its own file why. */
  readonly differentiable: boolean;
  toJson(): J;
}

/** A loss whose values are rational where R is. */
export interface Loss extends Separable<ExactLossJson> {
  /** f(R). */
  value(R: Matrix): Rational;
  /** G = ∇f(R) = Φ′(E)Xᵀ, d_H × d_0, where Φ′(E) has the entries φ′_{kl}(E_{kl}). Throws RangeError if f is not differentiable. */
  gradient(R: Matrix): Matrix;
  /**
   * A residual E with Φ′(E) = N, both d_H × m; undefined if there is none that is rational. With Y = RX − E the gradient at R is
   * NXᵀ. Throws RangeError if f is not differentiable, or if N has another shape.
   */
  residualFor(N: Matrix): Matrix | undefined;
}

/** A loss whose values are not rational: its gradient is a combination of rational matrices, its values can only be enclosed. */
export interface TranscendentalLoss extends Separable<TranscendentalLossJson> {
  readonly convex: true;
  readonly differentiable: true;
  /** G = ∇f(R), d_H × d_0. */
  gradient(R: Matrix): Combination;
  /** An enclosure of f(R). */
  enclosedValue(R: Matrix, context: Enclosures): Enclosure;
}

export type AnyLoss = Loss | TranscendentalLoss;

export const isTranscendental = (loss: AnyLoss): loss is TranscendentalLoss => 'enclosedValue' in loss;

/** A loss whose second derivative does not depend on R: D²f[E, F] = Σ_k e_k S_k f_kᵀ, with e_k and f_k the rows of E and F. */
export interface QuadraticLoss extends Loss {
  /** D²f[E, F], E and F of the shape of R. */
  secondDerivative(E: Matrix, F: Matrix): Rational;
  /** S_k, d_0 × d_0, symmetric positive semidefinite, for output k = 0..d_H−1. */
  gram(k: number): Matrix;
}

export const isQuadratic = (loss: AnyLoss): loss is QuadraticLoss => 'secondDerivative' in loss;
