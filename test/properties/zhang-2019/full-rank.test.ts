import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../../properties/generators/any-point.ts';
import { mixed } from '../../../properties/generators/mixed.ts';
import { fullRank } from '../../../properties/zhang-2019/full-rank.ts';
import { cutNeuron, rankDeficient, withZeroNeurons } from '../../../properties/zhang-2019/rank-deficient.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { instance as anyInstance } from '../../helpers/arbitraries.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';

const { id, prove, variants, coverage, generator } = fullRank;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const points = {
  sloped: point(
    I2,
    Y31,
    [
      [1, 0],
      [0, 0],
    ],
    I2,
  ),
  origin: scalar(1, 0, 0, 0),
  'origin, H = 2': scalar(1, 0, 0),
  'nothing to fit': scalar(0, 0, 0),
  'no data to see': point([[0]], [[1]], [[0]], [[1]]),
  'one layer, fitted': point(
    I2,
    [
      [1, 0],
      [0, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ),
  'r = 1 < d = 2': point(
    I2,
    Y31,
    [
      [1, 0],
      [0, 0],
    ],
    [
      [3, 0],
      [0, 0],
    ],
  ),
} as const;
type Name = keyof typeof points;
const fullRankPoints = {
  larger: point(I2, Y31, [[1, 0]], [[3], [0]]),
  smaller: point(I2, Y31, [[0, 1]], [[0], [1]]),
  fitted: scalar(2, 2, 1),
} as const;

describe('zhang-2019/full-rank', () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve', 'ascent-curve']],
    ['origin, H = 2', 'not-a-local-minimum', ['zero gradient', 'descent-curve', 'ascent-curve']],
    ['r = 1 < d = 2', 'not-a-local-minimum', ['zero gradient', 'descent-curve', 'ascent-curve']],
    ['nothing to fit', 'global-minimizer', ['convexity']],
    ['no data to see', 'global-minimizer', ['convexity']],
    ['one layer, fitted', 'global-minimizer', ['convexity']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect(proof.verdict).toBe(verdict);
    expect(kinds(proof)).toEqual(evidence);
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['rank', 'loss']);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test('the origin of three layers of one neuron escapes at order 3, up and down', () => {
    const [, down, up] = prove(points.origin).evidence;
    expect([down, up]).toMatchObject([{ order: 3 }, { order: 3 }]);
  });

  test.each(Object.entries(fullRankPoints))('rank R = d, %s: no proof', (_, instance) => {
    expect(() => prove(instance)).toThrow('rank R < d');
    for (const variant of ['critical-point', 'strict']) expect(refute(variant)(instance)).toBeUndefined();
  });

  test.each<[string, string[]]>([
    ['full-rank-too', ['larger']],
    ['critical-point', ['origin', 'origin, H = 2', 'r = 1 < d = 2']],
    ['strict', ['origin']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries({ ...points, ...fullRankPoints })) {
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['a descent where there is nothing to fit', 'origin, H = 2', 'nothing to fit', 'CURVE'],
    ['a fit where there is none', 'nothing to fit', 'origin, H = 2', 'CONVEXITY'],
    ['a critical point that is none', 'r = 1 < d = 2', 'sloped', 'ZERO'],
  ])('a proof from another instance is rejected: %s', (_, from, to, code) => {
    const proof = prove(points[from]);
    const { hypotheses } = prove(points[to]);
    expect(verified(id, points[to], { ...proof, hypotheses })).toBe(code);
  });

  test('a point of full rank is vacuous; up and down exchanged is rejected', () => {
    const { products } = pointOf(fullRankPoints.fitted);
    expect(products.R.toRows()).toEqual([['2']]);
    const proof = prove(points['nothing to fit']);
    const rank = { kind: 'rank', of: 'R', rank: 1, rows: [0], cols: [0], inverse: [['1/2']] } as const;
    const hypotheses = [{ id: 'A1', evidence: rank }, proof.hypotheses[1]!];
    expect(verified(id, fullRankPoints.fitted, { ...proof, hypotheses })).toBe('HYPOTHESIS');
    const saddle = prove(points.origin);
    const [zero, down, up] = saddle.evidence;
    expect(verified(id, points.origin, { ...saddle, evidence: [zero!, up!, down!] })).toBe('EVIDENCE');
  });

  test('150 random points are proven and verified', () => {
    holds(generator, (instance) => verified(id, instance, prove(instance)) === 'VALID_EXACT', { seed: 1, runs: 150 });
  });

  test('so are the rank-deficient among 200 points from elsewhere', () => {
    const deficient = (instance: (typeof points)[Name]) => pointOf(instance).rank < pointOf(instance).bottleneck;
    holds(
      anyInstance(),
      (instance) => !deficient(instance) || verified(id, instance, prove(instance)) === 'VALID_EXACT',
      { seed: 4, runs: 200 },
    );
  });

  test.each(variants.map((v) => v.id))('%s: random refutations are verified', (variant) => {
    const instances = variants.find((v) => v.id === variant)!.generator!;
    const codes = fc.sample(instances, { seed: 2, numRuns: 100 }).flatMap((instance) => {
      const proof = refute(variant)(instance);
      return proof ? [verified(`${id}~${variant}`, instance, proof)] : [];
    });
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['VALID_EXACT']));
  });

  test.each([1, 2])('200 runs, seed %i: every coverage class is met', (seed) => {
    const runs = fc.sample(generator, { seed, numRuns: 200 }).map((instance) => ({ instance, proof: prove(instance) }));
    for (const c of coverage) {
      const share = runs.filter(({ instance, proof }) => c.holds(instance, proof)).length / runs.length;
      expect(share, c.name).toBeGreaterThanOrEqual(c.minimum);
    }
  });
});

describe('rank-deficient points', () => {
  const deficient = (p: ReturnType<typeof pointOf>) => p.rank < p.bottleneck;
  test('the generator makes no other', () => {
    holds(rankDeficient().map(pointOf), deficient, { seed: 6, runs: 200 });
  });
  test('a neuron cut off: rank R < d, the widths stay', () => {
    holds(anyPoint(), (p) => deficient(pointOf(cutNeuron(p))) && String(cutNeuron(p).widths) === String(p.widths), {
      seed: 7,
      runs: 100,
    });
  });
  test('zero neurons in hidden bottlenecks: the same product, critical if it was', () => {
    const inside = mixed().filter(
      (p) => Math.min(p.widths[0]!, p.widths[p.widths.length - 1]!) > Math.min(...p.widths),
    );
    holds(
      inside.map((p) => [pointOf(p), pointOf(withZeroNeurons(p))] as const),
      ([a, b]) =>
        b.products.R.equals(a.products.R) && isCritical(a) === isCritical(b) && b.bottleneck === a.bottleneck + 1,
      { seed: 8, runs: 100 },
    );
  });
});
