import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { criticalPointFrom } from './critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from './critical-point.ts';
import { invertibleFrom } from './invertible.ts';
import { binomial, choice, fewSteps, type Step, sparseFrom, steps } from './small.ts';

/**
 * Critical points on rank-deficient X: a critical point W̃ of data (X̃, Y) with X̃ of full row rank, X = T·[X̃; 0] with T
 * invertible, and W_1 = [W̃_1, N]·T⁻¹: critical, since only W_1·X = W̃_1·X̃ enters. N is arbitrary.
 */
export function lifted(point: Instance, N: Matrix, change: readonly Step[]): Instance {
  const T = invertibleFrom(point.X.rows + N.cols, change);
  const X = T.mul(point.X.above(Matrix.zeros(N.cols, point.X.cols)));
  const first = point.weights[0]!.beside(N).mul(inverse(T)!);
  return makeInstance(X, point.Y, [first, ...point.weights.slice(1)], [T.rows, ...point.widths.slice(1)]);
}

/** Lifts of critical points of every spectrum by 1 or 2 dimensions. Shrinks to N = 0, T = I and a small point. */
export const liftedPoint = (options: CriticalPointOptions = {}): Arbitrary<Instance> =>
  fc
    .tuple(criticalParameters({ spectrum: 'any', maxWidth: 4, ...options }), choice([1, 2]), steps(5), fewSteps(3))
    .map(([p, more, N, T]) => {
      const { instance } = criticalPointFrom(p);
      return lifted(instance, sparseFrom(instance.widths[1]!, more, N), T);
    });

/**
 * Points where R has rank d only thanks to the part of W_1 that X does not see: with X = E·X̃, rank A_j·E < d = rank R
 * at the bottleneck (docs/decision.md, step 4). Two or more hidden units, S holds the smallest eigenvalues, the last of
 * them 0, G ≠ 0, and N of full rank fills the gap. Shrinks as a critical point does.
 */
export const lostRankPoint = (): Arbitrary<Instance> =>
  fc
    .record({
      H: choice([2, 2, 3, 4]),
      d: choice([1, 1, 2]),
      wider: fc.array(choice([0, 0, 1]), { minLength: 3, maxLength: 3 }),
      p: criticalParameters({ spectrum: 'any', stratum: 'free' }),
      N: fewSteps(3),
      T: fewSteps(3),
    })
    .map(({ H, d, wider, p, N, T }) => {
      const dOut = d + 1 + wider[2]!;
      const gaps = p.data.gaps.map((g, i) => (i === dOut - 1 ? 0 : Math.max(1, g)));
      const hidden = range(H - 1).map((h) => d + (h === 0 ? 0 : wider[h - 1]!));
      const blocks = p.blocks.map(() => []);
      // All subsets of size d in lexicographic order: the last one is the set of the d smallest eigenvalues.
      const subset = binomial(dOut, d) - 1;
      const q = { ...p, H, dOut, wider: 0, hidden, rank: d, subset, blocks, data: { ...p.data, gaps } };
      const { instance } = criticalPointFrom(q);
      const seen = instance.weights[0]!;
      const filled = invertibleFrom(2, N).select(range(seen.rows), undefined);
      return lifted(instance, filled, T);
    });
