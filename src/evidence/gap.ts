import { roundDecimal } from '../exact/decimal.ts';
import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { AnyInstance, Instance } from '../network/instance.ts';
import { bottleneckWidth, partialProducts } from '../network/network.ts';
import { dualOf, dualValue } from './dual.ts';
import { type EvidenceOf, texts } from './evidence.ts';
import { type LeastSquares, leastSquares } from './least-squares.ts';

/** Decimal digits of the bound and of the gap where nothing else is asked for. */
const DIGITS = 13;

/**
 * How far L(W) is at most above the least loss of a matrix of rank ≤ d = min d_i: weak duality (FORMAT.md, 4.2, `gap`). For any point of any
 * network on any data. The lower bound is at most 10^−digits·‖Y‖² below the least loss, and equal to it where {@link dualOf} is exact; the gap
 * is rounded up to so many significant digits. Approximations propose t and Z, exact arithmetic proves them.
 */
export function gapEvidence(
  instance: Instance,
  ls: LeastSquares = leastSquares(instance),
  digits = DIGITS,
): EvidenceOf<'gap'> {
  const { t, D, L, slack } = dualOf(ls.sigma, bottleneckWidth(instance), digits);
  const dual = { t: t.toString(), D: texts(D), L: L.toRows() };
  const excess = instance.loss.value(partialProducts(instance).R).sub(lowerBound(instance, dual));
  return { kind: 'gap', ...dual, slack, gap: roundDecimal(excess, digits, 'up').toString() };
}

/** ½(‖Y‖² − d·t − tr Z): no matrix of rank ≤ d has a smaller loss. */
export function lowerBound(instance: AnyInstance, { t, D, L }: Pick<EvidenceOf<'gap'>, 't' | 'D' | 'L'>): Rational {
  const dual = { t: Rational.parse(t), D: Matrix.column(D), L: Matrix.fromRows(L, D.length) };
  return instance.Y.dot(instance.Y)
    .sub(dualValue(dual, bottleneckWidth(instance)))
    .mul(new Rational(1n, 2n));
}
