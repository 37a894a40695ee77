import type { EvidenceOf } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import { partialProducts } from '../../network/network.ts';
import { type Context, sub } from './context.ts';
import { gradientFormula, showGradient } from './losses.ts';
import { show, showAll } from './text.ts';

/** Values of the loss: `convexity`, `chord`, `better-matrix`. */
export const explainConvexity = (context: Context): string[] => [
  `G = ∇f(R) = ${gradientFormula(context)} is the zero matrix. f is convex, so R minimizes f over all matrices, and W is a global minimizer.`,
  '',
  ...showGradient(context),
];

export function explainChord(
  { to, s: text, side }: EvidenceOf<'chord'>,
  { instance, products, value }: Context,
): string[] {
  const s = Rational.parse(text);
  const end = to.map((rows, k) => Matrix.fromRows(rows, instance.widths[k]!));
  const lossAt = (weights: readonly Matrix[]) => value(partialProducts({ widths: instance.widths, weights }).R);
  const between = lossAt(instance.weights.map((w, k) => w.add(end[k]!.sub(w).scale(s))));
  const here = value(products.R);
  const there = lossAt(end);
  const chord = here.mul(Rational.one.sub(s)).add(there.mul(s));
  return [
    `On the segment from W to W′, L(W) = ${here}, L(W′) = ${there}, and at s = ${s} the loss is ${between} where the chord has ${chord}. It is ${side} the chord, so L is not ${side === 'above' ? 'convex' : 'concave'}.`,
    '',
    ...showAll(to.map((rows, k) => [`W′${sub(k + 1)}`, rows] as const)),
  ];
}

export function explainBetterMatrix(
  { left, right }: EvidenceOf<'better-matrix'>,
  { instance, products, value }: Context,
): string[] {
  const k = right.length;
  const better = Matrix.fromRows(left, k).mul(Matrix.fromRows(right, instance.X.rows));
  return [
    `The matrix R′ = left·right has rank ≤ ${k}, and f(R′) = ${value(better)} < L(W) = ${value(products.R)}.`,
    '',
    ...show('R′', better),
  ];
}
