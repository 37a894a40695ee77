import { describe, expect, test } from 'vitest';
import { deepProblem } from '../../../properties/lu-kawaguchi-2017/thm-2.3.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = deepProblem;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  'one layer, fitted': scalar(2, 2),
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
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['A1', point([[1], [1]], [[1]], [[0, 0]], [[0]]), 'not-a-local-minimum'],
    ['A2', scalar(0, 0, 0), 'global-minimizer'],
    ['A2', scalar(0, 1, 1), 'not-critical'],
  ])('without %s: no proof, but one that does not need it', (dropped, instance, verdict) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${dropped} `);
    for (const variant of variants) expect(variant.refute(instance)).toBeUndefined();
    const proof = proveWithout(instance, dropped)!;
    expect(proof.verdict).toBe(verdict);
    expect(verified(`${id}/without-${dropped}`, instance, proof)).toBe('VALID_EXACT');
  });

  test('nothing is without a hypothesis that holds, or with two that fail', () => {
    for (const dropped of ['A1', 'A2']) expect(proveWithout(points.smaller, dropped)).toBeUndefined();
    expect(proveWithout(point([[0]], [[0]], [[1]]), 'A1')).toBeUndefined();
  });

  test.each<[string, Name[]]>([
    ['critical-point', ['origin', 'smaller', 'plateau']],
    ['rank-bound-plus-one', ['larger']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('a lift is for Theorem 2.1, a descent curve is asked for here', () => {
    const proof = prove(points.smaller);
    expect(verified('lu-kawaguchi-2017/thm-2.1', points.smaller, proof)).toBe('EVIDENCE');
    expect(verified(id, points.smaller, { ...proof, verdict: 'global-minimizer' })).toBe('EVIDENCE');
  });
});

keepsItsPromises(deepProblem);
