/** The losses of FORMAT.md, section 3.1, as functions of the residual E = RX − Y. */
import { Matrix } from './matrix.ts';
import type { Place } from './read.ts';

export interface Loss {
  readonly kind: string;
  readonly isConvex: boolean;
  /** Convex and differentiable. */
  readonly isSmooth: boolean;
  /** 2 Σ φ(E_kl). Losses are only compared, so the factor ½ is left out. */
  readonly twice: (E: Matrix) => Matrix;
  /** φ′(E_kl), entry by entry. */
  readonly derivative?: (E: Matrix) => Matrix;
  /** The weights of a quadratic loss; all 1 where there are none. */
  readonly weights?: Matrix;
  readonly isQuadratic: boolean;
  /** μ, where L has the regularizer (μ/4)‖W_2ᵀW_2 − W_1XXᵀW_1ᵀ‖². */
  readonly mu?: Matrix;
}

const smooth = { isConvex: true, isSmooth: true };
const square = { ...smooth, isQuadratic: true, twice: (E: Matrix) => E.dot(E), derivative: (E: Matrix) => E };

/** Each reads the fields of its loss, for residuals of d_H × m. */
const LOSSES = new Map<string, (place: Place, rows: number, cols: number) => Omit<Loss, 'kind'>>(
  Object.entries({
    square(place) {
      place.fields('kind');
      return square;
    },
    'weighted-square'(place, rows, cols) {
      const weights = positive(place.fields('kind', 'weights').weights, rows, cols);
      const derivative = (E: Matrix) => E.hadamard(weights);
      return { ...square, weights, twice: (E) => derivative(E).dot(E), derivative };
    },
    /** With c = φ′(e), e clipped to ±δ, 2φ = c(2e − c). */
    huber(place) {
      const delta = positive(place.fields('kind', 'delta').delta);
      const derivative = (E: Matrix) => E.clipped(delta);
      return {
        ...smooth,
        isQuadratic: false,
        twice: (E) => derivative(E).dot(E.plus(E).minus(derivative(E))),
        derivative,
      };
    },
    quartic(place) {
      place.fields('kind');
      const squares = (E: Matrix) => E.hadamard(E);
      const twice = (E: Matrix) => squares(E).dot(squares(E)).scaled(Matrix.rational(1n, 2n));
      return { ...smooth, isQuadratic: false, twice, derivative: (E) => squares(E).hadamard(E) };
    },
    absolute(place, rows, cols) {
      const weights = positive(place.fields('kind', 'weights').weights, rows, cols);
      const twice = (E: Matrix) => weights.dot(E.absolute).scaled(Matrix.rational(2n));
      return { isConvex: true, isSmooth: false, isQuadratic: false, weights, twice };
    },
    'balanced-square'(place) {
      const mu = positive(place.fields('kind', 'mu').mu);
      return { ...square, isConvex: false, isSmooth: false, mu };
    },
  } satisfies Record<string, (place: Place, rows: number, cols: number) => Omit<Loss, 'kind'>>),
);

/** The loss of most statements. */
export const SQUARE: Loss = { kind: 'square', ...square };

/** One positive number, or a matrix of them. */
function positive(place: Place, rows?: number, cols = 0): Matrix {
  const matrix = rows === undefined ? place.rational() : place.matrix(rows, cols);
  place.demand(
    matrix.num.every((x) => x > 0n),
    'RANGE',
    'not positive',
  );
  return matrix;
}

/** Of an unknown kind nothing else is read: no statement is about it, so that the certificate is declined. */
export function readLoss(place: Place, rows: number, cols: number): Loss {
  const kind = place.field('kind').text();
  return { kind, ...(LOSSES.get(kind)?.(place, rows, cols) ?? { ...square, isSmooth: false }) };
}
