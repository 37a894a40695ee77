import type { EvidenceOf, PsdProof } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import { expansion, weightCount } from '../../network/derivatives.ts';
import { isQuadratic } from '../../network/loss.ts';
import { isRegularized } from '../../network/regularized.ts';
import { explainRegularizedCurvature } from './balance.ts';
import { type Context, sub } from './context.ts';
import { indexSet, showAll } from './text.ts';

/** D²L at the point: `negative-curvature`, `psd`. */
export function explainNegativeCurvature(evidence: EvidenceOf<'negative-curvature'>, context: Context): string[] {
  const { instance, products } = context;
  if (isRegularized(instance)) return explainRegularizedCurvature(evidence, instance);
  const { V } = evidence;
  const direction = V.map((rows, k) => Matrix.fromRows(rows, instance.widths[k]!));
  const { R1, R2 } = expansion(instance, direction);
  if (!isQuadratic(instance.loss)) throw new RangeError('negative curvature is shown for quadratic losses');
  const square = instance.loss.secondDerivative(R1, R1);
  const cross = instance.loss.gradient(products.R).dot(R2);
  const total = square.add(cross).add(cross);
  return [
    `In the direction V, D²L[V,V] = D²f[R₁,R₁] + 2⟨G,R₂⟩ = ${square} + 2·(${cross}) = ${total} < 0. So the Hessian has a negative eigenvalue, and a critical W is not a local minimum.`,
    '',
    ...showAll(V.map((rows, k) => [`V${sub(k + 1)}`, rows] as const)),
  ];
}

export const explainPsd = ({ proof }: EvidenceOf<'psd'>, { instance }: Context): string[] => [
  `The Hessian, a symmetric matrix with ${weightCount(instance)} rows, is positive semidefinite: ${psdInWords(proof, 'H')}`,
  '',
];

/** Why a symmetric matrix of this name is positive semidefinite: FORMAT.md, section 4.3. */
export function psdInWords(proof: PsdProof, name: string): string {
  if (proof.form === 'sum-of-squares') {
    return proof.D.length === 0
      ? `${name} = 0.`
      : `${name} = L·diag(D)·Lᵀ with D = (${proof.D.join(', ')}), all positive.`;
  }
  const { index } = proof;
  if (index.length === 0) return `${name} = 0.`;
  return `with I = ${indexSet(index)}, after scaling ${name}[I,I] − FFᵀ is diagonally dominant with non-negative diagonal, so ${name}[I,I] ⪰ 0 by Gershgorin; and ${name}[:,I]·T + ${name}[:,Iᶜ] = 0, so every vector is one supported on I plus a kernel vector of ${name}.`;
}
