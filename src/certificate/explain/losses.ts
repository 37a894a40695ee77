import type { LossKind } from '../../network/loss.ts';
import type { Context } from './context.ts';

const FORMULAS: { readonly [K in LossKind]: string } = {
  square: '½‖E‖²',
  'weighted-square': '½ Σ wₖₗEₖₗ²',
  huber: 'Σ h(Eₖₗ), h(e) = ½e² for |e| ≤ δ and δ(|e| − ½δ) beyond',
  quartic: '¼ Σ Eₖₗ⁴',
  absolute: 'Σ wₖₗ|Eₖₗ|',
  'balanced-square': '½‖E‖² (and L has the term (μ/4)‖W₂ᵀW₂ − W₁XXᵀW₁ᵀ‖² besides)',
};

/** E = RX − Y; with other towers, what they contribute is part of it. */
export function lossFormula({ instance: { loss, others } }: Context): string {
  const json = loss.toJson();
  const parameter = 'delta' in json ? `, δ = ${json.delta}` : 'mu' in json ? `, μ = ${json.mu}` : '';
  return `f(R) = ${FORMULAS[loss.kind]} with E = RX${others ? ' + Σ RᵗXᵗ' : ''} − Y${parameter}`;
}

/** G in letters. */
export const gradientFormula = ({ instance: { loss, others } }: Context): string =>
  loss.kind === 'square' && !others ? '(RX − Y)Xᵀ' : `Φ′(E)Xᵀ, Φ′ the derivative of f by E, for ${FORMULAS[loss.kind]}`;
