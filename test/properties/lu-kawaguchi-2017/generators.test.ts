import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../../properties/generators/mixed.ts';
import { bottleneckPoint } from '../../../properties/lu-kawaguchi-2017/bottleneck-point.ts';
import { type Widening, widened } from '../../../properties/lu-kawaguchi-2017/fibre-point.ts';
import { withFullRowRank } from '../../../properties/lu-kawaguchi-2017/full-row-rank.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { depth, partialProducts } from '../../../src/network/network.ts';
import { point } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';

describe('samples for full row rank', () => {
  test('X and Y get full row rank, W and the gradient stay', () => {
    holds(
      mixed(),
      (instance) => {
        const full = withFullRowRank(instance);
        const same = pointOf(full).G.equals(pointOf(instance).G);
        return (
          rank(full.X) === full.X.rows && rank(full.Y) === full.Y.rows && same && full.weights === instance.weights
        );
      },
      { seed: 1, runs: 150 },
    );
  });

  test('nothing is added where nothing is missing, one sample each where X and Y are 0', () => {
    const full = point([[2]], [[1]], [[1]]);
    expect(withFullRowRank(full).X.toRows()).toEqual([['2']]);
    const empty = withFullRowRank(point([[0]], [[0]], [[0]]));
    expect([empty.X.toRows(), empty.Y.toRows()]).toEqual([[['0', '1', '0']], [['0', '0', '1']]]);
  });
});

describe('one more neuron', () => {
  const small = point([[1]], [[1]], [[3]], [[5]]);
  test.each<[Widening['kind'], string[][], string[][]]>([
    ['split', [['3'], ['3']], [['5/2', '5/2']]],
    ['silent', [['3'], ['0']], [['5', '1']]],
    ['deaf', [['3'], ['1']], [['5', '0']]],
  ])('%s', (kind, first, last) => {
    const wide = widened(small, { layer: 0, kind, neuron: 0, value: 1n });
    expect(wide.weights.map((w) => w.toRows())).toEqual([first, last]);
  });

  test('the product stays, one width grows by 1, H = 1 is left alone', () => {
    const widening = fc.record<Widening>({
      layer: fc.nat(9),
      kind: fc.constantFrom('split', 'silent', 'deaf'),
      neuron: fc.nat(9),
      value: fc.bigInt({ min: -2n, max: 2n }),
    });
    holds(
      fc.tuple(mixed(), widening),
      ([instance, w]) => {
        const wide = widened(instance, w);
        const grown = wide.widths.reduce((s, n) => s + n, 0) - instance.widths.reduce((s, n) => s + n, 0);
        return partialProducts(wide).R.equals(partialProducts(instance).R) && grown === (depth(instance) === 1 ? 0 : 1);
      },
      { seed: 2, runs: 150 },
    );
  });
});

test('bottleneck points are critical, with rank R = d and G ≠ 0', () => {
  const made = bottleneckPoint().map(pointOf);
  const good = (p: ReturnType<typeof pointOf>) => isCritical(p) && p.rank === p.bottleneck && !p.G.isZero();
  holds(made, good, { seed: 3, runs: 100 });
});
