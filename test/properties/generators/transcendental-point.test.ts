import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type TranscendentalOptions,
  transcendentalPoint,
} from '../../../properties/generators/transcendental-point.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import type { TranscendentalInstance } from '../../../src/network/instance.ts';
import { transcendentalLossKinds } from '../../../src/network/losses/index.ts';
import { bottleneckWidth, partialProducts } from '../../../src/network/network.ts';
import { holds } from '../../helpers/property.ts';

/** The values on the way to the simplest: what shrinking tries. */
function shrinks(options: TranscendentalOptions, seed: number): TranscendentalInstance[] {
  const met: TranscendentalInstance[] = [];
  fc.check(
    fc.property(transcendentalPoint(options), (p) => {
      met.push(p);
      return met.length < 3;
    }),
    { seed, numRuns: 3 },
  );
  return met;
}
const residual = (p: TranscendentalInstance) => partialProducts(p).R.mul(p.X).sub(p.Y);

describe.each(transcendentalLossKinds)('%s', (kind) => {
  const of = (options: TranscendentalOptions) => transcendentalPoint({ ...options, losses: [kind] });

  test('critical points are critical, also shrunk', () => {
    const critical = (p: TranscendentalInstance) => p.loss.kind === kind && isCritical(pointOf(p));
    holds(of({ points: ['critical'] }), critical, { seed: 1, runs: 80 });
    for (const seed of [1, 2])
      expect(shrinks({ points: ['critical'], losses: [kind] }, seed).every(critical)).toBe(true);
  });

  test('a quarter and more of them have ∇f(R) ≠ 0', () => {
    const drawn = fc.sample(of({ points: ['critical'], rank: 'deficient', minDepth: 2 }), { seed: 2, numRuns: 120 });
    expect(drawn.filter((p) => !pointOf(p).G.isZero()).length).toBeGreaterThan(30);
  });

  test('fitted points have ∇f(R) = 0, mostly with a residual', () => {
    const drawn = fc.sample(of({ points: ['fitted'] }), { seed: 3, numRuns: 100 });
    expect(drawn.every((p) => pointOf(p).G.isZero())).toBe(true);
    expect(drawn.filter((p) => !residual(p).isZero()).length).toBeGreaterThan(40);
  });

  test('any points are often not critical', () => {
    const drawn = fc.sample(of({ points: ['any'] }), { seed: 4, numRuns: 100 });
    expect(drawn.filter((p) => !isCritical(pointOf(p))).length).toBeGreaterThan(40);
  });

  test('rank R < d, also shrunk, and not always 0', () => {
    const deficient = (p: TranscendentalInstance) => rank(partialProducts(p).R) < bottleneckWidth(p);
    const drawn = fc.sample(of({ rank: 'deficient' }), { seed: 5, numRuns: 100 });
    expect(drawn.every(deficient)).toBe(true);
    expect(drawn.filter((p) => !partialProducts(p).R.isZero()).length).toBeGreaterThan(15);
    expect(shrinks({ rank: 'deficient', losses: [kind] }, 5).every(deficient)).toBe(true);
  });
});

test('gradients of saddles have parts of several sizes', () => {
  const drawn = fc.sample(transcendentalPoint({ losses: ['log-cosh'], points: ['critical'] }), {
    seed: 6,
    numRuns: 200,
  });
  const counts = drawn.map((p) => pointOf(p).G.parts.length - 1);
  for (const n of [0, 1, 2]) expect(counts.filter((count) => count === n).length).toBeGreaterThan(5);
});

test('labels of logistic points are from 0 to 1, hard ones among them, and critical points have RX = 0', () => {
  const drawn = fc.sample(transcendentalPoint({ losses: ['logistic'], points: ['critical'] }), {
    seed: 7,
    numRuns: 100,
  });
  expect(drawn.every((p) => partialProducts(p).R.mul(p.X).isZero())).toBe(true);
  expect(drawn.filter((p) => p.Y.num.some((y) => y === p.Y.den) || p.Y.num.includes(0n)).length).toBeGreaterThan(20);
});

test('the simplest is log-cosh on a small network', () => {
  const met = shrinks({}, 8);
  expect(met.at(-1)!.loss.kind).toBe('log-cosh');
  expect(Math.max(...met.at(-1)!.widths)).toBe(1);
});
