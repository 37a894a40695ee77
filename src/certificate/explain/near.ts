import type { EvidenceOf } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import { isTranscendental } from '../../network/loss.ts';
import { partialProducts } from '../../network/network.ts';
import { type Context, sub } from './context.ts';
import { PRINTED } from './losses.ts';
import { showAll } from './text.ts';

/** Points near W, and the length of the gradient: `nearby-point`, `gradient-norm`, `near-critical-point`. */
export function explainNearbyPoint(
  { to, radius }: EvidenceOf<'nearby-point'>,
  { instance: { widths, loss }, products }: Context,
): string[] {
  const weights = to.map((rows, h) => Matrix.fromRows(rows, widths[h]!));
  const text = (R: Matrix) => (isTranscendental(loss) ? loss.enclosedValue(R, PRINTED) : loss.value(R)).toString();
  return [
    `At W′ the loss is smaller: L(W′) = ${text(partialProducts({ widths, weights }).R)} and L(W) = ${text(products.R)}. W′ is near: ‖W′ − W‖ ≤ ${radius}. A curve says that there are such points arbitrarily near; this is one of them.`,
    '',
    ...showAll(weights.map((w, h) => [`W′${sub(h + 1)}`, w] as const)),
  ];
}

export const explainGradientNorm = ({ below, above }: EvidenceOf<'gradient-norm'>): string[] => [
  `The gradient at W has a length between ${below} and ${above}, so W is not a critical point.`,
  '',
];

export function explainNearCriticalPoint(
  evidence: EvidenceOf<'near-critical-point'>,
  { instance: { widths } }: Context,
): string[] {
  const { coordinates, S, vectors, distance, W } = evidence;
  const H = W.length;
  const layers = W.map((_, h) => `${h === H - 1 ? 'U' : ''}W*${sub(h + 1)}${h === 0 ? 'T' : ''}`);
  const kinds = evidence.evidence.map(({ kind }) => kind).join(', ');
  const where = coordinates
    ? ` Its first and last layer are written in eigenvectors of Σ, and there R = U_SU_SᵀM with S = {${S.join(', ')}}: with unit eigenvectors U = [u₁, …] and T = [UᵀM; N] the layers are ${layers.join(', ')}. The columns of V are near the columns of U: the residuals Σv − ρv, over the gaps between the eigenvalues, bound how near.`
    : ' These are its layers W*; ‖W − W*‖ is computed from them.';
  return [
    `Within ${distance} of W there is a critical point, whose class the evidence ${kinds} proves, for the same data and loss.${where}`,
    '',
    ...showAll([
      ...W.map((rows, h) => [`W*${sub(h + 1)}`, Matrix.fromRows(rows, widths[h]!)] as const),
      ...(coordinates ? [['V', Matrix.fromRows(vectors)] as const] : []),
    ]),
  ];
}
