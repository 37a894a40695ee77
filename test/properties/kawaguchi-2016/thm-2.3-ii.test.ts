import { describe, expect, test } from 'vitest';
import { noPoorLocalMinima } from '../../../properties/kawaguchi-2016/thm-2.3-ii.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { diagonal, I2, lacking, lacks } from './data-points.ts';

const { id, prove, proveWithout, variants } = noPoorLocalMinima;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  'one layer, fitted': point(I2, diagonal(3, 1), diagonal(3, 1)),
  'one layer, sloped': scalar(1, 0),
  origin: scalar(1, 0, 0, 0),
  larger,
  smaller,
  plateau,
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['one layer, sloped', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['one layer, fitted', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['plateau', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(proof.hypotheses.map((h) => h.id)).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each(Object.entries(lacking))('%s: no proof, but one without it', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
    // d_H > d_0 does not fail alone: A3 fails, too.
    const proof = proveWithout(instance, missing);
    expect(proof === undefined).toBe(missing === 'A1');
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
    for (const variant of variants) expect(variant.refute(instance)).toBeUndefined();
  });

  test('nothing is without a hypothesis that holds', () => {
    for (const name of ['A1', 'A2', 'A3', 'A4']) expect(proveWithout(points.smaller, name)).toBeUndefined();
  });

  test.each<[string, Name[]]>([
    ['critical-point', ['origin', 'smaller', 'plateau']],
    ['unrestricted', ['larger']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['a slope where there is none', 'sloped', 'fitted', 'CURVE'],
    ['a fit where there is none', 'fitted', 'sloped', 'CONVEXITY'],
    ['a descent where there is none', 'smaller', 'larger', 'CURVE'],
  ])('a proof of another instance is rejected: %s', (_, from, to, code) => {
    const { hypotheses } = prove(points[to]);
    expect(verified(id, points[to], { ...prove(points[from]), hypotheses })).toBe(code);
  });

  test('a saddle called a minimum, and a minimum called none, are rejected', () => {
    const [saddle, minimum] = [prove(points.smaller), prove(points.larger)];
    expect(verified(id, points.smaller, { ...saddle, verdict: 'global-minimizer' })).toBe('EVIDENCE');
    expect(verified(id, points.larger, { ...minimum, verdict: 'not-a-local-minimum' })).toBe('EVIDENCE');
    const swapped = {
      ...minimum,
      verdict: 'not-a-local-minimum',
      evidence: [minimum.evidence[0]!, ...saddle.evidence.slice(1)],
    };
    expect(verified(id, points.larger, swapped as typeof minimum)).toBe('CURVE');
  });
});

keepsItsPromises(noPoorLocalMinima);
