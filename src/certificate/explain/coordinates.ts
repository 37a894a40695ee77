import { intervalsOf } from '../../enclosure/spectrum.ts';
import { range } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import type { Coordinates } from '../../network/coordinates.ts';
import type { AnyInstance } from '../../network/instance.ts';
import { hasCoordinates, vertexInstances } from '../../network/vertices.ts';
import { type Context, contextAt, sub } from './context.ts';
import { show, showAll } from './text.ts';

/** What evidence about the point is shown at: where the weights are written in an eigenbasis of Σ, the first of the vertices around the spectrum. */
export const placeOf = (context: Context): Context =>
  hasCoordinates(context.instance) ? contextAt(vertexInstances(context.instance)[0]!) : context;

/** The instance, where its weights are written in an eigenbasis of Σ: FORMAT.md, section 3.3. */
export function explainCoordinates({ widths, X, Y, weights }: AnyInstance, coordinates: Coordinates): string[] {
  const n = Y.rows;
  const { below, above, complement } = coordinates;
  const H = weights.length;
  const between = range(Math.max(0, H - 2)).map((k) => `W${sub(k + 2)}`);
  const layers = H === 1 ? 'the layer UW₁T' : `the layers ${['W₁T', ...between, `UW${sub(H)}`].join(', ')}`;
  const about = (x: Rational) => x.toDouble().toPrecision(4);
  const spectrum = intervalsOf(coordinates).map(
    ([a, b], k) => `λ${sub(k + 1)} in (${a}, ${b}), about ${about(a)} to ${about(b)}`,
  );
  return [
    `Widths ${widths.join('-')}, m = ${X.cols}, loss L = ½‖RX − Y‖². The weights are written in an eigenbasis of Σ = MXYᵀ, M = YXᵀ(XXᵀ)⁻¹: with unit eigenvectors U = [u₁, …] and T = [UᵀM; N], the point is ${layers}. None of these eigenvectors need be rational.`,
    '',
    `Σ has ${n} different positive eigenvalues: ${spectrum.join('; ')}. Up to a constant, L is affine in them, and so a convex combination of the losses of ${n + 1} rational instances with the same W, and X = diag(ω) ⊕ NX, Y = [diag(ω), 0]: ω = α, or α with one γ_k in place of α_k. What is shown of the point below holds for each of these; numbers are those for ω = α.`,
    '',
    ...showAll([['X', X], ['Y', Y], ...weights.map((w, k) => [`W${sub(k + 1)}`, w] as const)]),
    ...(complement.rows > 0 ? show('N', complement) : []),
    ...showAll([
      ['α', [below.map(String)]],
      ['γ', [above.map(String)]],
    ]),
  ];
}
