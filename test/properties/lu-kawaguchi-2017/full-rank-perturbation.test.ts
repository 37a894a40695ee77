import { describe, expect, test } from 'vitest';
import { fullRankPerturbation } from '../../../properties/lu-kawaguchi-2017/full-rank-perturbation.ts';
import { larger, plateau } from '../../../properties/points.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = fullRankPerturbation;
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
  'one layer, 0': scalar(1, 0),
  plateau,
  larger,
  'widths 1': scalar(1, 1, 2),
  // Widths 1-2-2-1: R = 1 has full rank, the layer in between has not.
  'a thin layer inside': point([[1]], [[1]], [[1], [0]], half, [[1, 0]]),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, number]>([
    ['origin', 3],
    ['one layer, 0', 1],
    ['plateau', 3],
    ['a thin layer inside', 3],
    ['larger', 2],
    ['widths 1', 2],
  ])('%s: %i layers move', (name, count) => {
    const proof = prove(points[name]);
    expect([proof.verdict, proof.hypotheses]).toEqual(['holds', []]);
    const [line] = proof.evidence;
    expect(line?.kind === 'full-rank-curve' && line.curve.length).toBe(count);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each<[string, Name[]]>([
    ['no-perturbation', ['origin', 'one layer, 0', 'plateau', 'a thin layer inside']],
    ['same-product', ['origin', 'one layer, 0', 'plateau']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('the layer inside is named', () => {
    const proof = refute('no-perturbation')(points['a thin layer inside'])!;
    expect(proof.evidence).toMatchObject([{ kind: 'rank', of: 'inner(3,1)', rank: 1 }]);
  });

  test('a line through another point is rejected', () => {
    const other = point(I2, I2, [
      [0, 0],
      [0, 0],
    ]);
    const proof = { ...prove(other), evidence: prove(point(I2, I2, half)).evidence };
    expect(verified(id, other, proof)).toBe('RANK');
  });
});

keepsItsPromises(fullRankPerturbation);
