import { describe, expect, test } from 'vitest';
import { criticalPoint } from '../../bench/critical.ts';
import { mixedInstances, sizedInstances } from '../../bench/instances.ts';
import { jsonLine } from '../../bench/text.ts';
import { isTightened, pivots } from '../../properties/achour-2021/pivots.ts';
import { pointOf } from '../../src/decision/point.ts';
import { range } from '../../src/exact/matrix.ts';
import { bitLength } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian } from '../../src/network/derivatives.ts';
import type { Instance } from '../../src/network/instance.ts';

/** The class by exact inertia, as the peers find it. */
function classByInertia(instance: Instance): string {
  const { gradients, G, rank, bottleneck } = pointOf(instance);
  if (gradients.some((g) => !g.isZero())) return 'not-critical';
  if (G.isZero()) return 'global-minimizer';
  if (inertia(hessian(instance, instance.loss)).negative > 0) return 'strict-saddle';
  return rank < bottleneck ? 'non-strict-saddle' : 'global-minimizer';
}

describe.each([2, 3, 4])('width %d', (d) => {
  const instances = sizedInstances(d);

  test.each(instances.map((one) => [one.id, one] as const))(
    '%s has the class and the rank that it promises',
    (id, one) => {
      expect(classByInertia(one.instance)).toBe(one.expected);
      const promised = /r=(\d+)/.exec(id)?.[1];
      if (promised !== undefined) expect(pointOf(one.instance).rank).toBe(Number(promised));
    },
  );

  test('every class occurs, and strict saddles in both ways', () => {
    const classes = new Set(instances.map(({ expected }) => expected));
    expect(classes).toEqual(new Set(['global-minimizer', 'strict-saddle', 'non-strict-saddle', 'not-critical']));
    expect(instances.some(({ id }) => id.includes('swapped'))).toBe(true);
    expect(instances.some(({ id }) => id.includes('pivot'))).toBe(true);
  });

  test.each(instances.filter(({ id }) => /pivot|tightened/.test(id)).map((one) => [one.id, one.instance] as const))(
    '%s: pivots are tightened where it says so, and only there',
    (id, instance) => {
      const r = pointOf(instance).rank;
      expect(pivots(instance).every((pivot) => isTightened(pivot, r))).toBe(id.includes('tightened'));
    },
  );

  test('names are unique, and every time the instances are the same', () => {
    expect(new Set(instances.map(({ id }) => id)).size).toBe(instances.length);
    expect(sizedInstances(d).map(jsonLine)).toEqual(instances.map(jsonLine));
  });
});

test('wider networks have the sizes asked for, dense layers and numbers of moderate length', () => {
  const square = sizedInstances(8).filter(({ id }) => !id.includes('bottleneck'));
  for (const { instance } of square) {
    expect(instance.widths).toEqual([8, 8, 8, 8, 8]);
    const numbers = [instance.X, instance.Y, ...instance.weights].flatMap((m) => [...m.num, m.den]);
    expect(Math.max(...numbers.map(bitLength))).toBeLessThan(32);
  }
  const full = square[0]!.instance.weights.flatMap((w) => w.num);
  expect(full.filter((x) => x === 0n).length).toBeLessThan(full.length / 3);
});

test('mixed instances have widths and depths from 1 to 5, and are the same every time', () => {
  const instances = mixedInstances(60);
  const depths = new Set(instances.map(({ instance }) => instance.weights.length));
  expect(depths.size).toBeGreaterThan(3);
  expect(Math.max(...instances.flatMap(({ instance }) => instance.widths))).toBe(5);
  expect(mixedInstances(60).map(jsonLine)).toEqual(instances.map(jsonLine));
});

test('paths that do not fit are refused', () => {
  const parts = { widths: [2, 2, 2, 2, 2], S: [0], paths: range(2).map(() => [1, 2]) };
  expect(() => criticalPoint(parts, 1)).toThrow(/2 paths through vertex 1, which has room for 1/);
});
