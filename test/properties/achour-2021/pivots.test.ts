import { describe, expect, test } from 'vitest';
import { isTightened, pivots, strata, threeBlocks } from '../../../properties/achour-2021/pivots.ts';
import { criticalPointWithParts } from '../../../properties/generators/critical-point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { bottleneckWidth, partialProducts } from '../../../src/network/network.ts';
import { point, scalar } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';

describe('blocks of pivots', () => {
  const deep = scalar(2, 3, 5, 0);
  test('names, order and values for H = 3', () => {
    const all = pivots(deep).map((p) => [p.inner.name, p.inner.matrix.toRows(), p.outer.name, p.outer.matrix.toRows()]);
    // Σ_XY = 2, W_1 = 3, W_2 = 5, W_3 = 0.
    expect(all).toEqual([
      ['inner(2,1)', [['1']], 'outer(2,1)', [['0']]],
      ['inner(3,1)', [['5']], 'outer(3,1)', [['2']]],
      ['inner(3,2)', [['1']], 'outer(3,2)', [['6']]],
    ]);
    const three = threeBlocks(deep, partialProducts(deep)).map((b) => [b.left, b.right, b.rightSigma]);
    expect(three.map((blocks) => blocks.map((b) => `${b.name} = ${b.matrix.toRows()}`))).toEqual([
      ['left(2) = 0', 'right(1) = 1', 'right-sigma(1) = 2'],
      ['left(3) = 1', 'right(1) = 1', 'right-sigma(1) = 2'],
      ['left(3) = 1', 'right(2) = 3', 'right-sigma(2) = 6'],
    ]);
  });

  test('one layer has no pivot', () => expect(pivots(scalar(1, 1))).toEqual([]));

  test('one block of rank r is enough, none is too little', () => {
    const [first, second, third] = pivots(deep);
    expect(isTightened(first!, 0)).toBe(true);
    expect(isTightened(second!, 0)).toBe(false);
    expect(isTightened(third!, 0)).toBe(false);
    expect(isTightened(third!, 1)).toBe(true);
  });
});

describe('strata, from ranks', () => {
  test.each([
    ['the origin', scalar(1, 0, 0, 0), [false, false, false]],
    ['one zero factor', point([[1], [0]], [[1]], [[0, 1]], [[0]]), [false, true, false]],
    [
      'W_1 meets no target',
      point(
        [
          [1, 0],
          [0, 1],
        ],
        [[1, 0]],
        [[0, 1]],
        [[0]],
        [[0]],
      ),
      [false, true, false],
    ],
    [
      'factors that meet in 0',
      point(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [2, 0],
          [0, 1],
        ],
        [[1, 0]],
        [[0]],
        [[0], [1]],
      ),
      [true, false, true],
    ],
  ] as const)('%s', (_, instance, [few, orthogonal, product]) => {
    expect(strata(instance)).toEqual({ fewZeroFactors: few, orthogonalPart: orthogonal, productVanishes: product });
  });

  test('the ranks agree with the blocks Z that 150 points were made from', () => {
    const made = criticalPointWithParts({ minDepth: 2 });
    holds(
      made,
      ({ instance, chain, S }) => {
        if (S.length === bottleneckWidth(instance)) return true;
        const zero = chain!.blocks.map((z, h) => (h === 0 ? z.mul(chain!.link.transpose()) : z).isZero());
        const { fewZeroFactors, orthogonalPart } = strata(instance);
        const first = chain!.blocks[0]!;
        const seen = rank(first.mul(chain!.link.transpose()));
        const columns = instance.widths[0]!;
        const kept = first.select(
          undefined,
          [...Array(columns).keys()].filter((k) => !S.includes(k)),
        );
        return fewZeroFactors === zero.filter(Boolean).length < 2 && orthogonalPart === rank(kept) > seen;
      },
      { seed: 7, runs: 150 },
    );
  });
});
