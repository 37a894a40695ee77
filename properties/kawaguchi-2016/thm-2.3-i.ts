/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. Theorem 2.3 (i).
 *
 * Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have d_H distinct eigenvalues. For any depth H ≥ 2 and any widths ≥ 1, the loss
 * L(W) = ½‖W_H⋯W_1X − Y‖² is neither convex nor concave.
 *
 * (A1) d_H ≤ d_0, H ≥ 2, all d_i ≥ 1: compared.
 * (A2) Σ_XX is invertible: the inverse is in the certificate.
 * (A3) rank Σ_XY = d_H: an invertible submatrix.
 * (A4) the eigenvalues of Σ are distinct: an eigendecomposition, or a·p + b·p′ = 1 for the characteristic polynomial p.
 *
 * A certificate gives two chords from W: the loss exceeds one at its midpoint, and is below the other at its midpoint.
 *
 * Only X ≠ 0 is used of A2–A4. A2 alone may go, as A3 says XYᵀ ≠ 0, and so X ≠ 0; A3 alone may go, as A2 says X ≠ 0; without both, X = 0
 * leaves a constant L (variant `no-input`). Of A1, d_H ≤ d_0 follows from A3, and both H ≥ 2 and d_i ≥ 1 are needed.
 *
 * Deviation. The paper counts hidden layers: its H ≥ 1 is H ≥ 2 here. The statement is about L, not about a point; certificates show
 * it with chords that start at the W of the instance, whichever it is, so each shows that W is an end of a chord of either kind. Where
 * W = 0 and XYᵀ = 0 that is more than is true: no chord from W = 0 lies below the loss. Instances without A3 are at another W.
 */
import fc from 'fast-check';
import { property, refutation, type Variant } from '../../src/campaign/property.ts';
import { actsAsZero, chordAbove, chordBelow } from '../../src/evidence/chord.ts';
import { dominanceProof, sumOfSquares } from '../../src/evidence/psd.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { necessary, notNeeded } from '../audits.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { noInput, oneDouble, onRankDeficientX, smallestZero } from '../generators/only-without.ts';
import { squarePoint } from '../hypotheses.ts';
import { scalar } from '../points.ts';
import { anyRankOfX, dataHypotheses } from './data.ts';
import { pointOnGoodData } from './good-data.ts';

/** The same point, or one with W_H ≠ 0 where XYᵀ = 0 and W acts as 0: there no chord lies below the loss. */
function awayFromZero(instance: Instance): Instance {
  const { X, Y, weights, widths, loss } = instance;
  if (!loss.Syx.isZero() || !actsAsZero(instance)) return instance;
  const last = weights[weights.length - 1]!;
  const moved = Matrix.build(last.rows, last.cols, (i, j) => (i === 0 && j === 0 ? 1n : 0n));
  return makeInstance(X, Y, [...weights.slice(0, -1), moved], widths);
}

/** With H = 1 the Hessian is I ⊗ Σ_XX wherever W is. */
const oneLayer: Variant = {
  id: 'one-layer',
  claim: 'L is neither convex nor concave for any depth H ≥ 1.',
  generator: pointOnGoodData({ maxDepth: 1 }),
  refute: (instance) =>
    refutation(squarePoint(instance), dataHypotheses({ minDepth: 1 }), ({ instance: { loss, ...net } }) => {
      const h = hessian(net, loss);
      const proof = depth(net) === 1 ? (dominanceProof(h) ?? sumOfSquares(h)) : undefined;
      return proof && { verdict: 'convex', evidence: [{ kind: 'psd', of: 'hessian', proof }] };
    }),
};

/** X = 0: the loss is ½‖Y‖² everywhere. */
const withoutInput: Variant = {
  id: 'no-input',
  claim: 'L is neither convex nor concave, whatever the ranks of X and Σ_XY.',
  generator: noInput({ minDepth: 2 }),
  refute: (instance) => {
    const [A1, A2, , A4] = dataHypotheses({ minDepth: 2 });
    return refutation(squarePoint(instance), [A1, anyRankOfX(A2), A4], ({ instance: { X } }) => {
      const rankOfX = rankEvidence('X', X);
      return rankOfX.rank === 0 ? { verdict: 'convex', evidence: [rankOfX] } : undefined;
    });
  },
};

export const neitherConvexNorConcave = property({
  id: 'kawaguchi-2016/thm-2.3-i',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Theorem 2.3 (i)',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. For H ≥ 2 and any widths ≥ 1, ' +
    'L(W) = ½‖W_H⋯W_1X − Y‖² is neither convex nor concave.',
  proves: 'L is above one chord from W at its midpoint, and below another.',
  hypotheses: dataHypotheses({
    minDepth: 2,
    audits: {
      A1: necessary('one-layer'),
      A2: notNeeded(onRankDeficientX(pointOnGoodData({ minDepth: 2 }))),
      A3: notNeeded(pointOnGoodData({ minDepth: 2, data: smallestZero }).map(awayFromZero)),
      A4: notNeeded(pointOnGoodData({ minDepth: 2, minOutputs: 2, data: oneDouble })),
    },
  }),
  generator: fc.oneof(
    { weight: 2, arbitrary: pointOnGoodData({ minDepth: 2 }) },
    { weight: 1, arbitrary: criticalPoint({ minDepth: 2 }) },
  ),
  subject: squarePoint,
  conclude: ({ instance }) => ({
    verdict: 'neither-convex-nor-concave',
    evidence: [chordAbove(instance), chordBelow(instance)],
  }),
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.3,
        'H = 2': 0.15,
        'H ≥ 3': 0.4,
        'r = 0': 0.15,
        'r = d': 0.1,
        'zero layer': 0.15,
      },
    }),
    { name: 'W = 0', minimum: 0.02, holds: (instance) => instance.weights.every((w) => w.isZero()) },
  ],
  variants: [oneLayer, withoutInput],
  examples: [{ name: 'neither-convex-nor-concave', instance: scalar(1, 1, 1) }],
});
