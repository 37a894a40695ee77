import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/certificate/explain/explain.ts';
import { verifyCertificate } from '../../../src/verifier/index.ts';
import { type Draft, draft, examples, line, seal, zero } from '../../verifier/examples.ts';

const explained = (file: Draft): string => {
  const text = seal(file);
  return explain(JSON.parse(text), verifyCertificate(text));
};
const noRows = { form: 'sum-of-squares', D: [], L: [] };
const square = (d: string) => ({ form: 'sum-of-squares', D: [d], L: [['1']] });
const rank = (of: string, r: number) => ({ kind: 'rank', of, rank: r });
const scalars = (Y: string, ...W: string[]) => ({
  ...{ widths: Array(W.length + 1).fill(1), X: [['1']], Y: [[Y]] },
  W: W.map((w) => [[w]]),
});
const cubic = (kind: string, sign: string) => line(kind, 3, [1, 1, [['1']]], [2, 1, [['1']]], [3, 1, [[sign]]]);

const nonStrict = draft(
  'depthcert/decision',
  scalars('2', '0', '0', '0'),
  'non-strict-saddle',
  [],
  [
    rank('R', 0),
    zero,
    { kind: 'leading', columns: [], t: '5', above: noRows, below: square('1') },
    { kind: 'square-completion' },
    cubic('descent-curve', '1'),
    cubic('ascent-curve', '-1'),
  ],
);
// Widths 2, 1, 2, Y = diag(3, 1/2), R = diag(3, 0).
const minimizer = (): Draft => {
  const file = examples.globalMinimizer();
  const below = { form: 'sum-of-squares', D: ['1', '3/4'], L: file.instance.X };
  const leading = { kind: 'leading', columns: [0], t: '1', above: square('72'), below };
  return { ...file, evidence: [rank('R', 1), leading] };
};

describe('leading eigenvalues, in words', () => {
  test('of a minimizer: the basis of col R, the threshold, the least loss', () => {
    const page = explained(minimizer());
    expect(page).toContain('**The verifier says VALID_EXACT.**');
    expect(page).toContain('RᵀG = 0 and GRᵀ = 0.');
    expect(page).toContain('The columns p = R[:,J], J = {0}, are a basis of col R: p has rank 1 modulo a prime');
    expect(page).toContain('≥ t = 1: M = pᵀSp − t·pᵀp ⪰ 0, namely M = L·diag(D)·Lᵀ with D = (72), all positive.');
    expect(page).toContain('≤ t: N = t·Σ_XX − GᵀG ⪰ 0, namely N = L·diag(D)·Lᵀ with D = (1, 3/4), all positive.');
    expect(page).toContain('a smaller loss than L(W) = ½(‖Y‖² − tr PΣ) = 1/8. No product of layers has a larger rank');
    expect(page).toMatch(/p = \[ 3 \]\n {4}\[ 0 \]/);
    expect(page).toContain('- **rank-modulo-primes.**');
    expect(page).not.toContain('rank-factorization');
  });
  test('of a saddle nothing is said of larger ranks', () => {
    const page = explained(nonStrict);
    expect(page).toContain('no matrix of rank ≤ 0 has a smaller loss than L(W) = ½(‖Y‖² − tr PΣ) = 2.');
    expect(page).not.toContain('No product of layers has a larger rank');
    expect(page).toContain('rank R = W₃⋯W₁ = 0: N is zero modulo primes whose product exceeds every entry');
  });
  test('by Ky Fan with bases of both subspaces, as before', () => {
    expect(explained(examples.globalMinimizer())).toContain('½(37/4 − 9) = 1/8, and L(W) = 1/8 is just that');
  });
});

describe('a semidefinite Hessian, in words', () => {
  test('each pivot with what holds there', () => {
    const page = explained(nonStrict);
    expect(page).toContain('- pivot (2,1): B₂ᵀGA₀ᵀ = 0\n- pivot (3,1): rank W₂ = rank R\n- pivot (3,2): B₃ᵀGA₁ᵀ = 0');
    expect(page).toContain('D²L[V,V] ≥ (‖PR₁X‖ − √t·‖ΠR₁R⁺‖)² ≥ 0');
    expect(page).toContain('- **square-completion.**');
  });
  test('by a factor of the Hessian, as before', () => {
    const page = explained(examples.nonStrictSaddle());
    expect(page).toContain('The Hessian, a symmetric matrix with 3 rows, is positive semidefinite');
    expect(page).not.toContain('pivot (2,1)');
  });
});
