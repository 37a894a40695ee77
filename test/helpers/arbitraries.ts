import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';

/** p/q with |p| ≤ size, 1 ≤ q ≤ denominator; small numbers first when shrinking. */
export const rational = (size = 6n, denominator = 4n): Arbitrary<Rational> =>
  fc
    .tuple(fc.bigInt({ min: -size, max: size }), fc.bigInt({ min: 1n, max: denominator }))
    .map(([p, q]) => new Rational(p, q));

export const integer = (size = 6n): Arbitrary<Rational> => rational(size, 1n);

/** Numbers of up to about 60 digits. */
export const longRational: Arbitrary<Rational> = rational(10n ** 60n, 10n ** 20n);

export const matrix = (rows: number, cols: number, entry: Arbitrary<Rational> = rational()): Arbitrary<Matrix> =>
  fc
    .array(entry, { minLength: rows * cols, maxLength: rows * cols })
    .map((entries) => Matrix.of(rows, cols, (i, j) => entries[i * cols + j]!));

/** Any shape from 0 × 0 to largest × largest. */
export const anyMatrix = (largest = 4, entry?: Arbitrary<Rational>): Arbitrary<Matrix> =>
  fc
    .tuple(fc.nat({ max: largest }), fc.nat({ max: largest }))
    .chain(([rows, cols]) => fc.oneof(matrix(rows, cols, entry), lowRank(rows, cols, Math.floor(largest / 2), entry)));

/** A product through an inner width: rank at most `inner`. */
export const lowRank = (
  rows: number,
  cols: number,
  inner: number,
  entry: Arbitrary<Rational> = rational(),
): Arbitrary<Matrix> => fc.tuple(matrix(rows, inner, entry), matrix(inner, cols, entry)).map(([a, b]) => a.mul(b));

export const symmetric = (n: number, entry?: Arbitrary<Rational>): Arbitrary<Matrix> =>
  matrix(n, n, entry).map((a) => Matrix.of(n, n, (i, j) => a.entry(Math.min(i, j), Math.max(i, j))));

/** Unit lower triangular: determinant 1. */
export const unitLower = (n: number, entry: Arbitrary<Rational> = integer(3n)): Arbitrary<Matrix> =>
  matrix(n, n, entry).map((a) =>
    Matrix.of(n, n, (i, j) => (i === j ? Rational.one : i > j ? a.entry(i, j) : Rational.zero)),
  );

/** L·Uᵀ of two unit triangles, its inverse is integer for integer entries. */
export const unimodular = (n: number): Arbitrary<Matrix> =>
  fc.tuple(unitLower(n, integer(2n)), unitLower(n, integer(2n))).map(([l, u]) => l.mul(u.transpose()));

/** (I − K)(I + K)⁻¹ for a skew K: rational and orthogonal. */
export const orthogonal = (n: number): Arbitrary<Matrix> =>
  matrix(n, n, integer(2n)).map((a) => {
    const k = Matrix.build(n, n, (i, j) => (i < j ? a.at(i, j) : i > j ? -a.at(j, i) : 0n));
    const one = Matrix.identity(n);
    return one.sub(k).mul(inverse(one.add(k))!);
  });

const kinds = ['zero', 'low', 'unit', 'free'] as const;

/** A layer that is often degenerate: zero, of rank ≤ 1, a 0/1 diagonal, or free. */
export const layer = (rows: number, cols: number): Arbitrary<Matrix> =>
  fc.constantFrom(...kinds).chain((kind) => {
    if (kind === 'zero') return fc.constant(Matrix.zeros(rows, cols));
    if (kind === 'low') return lowRank(rows, cols, 1, integer(2n));
    if (kind === 'unit') {
      return fc
        .array(fc.boolean(), { minLength: 6, maxLength: 6 })
        .map((on) => Matrix.build(rows, cols, (i, j) => (i === j && on[i] ? 1n : 0n)));
    }
    return matrix(rows, cols, rational(3n, 2n));
  });

export interface Sizes {
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly minDepth?: number;
  readonly maxDepth?: number;
}

export const widths = ({ minWidth = 1, maxWidth = 3, minDepth = 1, maxDepth = 4 }: Sizes = {}): Arbitrary<number[]> =>
  fc.array(fc.integer({ min: minWidth, max: maxWidth }), { minLength: minDepth + 1, maxLength: maxDepth + 1 });

/** X (d_0 × m) and Y (d_H × m), sometimes zero or of low rank, m from 0 to 4. */
export const data = (first: number, last: number): Arbitrary<{ X: Matrix; Y: Matrix }> =>
  fc.nat({ max: 4 }).chain((m) => {
    const part = (rows: number) =>
      fc.oneof(
        { weight: 3, arbitrary: matrix(rows, m, rational(4n, 2n)) },
        { weight: 1, arbitrary: lowRank(rows, m, 1, integer(2n)) },
        { weight: 1, arbitrary: fc.constant(Matrix.zeros(rows, m)) },
      );
    return fc.record({ X: part(first), Y: part(last) });
  });

/** Any rational instance, with many zero and low-rank layers and degenerate data. */
export const instance = (sizes?: Sizes): Arbitrary<Instance> =>
  widths(sizes).chain((w) =>
    fc
      .tuple(data(w[0]!, w[w.length - 1]!), fc.tuple(...w.slice(1).map((rows, k) => layer(rows, w[k]!))))
      .map(([{ X, Y }, weights]) => makeInstance(X, Y, weights, w)),
  );

/** A direction: one matrix a layer. */
export const directionOf = (net: Instance, entry: Arbitrary<Rational> = integer(3n)): Arbitrary<Matrix[]> =>
  fc.tuple(...net.weights.map((w) => matrix(w.rows, w.cols, entry)));

export interface CriticalSizes extends Sizes {
  /** Most inputs that the data do not see. */
  readonly invisible?: number;
  /** Least width of input and output. */
  readonly minEnds?: number;
}

/**
 * Critical points by Achour's parameterization, extended by directions that the data do not see:
 * eigenvalues may repeat or vanish, X may have a deficient rank, S is any subset of the spectrum. Either two of the
 * factors Z_h vanish, or Z_1 vanishes on the data and Z_H leads only to outputs that the data do not ask for.
 */
export const criticalInstance = (sizes: CriticalSizes = {}): Arbitrary<Instance> =>
  widths({ minDepth: 2, ...sizes }).chain((chosen) => {
    const H = chosen.length - 1;
    const w = chosen.map((x, k) => (k === 0 || k === H ? Math.max(x, sizes.minEnds ?? 1) : x));
    const out = w[H]!;
    // q columns are seen by the data, the remaining d_0 − q only by W_1.
    return fc.integer({ min: 0, max: Math.min(sizes.invisible ?? 1, w[0]! - 1) }).chain((hidden) => {
      const q = w[0]! - hidden;
      const n = Math.min(out, q);
      return fc
        .record({
          U: orthogonal(out),
          V: orthogonal(q),
          C: unimodular(q),
          F: unimodular(w[0]!),
          sigma: fc.array(fc.constantFrom(0n, 1n, 1n, 2n, 3n), { minLength: n, maxLength: n }),
          extra: matrix(out, 1, integer(2n)),
          mask: fc.array(fc.boolean(), { minLength: out, maxLength: out }),
          gauges: fc.tuple(...w.slice(1, H).map(unimodular)),
          zeros: fc.oneof(
            { weight: 2, arbitrary: fc.shuffledSubarray(range(H), { minLength: 2, maxLength: H }) },
            { weight: 1, arbitrary: fc.constant<number[]>([0]) },
          ),
          pool: matrix(H, 9, integer(2n)),
          unseen: matrix(w[1]!, hidden, integer(2n)),
        })
        .map(({ U, V, C, F, sigma, extra, mask, gauges, zeros, pool, unseen }) => {
          const S = range(n)
            .filter((k) => mask[k])
            .slice(0, Math.min(...w));
          const r = S.length;
          const Q = range(out).filter((k) => !S.includes(k));
          const spectrum = Matrix.build(out, q, (i, j) => (i === j ? (sigma[i] ?? 0n) : 0n));
          const M = U.mul(spectrum).mul(V.transpose()).mul(inverse(C)!);
          // X = F·[C, 0; 0, 0], Y = [MC, extra]: the last sample lies outside the range of X.
          const X = F.mul(Matrix.build(w[0]!, q + 1, (i, j) => (i < q && j < q ? C.at(i, j) : 0n)));
          const Y = M.mul(C).beside(extra);
          const Z = (h: number, rows: number, cols: number) =>
            Matrix.build(rows, cols, (i, j) => (zeros.includes(h) ? 0n : pool.at(h, (i * 3 + j) % 9)));
          const weights = range(H).map((h) => {
            const rows = w[h + 1]!;
            const cols = h === 0 ? q : w[h]!;
            if (h === 0) {
              const top = U.select(undefined, S).transpose().mul(M);
              const inner = top.above(Z(h, rows - r, cols));
              const first = gauges[0]!.mul(inner).beside(unseen);
              return first.mul(inverse(F)!);
            }
            const right = inverse(gauges[h - 1]!)!;
            if (h === H - 1) {
              const free = Z(h, Q.length, cols - r);
              const unasked = (i: number) => (sigma[Q[i]!] ?? 0n) === 0n;
              const z =
                zeros.length > 1
                  ? free
                  : Matrix.build(free.rows, free.cols, (i, j) => (unasked(i) ? free.at(i, j) : 0n));
              return U.select(undefined, S).beside(U.select(undefined, Q).mul(z)).mul(right);
            }
            const z = Z(h, rows - r, cols - r);
            const block = Matrix.of(rows, cols, (i, j) =>
              i < r || j < r ? (i === j ? Rational.one : Rational.zero) : z.entry(i - r, j - r),
            );
            return gauges[h]!.mul(block).mul(right);
          });
          return makeInstance(X, Y, weights, w);
        });
    });
  });
