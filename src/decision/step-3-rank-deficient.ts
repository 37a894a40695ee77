import { Undecided } from '../enclosure/undecided.ts';
import {
  type Change,
  curve,
  curveEvidence,
  enclosedProductChange,
  productChange,
  productCurve,
  type Term,
} from '../evidence/curve.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { flatMoves } from '../evidence/flat.ts';
import { powerOfTwo } from '../evidence/psd.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { type MatrixPolynomial, mulTruncated, productCoefficient } from '../exact/matrix-polynomial.ts';
import { Rational } from '../exact/rational.ts';
import { isQuadratic } from '../network/loss.ts';
import { depth } from '../network/network.ts';
import { type AnyPoint, type EnclosedPoint, isEnclosed } from './point.ts';
import { largestEntry, nearbyMultiple } from './step-1-gradient.ts';

type CurveEvidence = EvidenceOf<'descent-curve' | 'ascent-curve'>;

/**
 * Step 3, first part (zhang-2019): if rank R < d and G ≠ 0, flats move W without moving the product until the gradient of
 * one layer is not zero, at order q say; a step against it descends (sign −1), a step along it ascends (sign +1).
 * Of the steps ∓t^s C, s = 1, 2, …, q + 1, with C one entry of that gradient, the first that is known to change the loss with the right sign
 * is taken. For a quadratic f there is one with s ≤ q, as a short enough step −c·t^q C changes f by −c⟨C, gradient⟩t^{2q} up to a multiple of c²t^{2q}; for any differentiable
 * f, s = q + 1 always is one: the product moves from t^{q+1} on, so that its square is of order 2q + 2 or more, and the change has order 2q + 1.
 * Throws Undecided at an enclosed point where a sign takes more digits.
 */
export function rankDeficientCurve(point: AnyPoint, sign: -1 | 1): CurveEvidence {
  const uncovered = flatsAt(point);
  const { step, order: q } = isEnclosed(point)
    ? enclosedStep(point, uncovered)
    : exactStep(uncovered.gradient(point.G));
  const C = sign < 0 ? step.neg() : step;
  const move = uncovered.move(C);
  for (const s of range(q + 1).map((k) => k + 1)) {
    for (const scale of s === q ? SHORTER : [Rational.one]) {
      const change = changeAlong(point, moved(point.products.R, move, s, scale), q + s);
      if (change?.sign !== sign) continue;
      const terms = [...uncovered.flats, { layer: uncovered.free, power: s, matrix: C.scale(scale) }];
      return curveEvidence(sign < 0 ? 'descent-curve' : 'ascent-curve', change.order, terms);
    }
  }
  throw new Error('a step of order q + 1 dominates the quadratic term');
}

/** R + c·t^s·E(t), of the same degree for all c > 0. */
function moved(R: Matrix, E: MatrixPolynomial, s: number, c: Rational): MatrixPolynomial {
  const still = range(s - 1).map(() => Matrix.zeros(R.rows, R.cols));
  return [R, ...still, ...(c.equals(Rational.one) ? E : E.map((m) => m.scale(c)))];
}

/** Factors of the step −t^q C, at which the linear and the quadratic term of the change have the same order. */
const SHORTER = [0, 2, 4, 8, 16, 32, 64].map((k) => powerOfTwo(-k));

const changeAlong = (point: AnyPoint, R: MatrixPolynomial, limit: number): Change | undefined =>
  isEnclosed(point)
    ? enclosedProductChange(point.G, R, limit, point.enclosures)
    : productChange(point.instance.loss, R, limit, point.G);

/** A step along the gradient that the flats uncover, and the order q at which it appears. */
interface Step {
  readonly step: Matrix;
  readonly order: number;
}

function exactStep({ coefficient, degree }: Coefficients): Step {
  for (let order = 0; order <= degree; order++) {
    const gradient = coefficient(order);
    if (!gradient.isZero()) return { step: largestEntry(gradient), order };
  }
  throw new Error('a rank-deficient point with G ≠ 0 uncovers a gradient');
}

/** From the gradients that the parts of G uncover. Throws Undecided if the first that is not 0 in all parts is not proved other than 0. */
function enclosedStep({ G, enclosures }: EnclosedPoint, { gradient }: Uncovered): Step {
  const gradients = new Map(G.parts.map((part) => [part, gradient(part)]));
  const lowest = ({ coefficient, degree }: Coefficients) =>
    range(degree + 1).find((k) => !coefficient(k).isZero()) ?? Number.POSITIVE_INFINITY;
  const order = Math.min(...[...gradients.values()].map(lowest));
  const step = nearbyMultiple(
    G.map((part) => gradients.get(part)!.coefficient(order)),
    enclosures,
  );
  if (!step) throw new Undecided('the gradient that the flats uncover is not 0');
  return { step, order };
}

/** A polynomial whose coefficients are computed when they are asked for. */
interface Coefficients {
  readonly degree: number;
  readonly coefficient: (k: number) => Matrix;
}

const transposed = (p: MatrixPolynomial): MatrixPolynomial =>
  p.map((m) => m.transpose()) as unknown as MatrixPolynomial;

/** What flats that keep the product do to the one layer `free` that they leave alone: its neighbours become polynomials B(t), A(t). */
interface Uncovered {
  readonly flats: readonly Term[];
  readonly free: number;
  /** B(t)ᵀ G A(t)ᵀ, the gradient of this layer as R, and so G, do not move. It is linear in G. */
  readonly gradient: (G: Matrix) => Coefficients;
  /** B(t) C A(t), by which the product moves where this layer moves by C. */
  readonly move: (C: Matrix) => MatrixPolynomial;
}

/** Flats for u and v with uᵀGv ≠ 0. */
function flatsAt(point: AnyPoint): Uncovered {
  const { instance, products } = point;
  const [outputs, inputs] = [instance.Y.rows, instance.X.rows];
  const entry = nonZeroEntry(point);
  const u = Matrix.unit(outputs, Math.floor(entry / inputs));
  const v = Matrix.unit(inputs, entry % inputs);
  const { flats, free } = flatMoves(instance, products, u, v);
  const layers = curve(instance, flats);
  const one = (h: number): MatrixPolynomial => [Matrix.identity(instance.widths[h]!)];
  const A = free === 1 ? one(0) : productCurve(layers.slice(0, free - 1));
  const B = free === depth(instance) ? one(free) : productCurve(layers.slice(free));
  const [input, output] = [transposed(A), transposed(B)];
  return {
    flats,
    free,
    gradient: (G) => {
      const pulled = mulTruncated(output, [G]);
      return {
        degree: pulled.length + input.length - 2,
        coefficient: (k) => productCoefficient(pulled, input, k),
      };
    },
    move: (C) => moveAlong(B, C, A),
  };
}

/** B(t) C A(t): for a matrix C with one entry that is not 0, of one column of B(t) and one row of A(t). */
function moveAlong(B: MatrixPolynomial, C: Matrix, A: MatrixPolynomial): MatrixPolynomial {
  const entry = C.firstNonZero();
  const [i, j] = [Math.floor(entry / C.cols), entry % C.cols];
  const c = C.entry(i, j);
  const isSingle = C.dot(C).equals(c.mul(c));
  if (!isSingle) return mulTruncated(mulTruncated(B, [C]), A);
  const column = B.map((m) => m.col(i).scale(c)) as unknown as MatrixPolynomial;
  const row = A.map((m) => m.row(j)) as unknown as MatrixPolynomial;
  return mulTruncated(column, row);
}

/** The first entry of G, row by row, that is known not to be 0. Throws Undecided where it takes more digits. */
function nonZeroEntry(point: AnyPoint): number {
  if (!isEnclosed(point)) return point.G.firstNonZero();
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
    const B = products.B[k + 1]!.transpose();
    const AX = k === 0 ? instance.X : products.A[k]!.mul(instance.X);
    if (B.isZero() || AX.isZero()) continue;
    // The first column of B_{k+1} and the first row of A_kX that are not 0.
    const [a, b] = [B, AX].map((m) => Math.floor(m.firstNonZero() / m.cols)) as [number, number];
    const matrix = Matrix.unit(B.rows, a).mul(Matrix.unit(AX.rows, b).transpose());
    return curveEvidence('ascent-curve', 2, [{ layer: k + 1, power: 1, matrix }]);
  }
  return rankDeficientCurve(point, 1);
}
