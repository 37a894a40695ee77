import { describe, expect, test } from 'vitest';
import { shallowProblem } from '../../../properties/lu-kawaguchi-2017/thm-2.2.ts';
import { larger, smaller } from '../../../properties/points.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = shallowProblem;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  origin: scalar(1, 0, 0),
  larger,
  smaller,
  // p = 2 = d_2: no constraint, and Y of rank 1.
  'Y of rank 1': point(
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['Y of rank 1', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['rank', 'dimensions']);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['A1', point([[1], [1]], [[1]], [[0, 0]], [[0]]), 'not-a-local-minimum'],
    ['A1', point([[0]], [[1]], [[1]], [[1]]), 'global-minimizer'],
    ['A2', scalar(1, 0, 0, 0), 'not-a-local-minimum'],
    ['A2', scalar(1, 0), 'not-critical'],
  ])('without %s: no proof, but one that does not need it', (dropped, instance, verdict) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${dropped} `);
    for (const variant of variants) expect(variant.refute(instance)).toBeUndefined();
    const proof = proveWithout(instance, dropped)!;
    expect(proof.verdict).toBe(verdict);
    expect(verified(`${id}/without-${dropped}`, instance, proof)).toBe('VALID_EXACT');
    expect(verified(id, instance, proof)).toBe('HYPOTHESES');
  });

  test('nothing is without a hypothesis that holds, or with two that fail', () => {
    for (const dropped of ['A1', 'A2']) expect(proveWithout(points.smaller, dropped)).toBeUndefined();
    expect(proveWithout(point([[0]], [[1]], [[1]]), 'A1')).toBeUndefined();
  });

  test.each<[string, Name[]]>([
    ['critical-point', ['origin', 'smaller', 'Y of rank 1']],
    ['rank-bound-plus-one', ['larger']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['a slope where there is none', 'sloped', 'fitted', 'CURVE'],
    ['another descent', 'smaller', 'larger', 'CURVE'],
  ])('a proof of another instance is rejected: %s', (_, from, to, code) => {
    const { hypotheses } = prove(points[to]);
    expect(verified(id, points[to], { ...prove(points[from]), hypotheses })).toBe(code);
  });
});

keepsItsPromises(shallowProblem);
