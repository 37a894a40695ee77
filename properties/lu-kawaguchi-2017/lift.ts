/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. The lifting lemma.
 *
 * Let rank W_H⋯W_1 = d = min d_i. Then every R′ of rank d near R = W_H⋯W_1 is the product of a W′ near W: ‖W′ − W‖² ≤ β‖R′ − R‖². This is so at every bottleneck d_j = d,
 * 0 ≤ j ≤ H, with W′ = W but for W_1 and W_H.
 *
 * (A1) rank R = d: an invertible submatrix.
 *
 * A certificate proves it for one R′, at each bottleneck: W′ is computed, its product is R′, and β is at least the constant of the lemma. With B = B_j, A = A_j, AN = I and KB′ = I:
 *   B′ = R′N, so B′ − B = (R′ − R)N;
 *   A′ = KR′, so A′ − A = K(R′ − B′A) = K(R′ − R)(I − NA), and B′A′ = R′ where R′ has rank d;
 *   W′_1 = W_1 + C(A′ − A), W′_H = W_H + (B′ − B)D, (W_j⋯W_2)C = I, D(W_{H−1}⋯W_{j+1}) = I, so the product is B′A′;
 *   ‖W′ − W‖² ≤ ‖D‖²‖N‖²‖R′ − R‖² + 2‖C‖²‖K‖²(1 + ‖N‖²‖A‖²)‖R′ − R‖².
 * At j = 0 only W_H moves, at j = H only W_1.
 *
 * Deviation. The lemma has a neighbourhood and no constant; β is explicit here. It depends on R′ through K, and stays bounded near R.
 */
import fc from 'fast-check';
import {
  type Conclusion,
  Disagreement,
  type ProvenHypothesis,
  property,
  refutation,
  type Variant,
} from '../../src/campaign/property.ts';
import type { Point, SquarePoint } from '../../src/decision/point.ts';
import { domination } from '../../src/evidence/domination.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { pointLift } from '../../src/evidence/point-lift.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { chain, depth } from '../../src/network/network.ts';
import { rankOfR } from '../conclusions.ts';
import { coverage } from '../generators/coverage.ts';
import { rankIs, squarePoint } from '../hypotheses.ts';
import { I2, point, scalar } from '../points.ts';
import { dominatedPoint } from './dominated-point.ts';
import { fullRankPoint } from './full-rank-point.ts';
import { nearbyProduct } from './nearby-product.ts';

const fullRank: ProvenHypothesis<Point> = rankIs(
  'A1',
  'rank R = d',
  ({ products }) => ['R', products.R],
  (rank, { bottleneck }) => rank === bottleneck,
  { kind: 'necessary', variant: 'rank-deficient' },
);
const hypotheses = [fullRank];

/** The layers j with d_j = d. */
const bottlenecks = ({ widths }: AnyInstance): number[] =>
  range(widths.length).filter((j) => widths[j] === Math.min(...widths));

/** One R′ at every bottleneck. */
function liftsAt(point: SquarePoint): EvidenceOf<'point-lift'>[] {
  const all = bottlenecks(point.instance);
  let s = new Rational(1n, 16n);
  for (;;) {
    const target = nearbyProduct(point, all[0]!, s);
    const lifts = all.flatMap((j) => pointLift(point.instance, j, target) ?? []);
    if (lifts.length === all.length) return lifts;
    s = s.mul(new Rational(1n, 4n));
  }
}

/** ‖W′ − W‖², ‖R′ − R‖², and max(‖C‖², ‖D‖²)(‖A′ − A_j‖² + ‖B′ − B_j‖²); checks that W′ has the product R′. */
function distances({ instance, products }: SquarePoint, { j, ...lift }: EvidenceOf<'point-lift'>) {
  const { widths } = instance;
  const H = depth(instance);
  const read = (rows: readonly (readonly string[])[], cols: number) => Matrix.fromRows(rows, cols);
  const [C, D] = [read(lift.C, widths[j]!), read(lift.D, widths[H - 1]!)];
  const [N, K, target] = [read(lift.N, widths[j]!), read(lift.K, widths[H]!), read(lift.target, widths[0]!)];
  const dA = K.mul(target).sub(products.A[j]!);
  const dB = j < H ? target.sub(products.R).mul(N) : Matrix.zeros(widths[H]!, widths[j]!);
  const [first, last] = [C.mul(dA), dB.mul(D)];
  const weights = instance.weights
    .map((w, h) => (h === 0 ? w.add(first) : w))
    .map((w, h) => (h === H - 1 ? w.add(last) : w));
  const norm = (m: Matrix) => m.dot(m);
  const larger = norm(C).compare(norm(D)) > 0 ? norm(C) : norm(D);
  return {
    reaches: chain({ widths, weights }, H, 1).equals(target),
    moved: norm(first).add(norm(last)),
    asked: norm(target.sub(products.R)),
    within: larger.mul(norm(dA).add(norm(dB))),
  };
}

function conclude(point: SquarePoint): Conclusion {
  const evidence = liftsAt(point);
  for (const lift of evidence) {
    const { reaches, moved, asked, within } = distances(point, lift);
    if (!reaches) throw new Disagreement(`the lift at layer ${lift.j} has another product`);
    if (moved.compare(Rational.parse(lift.bound).mul(asked)) > 0)
      throw new Disagreement('the lift moves farther than β');
    if (moved.compare(within) > 0) throw new Disagreement('C and D stretch more than their norms');
  }
  return { verdict: 'holds', evidence };
}

const rankDeficient: Variant = {
  id: 'rank-deficient',
  claim: 'For R of any rank, every R′ near R of rank at most d is the product of a W′ near W.',
  generator: dominatedPoint(),
  refute: (instance) =>
    refutation(squarePoint(instance), [], (point) => {
      if (point.rank === point.bottleneck) return undefined;
      for (const j of range(depth(instance)).slice(1)) {
        const found = instance.widths[j]! <= 4 ? domination(instance, j) : undefined;
        if (found) return { verdict: 'fails', evidence: [rankOfR(point), { kind: 'domination', j, ...found }] };
      }
      return undefined;
    }),
};

const halfDistance: Variant = {
  id: 'half-distance',
  claim: 'The layers W′ of a lift have ‖W′ − W‖² ≤ ½max(‖C‖², ‖D‖²)(‖A′ − A_j‖² + ‖B′ − B_j‖²).',
  refute: (instance) =>
    refutation(squarePoint(instance), hypotheses, (point) => {
      const conclusion = conclude(point);
      const isFar = (lift: EvidenceOf<'point-lift'>) => {
        const { moved, within } = distances(point, lift);
        return moved.add(moved).compare(within) > 0;
      };
      const far = conclusion.evidence.some((e) => e.kind === 'point-lift' && isFar(e));
      return far ? { ...conclusion, verdict: 'fails' } : undefined;
    }),
};

const hasBottleneckAt = (holds: (j: number, H: number) => boolean) => (instance: AnyInstance) =>
  bottlenecks(instance).some((j) => holds(j, depth(instance)));

// 2 → 1 → 2: R = ((3, 0), (0, 0)), and A′ and B′ both leave A_1 and B_1.
const hidden = point(
  I2,
  [
    [0, 1],
    [1, 0],
  ],
  [[1, 0]],
  [[3], [0]],
);

export const pointLifts = property({
  id: 'lu-kawaguchi-2017/lift',
  source:
    'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, perturbation of the product at rank d',
  statement:
    'Let rank W_H⋯W_1 = d = min d_i. Every R′ of rank d near R = W_H⋯W_1 is the product of a W′ near W: at every bottleneck d_j = d, W_1 and W_H alone ' +
    'move, and ‖W′ − W‖² ≤ β‖R′ − R‖².',
  proves: 'This R′ is the product of a W′ with ‖W′ − W‖² ≤ β‖R′ − R‖², at each bottleneck.',
  hypotheses,
  generator: fc.oneof(
    { weight: 6, arbitrary: fullRankPoint() },
    { weight: 1, arbitrary: fullRankPoint({ maxDepth: 1 }) },
    { weight: 1, arbitrary: fullRankPoint({ maxWidth: 1 }) },
  ),
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.4, 'H = 1': 0.1, 'H = 2': 0.15, 'H ≥ 3': 0.4, 'r = d': 1 },
      verdicts: { holds: 1 },
    }),
    { name: 'bottleneck at the input', minimum: 0.3, holds: hasBottleneckAt((j) => j === 0) },
    { name: 'bottleneck at the output', minimum: 0.3, holds: hasBottleneckAt((j, H) => j === H) },
    { name: 'hidden bottleneck', minimum: 0.3, holds: hasBottleneckAt((j, H) => j > 0 && j < H) },
    { name: 'several bottlenecks', minimum: 0.3, holds: (instance) => bottlenecks(instance).length > 1 },
    { name: 'd ≥ 2', minimum: 0.15, holds: ({ widths }) => Math.min(...widths) >= 2 },
    {
      name: 'R′ ≠ R',
      minimum: 0.5,
      holds: (instance, { evidence }) =>
        evidence.some(
          (e) => e.kind === 'point-lift' && !Matrix.fromRows(e.target).equals(squarePoint(instance).products.R),
        ),
    },
  ],
  variants: [rankDeficient, halfDistance],
  examples: [
    { name: 'holds', instance: hidden },
    { name: 'holds-at-every-layer', instance: scalar(1, 1, 2) },
    { name: 'holds-with-one-layer', instance: point([[1]], [[1]], [[1]]) },
  ],
});
