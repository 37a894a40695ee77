import type { EvidenceOf } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import type { PartialProducts } from '../../network/network.ts';
import {
  imbalance,
  isRegularized,
  type RegularizedInstance,
  regularizedSecondDerivative,
} from '../../network/regularized.ts';
import { type Context, sub } from './context.ts';
import { show, showAll } from './text.ts';

/** Two layers and the regularizer (μ/4)‖D‖²: `balanced`, and what other kinds say of that loss. */
export function explainBalanced({ instance }: Context): string[] {
  const second = instance.weights[1]!;
  const consequence = isRegularized(instance)
    ? ' So the regularizer, which is nowhere negative, is 0 at W: where W is a global minimizer of f, it is one of L.'
    : '';
  return [
    `The layers are balanced: D = W₂ᵀW₂ − W₁XXᵀW₁ᵀ is zero.${consequence}`,
    '',
    ...show('W₂ᵀW₂', second.transpose().mul(second)),
  ];
}

export const explainRegularizedZero = (instance: RegularizedInstance, { R }: PartialProducts): string[] => [
  'The gradient is zero: ∇L by W₁ is W₂ᵀG − μDW₁XXᵀ, by W₂ it is GW₁ᵀ + μW₂D, with G = (RX − Y)Xᵀ and D = W₂ᵀW₂ − W₁XXᵀW₁ᵀ. So W is a critical point.',
  '',
  ...showAll([
    ['G', instance.loss.gradient(R)],
    ['D', imbalance(instance)],
  ]),
];

export function explainRegularizedCurvature(
  { V }: EvidenceOf<'negative-curvature'>,
  instance: RegularizedInstance,
): string[] {
  const direction = V.map((rows, k) => Matrix.fromRows(rows, instance.widths[k]!));
  return [
    `In the direction V, D²L[V,V], which is twice the coefficient of t² in ½‖E(t)‖² + (μ/4)‖D(t)‖² along W + tV, is ${regularizedSecondDerivative(instance, direction)} < 0. So the Hessian has a negative eigenvalue, and a critical W is not a local minimum.`,
    '',
    ...showAll(V.map((rows, k) => [`V${sub(k + 1)}`, rows] as const)),
  ];
}
