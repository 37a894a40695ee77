import { describe, expect, test } from 'vitest';
import { criticalValues } from '../../../properties/achour-2021/critical-values.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = criticalValues;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;
const diag = (a: number, b: number) => [
  [a, 0],
  [0, b],
];
const I2 = diag(1, 1);
const Y2111 = [
  [2, 1],
  [1, 1],
];
const points = {
  larger: point(I2, diag(3, 1), [[1, 0]], [[3], [0]]),
  smaller: point(I2, diag(3, 1), [[0, 1]], [[0], [1]]),
  both: point(I2, diag(3, 1), diag(3, 1), I2),
  origin: scalar(2, 0, 0),
  irrational: point(I2, Y2111, Y2111, I2),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, number]>([
    ['larger', 3],
    ['smaller', 3],
    ['both', 4],
    ['origin', 2],
  ])('%s: %i critical values', (name, count) => {
    const proof = prove(points[name]);
    expect(kinds(proof)).toEqual(['rank R', 'critical-map', 'critical-values']);
    const list = proof.evidence.find((e) => e.kind === 'critical-values')!;
    expect(list.points.length).toBe(count);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test('irrational eigenvalues: the value of this point alone', () => {
    const proof = prove(points.irrational);
    expect(kinds(proof)).toEqual(['rank R', 'critical-map']);
    expect(verified(id, points.irrational, proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['A1', scalar(2, 2)],
    ['A5', scalar(2, 1, 1)],
  ])('%s', (hypothesis, instance) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${hypothesis} `);
  });

  test.each<[string, Name[]]>([
    ['half-sum', ['larger', 'smaller', 'both', 'irrational']],
    ['complement', ['larger', 'smaller', 'both', 'origin', 'irrational']],
    ['all-subsets', ['larger']],
    ['one-layer', []],
    ['any-point', []],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('one-layer and any-point', () => {
    expect(verified(`${id}~one-layer`, scalar(2, 2), refute('one-layer')(scalar(2, 2))!)).toBe('VALID_EXACT');
    // L = ½(−1 − 2)² > ½·4.
    const far = scalar(2, -1, 1);
    expect(verified(`${id}~any-point`, far, refute('any-point')(far)!)).toBe('VALID_EXACT');
    expect(refute('any-point')(scalar(2, 1, 1))).toBeUndefined();
  });

  test('the list cannot be left out, nor brought where A4 does not tell eigenvalues', () => {
    const proof = prove(points.larger);
    expect(verified(id, points.larger, { ...proof, evidence: proof.evidence.slice(0, 2) })).toBe('EVIDENCE');
    const irrational = prove(points.irrational);
    const list = prove(points.both).evidence[2]!;
    expect(verified(id, points.irrational, { ...irrational, evidence: [...irrational.evidence, list] })).toBe(
      'EVIDENCE',
    );
  });
});

keepsItsPromises(criticalValues);
