import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalPoint } from '../../../properties/generators/critical-point.ts';
import { mixed } from '../../../properties/generators/mixed.ts';
import { bottleneckPoint } from '../../../properties/lu-kawaguchi-2017/bottleneck-point.ts';
import { dominatedPoint } from '../../../properties/lu-kawaguchi-2017/dominated-point.ts';
import { type Widening, widened } from '../../../properties/lu-kawaguchi-2017/fibre-point.ts';
import { fullRankPoint } from '../../../properties/lu-kawaguchi-2017/full-rank-point.ts';
import { withFullRankX, withFullRankY, withFullRowRank } from '../../../properties/lu-kawaguchi-2017/full-row-rank.ts';
import {
  withAnotherLayer,
  withDependentInputs,
  withDependentOutputs,
} from '../../../properties/lu-kawaguchi-2017/one-hypothesis-false.ts';
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

  test('one of them alone', () => {
    holds(
      mixed(),
      (instance) => {
        const [x, y] = [withFullRankX(instance), withFullRankY(instance)];
        const same = [x, y].every((full) => pointOf(full).G.equals(pointOf(instance).G));
        return same && rank(x.X) === x.X.rows && rank(y.Y) === y.Y.rows && rank(y.X) === rank(instance.X);
      },
      { seed: 5, runs: 100 },
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

describe('one hypothesis false', () => {
  const critical = (p: Parameters<typeof pointOf>[0]) => isCritical(pointOf(p));

  test('X of deficient row rank; Y keeps its rank, and critical points stay critical', () => {
    let added = 0;
    holds(
      criticalPoint(),
      (instance) => {
        const [made] = fc.sample(withDependentInputs(fc.constant(instance)), { seed: 6, numRuns: 1 });
        if (made!.X.rows > instance.X.rows) added++;
        return rank(made!.X) < made!.X.rows && made!.Y.equals(instance.Y) && critical(made!);
      },
      { seed: 6, runs: 60 },
    );
    expect(added).toBe(60);
  });

  test('Y of deficient row rank, X of full row rank; critical points stay critical', () => {
    holds(withDependentOutputs(criticalPoint()), (p) => rank(p.Y) < p.Y.rows && rank(p.X) === p.X.rows && critical(p), {
      seed: 7,
      runs: 80,
    });
    holds(withDependentOutputs(mixed()), (p) => rank(p.Y) < p.Y.rows && rank(p.X) === p.X.rows, { seed: 8, runs: 80 });
  });

  test('a layer more where H is the number given: the product and criticality stay', () => {
    for (const H of [1, 2]) {
      holds(
        criticalPoint({ minDepth: H, maxDepth: H }),
        (p) => {
          const deeper = withAnotherLayer(H)(p);
          const same = partialProducts(deeper).R.equals(partialProducts(p).R);
          return depth(deeper) === H + 1 && same && critical(deeper) && withAnotherLayer(H + 5)(p) === p;
        },
        { seed: 9, runs: 30 },
      );
    }
  });
});

test('points of full rank have rank R = d, with the bottleneck at every place', () => {
  const places = new Set<string>();
  holds(
    fullRankPoint(),
    (p) => {
      const d = Math.min(...p.widths);
      const at = p.widths.flatMap((n, j) =>
        n === d ? [j === 0 ? 'input' : j === depth(p) ? 'output' : 'hidden'] : [],
      );
      for (const place of at) places.add(place);
      return rank(partialProducts(p).R) === d;
    },
    { seed: 10, runs: 200 },
  );
  expect([...places].sort()).toEqual(['hidden', 'input', 'output']);
});

test('dominated points: R = 0, rank B_j + rank A_j = d_j, a zero row of B_j and a zero column of A_j', () => {
  holds(
    dominatedPoint(),
    (p) => {
      const { A, B, R } = partialProducts(p);
      const isOne = (j: number) => {
        const zeroRow = [...Array(B[j]!.rows).keys()].some((i) => B[j]!.row(i).isZero());
        const zeroCol = [...Array(A[j]!.cols).keys()].some((k) => A[j]!.col(k).isZero());
        return zeroRow && zeroCol && rank(A[j]!) + rank(B[j]!) === p.widths[j];
      };
      return R.isZero() && [...Array(depth(p)).keys()].some((j) => j > 0 && isOne(j));
    },
    { seed: 11, runs: 150 },
  );
});
