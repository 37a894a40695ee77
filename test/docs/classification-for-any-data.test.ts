import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTightened, pivots } from '../../properties/achour-2021/pivots.ts';
import { liftedPoint } from '../../properties/generators/lifted-point.ts';
import { mixed } from '../../properties/generators/mixed.ts';
import { onRankDeficientX } from '../../properties/generators/only-without.ts';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { isCritical, pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { formOf } from '../../src/evidence/parameterization.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { inverse, kernel, leftInverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import type { Rational } from '../../src/exact/rational.ts';
import { secondDerivative } from '../../src/network/derivatives.ts';
import { depth } from '../../src/network/network.ts';
import { must } from '../helpers/property.ts';

// docs/classification-for-any-data.md: the theorem, and the steps of its proof.

/** Critical points of any data: repeated and zero eigenvalues, dependent inputs, few samples. */
const anyCritical = fc
  .oneof(
    mixed(),
    liftedPoint(),
    patternPoint({ spectrum: 'any', subsets: 'prefix' }),
    patternPoint({ spectrum: 'any' }),
    onRankDeficientX(patternPoint({ spectrum: 'any', subsets: 'prefix', maxDepth: 4 })),
    patternPoint({ spectrum: 'any', tightened: true, subsets: 'prefix' }),
  )
  .map((instance) => pointOf(instance))
  .filter((p) => isCritical(p));

const fitsLeading = ({ leastSquares, products: { R } }: SquarePoint): boolean =>
  compareSpectra(leastSquares.sigma, columnBasis(R)).separated;

function predicted(p: SquarePoint): string {
  if (p.G.isZero()) return 'global-minimizer';
  if (!fitsLeading(p)) return 'strict-saddle';
  if (p.rank === p.bottleneck) return 'global-minimizer';
  const tightened = pivots(p.instance, p.products).every((pivot) => isTightened(pivot, p.rank));
  return tightened ? 'non-strict-saddle' : 'strict-saddle';
}

const sample = fc.sample(anyCritical, { seed: 11, numRuns: 400 });

test('the class of critical points of any data is the predicted one', () => {
  const seen = new Map<string, number>();
  for (const p of sample) {
    const { verdict } = decidePoint(p);
    expect(verdict).toBe(predicted(p));
    const degenerate = p.rank < p.bottleneck && !p.G.isZero() && fitsLeading(p) ? `${verdict}, r < d` : verdict;
    seen.set(degenerate, (seen.get(degenerate) ?? 0) + 1);
  }
  for (const kind of ['strict-saddle, r < d', 'non-strict-saddle, r < d', 'global-minimizer', 'strict-saddle']) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(10);
  }
});

/** The blocks of a point, the products A°_h and B°_h, and C. */
function blocksOf({ instance }: SquarePoint) {
  const form = formOf(instance);
  const H = depth(instance);
  const { blocks } = form;
  const r = form.p.cols;
  const A = [Matrix.identity(instance.widths[0]!)];
  for (const Z of blocks.slice(0, -1)) A.push(Z.mul(A[A.length - 1]!));
  const B: Matrix[] = new Array(H + 1);
  B[H] = Matrix.identity(instance.widths[H]! - r);
  for (const h of range(H - 1).reverse()) B[h + 1] = B[h + 2]!.mul(blocks[h + 1]!);
  const C = form.q.transpose().mul(instance.loss.Syx);
  const between = (i: number, j: number) =>
    range(i - 1 - j).reduce((m, k) => blocks[j + k]!.mul(m), Matrix.identity(instance.widths[j]! - r));
  return { form, H, r, A, B, C, between };
}

/** The direction V_1, …, V_H of the original coordinates, from its matrices in the bases D_h. */
function inGauge({ gauges }: ReturnType<typeof formOf>, V: readonly Matrix[]): Matrix[] {
  return V.map((m, h) => {
    const left = h < gauges.length ? gauges[h]!.mul(m) : m;
    return h === 0 ? left : left.mul(inverse(gauges[h - 1]!)!);
  });
}

/** A non-zero pair (row, column) entry: unit vectors e_k, e_l with e_kᵀme_l ≠ 0. */
function entryOf(m: Matrix): [row: number, col: number, value: Rational] {
  const at = m.num.findIndex((x) => x !== 0n);
  const [i, j] = [Math.floor(at / m.cols), at % m.cols];
  return [i, j, m.entry(i, j)];
}

/** Case 4: a direction of negative curvature from a pivot that is not tightened. */
function looseDirection(p: SquarePoint): Matrix[] | undefined {
  const { form, H, r, A, B, C, between } = blocksOf(p);
  for (const i of range(H + 1).slice(2)) {
    for (const j of range(i).slice(1)) {
      const I = between(i, j);
      const O = A[j - 1]!.mul(C.transpose()).mul(B[i]!);
      if (I.isZero() || O.isZero()) continue;
      // y with yᵀA°_{i−1} = 0 and yᵀI ≠ 0, or w with B°_jw = 0 and Iw ≠ 0.
      const left = kernel(A[i - 1]!.transpose()).transpose();
      const right = kernel(B[j]!);
      const [fromLeft, fromRight] = [left.mul(I), I.mul(right)];
      must(!fromLeft.isZero() || !fromRight.isZero(), 'one of the two terms of R_1 can be made to vanish');
      const useLeft = !fromLeft.isZero();
      const [y, w] = useLeft
        ? [left.row(entryOf(fromLeft)[0]).transpose(), Matrix.unit(I.cols, entryOf(fromLeft)[1])]
        : [Matrix.unit(I.rows, entryOf(fromRight)[0]), right.col(entryOf(fromRight)[1])];
      const [zAt, xAt] = entryOf(O);
      const a = Matrix.unit(O.cols, xAt).mul(y.transpose());
      const b = w.mul(Matrix.unit(O.rows, zAt).transpose());
      const { widths } = p.instance;
      for (const power of range(60)) {
        for (const sign of [1n, -1n]) {
          const scale = (m: Matrix, on: boolean) =>
            new Matrix(
              m.rows,
              m.cols,
              m.num.map((x) => x * (on ? sign * 2n ** BigInt(power) : 1n)),
              m.den,
            );
          const V = range(H).map((h) => {
            const [rows, cols] = [widths[h + 1]!, widths[h]!];
            if (h === i - 1 || h === j - 1) {
              const block = h === i - 1 ? scale(a, useLeft) : scale(b, !useLeft);
              const core = h === H - 1 ? form.q.mul(block) : Matrix.zeros(r, block.cols).above(block);
              return h === 0 ? core : Matrix.zeros(core.rows, r).beside(core);
            }
            return Matrix.zeros(rows, cols);
          });
          const direction = inGauge(form, V);
          if (secondDerivative(p.instance, p.instance.loss, direction).sign < 0) return direction;
        }
      }
      throw new Error('a large multiple has negative curvature');
    }
  }
  return undefined;
}

const withPrefix = sample.filter((p) => p.rank < p.bottleneck && !p.G.isZero() && fitsLeading(p));

test('case 4: the direction of the proof has negative curvature at every point with a loose pivot', () => {
  let found = 0;
  for (const p of withPrefix) {
    const loose = pivots(p.instance, p.products).some((pivot) => !isTightened(pivot, p.rank));
    expect(looseDirection(p) !== undefined).toBe(loose);
    if (loose) found++;
  }
  expect(found).toBeGreaterThan(10);
});

test('case 5: ⟨G, R_2⟩ = −tr(g b Cᵀ) along random directions at tightened points', () => {
  let found = 0;
  for (const [k, p] of withPrefix.entries()) {
    if (!pivots(p.instance, p.products).every((pivot) => isTightened(pivot, p.rank))) continue;
    const { form, H, r, A, B, C } = blocksOf(p);
    const { widths, X } = p.instance;
    const n = form.q.cols;
    let [g, b] = [Matrix.zeros(n, r), Matrix.zeros(r, widths[0]!)];
    const V = range(H).map((h) => {
      const entry = (i: number, j: number) => BigInt(((i + 2) * (j + 3) * (h + 5) * (k + 7)) % 5) - 2n;
      const m = Matrix.build(widths[h + 1]!, widths[h]!, entry);
      // The rows of V_H in the basis [p, q].
      const [upper, lower] =
        h === H - 1
          ? [leftInverse(form.p)!.mul(m), leftInverse(form.q)!.mul(m)]
          : [
              m.select(range(r), undefined),
              m.select(
                range(m.rows - r).map((i) => r + i),
                undefined,
              ),
            ];
      const last = range(m.cols - (h === 0 ? 0 : r)).map((j) => j + (h === 0 ? 0 : r));
      b = b.add(upper.select(undefined, last).mul(A[h]!));
      if (h > 0) g = g.add(B[h + 1]!.mul(lower.select(undefined, range(r))));
      return m;
    });
    const direction = inGauge(form, V);
    const R1 = direction
      .map((v, h) => p.products.B[h + 1]!.mul(v).mul(p.products.A[h]!))
      .reduce((sum, term) => sum.add(term));
    const moved = R1.mul(X);
    const linear = g.mul(b).mul(C.transpose()).trace();
    const curvature = secondDerivative(p.instance, p.instance.loss, direction);
    expect(curvature.toString()).toBe(moved.dot(moved).sub(linear).sub(linear).toString());
    expect(curvature.sign).toBeGreaterThanOrEqual(0);
    found++;
  }
  expect(found).toBeGreaterThan(10);
});
