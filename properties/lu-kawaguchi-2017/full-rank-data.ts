import fc from 'fast-check';
import { anyPoint } from '../generators/any-point.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { mixed } from '../generators/mixed.ts';
import { fullRowRankX, fullRowRankY } from '../hypotheses.ts';
import { bottleneckPoint } from './bottleneck-point.ts';
import { fibrePoint } from './fibre-point.ts';
import { withFullRankY, withFullRowRank } from './full-row-rank.ts';
import { withDependentInputs, withDependentOutputs } from './one-hypothesis-false.ts';

/** X and Y have full row rank; neither is needed. */
export const fullRankData = [
  fullRowRankX('A1', {
    kind: 'not needed',
    generator: fibrePoint(withDependentInputs(mixed()).map(withFullRankY)),
  }),
  fullRowRankY('A2', { kind: 'not needed', generator: fibrePoint(withDependentOutputs(mixed())) }),
];

/** Points of every verdict on such data, often with neurons that do not change the product. */
export const pointsOnFullRankData = fibrePoint(
  fc.oneof(
    { weight: 3, arbitrary: criticalPoint({ minDepth: 2 }) },
    { weight: 2, arbitrary: bottleneckPoint() },
    { weight: 4, arbitrary: mixed().map(withFullRowRank) },
    { weight: 1, arbitrary: anyPoint({ maxDepth: 1 }).map(withFullRowRank) },
  ),
);
