import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { isCritical, pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { spectraAt } from '../../src/decision/step-4-full-rank.ts';
import { alongPair, roundedPair } from '../../src/evidence/pair.ts';
import { exactPivotPairs, loosePivot, proposePivotPairs } from '../../src/evidence/pivot-pairs.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { secondDerivative } from '../../src/network/derivatives.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { checkSquareCompletion } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const I = Matrix.identity;
const O = Matrix.zeros;
const M = Matrix.fromRows;

const critical = fc
  .oneof(
    patternPoint({ spectrum: 'any', subsets: 'prefix' }),
    patternPoint({ spectrum: 'any', tightened: true, subsets: 'prefix' }),
    criticalInstance({ maxDepth: 5, invisible: 1 }),
  )
  .map((it) => pointOf(it))
  .filter((p) => !p.G.isZero() && p.rank < p.bottleneck);
const fitted = critical.filter((p) => isCritical(p) && spectraAt(p).separated);
const sizes = ({ instance: { widths } }: SquarePoint, i: number, j: number) =>
  [i, i - 1, j, j - 1].map((h) => widths[h]);

describe('the first pivot that is not tightened', () => {
  test('is none exactly where every pivot is tightened, by the definition', () => {
    let [loose, tightened] = [0, 0];
    holds(
      critical,
      (p) => {
        const pivot = loosePivot(p);
        if (!pivot) {
          tightened++;
          return checkSquareCompletion(p.instance);
        }
        loose++;
        const { i, j, inner, outer } = pivot;
        expect(() => checkSquareCompletion(p.instance)).toThrow(`the pivot (${i},${j}) is tightened`);
        return (
          N.rankOf(inner) > p.rank &&
          !outer.isZero() &&
          [outer.rows, outer.cols].join() ===
            sizes(p, i, j)
              .filter((_, k) => k % 3 === 0)
              .join()
        );
      },
      { seed: 6301, runs: 150 },
    );
    expect(Math.min(loose, tightened)).toBeGreaterThan(30);
  });

  // Widths 3, 1, 2, 1, 2 with Σ = diag(9, 1) and R = 0: the pivots (2,1), (3,2), (4,3) have an inner matrix of rank 2 or 1, (3,1), (4,2), (4,1) W_2, W_3, W_3W_2.
  const Y = M([
    [3, 0, 0],
    [0, 1, 0],
  ]);
  const at = (W1: Matrix, W2: Matrix, W3: Matrix, W4: Matrix) => pointOf(makeInstance(I(3), Y, [W1, W2, W3, W4]));
  const [e1, e2] = [M([[1], [0]]), M([[0], [1]])];
  test.each<[string, SquarePoint, string | undefined]>([
    ['W_1Σ_XYW_4 = 0, no factor 0', at(M([[1, 0, 0]]), O(2, 1), O(1, 2), e2), undefined],
    ['W_1Σ_XYW_4 ≠ 0', at(M([[1, 0, 0]]), O(2, 1), O(1, 2), e1), '3,2'],
    ['W_1 in the kernel of Σ_XY', at(M([[0, 0, 1]]), O(2, 1), O(1, 2), e1), undefined],
    ['W_3 ≠ 0, W_4 = 0: the inner matrix W_3 of (4,2)', at(M([[1, 0, 0]]), O(2, 1), M([[1, 0]]), O(2, 1)), '4,2'],
    ['W_2 ≠ 0, W_3 = 0: the inner matrix W_2 of (3,1)', at(M([[0, 1, 0]]), M([[1], [0]]), O(1, 2), e1), '3,1'],
    ['W_3W_2 ≠ 0, and both ends 0', at(O(1, 3), M([[1], [0]]), M([[1, 0]]), O(2, 1)), '4,1'],
    ['the origin', at(O(1, 3), O(2, 1), O(1, 2), O(2, 1)), undefined],
  ])('rare strata: %s', (_, p, expected) => {
    const pivot = loosePivot(p);
    expect(pivot && `${pivot.i},${pivot.j}`).toBe(expected);
    if (!pivot) expect(checkSquareCompletion(p.instance)).toBe(true);
    else expect(() => checkSquareCompletion(p.instance)).toThrow(`(${expected})`);
  });

  test('one layer has no pivot', () => {
    expect(loosePivot(pointOf(makeInstance(I(1), I(1), [O(1, 1)])))).toBeUndefined();
  });
});

describe('pairs along it', () => {
  test('where the leading eigenvalues are fitted, every exact pair has a direction, and one of the proposals mostly has', () => {
    let [met, rounded, left, right] = [0, 0, 0, 0];
    holds(
      fitted,
      (p) => {
        const pivot = loosePivot(p);
        if (!pivot) return true;
        met++;
        const { A, B } = p.products;
        const { i, j, inner, outer } = pivot;
        const pairs = [...exactPivotPairs(p.products, pivot)];
        must(pairs.length > 0, 'one always exists');
        for (const pair of pairs) {
          const { x, y, w, z } = pair;
          must(pair.i === i && pair.j === j, 'the same pivot');
          must(
            [x, y, w, z].every((v, k) => v.cols === 1 && v.rows === sizes(p, i, j)[k]),
            'sizes',
          );
          const fromLeft = A[i - 1]!.transpose().mul(y).isZero();
          must(fromLeft || B[j]!.mul(w).isZero(), 'one of the two terms of R_1 vanishes');
          if (fromLeft) left++;
          else right++;
          must(y.dot(inner.mul(w)).sign !== 0 && x.dot(outer.mul(z)).sign !== 0, 'the crossing term does not');
          const V = alongPair(p, pair);
          must(V !== undefined && secondDerivative(p.instance, p.instance.loss, V).sign === -1, 'D²L < 0');
        }
        const proposals = [...proposePivotPairs(p.products, pivot)];
        must(
          proposals.every(({ x, y, w, z }) => [x, y, w, z].every((v, k) => v.length === sizes(p, i, j)[k])),
          'sizes of the proposals',
        );
        if (proposals.some((pair) => roundedPair(p, pair))) rounded++;
        return true;
      },
      { seed: 6302, runs: 120 },
    );
    expect(met).toBeGreaterThan(30);
    expect(rounded / met).toBeGreaterThan(0.95);
    expect(Math.min(left, right)).toBeGreaterThan(5);
  });

  test('without doubles there is no proposal, but an exact pair', () => {
    const big = new Rational(2n ** 1100n);
    const untightened = pointOf(makeInstance(I(2), I(2).scale(big), [O(2, 2), I(2).scale(big), O(2, 2)]));
    const pivot = loosePivot(untightened)!;
    expect([pivot.i, pivot.j]).toEqual([3, 1]);
    expect([...proposePivotPairs(untightened.products, pivot)]).toEqual([]);
    for (const pair of exactPivotPairs(untightened.products, pivot)) expect(alongPair(untightened, pair)).toBeDefined();
  });

  /** R = 2E_11 for Σ = diag(4, 1), in a basis [1, 1; c, c + 1] of the hidden layer: yᵀW_1 = 0 for y = (c, −1), W_2w = 0 for w = (1, c + 1). */
  const skewed = (c: bigint) =>
    pointOf(
      makeInstance(
        I(2),
        M([
          [2, 0],
          [0, 1],
        ]),
        [
          M([
            [2, 0],
            [2n * c, 0],
          ]),
          M([
            [c + 1n, -1],
            [0, 0],
          ]),
        ],
      ),
    );

  test.each([1n, 10n, 10n ** 12n, 10n ** 25n])('a skewed basis, c = %s: an exact pair, whatever doubles see', (c) => {
    const p = skewed(c);
    const pivot = loosePivot(p)!;
    const pairs = [...exactPivotPairs(p.products, pivot)];
    expect(pairs).toHaveLength(2);
    for (const pair of pairs) expect(alongPair(p, pair)).toBeDefined();
    const proposals = [...proposePivotPairs(p.products, pivot)];
    expect(proposals).toHaveLength(2);
    // W_1 and W_2 multiply what roundings of y and w miss by c.
    expect(proposals.some((pair) => roundedPair(p, pair))).toBe(c <= 10n);
  });
});
