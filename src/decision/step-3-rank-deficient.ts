import { curve, curveEvidence, firstChange, productCurve } from '../evidence/curve.ts';
import type { EvidenceOf, PsdProof } from '../evidence/evidence.ts';
import { flatMoves } from '../evidence/flat.ts';
import { proposeEigen, roundings } from '../evidence/floats.ts';
import { dominanceProof } from '../evidence/psd.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { lowestPower, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { abs } from '../exact/rational.ts';
import { definiteness, form } from '../exact/symmetric.ts';
import { hessian } from '../network/derivatives.ts';
import { isQuadratic, type QuadraticLoss } from '../network/loss.ts';
import { depth, type Network } from '../network/network.ts';
import type { Point } from './point.ts';
import { primitiveMultiple } from './step-1-gradient.ts';

type CurveEvidence = EvidenceOf<'descent-curve' | 'ascent-curve'>;

/**
 * Step 3, first part (zhang-2019): if rank R < d and G ≠ 0, flats move W without moving the product until the gradient of
 * one layer is not zero; a step against it descends (sign −1), a step along it ascends (sign +1).
 * Of the steps −t^s C, s = 1, 2, …, the first that is known to change the loss with the right sign is taken. With q the order at which the gradient
 * appears, s = q + 1 always is, for any differentiable loss: the product moves from t^{q+1} on, so that its square is of order 2q + 2
 * or more, and the change has order 2q + 1.
 */
export function rankDeficientCurve(point: Point, sign: -1 | 1): CurveEvidence {
  const { instance, G } = point;
  const { flats, free } = flatsAt(point);
  const layers = curve(instance, flats);
  const one = (h: number): MatrixPolynomial => [Matrix.identity(instance.widths[h]!)];
  const A = free === 1 ? one(0) : productCurve(layers.slice(0, free - 1));
  const B = free === depth(instance) ? one(free) : productCurve(layers.slice(free));
  // R, and so G, do not move: the gradient of W_free at the moved point is B(t)ᵀ G A(t)ᵀ.
  const gradient = mulTruncated(mulTruncated(transposed(B), [G]), transposed(A));
  const q = lowestPower(gradient);
  if (q === undefined) throw new Error('a rank-deficient point with G ≠ 0 uncovers a gradient');
  const step = primitiveMultiple(gradient[q]!);
  for (const s of range(q + 1).map((k) => k + 1)) {
    const terms = [...flats, { layer: free, power: s, matrix: sign < 0 ? step.neg() : step }];
    const change = firstChange(instance, instance.loss, terms, q + s);
    if (change?.sign === sign) return curveEvidence(sign < 0 ? 'descent-curve' : 'ascent-curve', change.order, terms);
  }
  throw new Error('a step of order q + 1 dominates the quadratic term');
}

const transposed = (p: MatrixPolynomial): MatrixPolynomial =>
  p.map((m) => m.transpose()) as unknown as MatrixPolynomial;

/** Flats that uncover the gradient of one layer: u and v with uᵀGv ≠ 0. */
function flatsAt({ instance, products, G }: Point): ReturnType<typeof flatMoves> {
  const entry = G.num.findIndex((x) => x !== 0n);
  const u = Matrix.unit(G.rows, Math.floor(entry / G.cols));
  const v = Matrix.unit(G.cols, entry % G.cols);
  return flatMoves(instance, products, u, v);
}

/**
 * A curve along which the loss grows: of order 2 where f is quadratic and one weight alone changes RX (all losses of the library that are quadratic
 * have D²f[E, E] > 0 for EX ≠ 0), otherwise the flipped curve of {@link rankDeficientCurve}, which needs rank R < d.
 * For a critical point with G ≠ 0.
 */
export function ascentCurve(point: Point): CurveEvidence {
  const { instance, products } = point;
  const layers = isQuadratic(instance.loss) ? range(depth(instance)) : [];
  for (const k of layers) {
    const B = products.B[k + 1]!;
    const AX = products.A[k]!.mul(instance.X);
    const a = range(B.cols).find((j) => !B.col(j).isZero());
    const b = range(AX.rows).find((i) => !AX.row(i).isZero());
    if (a === undefined || b === undefined) continue;
    const matrix = Matrix.build(B.cols, AX.rows, (i, j) => (i === a && j === b ? 1n : 0n));
    return curveEvidence('ascent-curve', 2, [{ layer: k + 1, power: 1, matrix }]);
  }
  return rankDeficientCurve(point, 1);
}

/** A direction of negative curvature, or a proof that the Hessian is positive semidefinite. */
export type SecondOrder = { readonly psd: PsdProof } | { readonly direction: Matrix[] };

/** Step 3, second part: the Hessian at a critical point. Doubles propose; exact elimination decides where they fail. */
export function secondOrder({ instance }: Point<QuadraticLoss>): SecondOrder {
  const h = hessian(instance, instance.loss);
  const { values, vectors } = proposeEigen(normalized(h));
  if ((values[0] ?? 0) < 0) {
    for (const x of roundings(vectors[0]!)) {
      if (form(h, x).sign < 0) return { direction: layersOf(instance, x) };
    }
  }
  const short = dominanceProof(h);
  if (short) return { psd: short };
  const decided = definiteness(h);
  if (!decided.psd) return { direction: layersOf(instance, primitiveMultiple(decided.direction)) };
  return { psd: { form: 'sum-of-squares', D: decided.D.map(String), L: decided.L.toRows() } };
}

/** Entries as doubles, scaled so that the largest is about 1 (a common factor changes no sign). */
function normalized(h: Matrix): number[][] {
  const scale = h.num.reduce((largest, x) => (abs(x) > largest ? abs(x) : largest), 1n);
  return new Matrix(h.rows, h.cols, h.num, scale).toDoubles();
}

/** A vector in the coordinates of the Hessian as matrices V_1, …, V_H. */
function layersOf(net: Network, x: Matrix): Matrix[] {
  let offset = 0;
  return net.weights.map((w) => {
    const part = new Matrix(w.rows, w.cols, x.num.slice(offset, offset + w.rows * w.cols), x.den);
    offset += w.rows * w.cols;
    return part.reduced();
  });
}
