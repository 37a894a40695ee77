import { inverse, rank, solve } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { AnyInstance, ExactInstance, Instance } from '../network/instance.ts';
import { isQuadratic, type Loss, type QuadraticLoss } from '../network/loss.ts';
import { chain, depth, partialProducts } from '../network/network.ts';
import type { EvidenceOf } from './evidence.ts';
import { oneSidedInverse } from './lift.ts';

/**
 * A point W′ with L(W′) < L(W), at rank R = d_j for a quadratic f. The columns of A_jX change their signs, in every way; to each
 * A′ the best B′ solves linear equations; and W′ has the layers of W but for W_1 and W_H, which make the product B′A′.
 * Undefined where none of these is better: that says nothing about W. Throws RangeError if rank R < d_j or f is not quadratic.
 */
export function betterPoint(instance: ExactInstance, j: number): EvidenceOf<'better-point'> | undefined {
  const { loss } = instance;
  if (!isQuadratic(loss)) throw new RangeError(`the ${loss.kind} loss is not quadratic`);
  const { A, R } = partialProducts(instance);
  if (rank(R) !== instance.widths[j]) throw new RangeError(`rank R is not d_${j} = ${instance.widths[j]}`);
  const now = loss.value(R);
  for (const first of otherSigns(A[j]!, instance.X)) {
    const last = bestOutput(loss, first);
    if (!last || loss.value(last.mul(first)).compare(now) >= 0) continue;
    const short = roundings(last).find((B) => loss.value(B.mul(first)).compare(now) < 0);
    return { kind: 'better-point', to: withProduct(instance, j, short ?? last, first).map((m) => m.toRows()) };
  }
  return undefined;
}

/** A with the columns of AX negated in all ways but all or none, few first; the columns of A where X is not invertible. */
function* otherSigns(A: Matrix, X: Matrix): Generator<Matrix> {
  const back = X.rows === X.cols ? inverse(X) : undefined;
  const seen = back ? A.mul(X) : A;
  const sets = range(2 ** Math.min(seen.cols, 8) - 1).slice(1);
  const size = (set: number) => range(seen.cols).filter((l) => (set >> l) % 2 === 1).length;
  for (const set of sets.sort((a, b) => size(a) - size(b) || a - b)) {
    const flipped = Matrix.of(seen.rows, seen.cols, (i, l) =>
      (set >> l) % 2 === 1 ? seen.entry(i, l).neg() : seen.entry(i, l),
    );
    yield back ? flipped.mul(back) : flipped;
  }
}

/** The B that minimizes f(BA): row k of the gradient, B_k·AS_kAᵀ − T_kAᵀ with −T = ∇f(0), vanishes. */
function bestOutput(loss: QuadraticLoss, A: Matrix): Matrix | undefined {
  const T = loss.gradient(Matrix.zeros(loss.Y.rows, A.cols)).neg();
  const rows = range(T.rows).map((k) =>
    solve(A.mul(loss.gram(k)).mul(A.transpose()), A.mul(T.row(k).transpose()))?.transpose(),
  );
  return rows.reduce((all, row) => (all && row ? all.above(row) : undefined), Matrix.zeros(0, A.rows));
}

/** Shorter numbers near a matrix, shortest first. */
const roundings = (m: Matrix): Matrix[] =>
  [1n, 2n, 4n, 16n, 256n].map((den) =>
    Matrix.of(m.rows, m.cols, (i, j) => {
      const x = m.entry(i, j);
      const doubled = 2n * x.num * den + x.den;
      const floor = doubled / (2n * x.den) - (doubled % (2n * x.den) < 0n ? 1n : 0n);
      return new Rational(floor, den);
    }),
  );

/** Layers with the product BA, those of W but for the first and the last; rank R = d_j. */
function withProduct(instance: Instance<Loss>, j: number, B: Matrix, A: Matrix): Matrix[] {
  const H = depth(instance);
  const C = oneSidedInverse(chain(instance, j, 2));
  const D = oneSidedInverse(chain(instance, H - 1, j + 1));
  return instance.weights.map((w, h) => (h === 0 ? C.mul(A) : h === H - 1 ? B.mul(D) : w));
}

/** Layers whose product is zero but for one entry, along one path of neurons. Throws RangeError where a layer has none. */
export function onePath(widths: readonly number[], row: number, col: number, value: Rational): Matrix[] {
  if (Math.min(...widths) < 1) throw new RangeError('a layer without neurons');
  const H = widths.length - 1;
  const at = (h: number) => (h === 0 ? col : h === H ? row : 0);
  return range(H).map((h) =>
    Matrix.of(widths[h + 1]!, widths[h]!, (i, k) =>
      i === at(h + 1) && k === at(h) ? (h === 0 ? value : Rational.one) : Rational.zero,
    ),
  );
}

/** For X = I and a Y with one entry that is not 0: a point with RX = Y. */
export function fittingPoint({ widths, loss: { Y } }: AnyInstance): EvidenceOf<'better-point'> {
  const entries = [...Y.num.keys()].filter((n) => Y.num[n] !== 0n);
  if (entries.length !== 1) throw new RangeError('Y must have one entry that is not 0');
  const [row, col] = [Math.floor(entries[0]! / Y.cols), entries[0]! % Y.cols];
  return { kind: 'better-point', to: onePath(widths, row, col, Y.entry(row, col)).map((m) => m.toRows()) };
}
