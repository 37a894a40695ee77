import { alongPair, roundedPair } from '../evidence/pair.ts';
import { exactPivotPairs, type LoosePivot, proposePivotPairs } from '../evidence/pivot-pairs.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { SquarePoint } from './point.ts';
import { withCommonScale } from './step-4-full-rank.ts';

/** A direction of negative curvature along the two layers of such a pivot. */
export function looseDirection(point: SquarePoint, pivot: LoosePivot): Matrix[] {
  for (const pair of proposePivotPairs(point.products, pivot)) {
    const direction = roundedPair(point, pair);
    if (direction) return withCommonScale(direction);
  }
  for (const pair of exactPivotPairs(point.products, pivot)) {
    const direction = alongPair(point, pair);
    if (direction) return withCommonScale(direction);
  }
  throw new Error('a pivot that is not tightened has a direction of negative curvature');
}
