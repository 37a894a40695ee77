import fc, { type Arbitrary } from 'fast-check';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import type { AnyLoss, ExactLossJson, ExactLossKind } from '../../src/network/loss.ts';
import { partialProducts } from '../../src/network/network.ts';
import { integer, matrix } from './arbitraries.ts';

/** Positive weights of the shape of Y, no two in a row equal. */
export const weightsLike = (Y: Matrix): string[][] =>
  range(Y.rows).map((k) => range(Y.cols).map((l) => new Rational(BigInt(1 + k + 2 * l), BigInt(1 + l)).toString()));

/** The JSON of a loss of each kind, with weights of the shape of Y. */
export function lossJson(kind: ExactLossKind, Y: Matrix): ExactLossJson {
  switch (kind) {
    case 'weighted-square':
    case 'absolute':
      return { kind, weights: weightsLike(Y) };
    case 'huber':
      return { kind, delta: '2' };
    case 'balanced-square':
      return { kind, mu: '1/2' };
    default:
      return { kind };
  }
}

/** E = RX − Y. */
export const residual = ({ X, Y }: AnyLoss, R: Matrix): Matrix => R.mul(X).sub(Y);

const cubes = [-8, -1, 1, 8].map((n) => new Rational(BigInt(n))).concat(new Rational(1n, 8n), new Rational(-1n, 27n));
const nonZeroCubes = (n: number): Arbitrary<Matrix> =>
  fc.array(fc.constantFrom(...cubes), { minLength: n, maxLength: n }).map((entries) => Matrix.column(entries));

/**
 * Critical points with rank R < d and G ≠ 0: Φ′(E) = N = cabᵀ with cubes as entries, |N| ≤ 2, aᵀW_H = 0 and W_1Xb = 0, so that
 * B_iᵀNXᵀ = 0 for i < H and NXᵀA_{H−1}ᵀ = 0; Y = RX − E. Some inner layers are zero. For huber every second point lies where the two pieces meet or beyond.
 */
export const rankDeficientCritical = (kind: ExactLossKind): Arbitrary<ExactInstance> =>
  fc
    .record({
      H: fc.integer({ min: 2, max: 4 }),
      ends: fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })),
      hidden: fc.integer({ min: 2, max: 3 }),
      m: fc.integer({ min: 2, max: 3 }),
      zeros: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      beyond: fc.constantFrom(0n, 0n, 1n, 3n),
    })
    .chain((shape) => {
      const { H, ends, hidden, m } = shape;
      const w = [ends[0], ...range(H - 1).map(() => Math.max(hidden, ...ends)), ends[1]];
      return fc.record({
        shape: fc.constant({ ...shape, w }),
        a: nonZeroCubes(ends[1]),
        b: nonZeroCubes(m),
        X: matrix(ends[0], m, integer(2n)),
        free: fc.tuple(...w.slice(1).map((rows, k) => matrix(rows, w[k]!, integer(1n)))),
      });
    })
    .filter(({ X, b }) => !X.mul(b).isZero())
    .map(({ shape: { H, w, zeros, beyond }, a, b, X, free }) => {
      const K = kernel(a.transpose());
      const Q = kernel(X.mul(b).transpose());
      const weights = free.map((f, k) => {
        if (k === 0) return Matrix.build(f.rows, Q.cols, (i, j) => f.at(i, j)).mul(Q.transpose());
        if (k === H - 1) return K.mul(Matrix.build(K.cols, f.cols, (i, j) => f.at(i, j)));
        return zeros[k] ? Matrix.zeros(f.rows, f.cols) : f;
      });
      const outer = a.mul(b.transpose());
      const largest = outer.num.reduce((x, y) => (x > (y < 0n ? -y : y) ? x : y < 0n ? -y : y), 0n);
      // Entries of at most 2 = δ, with equality at the largest, or cubes.
      const huge = new Rational(2n * outer.den, largest);
      const N = kind === 'huber' ? outer.scale(huge) : outer;
      const blank = makeInstanceWithLoss(X, Matrix.zeros(a.rows, X.cols), weights, lossJson(kind, outer), w);
      const E = blank.loss.residualFor(N)!;
      const two = new Rational(2n);
      const moved = Matrix.of(E.rows, E.cols, (k, l) => {
        const e = E.entry(k, l);
        const flat = kind === 'huber' && (e.equals(two) || e.equals(two.neg()));
        return flat ? e.mul(new Rational(2n + beyond, 2n)) : e;
      });
      const Y = partialProducts(blank).R.mul(X).sub(moved);
      return makeInstanceWithLoss(X, Y, weights, lossJson(kind, Y), w);
    });
