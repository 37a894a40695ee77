import { describe, expect, test } from 'vitest';
import { larger, pointWithLoss, smaller } from '../../../properties/points.ts';
import { quadratic } from '../../../properties/zhang-2019/quadratic.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { decide } from '../../../src/decision/decide.ts';
import { type AnyInstance, hasSquareLoss } from '../../../src/network/instance.ts';
import { instance as anyInstance } from '../../helpers/arbitraries.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = quadratic;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points: Record<string, AnyInstance> = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  'no data': point([[0]], [[1]], [[3]], [[4]]),
  larger,
  smaller,
  origin: scalar(1, 0, 0),
  'origin, H = 3': scalar(1, 0, 0, 0),
  weighted: sharpnessWeighted,
};

describe(id, () => {
  test.each<[string, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['no data', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['origin, H = 3', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]!);
    expect([proof.verdict, kinds(proof), proof.hypotheses]).toEqual([verdict, ['rank R', ...evidence], []]);
    expect(verified(id, points[name]!, proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['weighted', sharpnessWeighted],
    ['quartic', pointWithLoss({ kind: 'quartic' }, [[1]], [[1]], [[1]])],
  ])('the %s loss is another statement', (_, instance) => {
    expect(() => prove(instance)).toThrow('about the square loss');
  });

  test.each<[string, string[]]>([
    ['weighted', ['weighted']],
    ['critical-point', ['smaller', 'origin', 'origin, H = 3']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      if (variant === 'critical-point' && !hasSquareLoss(instance)) continue;
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('the verdict is that of the decision procedure, on any instance', () => {
    const agrees = (instance: AnyInstance) => {
      const { verdict } = decide(instance as Parameters<typeof decide>[0]);
      const expected = verdict.endsWith('saddle') ? 'not-a-local-minimum' : verdict;
      const proof = prove(instance);
      return proof.verdict === expected && verified(id, instance, proof) === 'VALID_EXACT';
    };
    holds(anyInstance(), agrees, { seed: 4, runs: 150 });
  });
});

keepsItsPromises(quadratic);
