import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type AnyInstance, type Instance, makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { anyPoint } from '../generators/any-point.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { orthogonal } from '../generators/orthogonal.ts';
import { type SpectralParameters, spectralData, spectralParameters } from '../generators/rational-spectrum.ts';
import { widths } from '../generators/shape.ts';
import { choice } from '../generators/small.ts';
import { withFullRankInputs } from './full-rank-inputs.ts';

/** Largest width: entries of W are square roots of singular values times entries of three orthogonal matrices. */
const MAX_WIDTH = 4;

/**
 * Critical points of the regularized loss on data with a rational spectrum whose singular values are squares: W_2 = U_S diag(√σ_S) Q and
 * W_1 = Qᵀ diag(√σ_S) V_Sᵀ C⁻¹, Q r × d_1 with orthonormal rows, S any set of r ≤ d singular values, zeros and repeated ones among them;
 * a third of them with rank R = d_1 = d < d_0, d_H.
 * W_2ᵀW_2 = Qᵀ diag(σ_S) Q = W_1XXᵀW_1ᵀ and R = U_SU_SᵀM. They do not depend on μ. Shrinks to small widths, W = 0 and simple data.
 */
export const balancedCriticalPoint = (): Arbitrary<Instance> =>
  fc
    .tuple(
      fc.array(widths({ maxWidth: MAX_WIDTH }), { minLength: 3, maxLength: 3 }),
      choice([0, 1, 1, 2, 2, MAX_WIDTH]),
      choice([false, false, true]),
      fc.array(fc.nat(99), { minLength: MAX_WIDTH, maxLength: MAX_WIDTH }),
      spectralParameters('any'),
    )
    .chain(([drawn, most, narrow, order, parameters]) => {
      const [dIn, dOut] = narrow ? [Math.max(2, drawn[0]!), Math.max(2, drawn[2]!)] : [drawn[0]!, drawn[2]!];
      const hidden = narrow ? Math.min(drawn[1]!, dIn - 1, dOut - 1) : drawn[1]!;
      const r = narrow ? hidden : Math.min(most, dIn, hidden, dOut);
      // The first r indices in the order of these keys; all keys 0: S = {1..r}.
      const S = range(Math.min(dIn, dOut))
        .sort((a, b) => order[a]! - order[b]! || a - b)
        .slice(0, r)
        .sort((a, b) => a - b);
      const { data, roots } = squareSpectrum(dIn, dOut, parameters);
      const scale = Matrix.build(r, r, (i, j) => (i === j ? roots[S[i]!]! : 0n));
      return orthogonal(hidden, 2).map((orthonormal) => {
        const Q = orthonormal.select(range(r), undefined);
        const first = Q.transpose().mul(scale).mul(data.V.select(undefined, S).transpose()).mul(inverse(data.C)!);
        const second = data.U.select(undefined, S).mul(scale).mul(Q);
        return makeInstance(data.X, data.Y, [first, second]);
      });
    });

/** Data whose singular values σ are the squares of `roots`: the gaps drawn are those between the roots. */
function squareSpectrum(dIn: number, dOut: number, p: SpectralParameters) {
  const k = Math.min(dIn, dOut);
  const roots = range(k).map((i) => BigInt(p.gaps.slice(i, k).reduce((sum, gap) => sum + gap, 0)));
  const gaps = roots.map((s, i) => Number(s * s - (roots[i + 1] ?? 0n) ** 2n));
  return { data: spectralData(dIn, dOut, { ...p, gaps }), roots };
}

/** The same point of the loss with a regularizer. Shrinks to μ = 1. */
export const regularized = (points: Arbitrary<Instance>): Arbitrary<AnyInstance> =>
  fc
    .tuple(points, choice(['1', '1/2', '2', '5/3']))
    .map(([{ X, Y, weights, widths }, mu]) =>
      makeInstanceWithLoss(X, Y, weights, { kind: 'balanced-square', mu }, widths),
    );

/** Two layers, X of full row rank: critical points of g; critical points of f, mostly not of g; arbitrary points. */
export const shallowPoint = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 10, arbitrary: balancedCriticalPoint() },
    { weight: 2, arbitrary: criticalPoint({ minDepth: 2, maxDepth: 2, spectrum: 'any' }) },
    { weight: 2, arbitrary: anyPoint({ minDepth: 2, maxDepth: 2 }).map(withFullRankInputs) },
  );
