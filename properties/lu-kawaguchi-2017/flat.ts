/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. A perturbation lemma: moves that keep the product.
 *
 * Let rank W_H⋯W_1 < d = min d_i and H ≥ 2. Then a curve of points with the same product, polynomial in t and not constant, passes through W. It is made of
 * left flats W_j + t·xyᵀ with B_jx = 0, and right flats W_{j+1} + t·wzᵀ with zᵀA_j = 0: one at every layer but one.
 *
 * (A1) rank R < d: an invertible submatrix and a factorization of R.
 * (A2) H ≥ 2: compared.
 *
 * A certificate proves that W_H(t)⋯W_1(t) = R identically in t, for a curve that leaves W. The data play no part.
 *
 * Deviation. The lemma is stated for all layers at once: each flat keeps those before it flat, as it points where the one before came from. At points of full rank there are
 * such curves, too, where some layer is wider than d; where all widths are 1 there are none, so that A1 is needed. With one layer the product is the layer.
 */
import {
  type Conclusion,
  Disagreement,
  type ProvenHypothesis,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import type { Point, SquarePoint } from '../../src/decision/point.ts';
import { curve, productCurve } from '../../src/evidence/curve.ts';
import { flatEvidence, moved } from '../../src/evidence/flat.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { depth, partialProducts } from '../../src/network/network.ts';
import { rankOfR } from '../conclusions.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { dimensions, rankIs, squarePoint } from '../hypotheses.ts';
import { scalar } from '../points.ts';
import { cutNeuron, rankDeficient } from '../zhang-2019/rank-deficient.ts';
import { fullRankPoint } from './full-rank-point.ts';
import { withAnotherLayer } from './one-hypothesis-false.ts';

const rankDeficientR: ProvenHypothesis<Point> = rankIs(
  'A1',
  'rank R < d',
  ({ products }) => ['R', products.R],
  (rank, { bottleneck }) => rank < bottleneck,
  { kind: 'necessary', variant: 'full-rank-too' },
);
const severalLayers = dimensions('A2', 'H ≥ 2', ({ instance }) => depth(instance) >= 2, {
  kind: 'necessary',
  variant: 'one-layer',
});
const hypotheses = [rankDeficientR, severalLayers];

function conclude({ instance, products }: SquarePoint): Conclusion {
  const evidence = flatEvidence(instance);
  const terms = evidence.curve.map((term) => ({ ...term, matrix: Matrix.fromRows(term.matrix) }));
  const product = productCurve(curve(instance, terms));
  if (product.length > 1 || !product[0].equals(products.R)) throw new Disagreement('a flat moves the product');
  if (terms.length !== depth(instance) - 1) throw new Disagreement('a flat is missing');
  return { verdict: 'holds', evidence: [evidence] };
}

const fullRankToo: Variant = {
  id: 'full-rank-too',
  claim: 'Such a curve passes through points of every rank.',
  generator: fullRankPoint({ minDepth: 2, maxWidth: 1 }),
  refute: (instance) =>
    refutation(squarePoint(instance), [severalLayers], (point) =>
      point.rank === 1 && instance.widths.every((width) => width === 1)
        ? { verdict: 'fails', evidence: [rankOfR(point)] }
        : undefined,
    ),
};

const oneLayer: Variant = {
  id: 'one-layer',
  claim: 'Such a curve passes through points with one layer, too.',
  generator: anyPoint({ maxDepth: 1 }).map(cutNeuron),
  refute: (instance) =>
    refutation(squarePoint(instance), [rankDeficientR], () =>
      depth(instance) === 1 ? { verdict: 'fails', evidence: [] } : undefined,
    ),
};

const nextLayer: Variant = {
  id: 'next-layer',
  claim: 'W_{j+1} + tC keeps the product where B_jC = 0.',
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, () => {
      const evidence = moved(instance);
      return evidence && { verdict: 'fails', evidence: [evidence] };
    }),
};

/** The largest i0 such that ker B_j ≠ 0 for j = 1..i0. */
function leftFlats(instance: AnyInstance): number {
  const { B } = partialProducts(instance);
  const injective = range(depth(instance))
    .slice(1)
    .find((j) => rank(B[j]!) === instance.widths[j]);
  return (injective ?? depth(instance)) - 1;
}

export const flat = property({
  id: 'lu-kawaguchi-2017/flat',
  source:
    'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, perturbation of rank-deficient points',
  statement:
    'Let rank W_H⋯W_1 < min d_i and H ≥ 2. Then a curve of points with the same product, polynomial in t and not constant, passes through W.',
  proves: 'The product of the layers along this curve through W is W_H⋯W_1 for every t.',
  hypotheses,
  generator: rankDeficient().map(withAnotherLayer(1)),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.15,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.2,
        'zero layer': 0.15,
        'rank-deficient X': 0.1,
        'rank-deficient Y': 0.1,
      },
      verdicts: { holds: 1 },
    }),
    { name: 'left flats only', minimum: 0.2, holds: (p) => leftFlats(p) === depth(p) - 1 },
    { name: 'right flats only', minimum: 0.1, holds: (p) => leftFlats(p) === 0 },
    { name: 'left and right flats', minimum: 0.04, holds: (p) => leftFlats(p) > 0 && leftFlats(p) < depth(p) - 1 },
  ],
  variants: [fullRankToo, oneLayer, nextLayer],
  examples: [{ name: 'holds', instance: scalar(1, 0, 0, 0) }],
});
