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
import { coefficient, lowestPower, type MatrixPolynomial, mulTruncated } from '../exact/matrix-polynomial.ts';
import { Rational } from '../exact/rational.ts';
import { isQuadratic } from '../network/loss.ts';
import { depth } from '../network/network.ts';
import { type AnyPoint, type EnclosedPoint, isEnclosed } from './point.ts';
import { largestEntry, nearbyMultiple, primitiveMultiple } from './step-1-gradient.ts';

type CurveEvidence = EvidenceOf<'descent-curve' | 'ascent-curve'>;

/**
 * Step 3, first part (zhang-2019): if rank R < d and G ≠ 0, flats move W without moving the product until the gradient of
 * one layer is not zero, at order q say; a step against it descends (sign −1), a step along it ascends (sign +1).
 * Of the steps ∓t^s C, s = 1, 2, …, q + 1, with C one entry of that gradient, or all of it, the first that is known to change the loss with the right sign
 * is taken. For a quadratic f there is one with s ≤ q, as a short enough step −t^q C changes f by −‖C‖²t^{2q} up to a smaller square; for any differentiable
 * f, s = q + 1 always is one: the product moves from t^{q+1} on, so that its square is of order 2q + 2 or more, and the change has order 2q + 1.
 * Throws Undecided at an enclosed point where a sign takes more digits.
 */
export function rankDeficientCurve(point: AnyPoint, sign: -1 | 1): CurveEvidence {
  const uncovered = flatsAt(point);
  const { steps, order: q } = isEnclosed(point)
    ? enclosedSteps(point, uncovered)
    : exactSteps(uncovered.gradient(point.G));
  for (const s of range(q + 1).map((k) => k + 1)) {
    for (const step of steps) {
      for (const scale of s === q ? SHORTER : [Rational.one]) {
        const matrix = (sign < 0 ? step.neg() : step).scale(scale);
        const change = changeAlong(point, uncovered.moved(matrix, s), q + s);
        if (change?.sign !== sign) continue;
        const terms = [...uncovered.flats, { layer: uncovered.free, power: s, matrix }];
        return curveEvidence(sign < 0 ? 'descent-curve' : 'ascent-curve', change.order, terms);
      }
    }
  }
  throw new Error('a step of order q + 1 dominates the quadratic term');
}

/** Factors of the step −t^q C, at which the linear and the quadratic term of the change have the same order. */
const SHORTER = [0, 2, 4, 8, 16, 32, 64].map((k) => powerOfTwo(-k));

const changeAlong = (point: AnyPoint, R: MatrixPolynomial, limit: number): Change | undefined =>
  isEnclosed(point)
    ? enclosedProductChange(point.G, R, limit, point.enclosures)
    : productChange(point.instance.loss, R, limit);

/** Steps along the gradient that the flats uncover, short ones first, and the order q at which it appears. */
interface Steps {
  readonly steps: readonly Matrix[];
  readonly order: number;
}

function exactSteps(gradient: MatrixPolynomial): Steps {
  const order = lowestPower(gradient);
  if (order === undefined) throw new Error('a rank-deficient point with G ≠ 0 uncovers a gradient');
  return { steps: [largestEntry(gradient[order]!), primitiveMultiple(gradient[order]!)], order };
}

/** From the gradients that the parts of G uncover. Throws Undecided if the first that is not 0 in all parts is not proved other than 0. */
function enclosedSteps({ G, enclosures }: EnclosedPoint, { gradient }: Uncovered): Steps {
  const gradients = new Map(G.parts.map((part) => [part, gradient(part)]));
  const order = Math.min(...[...gradients.values()].map((p) => lowestPower(p) ?? Number.POSITIVE_INFINITY));
  const step = nearbyMultiple(
    G.map((part) => coefficient(gradients.get(part)!, order)),
    enclosures,
  );
  if (!step) throw new Undecided('the gradient that the flats uncover is not 0');
  return { steps: [step], order };
}

const transposed = (p: MatrixPolynomial): MatrixPolynomial =>
  p.map((m) => m.transpose()) as unknown as MatrixPolynomial;

/** What flats that keep the product do to the one layer `free` that they leave alone: its neighbours become polynomials B(t), A(t). */
interface Uncovered {
  readonly flats: readonly Term[];
  readonly free: number;
  /** B(t)ᵀ G A(t)ᵀ, the gradient of this layer as R, and so G, do not move. It is linear in G. */
  readonly gradient: (G: Matrix) => MatrixPolynomial;
  /** R + t^s·B(t) C A(t): the product where this layer moves by t^s C. */
  readonly moved: (C: Matrix, s: number) => MatrixPolynomial;
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
    gradient: (G) => mulTruncated(mulTruncated(output, [G]), input),
    moved: (C, s) => {
      const still = range(s - 1).map(() => Matrix.zeros(outputs, inputs));
      return [products.R, ...still, ...mulTruncated(mulTruncated(B, [C]), A)];
    },
  };
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
