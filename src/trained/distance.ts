import { intervalsOf } from '../enclosure/spectrum.ts';
import { type Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { squareRoot } from '../exact/square-root.ts';
import { form } from '../exact/symmetric.ts';
import { type Eigenframe, layersIn } from './eigenframe.ts';
import { normAbove, squaredNorm } from './rounding.ts';

/** An upper bound of the distance √Σ‖W_h − W*_h‖². */
export const distanceBetween = (weights: readonly Matrix[], others: readonly Matrix[]): Rational =>
  normAbove(...weights.map((w, k) => w.sub(others[k]!)));

/**
 * An upper bound of the distance to the critical point with the layers W*_1[UᵀM; N], W*_2, …, UW*_H, by columns v_k near the unit eigenvectors u_k
 * (FORMAT.md, 4.2, near-critical-point). Infinite, that is undefined, where the eigenvectors are not near enough to tell the eigenvalues apart.
 */
export function distanceInFrame(frame: Eigenframe, vectors: Matrix, weights: readonly Matrix[]): Rational | undefined {
  const errors = eigenvectorErrors(frame, vectors);
  if (!errors) return undefined;
  const [first, last] = [weights[0]!, weights[weights.length - 1]!];
  const size = normAbove(frame.M);
  return errors.reduce(
    (sum, error, k) =>
      sum.add(
        error.mul(
          normAbove(first.col(k))
            .mul(size)
            .add(normAbove(last.row(k))),
        ),
      ),
    distanceBetween(frame.instance.weights, layersIn(vectors, frame, weights)),
  );
}

/** Above √2. */
const ROOT_OF_TWO = squareRoot(new Rational(2n), 12, 'up');
const DIGITS = 12;

/** η_k ≥ ‖v_k − ±u_k‖ = at most |1 − ‖v_k‖| + √2·ε_k/g_k, with the residual ε_k and the distance g_k of ρ_k from the intervals of the others. */
function eigenvectorErrors({ sigma, coordinates }: Eigenframe, vectors: Matrix): Rational[] | undefined {
  const intervals = intervalsOf(coordinates);
  const errors: Rational[] = [];
  for (const k of range(vectors.cols)) {
    const v = vectors.col(k);
    const length = v.dot(v);
    if (length.sign === 0) return undefined;
    const rho = form(sigma, v).div(length);
    const gaps = intervals.flatMap(([a, b], l) => (l === k ? [] : [larger(a.sub(rho), rho.sub(b))]));
    const gap = gaps.reduce(smaller, gaps[0] ?? Rational.one);
    if (gap.sign <= 0) return undefined;
    const residual = squareRoot(squaredNorm(sigma.mul(v).sub(v.scale(rho))).div(length), DIGITS, 'up');
    // |1 − ‖v‖| ≤ |1 − ‖v‖²|
    const offset = length.sub(Rational.one);
    errors.push((offset.sign < 0 ? offset.neg() : offset).add(ROOT_OF_TWO.mul(residual).div(gap)));
  }
  return errors;
}

const larger = (x: Rational, y: Rational): Rational => (x.compare(y) >= 0 ? x : y);
const smaller = (x: Rational, y: Rational): Rational => (x.compare(y) <= 0 ? x : y);
