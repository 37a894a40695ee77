import { describe, expect, test } from 'vitest';
import { criticalMap } from '../../../properties/achour-2021/critical-map.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = criticalMap;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;
const diag = (a: number, b: number) => [
  [a, 0],
  [0, b],
];
const I2 = diag(1, 1);

describe(id, () => {
  test.each([
    ['the larger value', point(I2, diag(3, 1), [[1, 0]], [[3], [0]])],
    ['the smaller value', point(I2, diag(3, 1), [[0, 1]], [[0], [1]])],
    ['both', point(I2, diag(3, 1), diag(3, 1), I2)],
    ['nothing', scalar(2, 0, 5, 0)],
    ['one layer', scalar(2, 2)],
  ])('%s', (_, instance) => {
    const proof = prove(instance);
    expect([proof.verdict, kinds(proof)]).toEqual(['holds', ['rank R', 'critical-map']]);
    expect(verified(id, instance, proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['A1', scalar(2, 0, 0)],
    ['A2', scalar(2, 0, 0)],
  ])('%s holds: there is no proof without it', (hypothesis, instance) => {
    expect(proveWithout(instance, hypothesis)).toBeUndefined();
  });

  test.each([
    ['A2', point(diag(1, 0), [[2, 0]], [[2, 5]], [[1]])],
    ['A3', point(I2, diag(3, 0), [[1, 0]], [[3], [0]])],
  ])('%s: no proof with it, one without it', (hypothesis, instance) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${hypothesis} `);
    expect(verified(`${id}/without-${hypothesis}`, instance, proveWithout(instance, hypothesis)!)).toBe('VALID_EXACT');
  });

  test.each([
    ['A4', point(I2, I2, [[1, 0]], [[1], [0]])],
    ['A5', scalar(2, 1, 1)],
  ])('%s', (hypothesis, instance) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${hypothesis} `);
  });

  test('converse: R = 0 is U_SU_SᵀM for S = ∅, but W is not critical', () => {
    expect(verified(`${id}~converse`, scalar(2, 0, 1), refute('converse')(scalar(2, 0, 1))!)).toBe('VALID_EXACT');
    expect(refute('converse')(scalar(2, 0, 0))).toBeUndefined();
    expect(refute('converse')(scalar(2, 1, 1))).toBeUndefined();
  });

  test('any-basis: of Σ = I, with R = e_1e_1ᵀ; not where R fits all or nothing', () => {
    const half = point(I2, I2, [[1, 0]], [[1], [0]]);
    expect(verified(`${id}~any-basis`, half, refute('any-basis')(half)!)).toBe('VALID_EXACT');
    expect(refute('any-basis')(point(I2, I2, I2, I2))).toBeUndefined();
    expect(refute('any-basis')(point(I2, diag(3, 1), [[1, 0]], [[3], [0]]))).toBeUndefined();
  });

  test('any-point: GRᵀ ≠ 0', () => {
    expect(verified(`${id}~any-point`, scalar(2, 1, 1), refute('any-point')(scalar(2, 1, 1))!)).toBe('VALID_EXACT');
    expect(refute('any-point')(scalar(2, 0, 1))).toBeUndefined();
  });
});

keepsItsPromises(criticalMap);
