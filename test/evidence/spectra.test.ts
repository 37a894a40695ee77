import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../properties/generators/mixed.ts';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { proposeOnSubspace } from '../../src/evidence/floats.ts';
import { roundedPair } from '../../src/evidence/pair.ts';
import { proposeFit } from '../../src/evidence/spectra.ts';
import { columnBasis } from '../../src/evidence/subspaces.ts';
import { kernel, rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const I = Matrix.identity;
const M = Matrix.fromRows;
const critical = fc
  .oneof(mixed(), criticalInstance({ maxDepth: 4, invisible: 2, minEnds: 2 }))
  .map((it) => pointOf(it))
  .filter((p) => isCritical(p) && !p.G.isZero());

describe('proposed spectra', () => {
  test('are those of Σ = M̃X̃Yᵀ on col R and on its complement, also where X loses rank', () => {
    let [deficient, lost, outer] = [0, 0, 0];
    holds(
      critical,
      (p) => {
        const { leastSquares, products, instance, rank: r } = p;
        const found = proposeFit(p)!;
        const basis = columnBasis(products.R);
        const inside = proposeOnSubspace(leastSquares.sigma, basis).values[0];
        const outside = proposeOnSubspace(leastSquares.sigma, kernel(basis.transpose())).values.at(-1)!;
        if (rank(instance.X) < instance.X.rows) deficient++;
        if (rank(products.R.mul(instance.X)) < r) lost++;
        if (r === 0) outer++;
        const size = Math.max(1, inside ?? 0, outside);
        const near = (x: number, y: number) => Math.abs(x - y) <= 1e-8 * size;
        return (
          near(found.outside, outside) &&
          (r === 0 ? found.inside === undefined && found.swap() === undefined : near(found.inside!, inside!)) &&
          found.columns.length === r &&
          N.rankOf(products.R.select(undefined, found.columns)) === r
        );
      },
      { seed: 6401, runs: 140 },
    );
    expect(Math.min(deficient, lost, outer)).toBeGreaterThan(2);
  });

  test('the swap has negative curvature wherever an eigenvalue outside clearly exceeds one inside', () => {
    let met = 0;
    holds(
      critical,
      (p) => {
        const { inside, outside, swap } = proposeFit(p)!;
        if (inside === undefined || !(outside > inside * (1 + 1e-6))) return true;
        met++;
        const pair = swap();
        return pair !== undefined && roundedPair(p, pair) !== undefined;
      },
      { seed: 6402, runs: 200 },
    );
    expect(met).toBeGreaterThan(30);
  });

  const Y = M([
    [2, 0],
    [0, 1],
  ]);
  test('by hand: Σ = diag(4, 1), the smaller fitted', () => {
    const found = proposeFit(pointOf(makeInstance(I(2), Y, [M([[0, 1]]), M([[0], [1]])])))!;
    expect([found.inside, found.outside, found.columns]).toEqual([1, 4, [1]]);
    expect(found.swap()).toMatchObject({ i: 2, j: 1 });
  });

  test.each<[string, Rational]>([
    ['too large', new Rational(10n ** 400n)],
    ['so large that their squares are', new Rational(10n ** 200n)],
  ])('entries %s: nothing that is not finite is called a spectrum', (_, scale) => {
    const point = pointOf(makeInstance(I(2), Y.scale(scale), [M([[0, 1]]).scale(scale), M([[0], [1]])]));
    const found = proposeFit(point);
    if (found) expect([found.swap(), Number.isFinite(found.outside)]).toEqual([undefined, false]);
    else expect(scale.toDouble()).toBe(Number.POSITIVE_INFINITY);
  });
});
