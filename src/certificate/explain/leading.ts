import type { EvidenceOf } from '../../evidence/evidence.ts';
import { range } from '../../exact/matrix.ts';
import { requireExactLoss } from '../../network/instance.ts';
import { bottleneckWidth, depth } from '../../network/network.ts';
import { type Context, factors, sub } from './context.ts';
import { rankInWords } from './facts.ts';
import { psdInWords } from './second-order.ts';
import { indexSet, show, showAll } from './text.ts';

/** R fits leading eigenvalues of Σ: FORMAT.md, section 4.6. */
export function explainLeading(
  evidence: EvidenceOf<'leading'>,
  { instance, products: { R }, value }: Context,
): string[] {
  const { columns, t, above, below } = evidence;
  const r = columns.length;
  return [
    `RᵀG = 0 and GRᵀ = 0. So, with P the projection on col R and Σ = Σ_YXΣ_XX⁺Σ_XY, PΣ = ΣP; Σ is S = RΣ_XXRᵀ on col R and GΣ_XX⁺Gᵀ on its complement.`,
    `The columns p = R[:,J], J = ${indexSet(columns)}, are a basis of col R: ${rankInWords('p', r)}`,
    `Every eigenvalue of Σ on col R is ≥ t = ${t}: M = pᵀSp − t·pᵀp ⪰ 0, namely ${psdInWords(above, 'M')} Every one on the complement is ≤ t: N = t·Σ_XX − GᵀG ⪰ 0, namely ${psdInWords(below, 'N')}`,
    `So R fits the ${r} largest eigenvalues, up to ties, and by Ky Fan no matrix of rank ≤ ${r} has a smaller loss than L(W) = ½(‖Y‖² − tr PΣ) = ${value(R)}.${r === bottleneckWidth(instance) ? ' No product of layers has a larger rank: W is a global minimizer.' : ''}`,
    '',
    ...showAll([
      ['p', R.select(undefined, columns)],
      ['G', requireExactLoss(instance).loss.gradient(R)],
    ]),
  ];
}

/** Which of the two holds at each pivot: docs/square-completion.md. */
export function explainSquareCompletion({ instance, products }: Context): string[] {
  const { A, B, R } = products;
  const G = requireExactLoss(instance).loss.gradient(R);
  const H = depth(instance);
  const lines = range(H - 1).flatMap((k) =>
    range(k + 1).map((l) => {
      const [i, j] = [k + 2, l + 1];
      const pulled = `B${sub(i)}ᵀGA${sub(j - 1)}ᵀ`;
      const isZero = B[i]!.transpose()
        .mul(G)
        .mul(A[j - 1]!.transpose())
        .isZero();
      const inner = `${factors(i - 1, j + 1)}${i === j + 1 ? ` (${instance.widths[j]} rows)` : ''}`;
      return `- pivot (${i},${j}): ${isZero ? `${pulled} = 0` : `rank ${inner} = rank R`}`;
    }),
  );
  return [
    'For each pivot (i,j), H ≥ i > j ≥ 1, BᵢᵀGAⱼ₋₁ᵀ = 0 or rank Wᵢ₋₁⋯Wⱼ₊₁ = rank R:',
    '',
    ...lines,
    '',
    'So ⟨G,R₂⟩ = ⟨G, R₁R⁺R₁⟩ along every direction, and with t between the eigenvalues on col R and the others D²L[V,V] ≥ (‖PR₁X‖ − √t·‖ΠR₁R⁺‖)² ≥ 0, P the projection on col R and Π another one: the Hessian is positive semidefinite.',
    '',
    ...show('G', G),
  ];
}
