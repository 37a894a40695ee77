/**
 * zhang-2019: L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827. The square loss.
 *
 * Every local minimum of L(W) = ½‖W_H⋯W_1X − Y‖² is a global one, for any X and Y, any widths and any depth H ≥ 1: two layers have no
 * spurious local minimum without any assumption on the data, and by the reduction (`zhang-2019/reduction`) more layers have none either.
 *
 * No hypothesis.
 *
 * A certificate proves that W is not critical, or critical and not a local minimum, or a global minimizer.
 *
 * Where Σ has an irrational spectrum, W_1 and W_H of a point that fits a part of it are written in an eigenbasis (FORMAT.md, 3.3). What depends on W is then proved
 * at rational instances around the spectrum, whose losses have L as a convex combination, and hypotheses on the data of X and Y themselves: tier `enclosed`.
 */
import fc from 'fast-check';
import { property, refutedByVerdict, type Variant } from '../../src/campaign/property.ts';
import { isKyFan, localMinimumIsGlobal } from '../conclusions.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalPoint } from '../generators/irrational-point.ts';
import { mixed } from '../generators/mixed.ts';
import { spuriousPoint } from '../generators/spurious-point.ts';
import { squarePoint } from '../hypotheses.ts';
import { bottleneckParameters, bottleneckPoint } from '../lu-kawaguchi-2017/bottleneck-point.ts';
import { larger, scalar, smaller } from '../points.ts';
import { reduction } from './reduction.ts';

const weighted: Variant = {
  id: 'weighted',
  claim: 'Every local minimum of a weighted square loss is a global one.',
  generator: spuriousPoint(),
  refute: (instance) => {
    if (instance.loss.kind !== 'weighted-square' || instance.others) return undefined;
    const { verdict, evidence } = reduction.prove(instance);
    return verdict === 'spurious-local-minimum' ? { verdict, hypotheses: [], evidence } : undefined;
  },
};

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'Every critical point is a global minimizer.',
  generator: criticalPoint({ minDepth: 2, stratum: 'free' }),
  refute: refutedByVerdict(squarePoint, [], localMinimumIsGlobal, 'not-a-local-minimum'),
};

export const quadratic = property({
  id: 'zhang-2019/quadratic',
  source: 'L. Zhang, Depth Creates No More Spurious Local Minima, arXiv 1901.09827, the square loss',
  statement:
    'Every local minimum of ½‖W_H⋯W_1X − Y‖² is a global minimizer, without any assumption on X, Y or the widths.',
  proves: 'This W is not a local minimum, or it is a global minimizer.',
  hypotheses: [],
  generator: fc.oneof(
    { weight: 16, arbitrary: mixed() },
    { weight: 2, arbitrary: bottleneckPoint() },
    { weight: 1, arbitrary: anyPoint({ maxDepth: 1 }) },
    { weight: 1, arbitrary: irrationalPoint() },
    { weight: 1, arbitrary: irrationalFrom(bottleneckParameters()) },
  ),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude: localMinimumIsGlobal,
  coverage: [
    ...coverage({
      classes: {
        'width 1': 0.2,
        'H = 1': 0.01,
        'H = 2': 0.1,
        'H ≥ 3': 0.3,
        'r = 0': 0.1,
        'r = d': 0.15,
        'zero layer': 0.1,
        'rank-deficient X': 0.1,
        'rank-deficient Y': 0.1,
        'repeated eigenvalues': 0.05,
      },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.1, 'not-a-local-minimum': 0.2 },
    }),
    irrationalCritical(0.05),
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.03,
      holds: (_, proof) => isKyFan(proof),
    },
  ],
  variants: [weighted, criticalPointToo],
  examples: [
    { name: 'not-critical', instance: scalar(2, 1, 1) },
    { name: 'global-minimizer', instance: scalar(2, 2, 1) },
    { name: 'global-minimizer-of-bounded-rank', instance: larger },
    { name: 'not-a-local-minimum', instance: smaller },
  ],
});
