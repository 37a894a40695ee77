import { describe, expect, test } from 'vitest';
import { criticalMap } from '../../../properties/achour-2021/critical-map.ts';
import { criticalValues } from '../../../properties/achour-2021/critical-values.ts';
import { parameterization } from '../../../properties/achour-2021/parameterization.ts';
import { point } from '../../../properties/points.ts';
import type { Property } from '../../../src/campaign/property.ts';
import { explain } from '../../../src/certificate/explain/explain.ts';
import { makeCertificate, readable } from '../../../src/certificate/write.ts';
import { verifyCertificate } from '../../../src/verifier/index.ts';

const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', tier: 'exact' } as const;
function explained({ id, examples, prove }: Property, name: string): string {
  const { instance } = examples.find((e) => e.name === name)!;
  const certificate = makeCertificate(id, instance, prove(instance), provenance);
  return explain(certificate, verifyCertificate(readable(certificate)));
}

describe('critical points, in words', () => {
  test('the product at the smaller value: P = diag(0, 1), Σ = diag(9, 1), 2L = 10 − 1', () => {
    const text = explained(criticalMap, 'holds');
    expect(text).toContain('(PR = R, and p has rank R = 1 columns)');
    expect(text).toContain('and R = PM.');
    expect(text).toContain('½(‖Y‖² − tr PΣ) = ½(10 − 1); L(W) = 9/2.');
    expect(text).toMatch(/P = \[ 0 {2}0 \]\n {4}\[ 0 {2}1 \]/);
  });

  test('data of deficient rank', () => {
    const instance = point(
      [
        [1, 0],
        [1, 0],
      ],
      [[2, 0]],
      [[1, 1]],
      [[1]],
    );
    const proof = criticalMap.proveWithout(instance, 'A2')!;
    const certificate = makeCertificate(`${criticalMap.id}/without-A2`, instance, proof, provenance);
    expect(explain(certificate, verifyCertificate(readable(certificate)))).toContain('and RE = PM̃.');
  });

  test('nothing is fitted', () => {
    expect(explained(criticalMap, 'holds-with-nothing-fitted')).toContain('p has rank R = 0 columns');
  });

  test('an eigenbasis that does not fit', () => {
    const [I2, W1] = [
      [
        [1, 0],
        [0, 1],
      ],
      [[1, 0]],
    ];
    const instance = point(I2, I2, W1, [[1], [0]]);
    const proof = criticalMap.variants.find((v) => v.id === 'any-basis')!.refute(instance)!;
    const certificate = makeCertificate(`${criticalMap.id}~any-basis`, instance, proof, provenance);
    const text = explain(certificate, verifyCertificate(readable(certificate)));
    expect(text).toContain('orthogonal eigenvectors of Σ with the eigenvalues 1, 1');
    expect(text).toContain('Column 0 is neither in the columns of R nor orthogonal to them');
  });

  test('the list of critical values: ‖Y‖² = 10, eigenvalues 9 and 1, d = 1', () => {
    const text = explained(criticalValues, 'holds');
    expect(text).toContain('For each set S of at most d = 1 of the eigenvalues');
    for (const line of ['- S = {}: L = 5', '- S = {0}: L = 1/2', '- S = {1}: L = 9/2']) expect(text).toContain(line);
  });

  test('the form of three layers, and of one', () => {
    const text = explained(parameterization, 'holds');
    expect(text).toContain('W₁ = D₁[K; Z₁], W_h = D_h·diag(I, Z_h)·D_{h−1}⁻¹ for h = 2..2, W₃ = [p, qZ₃]D₂⁻¹.');
    expect(text).toContain('Z₁Σ_XYq = [ 0 ]');
    expect(explained(parameterization, 'holds-with-one-layer')).toContain('One layer: W₁ = R = pK');
    expect(explained(parameterization, 'holds-for-a-minimizer')).toContain('W₁ = D₁[K; Z₁], W₂ = [p, qZ₂]D₁⁻¹.');
  });
});
