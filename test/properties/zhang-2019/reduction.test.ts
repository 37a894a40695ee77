import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKyFan } from '../../../properties/conclusions.ts';
import { plantedPoint } from '../../../properties/generators/planted-point.ts';
import { lossParameters } from '../../../properties/generators/smooth-loss.ts';
import { spuriousPoint } from '../../../properties/generators/spurious-point.ts';
import { bottleneckPoint } from '../../../properties/lu-kawaguchi-2017/bottleneck-point.ts';
import { larger, pointWithLoss, smaller } from '../../../properties/points.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { reduction, sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { reweighted } from '../../../properties/zhang-2019/reweighted.ts';
import { pointOf } from '../../../src/decision/point.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { kinds, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = reduction;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const weights = [
  ['1', '1/14'],
  ['1/14', '1'],
];
const target = [
  [1, '1/2'],
  ['1/2', 1],
];
const [W1, W2] = [[['9/10', '-9/10']], [[1], [-1]]];
const weighted = (...W: (string | number)[][][]) =>
  pointWithLoss({ kind: 'weighted-square', weights }, I2, target, ...W);
const zero3 = [[[0]], [[0]], [[0]]];
const points: Record<string, AnyInstance> = {
  'not critical': scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  origin: scalar(1, 0, 0, 0),
  larger,
  smaller,
  'huber, origin': pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[3]], ...zero3),
  'quartic, origin': pointWithLoss({ kind: 'quartic' }, [[1]], [[3]], ...zero3),
  'quartic, fitted': pointWithLoss({ kind: 'quartic' }, [[1]], [[2]], [[2]], [[1]]),
  spurious: sharpnessWeighted,
  'spurious, three layers': weighted(W1, [[2]], [['1/2'], ['-1/2']]),
  'spurious, four layers': weighted(
    [
      ['9/10', '-9/10'],
      [0, 0],
    ],
    [
      [1, 0],
      [0, 5],
    ],
    [[1, 0]],
    W2,
  ),
  // The other branch turned by a right angle: the smaller singular value of a weighted problem.
  'weighted saddle': pointWithLoss(
    {
      kind: 'weighted-square',
      weights: [
        ['1', '1'],
        ['1', '1'],
      ],
    },
    I2,
    target,
    [['1/4', '-1/4']],
    W2,
  ),
};

describe(id, () => {
  test.each<[string, string, string[]]>([
    ['not critical', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'not-a-local-minimum', ['zero gradient', 'lift']],
    ['huber, origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['quartic, origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['quartic, fitted', 'global-minimizer', ['convexity']],
    ['spurious', 'spurious-local-minimum', ['local-minimum', 'better-point']],
    ['spurious, three layers', 'spurious-local-minimum', ['local-minimum', 'better-point']],
    ['spurious, four layers', 'spurious-local-minimum', ['local-minimum', 'better-point']],
    ['weighted saddle', 'not-a-local-minimum', ['zero gradient', 'lift']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]!);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(verified(id, points[name]!, proof)).toBe('VALID_EXACT');
  });

  test('the bottleneck of a spurious local minimum is found wherever it is', () => {
    expect(prove(points['spurious, four layers']!).evidence[1]).toMatchObject({ j: 3 });
  });

  test('what second order does not decide is undecided', () => {
    // All residuals have the same size: critical at rank R = d = 1, G ≠ 0, and no Hessian is looked at.
    const same = pointWithLoss({ kind: 'quartic' }, I2, target, [['1/4', '-1/4']], W2);
    expect(prove(same).verdict).toBe('undecided');
    expect(verified(id, same, prove(same))).toBe('UNDECIDED');
    // The other branch of the counterexample: the better one, perhaps the best.
    const best = weighted([['29/30', '29/30']], [[1], [1]]);
    expect(prove(best).verdict).toBe('undecided');
  });

  test('a loss that is not differentiable: no proof', () => {
    expect(() => prove(sharpnessAbsolute)).toThrow('not about the absolute loss');
  });

  test.each<[string, string[]]>([
    ['always-clean', ['spurious', 'spurious, three layers', 'spurious, four layers']],
    ['critical-point', ['origin', 'huber, origin', 'quartic, origin']],
    ['not-differentiable', []],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('not-differentiable is refuted by the counterexample of the paper', () => {
    const proof = refute('not-differentiable')(sharpnessAbsolute)!;
    expect(kinds(proof)).toEqual(['rank R', 'local-minimum', 'better-point']);
    expect(verified(`${id}~not-differentiable`, sharpnessAbsolute, proof)).toBe('VALID_EXACT');
  });

  test('a square loss of weights 1 gives the verdicts of the square loss', () => {
    const same = (instance: AnyInstance) => {
      const ones = instance.Y.toRows().map((row) => row.map(() => '1'));
      const loss = { kind: 'weighted-square', weights: ones } as const;
      const rows = instance.weights.map((w) => w.toRows());
      const proof = prove(pointWithLoss(loss, instance.X.toRows(), instance.Y.toRows(), ...rows));
      const { verdict, evidence } = prove(instance);
      // A global minimizer of bounded rank is a local one of a weighted loss, with nothing better in sight.
      return isKyFan({ verdict, evidence }) ? proof.verdict === 'undecided' : proof.verdict === verdict;
    };
    holds(bottleneckPoint(), same, { seed: 9, runs: 60 });
  });
});

describe('the instances', () => {
  test('reweighted: the same gradient, weights at most 1, not a local minimum', () => {
    const pairs = fc.tuple(bottleneckPoint(), lossParameters(['weighted-square']));
    let changed = 0;
    const descends = ([instance, loss]: Parameters<typeof reweighted>[0]) => {
      const after = reweighted([instance, loss]);
      if (after.loss.kind === 'square') return after === instance;
      changed++;
      const sameG = pointOf(after).G.equals(pointOf(instance).G);
      return sameG && prove(after).verdict === 'not-a-local-minimum';
    };
    holds(pairs, descends, { seed: 10, runs: 80 });
    expect(changed).toBeGreaterThan(20);
  });
  test('spurious: of every depth, with wide layers and with two neurons', () => {
    const drawn = fc.sample(spuriousPoint(), { seed: 11, numRuns: 200 });
    const count = (holds: (p: AnyInstance) => boolean) => drawn.filter(holds).length;
    for (const H of [2, 3, 4]) expect(count((p) => p.weights.length === H)).toBeGreaterThan(10);
    expect(count((p) => Math.min(...p.widths) === 2)).toBeGreaterThan(10);
    expect(count((p) => p.widths[0] !== p.widths[p.widths.length - 1])).toBeGreaterThan(10);
    expect(count((p) => Math.max(...p.widths.slice(1, -1)) > Math.min(...p.widths))).toBeGreaterThan(10);
  });
  test('planted: full rank and critical is not asked for where second order is missing', () => {
    const decided = (p: AnyInstance) => prove(p).verdict !== 'undecided';
    holds(plantedPoint({ rank: 'deficient' }), decided, { seed: 12, runs: 150 });
  });
});

keepsItsPromises(reduction);
