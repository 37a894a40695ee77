import { describe, expect, test } from 'vitest';
import { criticalMap } from '../../../properties/achour-2021/critical-map.ts';
import { criticalValues } from '../../../properties/achour-2021/critical-values.ts';
import { parameterization } from '../../../properties/achour-2021/parameterization.ts';
import { squarePoint } from '../../../properties/hypotheses.ts';
import type { Property } from '../../../src/campaign/property.ts';
import type { Proof } from '../../../src/certificate/certificate.ts';
import { gradientDescent } from '../../../src/decision/step-1-gradient.ts';
import { criticalMap as mapEvidence } from '../../../src/evidence/critical-map.ts';
import type { Evidence } from '../../../src/evidence/evidence.ts';
import { formOf, parameterizationEvidence } from '../../../src/evidence/parameterization.ts';
import { rankEvidence } from '../../../src/evidence/rank.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { point, scalar, verified } from '../../helpers/points.ts';

const refutation = ({ variants }: Property, id: string, instance: Instance): Proof =>
  variants.find((v) => v.id === id)!.refute(instance)!;
const rankR = (instance: Instance): Evidence => rankEvidence('R', squarePoint(instance).products.R);
const map = (instance: Instance): Evidence => {
  const { products, leastSquares } = squarePoint(instance);
  return mapEvidence(products.R, leastSquares);
};
const form = (instance: Instance): Evidence => parameterizationEvidence(formOf(instance));
const I2 = [
  [1, 0],
  [0, 1],
];
const first = [
  [1, 0],
  [0, 0],
];
const second = [
  [0, 0],
  [0, 1],
];

describe('what a certificate shows has to contradict the variant', () => {
  test('critical-map~any-point: GRᵀ = 0', () => {
    const proof = refutation(criticalMap, 'converse', scalar(2, 0, 1));
    const evidence = proof.evidence.filter(({ kind }) => kind !== 'critical-map');
    for (const statement of ['critical-map', 'parameterization']) {
      const id = `achour-2021/${statement}~any-point`;
      expect(verified(id, scalar(2, 0, 1), { ...proof, evidence })).toBe('CONCLUSION');
      const sloped = refutation(criticalMap, 'any-point', scalar(2, 1, 1));
      expect(verified(id, scalar(2, 1, 1), sloped)).toBe('VALID_EXACT');
    }
  });

  test('critical-values~half-sum: nothing is fitted', () => {
    const proof = criticalValues.prove(scalar(2, 0, 0));
    const evidence = proof.evidence.slice(0, 2);
    expect(verified(`${criticalValues.id}~half-sum`, scalar(2, 0, 0), { ...proof, verdict: 'fails', evidence })).toBe(
      'CONCLUSION',
    );
  });

  test('critical-values~complement: 25 = 16 + 9', () => {
    const Y = [
      [5, 0, 0],
      [0, 4, 0],
      [0, 0, 3],
    ];
    const unit = Y.map((_, i) => Y.map((_, j) => (i === j ? 1 : 0)));
    const instance = point(unit, Y, [[1, 0, 0]], [[5], [0], [0]]);
    const proof = criticalValues.prove(instance);
    const evidence = proof.evidence.slice(0, 2);
    expect(verified(`${criticalValues.id}~complement`, instance, { ...proof, verdict: 'fails', evidence })).toBe(
      'CONCLUSION',
    );
  });

  test('critical-values~all-subsets: d = d_H', () => {
    const instance = scalar(2, 2, 1);
    const kyFan: Evidence = {
      kind: 'ky-fan',
      p: [['1']],
      q: [[]],
      pInverse: [['1']],
      qInverse: [],
      separation: {
        form: 'threshold',
        t: '0',
        above: { form: 'sum-of-squares', D: ['4'], L: [['1']] },
        below: { form: 'sum-of-squares', D: [], L: [] },
      },
    };
    const { hypotheses } = criticalValues.prove(instance);
    const proof: Proof = { verdict: 'global-minimizer', hypotheses, evidence: [rankR(instance), kyFan] };
    expect(verified(`${criticalValues.id}~all-subsets`, instance, proof)).toBe('CONCLUSION');
  });

  test('critical-values~one-layer: two layers', () => {
    const instance = scalar(2, 2, 1);
    const proof: Proof = {
      verdict: 'global-minimizer',
      hypotheses: criticalMap.prove(instance).hypotheses,
      evidence: [rankR(instance), { kind: 'convexity' }],
    };
    expect(verified(`${criticalValues.id}~one-layer`, instance, proof)).toBe('CONCLUSION');
  });

  test('critical-values~any-point: L(W) is below ½‖Y‖²', () => {
    const proof = refutation(criticalMap, 'any-point', scalar(2, 1, 1));
    expect(verified(`${criticalValues.id}~any-point`, scalar(2, 1, 1), proof)).toBe('CONCLUSION');
  });

  test('critical-values speaks of two layers or more', () => {
    const proof = criticalMap.prove(scalar(2, 2));
    expect(verified(criticalValues.id, scalar(2, 2), proof)).toBe('HYPOTHESIS');
  });

  test('parameterization~one-zero: neither block is 0, but their product is', () => {
    const instance = point(I2, [...[[2, 0]], ...[[0, 1]]], first, second);
    const { hypotheses } = refutation(criticalMap, 'any-point', point(I2, [...[[2, 0]], ...[[0, 1]]], I2, I2));
    const descent = gradientDescent(squarePoint(instance))!;
    const evidence = [rankR(instance), map(instance), form(instance), descent];
    const proof: Proof = { verdict: 'not-critical', hypotheses, evidence };
    expect(verified(`${parameterization.id}~one-zero`, instance, proof)).toBe('CONCLUSION');
  });

  test('parameterization~two-zeros-necessary: Z_1 ≠ 0 in one basis, and 0 in another', () => {
    const Y = [
      [2, 0],
      [0, 1],
    ];
    const instance = point(I2, Y, [[2, 0], ...[[0, 0]]], first, I2);
    const { hypotheses } = parameterization.prove(instance);
    const honest = parameterizationEvidence(formOf(instance));
    const id = `${parameterization.id}~two-zeros-necessary`;
    const outcome = (e: Evidence) =>
      verified(id, instance, { verdict: 'fails', hypotheses, evidence: [rankR(instance), map(instance), e] });
    expect(honest.Z[0]).toEqual([['0', '0']]);
    expect(outcome(honest)).toBe('CONCLUSION');
    const gauges = [
      [
        ['1', '0'],
        ['-1', '1'],
      ],
      ...honest.gauges.slice(1),
    ];
    const inverses = [
      [
        ['1', '0'],
        ['1', '1'],
      ],
      ...honest.inverses.slice(1),
    ];
    const bent: Evidence = { ...honest, gauges, inverses, Z: [[['2', '0']], ...honest.Z.slice(1)] };
    expect(outcome(bent)).toBe('CONCLUSION');
    const statement = { ...parameterization.prove(instance), evidence: [rankR(instance), map(instance), bent] };
    expect(verified(parameterization.id, instance, statement)).toBe('VALID_EXACT');
  });

  test('parameterization~zero-eigenvalue: all products vanish', () => {
    const { hypotheses } = refutation(parameterization, 'zero-eigenvalue', scalar(0, 0, 1));
    const shown = (instance: Instance): Proof => ({
      verdict: 'fails',
      hypotheses,
      evidence: [rankR(instance), map(instance), form(instance)],
    });
    const id = `${parameterization.id}~zero-eigenvalue`;
    expect(verified(id, scalar(0, 0, 1), shown(scalar(0, 0, 1)))).toBe('VALID_EXACT');
    expect(verified(id, scalar(0, 0, 0), shown(scalar(0, 0, 0)))).toBe('CONCLUSION');
  });

  test('parameterization: a product that does not vanish, without A3', () => {
    const proof = refutation(parameterization, 'zero-eigenvalue', scalar(0, 0, 1));
    expect(verified(`${parameterization.id}/without-A3`, scalar(0, 0, 1), { ...proof, verdict: 'holds' })).toBe(
      'CONCLUSION',
    );
  });
});
