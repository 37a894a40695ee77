import type { Matrix } from '../exact/matrix.ts';
import { addMatrixPolynomials, coefficient, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { Rational } from '../exact/rational.ts';
import { gradients } from './derivatives.ts';
import type { AnyInstance, Instance } from './instance.ts';
import type { BalancedSquareLoss } from './losses/balanced-square.ts';
import { partialProducts } from './network.ts';

/**
 * Two layers with the regularized loss of zhu-2018,
 * g(W_1, W_2) = ½‖W_2W_1X − Y‖² + (μ/4)‖D‖², D = W_2ᵀW_2 − W_1Σ_XXW_1ᵀ (d_1 × d_1, symmetric), μ > 0.
 */
export type RegularizedInstance = Instance<BalancedSquareLoss>;

export const isRegularized = (instance: AnyInstance): instance is RegularizedInstance =>
  instance.loss.kind === 'balanced-square';

/** D. For two layers and any loss. */
export function imbalance({ X, weights }: AnyInstance): Matrix {
  const [first, second] = twoLayers(weights);
  const seen = first.mul(X);
  return second.transpose().mul(second).sub(seen.mul(seen.transpose()));
}

/** g(W). */
export function regularizedValue(instance: RegularizedInstance): Rational {
  const D = imbalance(instance);
  return instance.loss.value(partialProducts(instance).R).add(quarterOf(instance.loss.mu).mul(D.dot(D)));
}

/** ∇_{W_1}g = W_2ᵀG − μDW_1Σ_XX and ∇_{W_2}g = GW_1ᵀ + μW_2D. */
export function regularizedGradients(instance: RegularizedInstance): [Matrix, Matrix] {
  const { loss, weights } = instance;
  const [first, second] = twoLayers(weights);
  const products = partialProducts(instance);
  const [toFirst, toSecond] = twoLayers(gradients(products, loss.gradient(products.R)));
  const D = imbalance(instance);
  return [
    toFirst.sub(D.mul(first).mul(loss.Sxx).scale(loss.mu)), //
    toSecond.add(second.mul(D).scale(loss.mu)),
  ];
}

/** The coefficients of t, t², …, t^limit in g(W(t)) − g(W), for layers W_1(t), W_2(t): of ½‖E(t)‖² + (μ/4)‖D(t)‖². */
export function regularizedChange(
  { X, Y, loss }: RegularizedInstance,
  layers: readonly MatrixPolynomial[],
  limit: number,
): Rational[] {
  const [first, second] = twoLayers(layers);
  const seen = mulTruncated(first, [X], limit);
  const E = addMatrixPolynomials(mulTruncated(second, seen, limit), [Y.neg()]);
  const output = mulTruncated(transposed(second), second, limit);
  const D = addMatrixPolynomials(output, negated(mulTruncated(seen, transposed(seen), limit)));
  const [half, quarter] = [new Rational(1n, 2n), quarterOf(loss.mu)];
  return Array.from({ length: limit }, (_, k) =>
    squareAt(E, k + 1)
      .mul(half)
      .add(squareAt(D, k + 1).mul(quarter)),
  );
}

/** D²g[V, V]: twice the coefficient of t² along W + tV. */
export function regularizedSecondDerivative(instance: RegularizedInstance, V: readonly Matrix[]): Rational {
  const line = instance.weights.map((w, k): MatrixPolynomial => [w, V[k]!]);
  return regularizedChange(instance, line, 2)[1]!.mul(new Rational(2n));
}

function twoLayers<T>(layers: readonly T[]): [T, T] {
  const [first, second] = layers;
  if (layers.length !== 2 || !first || !second) throw new RangeError(`two layers, not ${layers.length}`);
  return [first, second];
}

const quarterOf = (mu: Rational): Rational => mu.mul(new Rational(1n, 4n));

/** The coefficient of t^k in ‖P(t)‖². */
function squareAt(P: MatrixPolynomial, k: number): Rational {
  let sum = Rational.zero;
  for (let i = 0; i <= k; i++) sum = sum.add(coefficient(P, i).dot(coefficient(P, k - i)));
  return sum;
}

const transposed = (P: MatrixPolynomial): MatrixPolynomial =>
  P.map((m) => m.transpose()) as unknown as MatrixPolynomial;
const negated = (P: MatrixPolynomial): MatrixPolynomial => P.map((m) => m.neg()) as unknown as MatrixPolynomial;
