import { decideRegularized, regularizedPointOf } from '../../src/decision/decide-regularized.ts';
import { proposeEigen } from '../../src/evidence/floats.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type AnyInstanceJson, hasSquareLoss, instanceFromJson } from '../../src/network/instance.ts';
import { bottleneckWidth, partialProducts } from '../../src/network/network.ts';
import { isRegularized } from '../../src/network/regularized.ts';

/** What an accepted certificate says wrongly of a point of the regularized loss; undefined if it is true. */
export function falsehoodOfRegularized(verdict: string, json: AnyInstanceJson): string | undefined {
  const instance = instanceFromJson(json);
  if (!isRegularized(instance)) return 'accepted, though the loss is another';
  const decided = decideRegularized(regularizedPointOf(instance)).verdict;
  return decided === verdict ? undefined : `accepted as ${verdict}, but the decision is ${decided}`;
}

/** What is wrong with a gap that was accepted, by eigenvalues in doubles; undefined if it is large enough. */
export function understatedGap(json: AnyInstanceJson, gap: string): string | undefined {
  const instance = instanceFromJson(json);
  if (!hasSquareLoss(instance)) return 'accepted, though the loss is another';
  const { values } = proposeEigen(leastSquares(instance).sigma.toDoubles());
  const largest = values.toReversed().slice(0, bottleneckWidth(instance));
  const scale = instance.loss.traceYY.toDouble();
  const least = (scale - largest.reduce((sum, x) => sum + x, 0)) / 2;
  const excess = instance.loss.value(partialProducts(instance).R).toDouble() - least;
  return excess > Rational.parse(gap).toDouble() + 1e-9 * scale ? `the gap is ${excess}, not ${gap}` : undefined;
}
