import { describe, expect, test } from 'vitest';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { bottleneckLayer, spectraAt, swapDirection, withCommonScale } from '../../src/decision/step-4-full-rank.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { checkLeastSquares, checkSubspaces, curvature } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const critical = criticalInstance({ maxDepth: 4, invisible: 2, minEnds: 2 });
const rows = (V: readonly Matrix[]) => V.map((v) => v.toRows());

describe('the bottleneck', () => {
  test('at a critical point with G ≠ 0 and rank R = d it is a hidden layer', () => {
    let met = 0;
    holds(
      critical,
      (it) => {
        const point = pointOf(it);
        if (point.G.isZero() || point.rank < point.bottleneck) return true;
        met++;
        const j = bottleneckLayer(point);
        return j > 0 && j < it.weights.length && it.widths[j] === Math.min(...it.widths);
      },
      { seed: 3301, runs: 300 },
    );
    expect(met).toBeGreaterThan(40);
  });
});

describe('spectra at a critical point', () => {
  test('separated subspaces or a crossing, col P = col R, also where the data see less of it', () => {
    let [separated, crossing, lost] = [0, 0, 0];
    holds(
      critical.filter((it) => !pointOf(it).G.isZero()),
      (it) => {
        const point = pointOf(it);
        const { E, sigma } = checkLeastSquares(leastSquaresEvidence(point.leastSquares), it.X, it.Y);
        const { R } = point.products;
        const r = N.rankOf(R);
        const isLost = N.rankOf(R.mul(E)) < r;
        const found = spectraAt(point);
        if (!found.separated) {
          crossing++;
          const { u, v } = found.crossing;
          if (isLost) lost++;
          must(R.transpose().mul(u).isZero(), 'Rᵀu = 0');
          must(N.rankOf(R.beside(v)) === r, 'v ∈ col R');
          return true;
        }
        separated++;
        must(!isLost, 'Σ has the eigenvalue 0 on col R, and as G ≠ 0 not only 0 outside');
        const { p } = checkSubspaces(found.subspaces, sigma, r);
        return N.rankOf(p.beside(R)) === r;
      },
      { seed: 3302, runs: 200 },
    );
    expect(Math.min(separated, crossing)).toBeGreaterThan(20);
    expect(lost).toBeGreaterThan(2);
  });

  test('rejects a point that is not critical', () => {
    const it = makeInstance(
      Matrix.identity(2),
      Matrix.fromRows([
        [2, 0],
        [0, 1],
      ]),
      [Matrix.fromRows([[1, 0]]), Matrix.fromRows([[1], [1]])],
    );
    expect(() => spectraAt(pointOf(it))).toThrow(/not invariant under Σ/);
  });
});

describe('swap directions', () => {
  test('have the curvature (uᵀu/vᵀv)(ρ(v) − ρ(u)), up to the square of a common positive factor', () => {
    let met = 0;
    holds(
      critical,
      (it) => {
        const point = pointOf(it);
        if (point.G.isZero()) return true;
        const found = spectraAt(point);
        if (found.separated) return true;
        met++;
        const { u, v } = found.crossing;
        const V = swapDirection(point, found.crossing);
        const { sigma } = point.leastSquares;
        const rayleigh = (x: Matrix) => x.dot(sigma.mul(x)).div(x.dot(x));
        const value = u
          .dot(u)
          .div(v.dot(v))
          .mul(rayleigh(v).sub(rayleigh(u)));
        // V = c·(unscaled direction): c from the last layer, V_H = c (u vᵀ/vᵀv) W_H.
        const H = it.weights.length;
        const last = u
          .mul(v.transpose())
          .mul(it.weights[H - 1]!)
          .scale(Rational.one.div(v.dot(v)));
        must(!last.isZero(), 'V_H ≠ 0');
        const c = V[H - 1]!.dot(last).div(last.dot(last));
        must(c.sign !== 0 && last.scale(c).equals(V[H - 1]!), 'a common factor');
        must(
          V.slice(1, -1).every((m) => m.isZero()),
          'the inner layers stay',
        );
        return curvature(it, rows(V)).equals(value.mul(c).mul(c)) && value.sign < 0;
      },
      { seed: 3303, runs: 500 },
    );
    expect(met).toBeGreaterThan(40);
  });

  test('rejects a v outside col B_1', () => {
    const it = makeInstance(
      Matrix.identity(2),
      Matrix.fromRows([
        [2, 0],
        [0, 1],
      ]),
      [Matrix.zeros(1, 2), Matrix.zeros(2, 1)],
    );
    const crossing = { u: Matrix.unit(2, 0), v: Matrix.unit(2, 1) };
    expect(() => swapDirection(pointOf(it), crossing)).toThrow(/col R ⊂ col B_1/);
  });
});

describe('a product that loses rank on the data', () => {
  // Widths 2, 1, 2: the data lie on the first axis.
  const at = (W1: Matrix) =>
    makeInstance(Matrix.fromRows([[1], [0]]), Matrix.fromRows([[3], [0]]), [W1, Matrix.fromRows([[0], [1]])]);

  test('where W_1 reads the second axis, 0 is fitted, and the swap has v with ρ(v) = 0', () => {
    const it = at(Matrix.fromRows([[0, 1]]));
    const found = spectraAt(pointOf(it));
    if (found.separated) throw new Error('a crossing was expected');
    const V = swapDirection(pointOf(it), found.crossing);
    // u = e_1, v = e_2, w = 1: V_2 = u vᵀW_2 = e_1, V_1 = uᵀM̃E⁺ = (3, 0), and D²L = ρ(v) − ρ(u) = −9.
    expect(rows(V)).toEqual([[['3', '0']], [['1'], ['0']]]);
    expect(curvature(it, rows(V)).toString()).toBe('-9');
  });

  test('where W_1 reads the first axis the point is not critical: col R is not invariant together with M̃', () => {
    const it = at(Matrix.fromRows([[1, 0]]));
    expect(isCritical(pointOf(it))).toBe(false);
  });
});

describe('a common scale', () => {
  test('makes all layers coprime integers together, the first of them positive', () => {
    const V = withCommonScale([Matrix.fromRows([['-1/2', '0']]), Matrix.fromRows([['3/4'], ['-5']])]);
    expect(rows(V)).toEqual([[['2', '0']], [['-3'], ['20']]]);
    const negative = withCommonScale([Matrix.fromRows([[-2]]), Matrix.zeros(0, 1), Matrix.fromRows([['-4']])]);
    expect(negative.map((m) => m.shape)).toEqual(['1 × 1', '0 × 1', '1 × 1']);
    expect(rows(negative)).toEqual([[['1']], [], [['2']]]);
    expect(range(2).map((k) => withCommonScale([Matrix.zeros(1, k + 1)])[0]!.isZero())).toEqual([true, true]);
  });
});
