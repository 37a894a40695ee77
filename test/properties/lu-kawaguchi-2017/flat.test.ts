import { describe, expect, test } from 'vitest';
import { flat } from '../../../properties/lu-kawaguchi-2017/flat.ts';
import { larger, plateau } from '../../../properties/points.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = flat;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const half = [
  [1, 0],
  [0, 0],
];
const points = {
  origin: scalar(1, 0, 0, 0),
  'a zero layer': scalar(1, 2, 0, 3),
  'R = 0, two layers': scalar(1, 0, 1),
  plateau,
  'half rank': point(I2, I2, half, half),
  'the last layer injective': point(I2, I2, half, I2),
  'one layer': scalar(1, 0),
  'full rank': larger,
  'full rank, widths 1': scalar(1, 1, 2),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, number[]]>([
    ['origin', [1, 2]],
    ['a zero layer', [1, 3]],
    ['R = 0, two layers', [2]],
    ['plateau', [1, 2]],
    ['half rank', [1]],
    ['the last layer injective', [2]],
  ])('%s: the layers %j move', (name, layers) => {
    const proof = prove(points[name]);
    expect(proof.verdict).toBe('holds');
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['rank', 'dimensions']);
    const [curve] = proof.evidence;
    expect(curve?.kind === 'flat' && curve.curve.map(({ layer }) => layer)).toEqual(layers);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each<[Name, string]>([
    ['full rank', 'A1'],
    ['full rank, widths 1', 'A1'],
    ['one layer', 'A2'],
  ])('%s: no proof', (name, missing) => {
    expect(() => prove(points[name])).toThrow(`hypothesis ${missing} `);
  });

  test.each<[string, Name[]]>([
    ['full-rank-too', ['full rank, widths 1']],
    ['one-layer', ['one layer']],
    // With C = e_2·e_1ᵀ: B_1C = 0 and CA_1 ≠ 0.
    ['next-layer', ['plateau', 'half rank', 'a zero layer']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('a flat of another point is rejected', () => {
    const { hypotheses } = prove(points['the last layer injective']);
    const proof = { ...prove(points['half rank']), hypotheses };
    expect(verified(id, points['the last layer injective'], proof)).toBe('FLAT');
  });
});

keepsItsPromises(flat);
