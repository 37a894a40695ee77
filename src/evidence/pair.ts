import { zeros } from '../exact/doubles.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { bitLength, Rational } from '../exact/rational.ts';
import { SmallIntegers } from '../exact/small-integers.ts';
import { direction, layer, type Network, type PartialProducts } from '../network/network.ts';
import { sizeOf, type Vector } from './double-matrix.ts';
import { powerOfTwo } from './psd.ts';

/** V_i = x yᵀ and V_j = w zᵀ for layers i > j, vectors of doubles of the sizes d_i, d_{i−1}, d_j, d_{j−1}: a proposal. */
export interface ProposedPair {
  readonly i: number;
  readonly j: number;
  readonly x: Vector;
  readonly y: Vector;
  readonly w: Vector;
  readonly z: Vector;
}

/** The same with exact columns. */
export type Pair = { readonly [K in keyof ProposedPair]: ProposedPair[K] extends number ? number : Matrix };

/** What the second derivative of the square loss depends on. */
export interface SecondOrderData {
  readonly instance: Network & { readonly loss: { readonly Sxx: Matrix } };
  readonly products: PartialProducts;
  readonly G: Matrix;
}

/**
 * A direction of negative curvature along the two layers of a pair, rounded from coarse to fine until D²L < 0 exactly: all other layers are 0.
 * Undefined where no rounding will do.
 */
export function roundedPair(data: SecondOrderData, { i, j, x, y, w, z }: ProposedPair): Matrix[] | undefined {
  const sides = sidesOf(data, i, j);
  for (const bits of [2, 4, 8, 13, 21, 34, 50]) {
    const [a, b, c, d] = [x, y, w, z].map((v) => rounded(v, bits));
    const V = a && b && c && d && alongSides(data, sides, { i, j, x: a, y: b, w: c, z: d });
    if (V) return V;
  }
  return undefined;
}

/**
 * With V_i times s the second derivative is s²P + 2sQ + T: P = ‖B_ix·yᵀA_{i−1}X‖², T = ‖B_jw·zᵀA_{j−1}X‖², and Q is their inner product plus
 * (yᵀW_{i−1}⋯W_{j+1}w)(xᵀB_iᵀGA_{j−1}ᵀz). It is negative for some s exactly if Q² > PT. Undefined if it is not.
 */
export const alongPair = (data: SecondOrderData, pair: Pair): Matrix[] | undefined =>
  alongSides(data, sidesOf(data, pair.i, pair.j), pair);

/** B_i, A_{i−1}ᵀ, B_j and A_{j−1}ᵀ. */
type Sides = readonly [Matrix, Matrix, Matrix, Matrix];

const sidesOf = ({ products: { A, B } }: SecondOrderData, i: number, j: number): Sides => [
  B[i]!,
  A[i - 1]!.transpose(),
  B[j]!,
  A[j - 1]!.transpose(),
];

function alongSides({ instance, G }: SecondOrderData, sides: Sides, pair: Pair): Matrix[] | undefined {
  const { i, j, x, y, w, z } = pair;
  const { Sxx } = instance.loss;
  const [left, right, lower, input] = [x, y, w, z].map((v, k) => sides[k]!.mul(v)) as [Matrix, Matrix, Matrix, Matrix];
  const [seen, inputSeen] = [Sxx.mul(right), Sxx.mul(input)];
  const P = left.dot(left).mul(right.dot(seen));
  const T = lower.dot(lower).mul(input.dot(inputSeen));
  const inner = range(i - j - 1).reduce((v, k) => layer(instance, j + 1 + k).mul(v), w);
  const crossing = y.dot(inner).mul(left.dot(G.mul(input)));
  const Q = left.dot(lower).mul(right.dot(inputSeen)).add(crossing);
  const s = scaleBetween(P, Q, T);
  return (
    s &&
    direction(
      instance,
      new Map([
        [i, x.mul(y.transpose()).scale(s)],
        [j, w.mul(z.transpose())],
      ]),
    )
  );
}

/** A short s with s²P + 2sQ + T < 0, where there is one. */
function scaleBetween(P: Rational, Q: Rational, T: Rational): Rational | undefined {
  const isNegative = (s: Rational) => s.mul(s.mul(P).add(Q).add(Q)).add(T).sign < 0;
  if (Q.mul(Q).compare(P.mul(T)) <= 0) return undefined;
  // The middle between the two zeros, or, if there is but one, a point beyond it.
  const best = P.sign === 0 ? T.add(Rational.one).div(Q).neg() : Q.div(P).neg();
  const size = powerOfTwoAtMost(best.sign < 0 ? best.neg() : best);
  for (const eighths of [8n, 12n, 10n, 14n, 9n, 11n, 13n, 15n]) {
    const s = size.mul(new Rational(best.sign < 0 ? -eighths : eighths, 8n));
    if (isNegative(s)) return s;
  }
  return best;
}

/** The largest power of two that is at most x > 0: a short number of the same size. */
function powerOfTwoAtMost(x: Rational): Rational {
  const size = bitLength(x.num) - bitLength(x.den);
  return powerOfTwo(powerOfTwo(size).compare(x) <= 0 ? size : size - 1);
}

/** Integers close to a multiple of v; undefined if it is 0 or not finite. */
function rounded(v: Vector, bits: number): Matrix | undefined {
  const size = sizeOf(v);
  if (!(size > 0) || !Number.isFinite(size)) return undefined;
  const entries = zeros(v.length);
  for (let k = 0; k < entries.length; k++) entries[k] = Math.round((v[k]! / size) * 2 ** bits) + 0;
  return new Matrix(v.length, 1, new SmallIntegers(entries));
}
