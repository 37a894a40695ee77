import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { squareRoot } from '../exact/square-root.ts';

/** Each entry rounded to the nearest multiple of 2^−bits. */
export function rounded(m: Matrix, bits: number): Matrix {
  const unit = 1n << BigInt(bits);
  const num = m.num.map((x) => floorOf(2n * x * unit + m.den, 2n * m.den));
  return new Matrix(m.rows, m.cols, num, unit).reduced();
}

/** ⌊p/q⌋, q > 0. */
const floorOf = (p: bigint, q: bigint): bigint => (p >= 0n || p % q === 0n ? p / q : p / q - 1n);

/** Σ‖m‖² over the matrices. */
export const squaredNorm = (...matrices: readonly Matrix[]): Rational =>
  matrices.reduce((sum, m) => sum.add(m.dot(m)), Rational.zero);

/** Digits of bounds that are not yet rounded to what is shown. */
const DIGITS = 12;

/** An upper bound of √Σ‖m‖², at most a part in 10¹¹ above it. */
export const normAbove = (...matrices: readonly Matrix[]): Rational =>
  squareRoot(squaredNorm(...matrices), DIGITS, 'up');
