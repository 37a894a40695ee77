import { inverse, rank } from '../exact/elimination.ts';
import { characteristicPolynomial } from '../exact/polynomial.ts';
import { isSquareFree } from '../exact/square-free.ts';
import { gradients } from './derivatives.ts';
import { type AnyInstance, hasSquareLoss } from './instance.ts';
import { depth, partialProducts } from './network.ts';
import type { PatternBounds } from './possible-patterns.ts';
import { criticalPattern, partialPattern } from './rank-pattern.ts';
import { centralInstance, hasCoordinates } from './vertices.ts';

/** Patterns of networks within these bounds are counted: larger networks have too many for a campaign to see a share of them. */
export const COUNTED: PatternBounds = { maxWidth: 3, maxDepth: 4 };

/** Plain data: it travels between threads. */
export interface PatternKeys {
  /** Undefined outside the bounds. */
  readonly partial: string | undefined;
  /** Undefined outside the bounds, and where the loss is not the square loss, the point is not critical, or a hypothesis of achour-2021 fails. */
  readonly critical: string | undefined;
}

export function patternKeys(given: AnyInstance): PatternKeys {
  const instance = hasCoordinates(given) ? centralInstance(given) : given;
  if (depth(instance) > COUNTED.maxDepth || Math.max(...instance.widths) > COUNTED.maxWidth) {
    return { partial: undefined, critical: undefined };
  }
  const critical = isAchourPoint(instance) ? criticalPattern(instance) : undefined;
  return { partial: partialPattern(instance), critical };
}

/**
 * A critical point of the square loss, with Σ_XX invertible (so d_0 ≤ m), Σ_XY of rank d_H (so d_H ≤ d_0), and distinct eigenvalues
 * of Σ = Σ_YX Σ_XX⁻¹ Σ_XY. Most instances fail at the gradient, which comes first.
 */
function isAchourPoint(instance: AnyInstance): boolean {
  if (!hasSquareLoss(instance)) return false;
  const { Sxx, Syx } = instance.loss;
  const products = partialProducts(instance);
  const G = instance.loss.gradient(products.R);
  if (!gradients(products, G).every((g) => g.isZero()) || rank(Syx) < Syx.rows) return false;
  const inverseSxx = inverse(Sxx);
  if (!inverseSxx) return false;
  const p = characteristicPolynomial(Syx.mul(inverseSxx).mul(Syx.transpose()));
  return isSquareFree(p);
}
