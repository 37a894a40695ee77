import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { looseDirection } from '../../src/decision/loose-direction.ts';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { spectraAt } from '../../src/decision/step-4-full-rank.ts';
import { roundedPair } from '../../src/evidence/pair.ts';
import { loosePivot, proposePivotPairs } from '../../src/evidence/pivot-pairs.ts';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { curvature } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

const I = Matrix.identity;
const O = Matrix.zeros;

/** The hidden layers in bases of bad condition, unit triangles with powers of ten. */
const skewed = (it: Instance, digits: readonly number[]): Instance => {
  const weights = [...it.weights];
  for (let h = 1; h < weights.length; h++) {
    const size = 10n ** BigInt(digits[h % digits.length]!);
    const D = Matrix.build(it.widths[h]!, it.widths[h]!, (i, j) => (i === j ? 1n : i === j + 1 ? size : 0n));
    weights[h - 1] = D.mul(weights[h - 1]!);
    weights[h] = weights[h]!.mul(inverse(D)!);
  }
  return makeInstance(it.X, it.Y, weights, it.widths);
};

const loose = fc
  .oneof(patternPoint({ spectrum: 'any', subsets: 'prefix' }), criticalInstance({ maxDepth: 4, invisible: 1 }))
  .filter((it) => {
    const p = pointOf(it);
    if (!isCritical(p) || p.G.isZero() || p.rank === p.bottleneck) return false;
    return spectraAt(p).separated && loosePivot(p) !== undefined;
  });

describe('a direction along the two layers of a pivot that is not tightened', () => {
  test.each<[string, number, readonly number[]]>([
    ['ordinary bases', 6701, [0]],
    ['bases of bad condition', 6702, [0, 12, 25]],
    ['bases beyond the doubles', 6703, [170, 350]],
  ])('has negative curvature, and integers: %s', (_, seed, digits) => {
    let [exact, doubles] = [0, 0];
    holds(
      loose,
      (plain) => {
        const it = skewed(plain, digits);
        const p = pointOf(it);
        const pivot = loosePivot(p)!;
        const V = looseDirection(p, pivot);
        const proposed = [...proposePivotPairs(p.products, pivot)].some((pair) => roundedPair(p, pair));
        if (proposed) doubles++;
        else exact++;
        return (
          V.every((m, k) => m.shape === it.weights[k]!.shape && m.den === 1n) &&
          V.every((m, k) => !m.isZero() === (k === pivot.i - 1 || k === pivot.j - 1)) &&
          curvature(
            it,
            V.map((m) => m.toRows()),
          ).sign === -1
        );
      },
      { seed, runs: 40 },
    );
    if (seed === 6701) expect(doubles).toBeGreaterThan(35);
    else expect(Math.min(exact, doubles)).toBeGreaterThan(0);
  });

  test('is short where doubles find it', () => {
    const p = pointOf(makeInstance(I(2), I(2), [O(2, 2), I(2), O(2, 2)]));
    const V = looseDirection(p, loosePivot(p)!);
    expect(V.flatMap((m) => m.num).every((x) => x >= -1024n && x <= 1024n)).toBe(true);
  });

  test('rejects a pivot that is tightened', () => {
    const p = pointOf(makeInstance(I(2), I(2), [O(2, 2), O(2, 2), O(2, 2)]));
    expect(loosePivot(p)).toBeUndefined();
    const pivot = { i: 3, j: 1, inner: O(2, 2), outer: p.G };
    expect(() => looseDirection(p, pivot)).toThrow(
      'a pivot that is not tightened has a direction of negative curvature',
    );
  });
});
