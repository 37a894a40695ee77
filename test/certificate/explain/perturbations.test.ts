import { describe, expect, test } from 'vitest';
import { flat } from '../../../properties/lu-kawaguchi-2017/flat.ts';
import { fullRankPerturbation } from '../../../properties/lu-kawaguchi-2017/full-rank-perturbation.ts';
import { pointLifts } from '../../../properties/lu-kawaguchi-2017/lift.ts';
import { point, scalar } from '../../../properties/points.ts';
import type { Property } from '../../../src/campaign/property.ts';
import { explain } from '../../../src/certificate/explain/explain.ts';
import { certificateLine, makeCertificate } from '../../../src/certificate/write.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { verifyCertificate } from '../../../src/verifier/index.ts';

const provenance = { generator: 'test', seed: '', path: '', index: 0, version: '0', tier: 'exact' } as const;
function page(property: Property, instance: AnyInstance, variant?: string): string {
  const refute = property.variants.find(({ id }) => id === variant)?.refute;
  const proof = refute ? refute(instance)! : property.prove(instance);
  const id = variant ? `${property.id}~${variant}` : property.id;
  const line = certificateLine(makeCertificate(id, instance, proof, provenance));
  const text = explain(JSON.parse(line), verifyCertificate(line), property);
  expect(text).toContain('VALID_EXACT');
  return text;
}

const I2 = [
  [1, 0],
  [0, 1],
];
const half = [
  [1, 0],
  [0, 0],
];
const dominated = point(
  I2,
  I2,
  [
    [0, 0],
    [0, 1],
  ],
  half,
);

describe('what is said of small moves', () => {
  test.each<[string, string, (string | RegExp)[]]>([
    ['a flat', page(flat, scalar(1, 0, 0)), ['W_H(t)⋯W_1(t) = R for every t', 'W₁(t): t · = [ 1 ]']],
    [
      'no flat of the next layer',
      page(flat, point(I2, I2, half, half), 'next-layer'),
      ['B_1C = 0', 'B₂CA₁ = [ 0  0 ]'],
    ],
    [
      'a line to full rank',
      page(fullRankPerturbation, scalar(1, 0, 0)),
      ['At W + tV with t = 1/8', '- W₂W₁: the rows {0}'],
    ],
    ['another line', page(fullRankPerturbation, scalar(1, 2)), ['V₁ = [ 1 ]', 'inverse for W₁ = [ 8/17 ]']],
    [
      'lifts at every layer',
      page(pointLifts, scalar(1, 1, 2)),
      [
        'bottleneck d_0 = 1: B′ = R′N with A_0N = I, and A′ = KR′ with KB′ = I. W′_2 = W_2 + (B′ − B_0)D with D(W₁) = I',
        'bottleneck d_2 = 1: B′ = B_2 = I',
        /β = \d+ ≥/,
      ],
    ],
    [
      'a domination',
      page(pointLifts, dominated, 'rank-deficient'),
      [
        '(1 + α[1,1] + β[0,0] + α[1,1]·β[0,0])·R′[1,0] = (β[1,0] + α[1,1]·β[1,0])·R′[0,0] + ((-1)·α[1,0]·β[1,0])·R′[0,1]',
      ],
    ],
  ])('%s', (_, text, expected) => {
    for (const part of expected) expect(text)[typeof part === 'string' ? 'toContain' : 'toMatch'](part);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });
});
