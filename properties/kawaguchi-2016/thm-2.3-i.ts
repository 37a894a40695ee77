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
 * Deviation. The paper counts hidden layers: its H ≥ 1 is H ≥ 2 here. The statement is about L, not about a point; certificates show
 * it with chords that start at the W of the instance, whichever it is, so each shows that W is an end of a chord of either kind.
 * A4 is not used.
 */
import fc from 'fast-check';
import { property, refutation, type Variant } from '../../src/campaign/property.ts';
import { chordAbove, chordBelow } from '../../src/evidence/chord.ts';
import { dominanceProof, sumOfSquares } from '../../src/evidence/psd.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { anyWeights } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { rationalSpectrum } from '../generators/rational-spectrum.ts';
import { type ShapeOptions, shapes } from '../generators/shape.ts';
import { squarePoint } from '../hypotheses.ts';
import { scalar } from '../points.ts';
import { dataHypotheses } from './data.ts';

/** Arbitrary weights on data that meet the hypotheses: Y loses rows until d_H ≤ d_0. Shrinks to W = 0 on simple data. */
const pointOnGoodData = (options: ShapeOptions) =>
  shapes(options).chain((drawn) => {
    const widths = [...drawn.slice(0, -1), Math.min(drawn[0]!, drawn[drawn.length - 1]!)];
    return fc
      .tuple(rationalSpectrum(widths[0]!, widths[widths.length - 1]!, 'distinct'), anyWeights(widths), fc.nat(9))
      .map(([{ X, Y }, weights, origin]) =>
        makeInstance(X, Y, origin === 0 ? weights.map((w) => Matrix.zeros(w.rows, w.cols)) : weights, widths),
      );
  });

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

export const neitherConvexNorConcave = property({
  id: 'kawaguchi-2016/thm-2.3-i',
  source: 'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Theorem 2.3 (i)',
  statement:
    'Let XXᵀ and XYᵀ have full rank, d_H ≤ d_0, and let Σ have distinct eigenvalues. For H ≥ 2 and any widths ≥ 1, ' +
    'L(W) = ½‖W_H⋯W_1X − Y‖² is neither convex nor concave.',
  proves: 'L is above one chord from W at its midpoint, and below another.',
  hypotheses: dataHypotheses({
    minDepth: 2,
    audits: { A1: { kind: 'necessary', variant: 'one-layer' } },
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
  variants: [oneLayer],
  examples: [{ name: 'neither-convex-nor-concave', instance: scalar(1, 1, 1) }],
});
