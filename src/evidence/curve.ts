import type { Combination } from '../enclosure/combination.ts';
import type { Enclosures } from '../enclosure/enclosures.ts';
import { Undecided } from '../enclosure/undecided.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { coefficient, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { Rational } from '../exact/rational.ts';
import { isQuadratic, type Loss } from '../network/loss.ts';
import type { Network } from '../network/network.ts';
import type { EvidenceOf } from './evidence.ts';

/** C in W_h(t) = W_h + … + t^power·C. */
export interface Term {
  readonly layer: number;
  readonly power: number;
  readonly matrix: Matrix;
}

/** W_1(t), …, W_H(t). */
export function curve(net: Network, terms: readonly Term[]): MatrixPolynomial[] {
  return net.weights.map((w, k) => {
    const mine = terms.filter((t) => t.layer === k + 1);
    const degree = Math.max(0, ...mine.map((t) => t.power));
    return range(degree + 1).map((power) =>
      mine
        .filter((t) => t.power === power)
        .reduce((s, t) => s.add(t.matrix), power === 0 ? w : Matrix.zeros(w.rows, w.cols)),
    ) as unknown as MatrixPolynomial;
  });
}

/** W_H(t) ⋯ W_1(t), truncated after t^limit. */
export const productCurve = (layers: readonly MatrixPolynomial[], limit?: number): MatrixPolynomial =>
  layers.slice(1).reduce((p, w) => mulTruncated(w, p, limit), layers[0]!);

/**
 * The coefficient of t^k in f(R(t)) − f(R(0)) for k = 1, 2, … up to the limit, R(t) = R + Σ_{k≥p} t^k E_k with E_p ≠ 0.
 * For a quadratic f all of them. Otherwise those with k < 2p, ⟨G, E_k⟩: ∇f is locally Lipschitz, so
 * f(R(t)) − f(R) = ⟨G, Σ t^k E_k⟩ + O(t^{2p}). Throws RangeError if f is not differentiable.
 */
export const lossChange = (loss: Loss, R: MatrixPolynomial, limit: number): Rational[] => [
  ...changes(loss, R, limit, loss.gradient(R[0])),
];

function* changes(loss: Loss, R: MatrixPolynomial, limit: number, G: Matrix): Generator<Rational> {
  if (!isQuadratic(loss)) {
    for (const order of orders(Math.min(limit, 2 * lowestMove(R) - 1))) yield G.dot(coefficient(R, order));
    return;
  }
  const half = new Rational(1n, 2n);
  const moves = (k: number) => k < R.length && !R[k]!.isZero();
  for (const k of orders(limit)) {
    let sum = moves(k) ? G.dot(R[k]!) : Rational.zero;
    // ½D²f[E_i, E_j] for all i + j = k: twice for i ≠ j.
    for (let i = 1; 2 * i <= k; i++) {
      if (!moves(i) || !moves(k - i)) continue;
      const second = loss.secondDerivative(R[i]!, R[k - i]!);
      sum = sum.add(2 * i === k ? second.mul(half) : second);
    }
    yield sum;
  }
}

/** 1, …, n. */
const orders = (n: number): number[] => range(n).map((k) => k + 1);

/** p: the lowest power of t with a non-zero coefficient, infinite if the curve stays where it is. */
function lowestMove(R: MatrixPolynomial): number {
  const k = R.findIndex((c, power) => power > 0 && !c.isZero());
  return k < 0 ? Number.POSITIVE_INFINITY : k;
}

/** Order and sign of the first change of a loss. */
export interface Change {
  readonly order: number;
  readonly sign: -1 | 1;
}

/** The first change along a curve R(t) of products, or undefined if none of the coefficients up to t^limit that {@link lossChange} knows is not 0. G is ∇f(R(0)). */
export function productChange(
  loss: Loss,
  R: MatrixPolynomial,
  limit: number,
  G = loss.gradient(R[0]),
): Change | undefined {
  let order = 0;
  for (const { sign } of changes(loss, R, limit, G)) {
    order++;
    if (sign !== 0) return { order, sign };
  }
  return undefined;
}

/** The same along a curve of layers. */
export const firstChange = (net: Network, loss: Loss, terms: readonly Term[], limit: number): Change | undefined =>
  productChange(loss, productCurve(curve(net, terms), limit), limit);

/**
 * The same for a transcendental loss, from its gradient G at R in parts: a coefficient is 0 if it is for each part. Throws Undecided if the
 * sign of one that is not takes more digits.
 */
export function enclosedProductChange(
  G: Combination,
  R: MatrixPolynomial,
  limit: number,
  enclosures: Enclosures,
): Change | undefined {
  for (const order of orders(Math.min(limit, 2 * lowestMove(R) - 1))) {
    const sign = G.enclosedAlong(coefficient(R, order), enclosures).sign();
    if (sign === undefined) throw new Undecided(`the coefficient of t^${order} of the loss along a curve is not 0`);
    if (sign !== 0) return { order, sign };
  }
  return undefined;
}

export const firstEnclosedChange = (
  net: Network,
  G: Combination,
  terms: readonly Term[],
  limit: number,
  enclosures: Enclosures,
): Change | undefined => enclosedProductChange(G, productCurve(curve(net, terms), limit), limit, enclosures);

export function curveEvidence<K extends 'descent-curve' | 'ascent-curve'>(
  kind: K,
  order: number,
  terms: readonly Term[],
): EvidenceOf<'descent-curve' | 'ascent-curve'> {
  const sorted = [...terms].sort((a, b) => a.layer - b.layer || a.power - b.power);
  return {
    kind,
    order,
    curve: sorted.map(({ layer, power, matrix }) => ({ layer, power, matrix: matrix.toRows() })),
  };
}
