import { describe, expect, test } from 'vitest';
import { onlySaddles } from '../../../properties/kawaguchi-2016/thm-2.3-iii.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import { decide } from '../../../src/decision/decide.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { diagonal, I2, lacking, lacks } from './data-points.ts';

const { id, prove, proveWithout, variants, generator } = onlySaddles;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  fitted: scalar(2, 2, 1),
  'one layer, fitted': point(I2, diagonal(3, 1), diagonal(3, 1)),
  'origin, H = 2': scalar(1, 0, 0),
  'origin, H = 3': scalar(1, 0, 0, 0),
  larger,
  smaller,
  plateau,
} as const;
type Name = keyof typeof points;
const sloped = scalar(2, 1, 1);

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['fitted', 'global-minimizer', ['convexity']],
    ['one layer, fitted', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'saddle', ['descent-curve', 'ascent-curve']],
    ['origin, H = 2', 'saddle', ['descent-curve', 'ascent-curve']],
    ['origin, H = 3', 'saddle', ['descent-curve', 'ascent-curve']],
    ['plateau', 'saddle', ['descent-curve', 'ascent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(proof.hypotheses.map((h) => h.id)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each([2, 3, 4])('the origin of %i layers: the loss falls and rises at this order', (H) => {
    const [, down, up] = prove(scalar(1, ...new Array(H).fill(0))).evidence;
    expect([down, up]).toMatchObject([{ order: H }, { order: H }]);
  });

  test('a point that is not critical: no proof, and only any-point is refuted', () => {
    expect(() => prove(sloped)).toThrow('hypothesis A5 ');
    expect(refute('strict')(sloped)).toBeUndefined();
    expect(verified(`${id}~any-point`, sloped, refute('any-point')(sloped)!)).toBe('VALID_EXACT');
    const vacuous = { ...prove(points.fitted), hypotheses: refute('any-point')(sloped)!.hypotheses };
    const critical = { id: 'A5', evidence: { kind: 'zero', of: 'gradient' } } as const;
    expect(verified(id, sloped, { ...vacuous, hypotheses: [...vacuous.hypotheses, critical] })).toBe('HYPOTHESIS');
  });

  test.each(Object.entries(lacking))('%s: no proof, but one without it', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
    const proof = proveWithout(instance, missing);
    expect(proof === undefined).toBe(missing === 'A1');
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
    for (const variant of variants) expect(variant.refute(instance)).toBeUndefined();
  });

  test.each<[string, Name[]]>([
    ['any-point', []],
    ['strict', ['origin, H = 3', 'plateau']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('up and down exchanged, or only one of them, is rejected', () => {
    const proof = prove(points.smaller);
    const [rank, down, up] = proof.evidence;
    expect(verified(id, points.smaller, { ...proof, evidence: [rank!, up!, down!] })).toBe('EVIDENCE');
    expect(verified(id, points.smaller, { ...proof, evidence: [rank!, down!] })).toBe('EVIDENCE');
    const [, ...curves] = prove(points['origin, H = 2']).evidence;
    expect(
      verified(id, points.fitted, {
        ...prove(points.fitted),
        verdict: 'saddle',
        evidence: [prove(points.fitted).evidence[0]!, ...curves],
      }),
    ).toBe('CURVE');
  });

  test('the decision procedure, which looks at the Hessian, agrees', () => {
    const agrees = (instance: Parameters<typeof decide>[0]) =>
      (decide(instance).verdict === 'global-minimizer') === (prove(instance).verdict === 'global-minimizer');
    holds(generator, (instance) => agrees(instance as Parameters<typeof decide>[0]), { seed: 9, runs: 100 });
  });
});

keepsItsPromises(onlySaddles);
