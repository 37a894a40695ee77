import { type Conclusion, refutation, type Variant } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { classified as classEvidence } from '../conclusions.ts';
import { squarePoint } from '../hypotheses.ts';
import { pointOnGoodData } from '../kawaguchi-2016/good-data.ts';
import { achourPointWithout, patternWithout } from './critical-data-point.ts';
import { onDoubleEigenvalue } from './double-eigenvalue.ts';
import { hypothesesOf, withoutHypothesis } from './hypotheses.ts';
import { tightenedElsewhere } from './interior-point.ts';
import { type Block, isTightened, type ThreeBlocks, threeBlocks } from './pivots.ts';
import { type Classified, classify, conclusionOf, tight } from './predicted-class.ts';

/** Of the classification. Which of them are needed, {@link classificationVariants} show. */
export const hypotheses = hypothesesOf({
  A1: { kind: 'not needed', generator: achourPointWithout.A1() },
  A2: { kind: 'not needed', generator: achourPointWithout.A2() },
  A3: { kind: 'necessary', variant: 'zero-eigenvalue' },
  A4: {
    kind: 'not needed',
    generator: onDoubleEigenvalue(),
  },
  A5: { kind: 'necessary', variant: 'any-point' },
});

/** Under the statement's hypotheses. */
const refutedWhere = (contradicts: (classified: Classified) => Conclusion | undefined) => (instance: AnyInstance) =>
  refutation(squarePoint(instance), hypotheses, (point) => contradicts(classify(point)));

/** A variant with three blocks a pivot: it is false where its verdict, for r < d and S = {1..r}, is not the certified one. */
const threeBlockVariant = (
  id: string,
  claim: string,
  blocksOf: (blocks: ThreeBlocks) => readonly [Block, Block, Block],
  tightened: (ofRankR: number) => boolean,
): Variant => ({
  id,
  claim,
  refute: refutedWhere((classified) => {
    const { instance, products, rank: r, bottleneck: d } = classified.point;
    if (!classified.prediction.isPrefix || r === d) return undefined;
    const all = threeBlocks(instance, products).map(blocksOf);
    const predicted = all.every((three) => tightened(three.filter((block) => block.rank === r).length))
      ? 'non-strict-saddle'
      : 'strict-saddle';
    if (predicted === classified.decision.verdict) return undefined;
    return conclusionOf(
      classified,
      all.flat().map((block) => block.evidence()),
    );
  }),
});

const tightenedStrict: Variant = {
  id: 'tightened-strict',
  claim: 'Tightened points are strict saddles.',
  refute: refutedWhere((classified) =>
    classified.decision.verdict === 'non-strict-saddle' ? conclusionOf(classified) : undefined,
  ),
};

const noPrefix: Variant = {
  id: 'no-prefix',
  claim: 'If r < d and W is tightened, W is a non-strict saddle, whatever S.',
  generator: tightenedElsewhere(),
  refute: refutedWhere((classified) => {
    const { point, pivots: all, prediction } = classified;
    const { rank: r, bottleneck: d } = point;
    if (prediction.isPrefix || r === d || !all.every((pivot) => isTightened(pivot, r))) return undefined;
    return conclusionOf(
      classified,
      all.map((pivot) => tight(pivot, r)),
    );
  }),
};

const anyPoint: Variant = {
  id: 'any-point',
  claim: 'Every point, critical or not, is a global minimizer, a strict or a non-strict saddle.',
  generator: pointOnGoodData({}),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A5'), (point) => {
      const decision = decidePoint(point);
      return decision.verdict === 'not-critical' ? classEvidence(point, decision) : undefined;
    }),
};

const zeroEigenvalue: Variant = {
  id: 'zero-eigenvalue',
  claim: 'If r < d, a critical point is a saddle, whatever the rank of Σ_XY.',
  generator: patternWithout.A3({ maxWidth: 2, subsets: 'prefix' }),
  refute: (instance) =>
    refutation(squarePoint(instance), withoutHypothesis(hypotheses, 'A3'), (point) => {
      if (point.rank === point.bottleneck) return undefined;
      const decision = decidePoint(point);
      return decision.verdict === 'global-minimizer' ? classEvidence(point, decision) : undefined;
    }),
};

export const classificationVariants: readonly Variant[] = [
  threeBlockVariant(
    'three-blocks',
    'A pivot is tightened if one of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 has rank r.',
    ({ left, inner, right }) => [left, inner, right],
    (count) => count >= 1,
  ),
  threeBlockVariant(
    'three-blocks-sigma',
    'A pivot is tightened if one of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 Σ_XY has rank r.',
    ({ left, inner, rightSigma }) => [left, inner, rightSigma],
    (count) => count >= 1,
  ),
  threeBlockVariant(
    'two-of-three',
    'A pivot is tightened if two of W_H⋯W_{i+1}, W_{i-1}⋯W_{j+1}, W_{j-1}⋯W_1 have rank r.',
    ({ left, inner, right }) => [left, inner, right],
    (count) => count >= 2,
  ),
  tightenedStrict,
  noPrefix,
  anyPoint,
  zeroEigenvalue,
];
