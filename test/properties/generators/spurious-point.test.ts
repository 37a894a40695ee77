import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absolutePoint } from '../../../properties/generators/absolute-point.ts';
import { spuriousPoint } from '../../../properties/generators/spurious-point.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import type { Matrix } from '../../../src/exact/matrix.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { instanceToJson } from '../../../src/network/instance.ts';
import { partialProducts } from '../../../src/network/network.ts';
import { holds } from '../../helpers/property.ts';

/** What shrinking ends at. */
function simplest(arbitrary: fc.Arbitrary<AnyInstance>): AnyInstance {
  const { counterexample } = fc.check(
    fc.property(arbitrary, () => false),
    { seed: 1, numRuns: 1 },
  );
  return counterexample![0] as AnyInstance;
}

describe('spurious points of weighted square losses', () => {
  test('critical, of full rank, with ∇f(R) ≠ 0', () => {
    const isOne = (p: AnyInstance) => {
      const point = pointOf(p);
      return isCritical(point) && point.rank === point.bottleneck && !point.G.isZero();
    };
    holds(spuriousPoint(), isOne, { seed: 2, runs: 150 });
  });
  test('the simplest is the counterexample of the paper', () => {
    expect(instanceToJson(simplest(spuriousPoint()))).toEqual(instanceToJson(sharpnessWeighted));
  });
});

describe('points of the absolute loss', () => {
  const single = (m: Matrix) => m.num.filter((x) => x !== 0n).length === 1;
  test('R = 0 < d, X = I, one target that is not 0', () => {
    const isOne = (p: AnyInstance) =>
      partialProducts(p).R.isZero() && Math.min(...p.widths) > 0 && p.X.equals(p.X.mul(p.X)) && single(p.Y);
    holds(absolutePoint(), isOne, { seed: 3, runs: 150 });
  });
  test('of every depth, and of one and two neurons', () => {
    const drawn = fc.sample(absolutePoint(), { seed: 4, numRuns: 200 });
    const count = (holds: (p: AnyInstance) => boolean) => drawn.filter(holds).length;
    for (const H of [2, 3, 4]) expect(count((p) => p.weights.length === H)).toBeGreaterThan(10);
    for (const d of [1, 2]) expect(count((p) => Math.min(...p.widths) === d)).toBeGreaterThan(20);
  });
  test('the simplest has one neuron', () => {
    const { widths, Y } = simplest(absolutePoint());
    expect([widths, Y.toRows()]).toEqual([
      [1, 1, 2],
      [['1'], ['0']],
    ]);
  });
});
