import { expect, test } from 'vitest';
import { classification } from '../../../properties/achour-2021/thm-classification.ts';
import { irrational } from '../../../properties/points.ts';
import { provenance } from '../../../src/campaign/instances.ts';
import { explain } from '../../../src/certificate/explain/explain.ts';
import { makeCertificate } from '../../../src/certificate/write.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { inEigenbasis } from '../../../src/network/vertices.ts';
import { verifyCertificate } from '../../../src/verifier/index.ts';

function page(instance: Instance): string {
  const proof = classification.prove(instance);
  const certificate = makeCertificate(classification.id, instance, proof, provenance('test', '', '', 0, proof));
  return explain(certificate, verifyCertificate(JSON.stringify(certificate)));
}
const first = [
  [1, 0],
  [0, 0],
];

test('says what the weights mean, and where the eigenvalues are', () => {
  const text = page(irrational(first, first, first));
  expect(text).toContain('**The verifier says VALID_ENCLOSED.**');
  expect(text).toContain('with unit eigenvectors U = [u₁, …] and T = [UᵀM; N], the point is the layers W₁T, W₂, UW₃.');
  expect(text).toContain('λ₁ in (1156/169, 1694653/246402), about 6.840 to 6.878');
  expect(text).toContain('a convex combination of the losses of 3 rational instances');
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('hypotheses on the data are about X and Y, evidence about the point is shown at a vertex', () => {
  const text = page(irrational([[0, 1]], [[0], [1]]));
  expect(text).toContain('Σ = MXYᵀ = [ 5  3 ]');
  expect(text).toContain('ρ(u) = 1156/169 > ρ(v) = 841/5776');
});

test('ranks with Σ_XY: nearly inverted, with a kernel or without', () => {
  expect(page(irrational(first, first))).toContain(
    'row sums of |N[I,J]·Z − I| below 1, hence between the vertices, too, and',
  );
  expect(page(irrational(first, first, first))).toMatch(/with the same T = \[.*\]: the rank is 1|rank W₂ = 1/);
});

test('one layer, and inputs that Σ_XY does not reach', () => {
  const Y = Matrix.fromRows([
    [2, 1, 0],
    [1, 1, 3],
  ]);
  const one = Matrix.identity(2).beside(Matrix.zeros(2, 1));
  const text = page(inEigenbasis(Matrix.identity(3), Y, [one]));
  expect(text).toContain('the point is the layer UW₁T.');
  expect(text).toContain('N = [ 1  -2  1/3 ]');
});
