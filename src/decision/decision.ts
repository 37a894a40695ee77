import type { Evidence } from '../evidence/evidence.ts';
import type { Rational } from '../exact/rational.ts';

/** The class of a point: one of these, for the square loss and any data. */
export type PointClass = 'not-critical' | 'global-minimizer' | 'strict-saddle' | 'non-strict-saddle';

/** What the decision procedure found out about a point, with the evidence in certificate form. */
export interface Decision {
  readonly verdict: PointClass;
  /** rank R */
  readonly rank: number;
  /** d = min d_i */
  readonly bottleneck: number;
  /** L(W) */
  readonly loss: Rational;
  /** The p of the descent curve: 1 where the gradient is not zero, 2 by negative curvature; undefined at a minimizer. */
  readonly escapeOrder?: number;
  /** Class evidence of the verdict (FORMAT.md, section 5), without the `rank` of R. */
  readonly evidence: readonly Evidence[];
}
