import { describe, expect, test } from 'vitest';
import { nonStrictExist } from '../../../properties/achour-2021/non-strict-exist.ts';
import { allFitted, tightenedPoint } from '../../../properties/achour-2021/tightened-point.ts';
import { I2, larger, plateau, smaller } from '../../../properties/points.ts';
import { decide } from '../../../src/decision/decide.ts';
import { pointOf } from '../../../src/decision/point.ts';
import { rankEvidence } from '../../../src/evidence/rank.ts';
import { depth, partialProducts } from '../../../src/network/network.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { lacking, lacks, zeroWeights } from '../kawaguchi-2016/data-points.ts';

const { id, prove, proveWithout, variants } = nonStrictExist;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const strict = ['negative-curvature', 'ascent-curve'];
const flat = ['leading', 'square-completion', 'descent-curve', 'ascent-curve'];
const points = {
  'fitted, H = 1': scalar(2, 2),
  'fitted, H = 2': scalar(2, 2, 1),
  'origin, H = 2': scalar(1, 0, 0),
  'origin, H = 3': scalar(1, 0, 0, 0),
  'origin, H = 4': scalar(1, 0, 0, 0, 0),
  larger,
  smaller,
  plateau,
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['fitted, H = 1', 'global-minimizer', ['convexity']],
    ['fitted, H = 2', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['origin, H = 2', 'strict-saddle', strict],
    ['smaller', 'strict-saddle', strict],
    ['origin, H = 3', 'non-strict-saddle', flat],
    ['origin, H = 4', 'non-strict-saddle', flat],
    ['plateau', 'non-strict-saddle', flat],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['a global minimizer', scalar(1, 1, 1, 1)],
    ['a strict saddle', scalar(1, 0, 1, 0)],
  ])('three layers, %s: no witness', (_, instance) => {
    expect(() => prove(instance)).toThrow('the instance is a non-strict saddle');
    const { verdict, evidence } = decide(instance);
    const { hypotheses } = prove(scalar(1, 0, 0, 0));
    const rankOfR = rankEvidence('R', partialProducts(instance).R);
    const own = [rankOfR, ...evidence.filter(({ kind }) => kind !== 'zero')];
    expect(verified(id, instance, { verdict, hypotheses, evidence: own })).toBe('CONCLUSION');
  });

  test.each(Object.entries(lacking))('%s: no proof', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(/hypothesis .* is false/);
    const proof = proveWithout(instance, missing);
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
  });

  const more = {
    ...points,
    sloped: scalar(2, 1, 1),
    'sloped, one layer': scalar(2, 1),
    'sloped, H = 3': scalar(2, 1, 1, 1),
    'fitted, H = 3': scalar(1, 1, 1, 1),
    'W_2 alone is not 0': scalar(1, 0, 1, 0),
    'smaller, r < d, H = 2': point(
      I2,
      [
        [3, 0],
        [0, 1],
      ],
      [
        [0, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 0],
      ],
    ),
    'an empty layer, H = 3': zeroWeights(0, 1),
    'an empty layer, H = 2': zeroWeights(0),
    'all fitted, r = 0': scalar(0, 0, 1, 0),
    'all fitted, r = d = 1': point(
      I2,
      [
        [1, 0],
        [0, 0],
      ],
      [[1, 0]],
      [[1]],
      [[1], [0]],
    ),
    'all fitted, H = 2': scalar(0, 0, 0),
  };
  test.each<[string, (keyof typeof more)[]]>([
    ['two-layers', ['origin, H = 2']],
    ['every-point', ['W_2 alone is not 0']],
    ['any-point', ['sloped', 'sloped, one layer']],
    ['empty-layer', ['an empty layer, H = 3']],
    ['zero-eigenvalue', ['all fitted, r = 0']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(more)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as keyof typeof more)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('with a zero eigenvalue there are non-strict saddles of a smaller rank', () => {
    const instance = point(
      I2,
      [
        [1, 0],
        [0, 0],
      ],
      ...[1, 2, 3].map(() => [
        [0, 0],
        [0, 0],
      ]),
    );
    const proof = proveWithout(instance, 'A3')!;
    expect(proof.verdict).toBe('non-strict-saddle');
    expect(verified(`${id}/without-A3`, instance, proof)).toBe('VALID_EXACT');
  });
});

describe('tightened points', () => {
  test('are non-strict saddles of three or more layers; every rank below the least width occurs', () => {
    const met = new Set<string>();
    const isNonStrict = (p: Parameters<typeof decide>[0]) => {
      const { rank: r, bottleneck: d } = pointOf(p);
      met.add(`${r} of ${d}`);
      return depth(p) >= 3 && decide(p).verdict === 'non-strict-saddle';
    };
    holds(tightenedPoint(), isNonStrict, { seed: 4, runs: 200 });
    expect([...met].sort()).toEqual(['0 of 1', '0 of 2', '0 of 3', '1 of 2', '1 of 3', '2 of 3']);
  });

  test('that fit all of Σ_XY are global minimizers of rank r < d', () => {
    const isMinimizer = (p: Parameters<typeof decide>[0]) => {
      const { rank: r, bottleneck: d, G } = pointOf(p);
      return depth(p) >= 3 && r === d - 1 && G.isZero();
    };
    holds(allFitted(), isMinimizer, { seed: 5, runs: 100 });
  });
});

keepsItsPromises(nonStrictExist);
