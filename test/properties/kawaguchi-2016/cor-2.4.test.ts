import { describe, expect, test } from 'vitest';
import { criticalPointFrom } from '../../../properties/generators/critical-assembly.ts';
import { badSaddle, badSaddleParameters, leastWidth } from '../../../properties/kawaguchi-2016/bad-saddle.ts';
import { shallowAndDeep } from '../../../properties/kawaguchi-2016/cor-2.4.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import { decide } from '../../../src/decision/decide.ts';
import { rankEvidence } from '../../../src/evidence/rank.ts';
import { depth, partialProducts } from '../../../src/network/network.ts';
import { kinds, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { lacking, lacks, zeroWeights } from './data-points.ts';

const { id, prove, proveWithout, variants } = shallowAndDeep;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const strict = ['negative-curvature', 'ascent-curve'];
const flat = ['leading', 'square-completion', 'descent-curve', 'ascent-curve'];
const points = {
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

  test('the loss falls at order 3 or more from a bad saddle', () => {
    for (const H of [3, 4]) {
      const name = H === 3 ? 'origin, H = 3' : 'origin, H = 4';
      expect(prove(points[name]).evidence[3]).toMatchObject({ kind: 'descent-curve', order: H });
    }
  });

  test.each([
    ['a global minimizer', scalar(1, 1, 1, 1)],
    ['a strict saddle', scalar(1, 0, 1, 0)],
  ])('three layers, %s: no witness', (_, instance) => {
    expect(() => prove(instance)).toThrow('with three or more layers the instance is a bad saddle');
    const { verdict, evidence } = decide(instance);
    const { hypotheses } = prove(scalar(1, 0, 0, 0));
    const rankOfR = rankEvidence('R', partialProducts(instance).R);
    const own = [rankOfR, ...evidence.filter(({ kind }) => kind !== 'zero')];
    expect(verified(id, instance, { verdict, hypotheses, evidence: own })).toBe('CONCLUSION');
  });

  test.each(Object.entries(lacking))('%s: no proof', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
    const proof = proveWithout(instance, missing);
    expect(proof === undefined).toBe(missing === 'A1');
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
  });

  const more = {
    ...points,
    sloped: scalar(2, 1, 1),
    'sloped, H = 3': scalar(2, 1, 1, 1),
    'fitted, H = 3': scalar(1, 1, 1, 1),
    'an empty layer, H = 3': zeroWeights(0, 1),
    'an empty layer, H = 2': zeroWeights(0),
    'uncorrelated, H = 3': scalar(0, 0, 1, 1),
    'uncorrelated, H = 2': scalar(0, 0, 1),
  };
  test.each<[string, (keyof typeof more)[]]>([
    ['three-layers', ['origin, H = 3', 'plateau']],
    ['all-saddles', ['fitted, H = 2', 'larger']],
    ['any-point', ['sloped']],
    ['empty-layer', ['an empty layer, H = 3']],
    ['uncorrelated', ['uncorrelated, H = 3']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(more)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as keyof typeof more)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });
});

describe('bad saddles', () => {
  test('have three or more layers and a positive semidefinite Hessian', () => {
    holds(badSaddle(), (p) => depth(p) >= 3 && decide(p).verdict === 'non-strict-saddle', { seed: 4, runs: 200 });
  });
  test('every rank below the least width occurs', () => {
    const met = new Set<string>();
    const isBelow = (p: Parameters<typeof criticalPointFrom>[0]) => {
      const { instance, S } = criticalPointFrom(p);
      const d = Math.min(...instance.widths);
      if (d <= 3) met.add(`${S.length} of ${d}`);
      return S.length < d && leastWidth(p) === d;
    };
    holds(badSaddleParameters(), isBelow, { seed: 5, runs: 400 });
    expect([...met].sort()).toEqual(['0 of 1', '0 of 2', '0 of 3', '1 of 2', '1 of 3', '2 of 3']);
  });
});

keepsItsPromises(shallowAndDeep);
