import { Undecided } from '../enclosure/undecided.ts';
import { curve, curveEvidence, firstChange, firstEnclosedChange, productCurve, type Term } from '../evidence/curve.ts';
import type { EvidenceOf, PsdProof } from '../evidence/evidence.ts';
import { flatMoves } from '../evidence/flat.ts';
import { proposeEigen, roundings } from '../evidence/floats.ts';
import { dominanceProof } from '../evidence/psd.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { coefficient, lowestPower, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { abs } from '../exact/rational.ts';
import { definiteness, form } from '../exact/symmetric.ts';
import { hessian } from '../network/derivatives.ts';
import { isQuadratic, type QuadraticLoss } from '../network/loss.ts';
import { depth, type Network } from '../network/network.ts';
import { type AnyPoint, type EnclosedPoint, isEnclosed, type Point } from './point.ts';
import { nearbyMultiple, primitiveMultiple } from './step-1-gradient.ts';

type CurveEvidence = EvidenceOf<'descent-curve' | 'ascent-curve'>;

/**
 * Step 3, first part (zhang-2019): if rank R < d and G ≠ 0, flats move W without moving the product until the gradient of
 * one layer is not zero; a step against it descends (sign −1), a step along it ascends (sign +1).
 * Of the steps −t^s C, s = 1, 2, …, the first that is known to change the loss with the right sign is taken. With q the order at which the gradient
 * appears, s = q + 1 always is, for any differentiable loss: the product moves from t^{q+1} on, so that its square is of order 2q + 2
 * or more, and the change has order 2q + 1.
 * Throws Undecided at an enclosed point where a sign takes more digits.
 */
export function rankDeficientCurve(point: AnyPoint, sign: -1 | 1): CurveEvidence {
  const { flats, free, uncover } = flatsAt(point);
  const { step, order: q } = isEnclosed(point) ? enclosedStep(point, uncover) : exactStep(uncover(point.G));
  const changeAlong = (terms: readonly Term[], limit: number) =>
    isEnclosed(point)
      ? firstEnclosedChange(point.instance, point.G, terms, limit, point.enclosures)
      : firstChange(point.instance, point.instance.loss, terms, limit);
  for (const s of range(q + 1).map((k) => k + 1)) {
    const terms = [...flats, { layer: free, power: s, matrix: sign < 0 ? step.neg() : step }];
    const change = changeAlong(terms, q + s);
    if (change?.sign === sign) return curveEvidence(sign < 0 ? 'descent-curve' : 'ascent-curve', change.order, terms);
  }
  throw new Error('a step of order q + 1 dominates the quadratic term');
}

/** A step along the gradient that the flats uncover, and the order q at which it appears. */
interface Step {
  readonly step: Matrix;
  readonly order: number;
}

function exactStep(gradient: MatrixPolynomial): Step {
  const order = lowestPower(gradient);
  if (order === undefined) throw new Error('a rank-deficient point with G ≠ 0 uncovers a gradient');
  return { step: primitiveMultiple(gradient[order]!), order };
}

/** From the gradients that the parts of G uncover. Throws Undecided if the first that is not 0 in all parts is not proved other than 0. */
function enclosedStep({ G, enclosures }: EnclosedPoint, uncover: (part: Matrix) => MatrixPolynomial): Step {
  const gradients = new Map(G.parts.map((part) => [part, uncover(part)]));
  const order = Math.min(...[...gradients.values()].map((p) => lowestPower(p) ?? Number.POSITIVE_INFINITY));
  const step = nearbyMultiple(
    G.map((part) => coefficient(gradients.get(part)!, order)),
    enclosures,
  );
  if (!step) throw new Undecided('the gradient that the flats uncover is not 0');
  return { step, order };
}

const transposed = (p: MatrixPolynomial): MatrixPolynomial =>
  p.map((m) => m.transpose()) as unknown as MatrixPolynomial;

/**
 * Flats that uncover the gradient of the layer `free`: u and v with uᵀGv ≠ 0. R, and so G, do not move: that gradient is B(t)ᵀ G A(t)ᵀ, a
 * polynomial in t and linear in G.
 */
function flatsAt(point: AnyPoint): {
  readonly flats: readonly Term[];
  readonly free: number;
  readonly uncover: (G: Matrix) => MatrixPolynomial;
} {
  const { instance, products } = point;
  const [outputs, inputs] = [instance.Y.rows, instance.X.rows];
  const entry = nonZeroEntry(point);
  const u = Matrix.unit(outputs, Math.floor(entry / inputs));
  const v = Matrix.unit(inputs, entry % inputs);
  const { flats, free } = flatMoves(instance, products, u, v);
  const layers = curve(instance, flats);
  const one = (h: number): MatrixPolynomial => [Matrix.identity(instance.widths[h]!)];
  const A = transposed(free === 1 ? one(0) : productCurve(layers.slice(0, free - 1)));
  const B = transposed(free === depth(instance) ? one(free) : productCurve(layers.slice(free)));
  return { flats, free, uncover: (G) => mulTruncated(mulTruncated(B, [G]), A) };
}

/** The first entry of G, row by row, that is known not to be 0. Throws Undecided where it takes more digits. */
function nonZeroEntry(point: AnyPoint): number {
  if (!isEnclosed(point)) return point.G.num.findIndex((x) => x !== 0n);
  const entry = point.G.enclosed(point.enclosures).entries.findIndex((x) => (x.sign() ?? 0) !== 0);
  if (entry < 0) throw new Undecided('∇f(R) is not 0');
  return entry;
}

/**
 * A curve along which the loss grows: of order 2 where f is quadratic and one weight alone changes RX (all losses of the library that are quadratic
 * have D²f[E, E] > 0 for EX ≠ 0), otherwise the flipped curve of {@link rankDeficientCurve}, which needs rank R < d.
 * For a critical point with G ≠ 0.
 */
export function ascentCurve(point: AnyPoint): CurveEvidence {
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
