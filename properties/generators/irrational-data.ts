import fc, { type Arbitrary } from 'fast-check';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { characteristicPolynomial } from '../../src/exact/polynomial.ts';
import { Rational } from '../../src/exact/rational.ts';
import { isSquareFree } from '../../src/exact/square-free.ts';
import { SquareLoss } from '../../src/network/losses/square.ts';
import type { Data } from './any-data.ts';
import { invertibleFrom } from './invertible.ts';
import { choice, fewSteps, type Step, sparseFrom, steps } from './small.ts';

/**
 * Integers X of rank d_0 and Y for which Σ has n = d_H ≥ 2 different positive eigenvalues, in almost all cases irrational ones. `plain`: small entries;
 * `symmetric`: X = I and Y = [Yᵀ, 0]; `close`: eigenvalues that differ by about one part in 10^digits; `large`: entries of about 10^digits.
 */
export interface IrrationalParameters {
  readonly kind: 'plain' | 'symmetric' | 'close' | 'large';
  readonly digits: number;
  readonly X: readonly Step[];
  /** m − d_0 */
  readonly extra: number;
  readonly moreX: readonly Step[];
  readonly Y: readonly Step[];
}

/** Shrinks to X = I and Y = [B, 0], B = {@link tridiagonal}. */
export const irrationalParameters = (): Arbitrary<IrrationalParameters> =>
  fc.record<IrrationalParameters>({
    kind: choice(['plain', 'plain', 'plain', 'symmetric', 'close', 'large']),
    digits: choice([3, 5, 8, 11]),
    X: fewSteps(3),
    extra: choice([0, 0, 1, 2, 3]),
    moreX: fewSteps(3),
    Y: steps(4),
  });

export function irrationalData(dIn: number, dOut: number, p: IrrationalParameters): Data {
  const one = Matrix.identity(dOut).beside(Matrix.zeros(dOut, dIn - dOut));
  const base = tridiagonal(dOut).mul(one);
  const power = new Rational(10n ** BigInt(p.digits));
  const simple = p.kind === 'symmetric' || p.kind === 'close';
  const C = simple ? Matrix.identity(dIn) : invertibleFrom(dIn, p.X);
  const extra = simple ? 0 : p.extra;
  const X = C.beside(sparseFrom(dIn, extra, p.moreX));
  const change = sparseFrom(dOut, simple ? dOut : dIn + extra, p.Y);
  const first = (m: Matrix) => m.beside(Matrix.zeros(dOut, dIn + extra - m.cols));
  const drawn = {
    plain: () => first(base).add(change),
    large: () => first(base).scale(power).add(change),
    symmetric: () => first(base).add(first(change.add(change.transpose()))),
    close: () =>
      first(one)
        .scale(power)
        .add(first(base))
        .add(first(change.add(change.transpose()))),
  }[p.kind]();
  return { X, Y: repaired(X, drawn, first(base)) };
}

/** [[n,1,0,…],[1,n−1,1,…],…,[…,1,1]]: positive definite, with different eigenvalues, two of them irrational for n ≥ 2. */
export const tridiagonal = (n: number): Matrix =>
  Matrix.build(n, n, (i, j) => (i === j ? BigInt(n - i) : Math.abs(i - j) === 1 ? 1n : 0n));

/** Y, or Y plus a multiple of B, so that Σ has different positive eigenvalues. */
function repaired(X: Matrix, Y: Matrix, B: Matrix): Matrix {
  const isGood = (candidate: Matrix) => {
    const loss = new SquareLoss(X, candidate);
    return rank(loss.Syx) === Y.rows && isSquareFree(characteristicPolynomial(leastSquares({ loss, X }).sigma));
  };
  const found = range(100)
    .map((k) => Y.add(B.scale(new Rational(BigInt(k)))))
    .find(isGood);
  if (!found) throw new Error('a multiple of B dominates, and its eigenvalues are different');
  return found;
}
