import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../../properties/generators/any-point.ts';
import { mixed } from '../../../properties/generators/mixed.ts';
import { pointWithLoss } from '../../../properties/points.ts';
import { fullRank } from '../../../properties/zhang-2019/full-rank.ts';
import { multiTower } from '../../../properties/zhang-2019/multi-tower.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { cutNeuron, rankDeficient, withZeroNeurons } from '../../../properties/zhang-2019/rank-deficient.ts';
import { reduction } from '../../../properties/zhang-2019/reduction.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { instance as anyInstance } from '../../helpers/arbitraries.ts';
import { rankDeficientCritical } from '../../helpers/losses.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = fullRank;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const half = [
  [1, 0],
  [0, 0],
];
const saddle = ['zero gradient', 'descent-curve', 'ascent-curve'];
const points: Record<string, AnyInstance> = {
  sloped: point(I2, Y31, half, I2),
  origin: scalar(1, 0, 0, 0),
  'origin, H = 2': scalar(1, 0, 0),
  'nothing to fit': scalar(0, 0, 0),
  'no data to see': point([[0]], [[1]], [[0]], [[1]]),
  'one layer, fitted': point(I2, half, half),
  'r = 1 < d = 2': point(I2, Y31, half, [
    [3, 0],
    [0, 0],
  ]),
  'weighted, origin': pointWithLoss({ kind: 'weighted-square', weights: [['1/3']] }, [[1]], [[1]], [[0]], [[0]]),
  'huber, beyond δ': pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[5]], [[0]], [[0]], [[0]]),
  'huber, fitted': pointWithLoss({ kind: 'huber', delta: '1' }, I2, half, half, I2),
  'quartic, sloped': pointWithLoss({ kind: 'quartic' }, I2, Y31, half, I2),
  'quartic, r = 1 < d = 2': pointWithLoss({ kind: 'quartic' }, I2, Y31, half, [
    [3, 0],
    [0, 0],
  ]),
};
const transcendental: Record<string, AnyInstance> = {
  'log-cosh, origin': pointWithLoss({ kind: 'log-cosh' }, [[1]], [[2]], [[0]], [[0]], [[0]]),
  'log-cosh, sloped': pointWithLoss({ kind: 'log-cosh' }, I2, Y31, half, I2),
  'log-cosh, slopes cancel': pointWithLoss({ kind: 'log-cosh' }, [[1, 1]], [[-1, 1]], [[0]], [[0]]),
  'log-cosh, x and −x': pointWithLoss({ kind: 'log-cosh' }, [[2, -2]], [[3, 3]], [[0]], [[0]]),
  'pseudo-huber, origin': pointWithLoss({ kind: 'pseudo-huber', delta: '1/3' }, [[1]], [[5]], [[0]], [[0]]),
  'pseudo-huber, fitted': pointWithLoss({ kind: 'pseudo-huber', delta: '1' }, I2, half, half, I2),
  'pseudo-huber, r = 1 < d = 2': pointWithLoss({ kind: 'pseudo-huber', delta: '1' }, I2, Y31, half, [
    [3, 0],
    [0, 0],
  ]),
  'logistic, origin': pointWithLoss({ kind: 'logistic' }, [[1, 1]], [[1, '1/3']], [[0]], [[0]]),
  'logistic, even chances': pointWithLoss({ kind: 'logistic' }, I2, [['1/2', '1/2']], [[0, 0]]),
  'logistic, both labels': pointWithLoss({ kind: 'logistic' }, [[3, 3]], [[0, 1]], [[0]], [[7]]),
  'logistic, sloped': pointWithLoss(
    { kind: 'logistic' },
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [0, 1],
    ],
    half,
    I2,
  ),
};
const fullRankPoints: Record<string, AnyInstance> = {
  larger: point(I2, Y31, [[1, 0]], [[3], [0]]),
  smaller: point(I2, Y31, [[0, 1]], [[0], [1]]),
  fitted: scalar(2, 2, 1),
};

describe(id, () => {
  test.each<[string, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['origin', 'not-a-local-minimum', saddle],
    ['origin, H = 2', 'not-a-local-minimum', saddle],
    ['r = 1 < d = 2', 'not-a-local-minimum', saddle],
    ['nothing to fit', 'global-minimizer', ['convexity']],
    ['no data to see', 'global-minimizer', ['convexity']],
    ['one layer, fitted', 'global-minimizer', ['convexity']],
    ['weighted, origin', 'not-a-local-minimum', saddle],
    ['huber, beyond δ', 'not-a-local-minimum', saddle],
    ['huber, fitted', 'global-minimizer', ['convexity']],
    ['quartic, sloped', 'not-critical', ['descent-curve']],
    ['quartic, r = 1 < d = 2', 'not-a-local-minimum', saddle],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]!);
    expect(proof.verdict).toBe(verdict);
    expect(kinds(proof)).toEqual(evidence);
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['rank', 'loss']);
    expect(verified(id, points[name]!, proof)).toBe('VALID_EXACT');
  });

  test.each<[string, string, string[]]>([
    ['log-cosh, origin', 'not-a-local-minimum', [...saddle, 'nearby-point']],
    ['log-cosh, sloped', 'not-critical', ['descent-curve', 'nearby-point']],
    ['log-cosh, slopes cancel', 'global-minimizer', ['convexity']],
    ['log-cosh, x and −x', 'global-minimizer', ['convexity']],
    ['pseudo-huber, origin', 'not-a-local-minimum', [...saddle, 'nearby-point']],
    ['pseudo-huber, fitted', 'global-minimizer', ['convexity']],
    ['pseudo-huber, r = 1 < d = 2', 'not-a-local-minimum', [...saddle, 'nearby-point']],
    ['logistic, origin', 'not-a-local-minimum', [...saddle, 'nearby-point']],
    ['logistic, even chances', 'global-minimizer', ['convexity']],
    ['logistic, both labels', 'global-minimizer', ['convexity']],
    ['logistic, sloped', 'not-critical', ['descent-curve', 'nearby-point']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(transcendental[name]!);
    expect([proof.verdict, kinds(proof), proof.precision]).toEqual([verdict, evidence, 50]);
    expect(verified(id, transcendental[name]!, proof)).toBe('VALID_ENCLOSED');
    const counterexample = refute('critical-point')(transcendental[name]!);
    expect(counterexample !== undefined).toBe(verdict === 'not-a-local-minimum');
    if (counterexample) {
      expect(verified(`${id}~critical-point`, transcendental[name]!, counterexample)).toBe('VALID_ENCLOSED');
    }
  });

  test.each<[string, string, string]>([
    ['a fit where slopes do not cancel', 'log-cosh, slopes cancel', 'log-cosh, origin'],
    ['a saddle of another loss', 'log-cosh, origin', 'logistic, even chances'],
    ['a slope where there is none', 'logistic, sloped', 'pseudo-huber, fitted'],
  ])('a proof from another instance is rejected: %s', (_, from, to) => {
    const { hypotheses } = prove(transcendental[to]!);
    expect(verified(id, transcendental[to]!, { ...prove(transcendental[from]!), hypotheses })).not.toMatch(/^VALID/);
  });

  test('statements on losses with rational values say that they are not about these', () => {
    for (const other of [reduction, multiTower])
      expect(() => other.prove(transcendental['log-cosh, origin']!)).toThrow('not about the log-cosh loss');
  });

  test('the origin of three layers of one neuron escapes at order 3, up and down', () => {
    const [, down, up] = prove(points.origin!).evidence;
    expect([down, up]).toMatchObject([{ order: 3 }, { order: 3 }]);
  });

  test.each(Object.entries(fullRankPoints))('rank R = d, %s: no proof', (_, instance) => {
    expect(() => prove(instance)).toThrow('rank R < d');
    for (const variant of ['critical-point', 'strict']) expect(refute(variant)(instance)).toBeUndefined();
  });

  test('a loss without gradient: no proof, and no variant but one', () => {
    expect(() => prove(sharpnessAbsolute)).toThrow('not about the absolute loss');
    expect(refute('not-differentiable')(points.origin!)).toBeUndefined();
  });

  test.each<[string, string[]]>([
    ['full-rank-too', ['larger']],
    ['rank-at-most-d', ['larger']],
    ['strict', ['origin']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries({ ...points, ...fullRankPoints })) {
      if (instance.loss.kind !== 'square') continue;
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('critical-point is refuted by the saddles, of every loss', () => {
    for (const [name, instance] of Object.entries({ ...points, ...fullRankPoints })) {
      const proof = refute('critical-point')(instance);
      const isSaddle = name in points && prove(instance).verdict === 'not-a-local-minimum';
      expect(proof !== undefined, name).toBe(isSaddle);
      if (proof) expect(verified(`${id}~critical-point`, instance, proof), name).toBe('VALID_EXACT');
    }
  });

  test('not-differentiable is refuted by the counterexample of the paper', () => {
    const proof = refute('not-differentiable')(sharpnessAbsolute)!;
    expect(proof.hypotheses.map((h) => [h.id, h.evidence.kind])).toEqual([
      ['A1', 'rank'],
      ['A2', 'loss'],
    ]);
    expect(proof.evidence.map((e) => e.kind)).toEqual(['local-minimum', 'better-point']);
    expect(verified(`${id}~not-differentiable`, sharpnessAbsolute, proof)).toBe('VALID_EXACT');
    expect(verified(id, sharpnessAbsolute, proof)).toBe('LOSS');
  });

  test.each<[string, string, string, string]>([
    ['a descent where there is nothing to fit', 'origin, H = 2', 'nothing to fit', 'CURVE'],
    ['a fit where there is none', 'nothing to fit', 'origin, H = 2', 'CONVEXITY'],
    ['a critical point that is none', 'r = 1 < d = 2', 'sloped', 'ZERO'],
    ['a curve of the square loss for the quartic loss', 'sloped', 'quartic, r = 1 < d = 2', 'CURVE'],
  ])('a proof from another instance is rejected: %s', (_, from, to, code) => {
    const proof = prove(points[from]!);
    const { hypotheses } = prove(points[to]!);
    expect(verified(id, points[to]!, { ...proof, hypotheses })).toBe(code);
  });

  test('a point of full rank is vacuous; up and down exchanged is rejected', () => {
    const proof = prove(points['nothing to fit']!);
    const rank = { kind: 'rank', of: 'R', rank: 1, rows: [0], cols: [0], inverse: [['1/2']] } as const;
    const hypotheses = [{ id: 'A1', evidence: rank }, proof.hypotheses[1]!];
    expect(verified(id, fullRankPoints.fitted!, { ...proof, hypotheses })).toBe('HYPOTHESIS');
    const up = prove(points.origin!);
    const [first, second, third] = up.evidence;
    expect(verified(id, points.origin!, { ...up, evidence: [first!, third!, second!] })).toBe('EVIDENCE');
  });

  test('rank-deficient points from elsewhere are proven and verified', () => {
    const deficient = (instance: AnyInstance) => pointOf(instance).rank < pointOf(instance).bottleneck;
    holds(
      anyInstance(),
      (instance) => !deficient(instance) || verified(id, instance, prove(instance)) === 'VALID_EXACT',
      { seed: 4, runs: 150 },
    );
  });

  test.each(['square', 'weighted-square', 'huber', 'quartic'] as const)('critical points of the %s loss', (kind) => {
    const isSaddle = (instance: AnyInstance) => {
      const proof = prove(instance);
      return proof.verdict === 'not-a-local-minimum' && verified(id, instance, proof) === 'VALID_EXACT';
    };
    const deficient = rankDeficientCritical(kind).filter((p) => pointOf(p).rank < pointOf(p).bottleneck);
    holds(deficient, isSaddle, { seed: 5, runs: 40 });
  });
});

keepsItsPromises(fullRank);

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
