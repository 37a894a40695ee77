import { describe, expect, test } from 'vitest';
import { isTightened, pivots } from '../../../properties/achour-2021/pivots.ts';
import { arc, areTightened, patternPoint, pointOfParts } from '../../../properties/generators/pattern-point.ts';
import { pointOf, type SquarePoint } from '../../../src/decision/point.ts';
import { columnBasis, compareSpectra } from '../../../src/evidence/subspaces.ts';
import { bottleneckWidth, depth } from '../../../src/network/network.ts';
import { patternKeys } from '../../../src/network/pattern-keys.ts';
import { draws, drawsAndShrinks, isCritical, isValid, longest, share, smallest, text } from '../../helpers/draws.ts';

const fitsLeading = (p: SquarePoint) => compareSpectra(p.leastSquares.sigma, columnBasis(p.products.R)).separated;

describe('pattern points', () => {
  test.each([
    ['distinct eigenvalues', patternPoint()],
    ['any spectrum', patternPoint({ spectrum: 'any' })],
    ['five layers, wider', patternPoint({ minDepth: 4, maxDepth: 5, maxWidth: 4 })],
    ['one or two layers', patternPoint({ minDepth: 1, maxDepth: 2 })],
  ])('%s: every draw and every shrink is a critical point', (_, points) => {
    for (const p of drawsAndShrinks(points, 60, 4)) {
      expect(isValid(p)).toBe(true);
      expect(isCritical(p)).toBe(true);
    }
  });

  test('the same seed gives the same points, with short numbers', () => {
    const [first, second] = [draws(patternPoint(), 30), draws(patternPoint(), 30)];
    expect(first.map(text)).toEqual(second.map(text));
    expect(Math.max(...first.map(longest))).toBeLessThan(12);
  });

  test('shrinks to two layers of one neuron, W = 0', () => {
    const p = smallest(patternPoint(), 3);
    expect(p.widths).toEqual([1, 1, 1]);
    expect(p.weights.every((w) => w.isZero())).toBe(true);
  });

  test('r = 0, 0 < r < d and r = d occur, and H = 2, 3, 4', () => {
    const points = draws(patternPoint(), 300).map((p) => pointOf(p));
    expect(share(points, (p) => p.rank === 0)).toBeGreaterThan(0.3);
    expect(share(points, (p) => p.rank > 0 && p.rank < p.bottleneck)).toBeGreaterThan(0.1);
    expect(share(points, (p) => p.rank === p.bottleneck)).toBeGreaterThan(0.1);
    for (const H of [2, 3, 4]) expect(share(points, (p) => depth(p.instance) === H)).toBeGreaterThan(0.08);
  });

  test('many patterns: of 357 with three layers and 5,459 with four, widths ≤ 3', () => {
    const keys = draws(patternPoint({ minDepth: 3 }), 800).map((p) => [depth(p), patternKeys(p).critical!] as const);
    const seen = (H: number) => new Set(keys.filter(([h]) => h === H).map(([, key]) => key)).size;
    expect(seen(3)).toBeGreaterThan(100);
    expect(seen(4)).toBeGreaterThan(280);
  });

  test('tightened: r < d, S = {1..r}, and every pivot', () => {
    const points = drawsAndShrinks(patternPoint({ tightened: true, subsets: 'prefix' }), 80, 3).map((p) => pointOf(p));
    for (const p of points) {
      expect(depth(p.instance)).toBeGreaterThanOrEqual(3);
      expect(p.rank).toBeLessThan(p.bottleneck);
      expect(fitsLeading(p)).toBe(true);
      expect(pivots(p.instance).every((pivot) => isTightened(pivot, p.rank))).toBe(true);
    }
    expect(share(points, (p) => p.instance.weights.every((w) => w.isZero()))).toBeLessThan(0.9);
  });

  test('no room for a depth: an error', () => {
    expect(() => patternPoint({ tightened: true, maxDepth: 2 })).toThrow('no depth between 3 and 2');
  });
});

describe('paths and pivots', () => {
  test.each<[string, number, number[][], boolean]>([
    ['single vertices of three layers', 3, [[0], [1], [2]], true],
    ['a path that leaves out one vertex, and that vertex', 3, [[0, 1], [2]], false],
    [
      'two halves of four layers',
      4,
      [
        [0, 1],
        [2, 3],
      ],
      false,
    ],
    ['two paths of two vertices that share one', 4, [[0, 1], [1, 2], [3]], true],
    ['single vertices of two layers', 2, [[0], [1]], false],
  ])('%s: tightened %#', (_, H, paths, expected) => {
    expect(areTightened(H, paths)).toBe(expected);
    const widths = Array.from({ length: H + 1 }, (__, h) => paths.filter((path) => path.includes(h % H)).length);
    const point = pointOfParts(widths, { r: 0, paths });
    expect(pivots(point).every((pivot) => isTightened(pivot, 0))).toBe(expected);
    expect(bottleneckWidth(point)).toBeGreaterThan(0);
  });

  test('arcs go round the cycle', () => expect([arc(4, 3, 3), arc(3, 1, 1)]).toEqual([[3, 0, 1], [1]]));
});
