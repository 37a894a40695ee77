import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlantedOptions, plantedPoint } from '../../../properties/generators/planted-point.ts';
import { smoothKinds } from '../../../properties/generators/smooth-loss.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { towerOutput } from '../../../src/network/tower.ts';
import { holds } from '../../helpers/property.ts';

/** The values on the way to the simplest: what shrinking tries. */
function shrinks(options: PlantedOptions, seed: number): AnyInstance[] {
  const met: AnyInstance[] = [];
  fc.check(
    fc.property(plantedPoint(options), (p) => {
      met.push(p);
      return met.length < 3;
    }),
    { seed, numRuns: 3 },
  );
  return met;
}

describe('critical points of every loss', () => {
  const points: PlantedOptions = { points: ['critical'] };
  test.each(smoothKinds)('%s', (kind) => {
    const critical = (p: AnyInstance) => p.loss.kind === kind && isCritical(pointOf(p));
    holds(plantedPoint({ ...points, losses: [kind] }), critical, { seed: 1, runs: 100 });
  });
  test.each(smoothKinds)('%s: a third and more have ∇f(R) ≠ 0', (kind) => {
    const drawn = fc.sample(plantedPoint({ ...points, losses: [kind], rank: 'deficient' }), { seed: 2, numRuns: 150 });
    expect(drawn.filter((p) => !pointOf(p).G.isZero()).length).toBeGreaterThan(50);
  });
  test('shrunk ones are critical, too', () => {
    for (const seed of [1, 2, 3, 4]) {
      const met = shrinks(points, seed);
      expect(met.length).toBeGreaterThan(3);
      for (const p of met) expect(isCritical(pointOf(p))).toBe(true);
    }
  });
});

test('fitted points have ∇f(R) = 0', () => {
  holds(plantedPoint({ points: ['fitted'] }), (p) => pointOf(p).G.isZero(), { seed: 3, runs: 100 });
});

test('any points are often not critical', () => {
  const drawn = fc.sample(plantedPoint({ points: ['any'] }), { seed: 4, numRuns: 100 });
  expect(drawn.filter((p) => !isCritical(pointOf(p))).length).toBeGreaterThan(30);
});

describe('rank-deficient points', () => {
  const deficient = (p: AnyInstance) => pointOf(p).rank < pointOf(p).bottleneck;
  test('have rank R < d, also shrunk', () => {
    holds(plantedPoint({ rank: 'deficient' }), deficient, { seed: 5, runs: 150 });
    expect(shrinks({ rank: 'deficient' }, 5).every(deficient)).toBe(true);
  });
  test('are not all of rank 0', () => {
    const drawn = fc.sample(plantedPoint({ rank: 'deficient' }), { seed: 6, numRuns: 150 });
    expect(drawn.filter((p) => pointOf(p).rank > 0).length).toBeGreaterThan(20);
  });
});

describe('the Huber loss', () => {
  const drawn = fc.sample(plantedPoint({ points: ['critical'], losses: ['huber'] }), { seed: 7, numRuns: 150 });
  const beyond = (p: AnyInstance): number => {
    const json = p.loss.toJson();
    if (json.kind !== 'huber') throw new Error('another loss');
    const E = pointOf(p).products.R.mul(p.X).sub(p.Y);
    const [num, den] = json.delta.split('/').map(BigInt);
    const sizes = E.num.map((x) => (x < 0n ? -x : x) * (den ?? 1n));
    return Math.max(...sizes.map((x) => (x > num! * E.den ? 1 : x === num! * E.den ? 0 : -1)));
  };
  test.each([
    ['inside', -1],
    ['where the pieces meet', 0],
    ['beyond', 1],
  ])('residuals %s', (_, where) => {
    expect(drawn.filter((p) => beyond(p) === where).length).toBeGreaterThan(10);
  });
});

describe('other towers', () => {
  test('as many as asked for, of their own inputs or the same', () => {
    const drawn = fc.sample(plantedPoint({ others: [1, 3] }), { seed: 8, numRuns: 150 });
    for (const n of [1, 2, 3]) expect(drawn.filter((p) => p.others?.length === n).length).toBeGreaterThan(20);
    const all = drawn.flatMap((p) => p.others!.map((tower) => tower.X === p.X));
    expect(all.filter((same) => same).length).toBeGreaterThan(30);
    expect(all.filter((same) => !same).length).toBeGreaterThan(30);
    expect(fc.sample(plantedPoint(), { seed: 8, numRuns: 20 }).every((p) => p.others === undefined)).toBe(true);
  });
  test('are part of the residual', () => {
    const critical = (p: AnyInstance) => {
      const rest = p.others!.reduce((Y, tower) => Y.sub(towerOutput(tower)), p.Y);
      return rest.equals(p.loss.Y) && isCritical(pointOf(p));
    };
    holds(plantedPoint({ others: [1, 2], points: ['critical'] }), critical, { seed: 9, runs: 80 });
  });
});

test('widths can be changed', () => {
  const wide = plantedPoint({ widths: (drawn) => drawn.map((n) => n + 1), maxWidth: 2 });
  holds(wide, (p) => Math.min(...p.widths) >= 2 && Math.max(...p.widths) <= 3, { seed: 10, runs: 50 });
});
