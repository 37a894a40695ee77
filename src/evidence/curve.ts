import { Matrix, range } from '../exact/matrix.ts';
import { coefficient, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { Rational } from '../exact/rational.ts';
import type { QuadraticLoss } from '../network/loss.ts';
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

/** The coefficient of t^k in f(R(t)) − f(R(0)) for k = 1..limit, a quadratic f. */
export function lossChange(loss: QuadraticLoss, R: MatrixPolynomial, limit: number): Rational[] {
  const G = loss.gradient(R[0]);
  const half = new Rational(1n, 2n);
  return range(limit).map((m) => {
    const k = m + 1;
    let sum = G.dot(coefficient(R, k));
    for (let i = 1; i < k; i++) {
      if (i < R.length && k - i < R.length) sum = sum.add(loss.secondDerivative(R[i]!, R[k - i]!).mul(half));
    }
    return sum;
  });
}

/** Order and sign of the first change of the loss along a curve, or undefined if nothing changes up to t^limit. */
export function firstChange(
  net: Network,
  loss: QuadraticLoss,
  terms: readonly Term[],
  limit: number,
): { order: number; sign: number } | undefined {
  const changes = lossChange(loss, productCurve(curve(net, terms), limit), limit);
  const k = changes.findIndex((c) => c.sign !== 0);
  return k < 0 ? undefined : { order: k + 1, sign: changes[k]!.sign };
}

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
