import type { EvidenceOf } from '../../evidence/evidence.ts';
import { lowerBound } from '../../evidence/gap.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import { bottleneckWidth } from '../../network/network.ts';
import type { Context } from './context.ts';
import { psdInWords } from './second-order.ts';
import { showAll } from './text.ts';

/** Weak duality: `gap`. */
export function explainGap(
  { t, D, L, slack, gap }: EvidenceOf<'gap'>,
  { instance, products, value }: Context,
): string[] {
  const d = bottleneckWidth(instance);
  const factor = Matrix.fromRows(L, D.length);
  const bound = lowerBound(instance, { t, D, L });
  const here = value(products.R);
  return [
    `Z = L·diag(D)·Lᵀ ⪰ 0, as D ≥ 0, and S = tI + Z − Σ ⪰ 0 for t = ${t}: ${psdInWords(slack, 'S')}`,
    `So tr PΣ ≤ ${d}·t + tr Z for every orthogonal projection P of rank d = ${d}, and no matrix of rank ≤ ${d} has a loss below ½(‖Y‖² − ${d}·t − tr Z), about ${bound.toDouble()}. L(W) is about ${here.toDouble()}. Exactly, L(W) is at most ${gap} above that bound, about ${Rational.parse(gap).toDouble()}.`,
    '',
    ...showAll([
      ['D', [D]],
      ['L', factor],
    ]),
  ];
}
