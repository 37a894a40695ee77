import { expect, test } from 'vitest';
import { theorem } from '../../../properties/laurent-von-brecht-2018/thm-1.ts';
import { fullRank } from '../../../properties/zhang-2019/full-rank.ts';
import { provenance } from '../../../src/campaign/instances.ts';
import type { Property } from '../../../src/campaign/property.ts';
import { explain } from '../../../src/certificate/explain/explain.ts';
import { certificateLine, makeCertificate } from '../../../src/certificate/write.ts';
import { verifyCertificate } from '../../../src/verifier/index.ts';

function page({ id, examples, prove }: Property, name: string): string {
  const { instance } = examples.find((e) => e.name === name)!;
  const proof = prove(instance);
  const certificate = makeCertificate(id, instance, proof, provenance('example', '', name, 0, proof));
  return explain(certificate, verifyCertificate(certificateLine(certificate)));
}

test.each<[Property, string, string[]]>([
  [
    fullRank,
    'not-a-local-minimum-log-cosh',
    [
      '**The verifier says VALID_ENCLOSED.**',
      'f(R) = Σ ln cosh Eₖₗ with E = RX − Y; f(R) = 1.32500274736 ± 1e-11',
      'G is a sum of rational matrices with real coefficients',
      'G = [ -0.964027580075 ± 1e-12 ]',
      '(-0.964027580075 ± 1e-12)·t^3 + higher powers',
      'L(W′) = 1.32476739117 ± 1e-11 and L(W) = 1.32500274736 ± 1e-11. W′ is near: ‖W′ − W‖ ≤ 1/8.',
      'W′₁ = [ 1/16 ]',
    ],
  ],
  [fullRank, 'global-minimizer-log-cosh', ['Each of its rational parts is zero']],
  [fullRank, 'not-critical-pseudo-huber', ['δ² Σ (√(1 + (Eₖₗ/δ)²) − 1) with E = RX − Y, δ = 1']],
  [theorem, 'not-critical-logistic', ['Σ (ln(1 + exp Zₖₗ) − YₖₗZₖₗ), Z = E + Y, with E = RX − Y']],
])('$id, %s', (property, name, texts) => {
  const text = page(property, name);
  for (const part of texts) expect(text).toContain(part);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});
