import { Enclosures } from '../../enclosure/enclosures.ts';
import { range } from '../../exact/matrix.ts';
import { isTranscendental, type LossKind } from '../../network/loss.ts';
import type { Context } from './context.ts';
import { show } from './text.ts';

const FORMULAS: { readonly [K in LossKind]: string } = {
  square: '½‖E‖²',
  'weighted-square': '½ Σ wₖₗEₖₗ²',
  huber: 'Σ h(Eₖₗ), h(e) = ½e² for |e| ≤ δ and δ(|e| − ½δ) beyond',
  quartic: '¼ Σ Eₖₗ⁴',
  absolute: 'Σ wₖₗ|Eₖₗ|',
  'log-cosh': 'Σ ln cosh Eₖₗ',
  'pseudo-huber': 'δ² Σ (√(1 + (Eₖₗ/δ)²) − 1)',
  logistic: 'Σ (ln(1 + exp Zₖₗ) − YₖₗZₖₗ), Z = E + Y,',
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

/** Where numbers are printed that are not rational. */
export const PRINTED = new Enclosures(12);

/** G; of a transcendental loss enclosed, with a word on its parts. */
export function showGradient({ instance: { loss }, products: { R } }: Context): string[] {
  if (!isTranscendental(loss)) return show('G', loss.gradient(R));
  const G = loss.gradient(R);
  if (G.isZero())
    return ['Each of its rational parts is zero: where there are residuals, slopes of the same size cancel.', ''];
  const near = G.enclosed(PRINTED);
  return [
    'G is a sum of rational matrices with real coefficients, and what is said to vanish vanishes for each of them. In numbers:',
    '',
    ...show(
      'G',
      range(near.rows).map((i) => range(near.cols).map((j) => near.at(i, j).toString())),
    ),
  ];
}
