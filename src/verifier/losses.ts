/** The losses of FORMAT.md, section 3.1, as functions of the residual E = RX − Y. */
import { Interval } from './interval.ts';
import { Matrix } from './matrix.ts';
import type { Place } from './read.ts';

export interface Loss {
  readonly kind: string;
  readonly isConvex: boolean;
  /** Convex and differentiable. */
  readonly isSmooth: boolean;
  /** 2 Σ φ(E_kl). Losses are only compared, so the factor ½ is left out. */
  readonly twice?: (E: Matrix) => Matrix;
  /** φ′(E_kl), entry by entry. */
  readonly derivative?: (E: Matrix) => Matrix;
  /** Instead of these two, where they are not rational. */
  readonly transcendental?: Transcendental;
  /** The weights of a quadratic loss; all 1 where there are none. */
  readonly weights?: Matrix;
  readonly isQuadratic: boolean;
  /** μ, where L has the regularizer (μ/4)‖W_2ᵀW_2 − W_1XXᵀW_1ᵀ‖². */
  readonly mu?: Matrix;
}

const smooth = { isConvex: true, isSmooth: true };

/** φ(e) = lx + ∫₀^|x| s up to a constant, where x = e/q + shift and s > 0 on the positive numbers. */
export interface Transcendental {
  /** Σ φ(E_kl), up to a constant that does not depend on E. */
  readonly value: (E: Matrix, bits: number) => Interval;
  /** Φ′Xᵀ = Σ_k s(a_k)·parts[k], 1 for s(a_0), and `points` the different a_1, a_2, … > 0 among the |x|. */
  readonly gradient: (E: Matrix, X: Matrix) => Record<'points' | 'parts', readonly Matrix[]>;
  /** s(a) for a > 0. */
  readonly slope: Enclosed;
}
/** A function of one rational. */
type Enclosed = (a: Matrix, bits: number) => Interval;

/** The loss with this slope s; `integral` is ∫₀^a s up to a constant, l and shift have the shape of E. */
function transcendental(slope: Enclosed, integral: Enclosed, l: Matrix, shift: Matrix, q: bigint): Omit<Loss, 'kind'> {
  const inverse = Matrix.rational(1n, q);
  const argument = (E: Matrix) => E.scaled(inverse).plus(shift);
  const value = (E: Matrix, bits: number) => {
    const x = argument(E);
    const add = (sum: Interval, n: bigint) => sum.plus(integral(Matrix.rational(n, x.den), bits));
    return x.absolute.num.reduce(add, Interval.of(l.dot(x), bits));
  };
  const gradient = (E: Matrix, X: Matrix) => {
    const x = argument(E);
    /** |x_kl| ↦ the samples l where it occurs. */
    const samples = new Map<bigint, Set<number>>();
    for (const [i, n] of x.absolute.num.entries()) {
      if (n !== 0n) samples.set(n, (samples.get(n) ?? new Set()).add(i % x.cols));
    }
    const parts = [...samples].map(([n, where]) => {
      const cols = [...where];
      const sign = (y: bigint) => BigInt(y === n) - BigInt(y === -n);
      const slopes = Matrix.build(x.rows, cols.length, q, (i, j) => sign(x.at(i, cols[j]!)));
      return slopes.times(X.pick(undefined, cols).T);
    });
    const points = [...samples.keys()].map((n) => Matrix.rational(n, x.den));
    return { points, parts: [l.scaled(inverse).times(X.T), ...parts] };
  };
  return { ...smooth, isQuadratic: false, transcendental: { value, gradient, slope } };
}
const tanh: Enclosed = (a, bits) => Interval.of(a, bits).tanh;
const lnTwoCosh: Enclosed = (a, bits) => Interval.of(a, bits).lnTwoCosh;

const square = { ...smooth, isQuadratic: true, twice: (E: Matrix) => E.dot(E), derivative: (E: Matrix) => E };

/** Each reads the fields of its loss. */
const LOSSES = new Map<string, (place: Place, Y: Matrix) => Omit<Loss, 'kind'>>(
  Object.entries({
    square(place) {
      place.fields('kind');
      return square;
    },
    'weighted-square'(place, Y) {
      const weights = positive(place.fields('kind', 'weights').weights, Y);
      const derivative = (E: Matrix) => E.hadamard(weights);
      return { ...square, weights, twice: (E) => derivative(E).dot(E), derivative };
    },
    /** With c = φ′(e), e clipped to ±δ, 2φ = c(2e − c). */
    huber(place) {
      const delta = positive(place.fields('kind', 'delta').delta);
      const derivative = (E: Matrix) => E.clipped(delta);
      const twice = (E: Matrix) => derivative(E).dot(E.plus(E).minus(derivative(E)));
      return { ...smooth, isQuadratic: false, twice, derivative };
    },
    quartic(place) {
      place.fields('kind');
      const squares = (E: Matrix) => E.hadamard(E);
      const twice = (E: Matrix) => squares(E).dot(squares(E)).scaled(Matrix.rational(1n, 2n));
      return { ...smooth, isQuadratic: false, twice, derivative: (E) => squares(E).hadamard(E) };
    },
    absolute(place, Y) {
      const weights = positive(place.fields('kind', 'weights').weights, Y);
      const twice = (E: Matrix) => weights.dot(E.absolute).scaled(Matrix.rational(2n));
      return { isConvex: true, isSmooth: false, isQuadratic: false, weights, twice };
    },
    'balanced-square'(place) {
      const mu = positive(place.fields('kind', 'mu').mu);
      return { ...square, isConvex: false, isSmooth: false, mu };
    },
    'log-cosh'(place, Y) {
      place.fields('kind');
      const zero = Y.minus(Y);
      return transcendental(tanh, lnTwoCosh, zero, zero, 1n);
    },
    /** s(a) = a/√(1 + (a/δ)²), and its integral δ²√(1 + (a/δ)²) − δ². */
    'pseudo-huber'(place, Y) {
      const delta = positive(place.fields('kind', 'delta').delta);
      const [zero, squared] = [Y.minus(Y), delta.times(delta)];
      const root: Enclosed = (a, bits) => {
        const ratio = Matrix.rational(a.num[0]! * delta.den, a.den * delta.num[0]!);
        return Interval.of(Matrix.rational(1n).plus(ratio.times(ratio)), bits).sqrt;
      };
      const slope: Enclosed = (a, bits) => Interval.of(a, bits).over(root(a, bits));
      const integral: Enclosed = (a, bits) => Interval.of(squared, bits).times(root(a, bits));
      return transcendental(slope, integral, zero, zero, 1n);
    },
    /** With x = z/2, z = e + y: ln(1 + exp z) − yz = (1 − 2y)x + ln(2 cosh x). */
    logistic(place, Y) {
      place.fields('kind');
      const areLabels = Y.num.every((y) => 0n <= y && y <= Y.den);
      place.demand(areLabels, 'RANGE', 'Y has an entry that is not from 0 to 1');
      const ones = Matrix.build(Y.rows, Y.cols, 1n, () => 1n);
      return transcendental(tanh, lnTwoCosh, ones.plus(Y, -2n), Y.scaled(Matrix.rational(1n, 2n)), 2n);
    },
  } satisfies Record<string, (place: Place, Y: Matrix) => Omit<Loss, 'kind'>>),
);

/** The loss of most statements. */
export const SQUARE: Loss = { kind: 'square', ...square };

/** One positive number, or a matrix of them, of the same shape as another. */
function positive(place: Place, like?: Matrix): Matrix {
  const matrix = like ? place.matrix(like.rows, like.cols) : place.rational();
  place.demand(matrix.isPositive, 'RANGE', 'not positive');
  return matrix;
}

/** The loss on data with the outputs Y. Of an unknown kind nothing else is read: no statement is about it, so that the certificate is declined. */
export function readLoss(place: Place, Y: Matrix): Loss {
  const kind = place.field('kind').text();
  return { kind, ...(LOSSES.get(kind)?.(place, Y) ?? { ...square, isSmooth: false }) };
}
