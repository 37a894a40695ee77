import { describe, expect, test } from 'vitest';
import { convergence } from '../../../properties/zhu-2018/convergence.ts';
import { regularizedLoss } from '../../../properties/zhu-2018/thm-regularized.ts';
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

describe('certificates on two layers, in words', () => {
  test('a balanced minimizer', () => {
    const text = explained(regularizedLoss, 'global-minimizer');
    expect(text).toContain('D = W₂ᵀW₂ − W₁XXᵀW₁ᵀ is zero. So the regularizer, which is nowhere negative, is 0 at W');
    expect(text).toContain('∇L by W₁ is W₂ᵀG − μDW₁XXᵀ, by W₂ it is GW₁ᵀ + μW₂D');
    expect(text).toContain('W₂ᵀW₂ = [ 4 ]');
  });

  test('a saddle of the regularized loss: curvature and curve of that loss', () => {
    // V_1 = (1, 0), V_2 = (1, 0)ᵀ up to scale at W_1 = (0, 1), W_2 = (0, 1)ᵀ: E_1 = ((0, 1), (1, 0)), ‖E_1‖² = 2, 2⟨G, R_2⟩ = −8.
    const text = explained(regularizedLoss, 'strict-saddle-of-rank-zero');
    expect(text).toMatch(/along W \+ tV, is -\d+ < 0/);
    expect(text).toContain('L(W(t)) − L(W) = (1/4)·t^4 + higher powers of t');
  });

  test('descent that only the regularizer gives', () => {
    // W_1 = (1, 0), W_2 = (4, 0)ᵀ fit f; D = 15, ∇_{W_1} = −15(1, 0): along (1, 0) the loss falls by 15t.
    expect(explained(regularizedLoss, 'not-critical')).toContain('L(W(t)) − L(W) = (-15)·t + higher powers of t');
  });

  test('the gap', () => {
    const text = explained(convergence, 'within-gap');
    expect(text).toContain('So tr PΣ ≤ 1·t + tr Z for every orthogonal projection P of rank d = 1');
    expect(text).toMatch(/Exactly, L\(W\) is at most \d+\/\d+ above that bound, about 4\.4\d+e-8\./);
  });
});
