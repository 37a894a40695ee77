import { describe, expect, test } from 'vitest';
import { criticalPoint, criticalPointWithParts } from '../../../properties/generators/critical-point.ts';
import { decide } from '../../../src/decision/decide.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../../src/network/instance.ts';
import { bottleneckWidth, chain, depth, partialProducts } from '../../../src/network/network.ts';
import { draws, drawsAndShrinks, isCritical, isValid, longest, share, smallest, text } from '../../helpers/draws.ts';

/** Blocks of a pivot that the theorem, or a false variant of it, looks at: tightened if one has rank r. */
type Blocks = (p: Instance, i: number, j: number) => readonly Matrix[];
const left = (p: Instance, i: number) => chain(p, depth(p), i + 1);
const inner = (p: Instance, i: number, j: number) => chain(p, i - 1, j + 1);
const right = (p: Instance, j: number) => chain(p, j - 1, 1);
const seen = (p: Instance, j: number) => right(p, j).mul(p.loss.Syx.transpose());
const theorem: Blocks = (p, i, j) => [inner(p, i, j), seen(p, j).mul(left(p, i))];
const threeBlocks: Blocks = (p, i, j) => [left(p, i), inner(p, i, j), right(p, j)];
const threeBlocksSigma: Blocks = (p, i, j) => [left(p, i), inner(p, i, j), seen(p, j)];

function isTightened(p: Instance, blocks: Blocks): boolean {
  const r = rank(partialProducts(p).R);
  for (let i = 2; i <= depth(p); i++) {
    for (let j = 1; j < i; j++) if (blocks(p, i, j).every((m) => rank(m) > r)) return false;
  }
  return true;
}

const isDeficient = (p: Instance) => rank(partialProducts(p).R) < bottleneckWidth(p);
const refutes = (p: Instance, variant: Blocks) =>
  isDeficient(p) && isTightened(p, theorem) && !isTightened(p, variant) && decide(p).verdict === 'non-strict-saddle';

describe('critical points', () => {
  test.each([{}, { spectrum: 'any' }, { maxDepth: 2 }, { minDepth: 4, maxWidth: 2 }, { subsets: 'prefix' }] as const)(
    'options %o: valid and critical, shrunk or not, with short numbers',
    (options) => {
      const points = drawsAndShrinks(criticalPoint(options), 150);
      expect(points.every(isValid)).toBe(true);
      expect(points.every(isCritical)).toBe(true);
      expect(Math.max(...points.map(longest))).toBeLessThan(12);
    },
  );

  test('bounds are kept', () => {
    const points = drawsAndShrinks(criticalPoint({ minDepth: 2, maxDepth: 3, maxWidth: 3 }), 200);
    expect(points.every((p) => depth(p) >= 2 && depth(p) <= 3 && Math.max(...p.widths) <= 3)).toBe(true);
    expect(() => criticalPoint({ maxDepth: 3, stratum: 'crossing' })).toThrow(RangeError);
    expect(() => criticalPoint({ maxDepth: 2, stratum: 'kernel' })).toThrow(RangeError);
  });

  test('same seed, same instance', () => {
    expect(draws(criticalPoint(), 40, 9).map(text)).toEqual(draws(criticalPoint(), 40, 9).map(text));
    expect(new Set(draws(criticalPoint(), 40, 9).map(text)).size).toBeGreaterThan(30);
  });

  test('distinct spectrum: Σ_YX has full rank d_H ≤ d_0', () => {
    expect(drawsAndShrinks(criticalPoint(), 100).every((p) => rank(p.loss.Syx) === p.Y.rows)).toBe(true);
  });

  test('subsets prefix: never below the leading eigenvalues, at r = d always global', () => {
    const full = draws(criticalPoint({ subsets: 'prefix' }), 300).filter((p) => !isDeficient(p));
    expect(full.length).toBeGreaterThan(30);
    expect(full.every((p) => decide(p).verdict === 'global-minimizer')).toBe(true);
  });

  test('the smallest one has one layer of one weight', () => {
    expect(smallest(criticalPoint(), 3).widths).toEqual([1, 1]);
    expect(smallest(criticalPoint({ stratum: 'kernel' }), 3).widths).toEqual([2, 1, 1, 1]);
  });

  test('the strata that refute weak variants of the classification occur', () => {
    const points = draws(criticalPoint(), 400);
    expect(share(points, (p) => refutes(p, threeBlocks))).toBeGreaterThan(0.1);
    expect(share(points, (p) => refutes(p, threeBlocksSigma))).toBeGreaterThan(0.05);
    expect(share(points, (p) => depth(p) === 1)).toBeGreaterThan(0.02);
    expect(share(points, (p) => isDeficient(p))).toBeGreaterThan(0.3);
    expect(share(points, (p) => isDeficient(p) && !partialProducts(p).R.isZero())).toBeGreaterThan(0.08);
    expect(share(points, (p) => isDeficient(p) && !p.weights.some((w) => w.isZero()))).toBeGreaterThan(0.08);
  });

  test('products that vanish though no block does', () => {
    const parts = draws(criticalPointWithParts({ minDepth: 3 }), 600);
    const whole = (blocks: readonly Matrix[]) => blocks.every((z) => !z.isZero());
    expect(share(parts, ({ chain: c }) => c !== undefined && whole(c.blocks))).toBeGreaterThan(0.02);
  });

  test('widths 2, 1, 1, 1 with r = 0 and W_1·Σ_XY = 0 ≠ W_1 occur within the stratum', () => {
    const points = draws(criticalPoint({ stratum: 'kernel', maxDepth: 3, maxWidth: 2 }), 200);
    expect(points.some((p) => p.widths.join() === '2,1,1,1')).toBe(true);
    expect(points.every((p) => isDeficient(p) && !isTightened(p, threeBlocks) && isTightened(p, theorem))).toBe(true);
  });

  test('every point of the crossing stratum refutes the three blocks with Σ_XY', () => {
    const points = drawsAndShrinks(criticalPoint({ stratum: 'crossing' }), 100);
    expect(points.every((p) => refutes(p, threeBlocksSigma))).toBe(true);
  });

  test('one entry more in a zero layer of 2, 1, 1, 1 → not critical', () => {
    const p = smallest(criticalPoint({ stratum: 'kernel' }), 3);
    const W = (w1: number[], w2: number, w3: number) =>
      makeInstance(p.X, p.Y, [Matrix.fromRows([w1]), Matrix.fromRows([[w2]]), Matrix.fromRows([[w3]])]);
    expect(isCritical(W([0, 1], 0, 0))).toBe(true);
    expect(isCritical(W([0, 1], 1, 1))).toBe(false);
    expect(isCritical(W([1, 1], 1, 0))).toBe(false);
    expect(isCritical(W([0, 1], 1, 0))).toBe(true);
  });
});
