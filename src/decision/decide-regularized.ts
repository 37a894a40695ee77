import { curveEvidence } from '../evidence/curve.ts';
import type { Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { leastSquaresEvidence } from '../evidence/least-squares.ts';
import { kernel, kernelVector } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { makeInstance } from '../network/instance.ts';
import {
  imbalance,
  type RegularizedInstance,
  regularizedChange,
  regularizedGradients,
} from '../network/regularized.ts';
import type { Decision } from './decision.ts';
import { pointOf, type SquarePoint } from './point.ts';
import { gradientDescent } from './step-1-gradient.ts';
import { spectraAt, swapDirection, withCommonScale } from './step-4-full-rank.ts';

/** A point of the regularized loss g, and what is known of the same point of f: its G, Σ, rank R and so on. */
export interface RegularizedPoint extends SquarePoint {
  readonly regularized: RegularizedInstance;
}

export const regularizedPointOf = (regularized: RegularizedInstance): RegularizedPoint =>
  Object.assign(pointOf(makeInstance(regularized.X, regularized.Y, regularized.weights, regularized.widths)), {
    regularized,
  });

/**
 * The class of a point of g = f + (μ/4)‖D‖² (zhu-2018): any rational X, Y, W_1, W_2, no hypothesis. Where the gradients vanish,
 * ∇_{W_1}g·W_1ᵀ = W_2ᵀ·∇_{W_2}g says (W_2ᵀW_2)² = (W_1Σ_XXW_1ᵀ)², so D = 0: W is a critical point of f, ker W_2 is the kernel of
 * (W_1X)ᵀ, col W_2 = col RX, and g ≥ f with equality at W. Along each of the directions below D stays 0 to first order, so that
 * D²g = D²f.
 */
export function decideRegularized(point: RegularizedPoint): Pick<Decision, 'verdict' | 'evidence'> {
  const { regularized, G, rank, bottleneck } = point;
  const zero: Evidence = { kind: 'zero', of: 'gradient' };
  const balanced: Evidence = { kind: 'balanced' };

  const descent = gradientDescent({ ...point, gradients: regularizedGradients(regularized) });
  if (descent) return { verdict: 'not-critical', evidence: [descent] };
  if (!imbalance(regularized).isZero()) throw new Error('a critical point of the regularized loss is balanced');

  if (G.isZero()) return { verdict: 'global-minimizer', evidence: [zero, balanced, { kind: 'convexity' }] };
  const strict = (V: readonly Matrix[]) => ({
    verdict: 'strict-saddle' as const,
    evidence: [zero, balanced, { kind: 'negative-curvature' as const, V: V.map((m) => m.toRows()) }, ascent(point)],
  });
  if (rank < bottleneck) return strict(rankDeficientDirection(point));
  const spectra = spectraAt(point);
  if (!spectra.separated) return strict(swapDirection(point, spectra.crossing));
  return {
    verdict: 'global-minimizer',
    evidence: [zero, balanced, leastSquaresEvidence(point.leastSquares), { kind: 'ky-fan', ...spectra.subspaces }],
  };
}

/**
 * Rank R < d, G ≠ 0: V_1 = αx vᵀ, V_2 = βu xᵀ with x ∈ ker W_2, u ⊥ col W_2, and v such that W_1Σ_XXv = 0. Then R_1X = 0 and
 * D_1 = W_2ᵀV_2 + V_2ᵀW_2 − V_1Σ_XXW_1ᵀ − W_1Σ_XXV_1ᵀ = 0, so D²g = 2⟨G, R_2⟩ = 2αβ·uᵀGv·xᵀx: only the signs matter.
 * With X = EX̃ and z ∈ ker W_1E, v = E⁺ᵀ(X̃X̃ᵀ)⁻¹z, that is Eᵀv = (X̃X̃ᵀ)⁻¹z; some u, z have uᵀGv = −uᵀM̃z ≠ 0.
 */
export function rankDeficientDirection({ instance, G, leastSquares }: RegularizedPoint): Matrix[] {
  const [first, second] = [instance.weights[0]!, instance.weights[1]!];
  const { E, selection, inverse } = leastSquares;
  const x = kernelVector(second);
  const outside = kernel(second.transpose());
  const unseen = selection
    .transpose()
    .mul(inverse)
    .mul(kernel(first.mul(E)));
  const cross = outside.transpose().mul(G).mul(unseen);
  const entry = cross.num.findIndex((c) => c !== 0n);
  if (!x || entry < 0) throw new Error('a balanced critical point of rank R < d with G ≠ 0 has such a direction');
  const u = outside.col(Math.floor(entry / cross.cols));
  const v = unseen.col(entry % cross.cols);
  const sign = new Rational(cross.num[entry]! > 0n ? -1n : 1n);
  return withCommonScale([x.mul(v.transpose()).scale(sign), u.mul(x.transpose())]);
}

/**
 * A critical, balanced point grows along one weight of W_2: f is convex in W_2 alone, ‖D‖² is 0 at W, and its coefficient at t⁴ is 1.
 * So the order is 2 or 4.
 */
function ascent({ regularized }: RegularizedPoint): EvidenceOf<'descent-curve' | 'ascent-curve'> {
  const [first, second] = [regularized.weights[0]!, regularized.weights[1]!];
  const matrix = Matrix.build(second.rows, second.cols, (i, j) => (i === 0 && j === 0 ? 1n : 0n));
  const changes = regularizedChange(regularized, [[first], [second, matrix]], 4);
  const order = changes.findIndex((c) => c.sign !== 0) + 1;
  return curveEvidence('ascent-curve', order, [{ layer: 2, power: 1, matrix }]);
}
