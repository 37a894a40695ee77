/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. A perturbation lemma: full rank.
 *
 * Arbitrarily near every W there is a W′ such that all partial products W′_i⋯W′_j, i ≥ j, have full rank min(d_{j−1}, …, d_i). No hypothesis.
 *
 * A certificate proves that all partial products have full rank at one point W + tV, t > 0, of a line. A minor is a polynomial in t, so they have full rank
 * at all but finitely many points of the line, and there are such points as near to W as one likes.
 *
 * Deviation. The lemma perturbs the layers one after the other; here one line does for all.
 */
import fc from 'fast-check';
import { type Conclusion, Disagreement, property, refutation, type Variant } from '../../src/campaign/property.ts';
import type { SquarePoint } from '../../src/decision/point.ts';
import { fullRankCurve } from '../../src/evidence/full-rank-curve.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { chain, depth, type Network } from '../../src/network/network.ts';
import { rankOfR } from '../conclusions.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { mixed } from '../generators/mixed.ts';
import { squarePoint } from '../hypotheses.ts';
import { plateau, scalar } from '../points.ts';
import { rankDeficient } from '../zhang-2019/rank-deficient.ts';
import { fullRankPoint } from './full-rank-point.ts';

function conclude({ instance }: SquarePoint): Conclusion {
  const evidence = fullRankCurve(instance);
  // The second way: at half the distance, where nothing was tried, ranks are full as well, but for finitely many exceptions.
  const t = Rational.parse(evidence.t);
  const half = (k: number) => t.div(new Rational(2n ** BigInt(k)));
  if (!range(100).some((k) => hasFullRanks(at(instance, evidence.curve, half(k + 1))))) {
    throw new Disagreement('no full ranks nearer to the point');
  }
  return { verdict: 'holds', evidence: [evidence] };
}

/** W + tV. */
function at({ widths, weights }: Network, curve: ReturnType<typeof fullRankCurve>['curve'], t: Rational): Network {
  const moved = curve.map(({ layer, matrix }) => ({ layer, step: Matrix.fromRows(matrix).scale(t) }));
  return {
    widths,
    weights: weights.map((w, h) =>
      moved.filter(({ layer }) => layer === h + 1).reduce((m, { step }) => m.add(step), w),
    ),
  };
}

/** Of all partial products. */
const hasFullRanks = (net: Network): boolean =>
  range(depth(net)).every((i) =>
    range(i + 1).every((j) => rank(chain(net, i + 1, j + 1)) === Math.min(...net.widths.slice(j, i + 2))),
  );

const noPerturbation: Variant = {
  id: 'no-perturbation',
  claim: 'All partial products have full rank.',
  refute: (instance) =>
    refutation(squarePoint(instance), [], ({ products }) => {
      const H = depth(instance);
      const short = (from: number, to: number, m: Matrix) => rank(m) < Math.min(...instance.widths.slice(from, to + 1));
      if (short(0, H, products.R)) return { verdict: 'fails', evidence: [rankEvidence('R', products.R)] };
      for (const i of range(H + 1).slice(2)) {
        for (const j of range(i).slice(1)) {
          const inner = chain(instance, i - 1, j + 1);
          if (short(j, i - 1, inner)) return { verdict: 'fails', evidence: [rankEvidence(`inner(${i},${j})`, inner)] };
        }
      }
      return undefined;
    }),
};

const sameProduct: Variant = {
  id: 'same-product',
  claim: 'Arbitrarily near W there is a W′ with the same product such that all partial products have full rank.',
  refute: (instance) =>
    refutation(squarePoint(instance), [], (point) =>
      point.rank < point.bottleneck ? { verdict: 'fails', evidence: [rankOfR(point)] } : undefined,
    ),
};

export const fullRankPerturbation = property({
  id: 'lu-kawaguchi-2017/full-rank-perturbation',
  source: 'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, perturbation to full rank',
  statement: 'Arbitrarily near every W there is a W′ such that all partial products W′_i⋯W′_j have full rank.',
  proves: 'On this line through W all partial products have full rank but at finitely many points.',
  hypotheses: [],
  generator: fc.oneof(
    { weight: 4, arbitrary: rankDeficient() },
    { weight: 2, arbitrary: mixed() },
    { weight: 2, arbitrary: anyPoint() },
    { weight: 1, arbitrary: anyPoint({ maxDepth: 1 }) },
    { weight: 1, arbitrary: fullRankPoint() },
  ),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.2,
        'H = 1': 0.05,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.15,
        'r = d': 0.15,
        'zero layer': 0.15,
      },
      verdicts: { holds: 1 },
    }),
    {
      name: 'full ranks already',
      minimum: 0.04,
      holds: hasFullRanks,
    },
  ],
  variants: [noPerturbation, sameProduct],
  examples: [
    { name: 'holds', instance: plateau },
    { name: 'holds-from-full-rank', instance: scalar(1, 1, 2) },
  ],
});
