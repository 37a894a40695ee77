import { isCritical, pointOf } from '../../src/decision/point.ts';
import { betterPoint, fittingPoint } from '../../src/evidence/better-point.ts';
import { minimumByDomination, shallowAt } from '../../src/evidence/local-minimum.ts';
import { range } from '../../src/exact/matrix.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian } from '../../src/network/derivatives.ts';
import {
  type AnyInstance,
  type AnyInstanceJson,
  instanceFromJson,
  requireExactLoss,
} from '../../src/network/instance.ts';
import { isQuadratic } from '../../src/network/loss.ts';
import { depth, partialProducts } from '../../src/network/network.ts';

/** Whether the instance is not of the square loss with one tower, but of a kind that is judged here. */
export const isOfOtherLoss = ({ loss, others }: AnyInstanceJson): boolean =>
  others !== undefined || !['square', 'balanced-square'].includes(loss.kind);

/** What an accepted certificate says wrongly of such an instance, by the library; undefined if it is true. */
export function falsehoodOfOtherLoss(verdict: string, json: AnyInstanceJson): string | undefined {
  let instance: AnyInstance;
  try {
    instance = instanceFromJson(json);
  } catch {
    return 'accepted, though the instance is not one';
  }
  if (verdict === 'spurious-local-minimum') {
    return isSpurious(instance) ? undefined : 'accepted as a spurious local minimum, but it is none';
  }
  if (!instance.loss.differentiable) return `accepted as ${verdict}, of a loss without gradient`;
  const point = pointOf(instance);
  const isMinimizer = point.G.isZero();
  const isTrue =
    verdict === 'not-critical'
      ? !isCritical(point)
      : verdict === 'not-a-local-minimum'
        ? isCritical(point) && !isMinimizer && (point.rank < point.bottleneck || descendsInTwoLayers(instance))
        : isMinimizer && (verdict === 'global-minimizer' || verdict === 'tower-minimizer');
  return isTrue ? undefined : `accepted as ${verdict}, which it is not`;
}

const signs = (instance: AnyInstance, j: number) => {
  const { loss } = instance;
  return isQuadratic(loss) ? inertia(hessian(shallowAt(instance, j), loss)) : undefined;
};
const bottleneck = ({ widths }: AnyInstance): number => widths.indexOf(Math.min(...widths));

const descendsInTwoLayers = (instance: AnyInstance): boolean =>
  (signs(instance, bottleneck(instance))?.negative ?? 0) > 0;

function isSpurious(instance: AnyInstance): boolean {
  if (instance.loss.kind === 'absolute') {
    const { R } = partialProducts(instance);
    const better = fittingPoint(instance) && requireExactLoss(instance).loss.value(R).sign > 0;
    return better && range(depth(instance) - 1).some((h) => minimumByDomination(instance, h + 1) !== undefined);
  }
  const j = bottleneck(instance);
  const counted = signs(instance, j);
  const isMinimum =
    isCritical(pointOf(instance)) && counted?.negative === 0 && counted.zero === instance.widths[j]! ** 2;
  return isMinimum && betterPoint(requireExactLoss(instance), j) !== undefined;
}
