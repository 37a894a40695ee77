import { describe, expect, test } from 'vitest';
import { floatPoint } from '../../../properties/depthcert/float-point.ts';
import { gap } from '../../../properties/depthcert/gap.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import type { EvidenceOf } from '../../../src/evidence/evidence.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { type AnyInstance, makeInstance } from '../../../src/network/instance.ts';
import { drawsAndShrinks } from '../../helpers/draws.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = gap;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;
const gapOf = (instance: AnyInstance): string => (prove(instance).evidence[1] as EvidenceOf<'gap'>).gap;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y21 = [
  [2, 1],
  [1, 1],
];
const points = {
  'a global minimizer': larger,
  'a strict saddle': smaller,
  'a non-strict saddle': plateau,
  'an irrational spectrum, not critical': point(I2, Y21, [[1, 1]], [[1], [1]]),
  'an irrational spectrum, critical': point(I2, Y21, [[0, 0]], [[0], [0]]),
  'a fit': scalar(3, 3, 1),
  'one neuron away from a fit': scalar(3, 1, 1),
  'no input': point([[0]], [[3]], [[1]], [[1]]),
  'Y = 0': scalar(0, 1, 1),
  'an empty layer': makeInstance(
    Matrix.identity(2),
    Matrix.fromRows(I2),
    [Matrix.zeros(0, 2), Matrix.zeros(2, 0)],
    [2, 0, 2],
  ),
  'no output': makeInstance(Matrix.identity(2), Matrix.zeros(0, 2), [Matrix.zeros(0, 2)], [2, 0]),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, string]>([
    ['a global minimizer', '0'],
    ['a strict saddle', '4'],
    ['a non-strict saddle', '1/2'],
    ['a fit', '0'],
    ['one neuron away from a fit', '2'],
    ['no input', '0'],
    ['Y = 0', '1/2'],
    ['an empty layer', '0'],
    ['no output', '0'],
  ])('%s: the gap is %s, exactly', (name, expected) => {
    expect(gapOf(points[name])).toBe(expected);
  });

  test.each(Object.entries(points))('%s: proven and verified', (_, instance) => {
    const proof = prove(instance);
    expect([proof.verdict, kinds(proof)]).toEqual(['within-gap', ['least-squares', 'gap']]);
    expect(verified(id, instance, proof)).toBe('VALID_EXACT');
  });

  test.each<[string, Name[]]>([
    [
      'half-gap',
      [
        'a strict saddle',
        'a non-strict saddle',
        'an irrational spectrum, not critical',
        'an irrational spectrum, critical',
        'one neuron away from a fit',
        'Y = 0',
      ],
    ],
    [
      'rank-bound-plus-one',
      [
        'a global minimizer',
        'a strict saddle',
        'an irrational spectrum, not critical',
        'an irrational spectrum, critical',
        'an empty layer',
      ],
    ],
    ['critical-is-enough', ['a strict saddle', 'a non-strict saddle', 'an irrational spectrum, critical']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each([
    ['half-gap', smaller, 'half'],
    ['rank-bound-plus-one', smaller, 'one'],
  ])('%s: a matrix that is better by too little is no refutation', (variant, instance) => {
    const proof = refute(variant)(instance)!;
    const evidence = proof.evidence.map((e) => (e.kind === 'gap' ? { ...e, gap: '100' } : e));
    expect(verified(`${id}~${variant}`, instance, { ...proof, evidence })).toBe('CONCLUSION');
  });

  test('the evidence of another point is turned down', () => {
    expect(verified(id, smaller, prove(larger))).toBe('GAP');
  });
});

describe('weights of a program in floating point', () => {
  test('every draw and every shrink is proven, with denominators that are powers of two', () => {
    for (const instance of drawsAndShrinks(floatPoint(), 40, 3)) {
      expect(verified(id, instance, prove(instance))).toBe('VALID_EXACT');
      for (const { den } of instance.weights) expect(den & (den - 1n)).toBe(0n);
    }
  });
});

keepsItsPromises(gap);
