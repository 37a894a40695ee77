import type { CoverageClass } from '../../src/campaign/property.ts';
import type { Verdict } from '../../src/certificate/certificate.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { rank } from '../../src/exact/elimination.ts';
import { characteristicPolynomial, hasIrrationalRoot } from '../../src/exact/polynomial.ts';
import { isSquareFree } from '../../src/exact/square-free.ts';
import { type AnyInstance, hasSquareLoss, hasTranscendentalLoss, type Instance } from '../../src/network/instance.ts';
import type { LossKind } from '../../src/network/loss.ts';
import { bottleneckWidth, depth, partialProducts } from '../../src/network/network.ts';
import { remembered } from '../remembered.ts';

const productOf = remembered((p: AnyInstance) => partialProducts(p).R);
const rankOf = remembered((p: AnyInstance) => rank(productOf(p)));

/** Of Σ = M̃X̃Yᵀ, for the square loss. */
const characteristic = remembered((p: Instance) => characteristicPolynomial(leastSquares(p).sigma));

/** For the square loss, Σ = M̃X̃Yᵀ has an eigenvalue twice: its characteristic polynomial has a factor in common with the derivative. */
export const hasRepeatedEigenvalue = (instance: AnyInstance): boolean =>
  hasSquareLoss(instance) && !isSquareFree(characteristic(instance));

/** The degenerate classes that every campaign counts, each decided exactly, from the instance alone. */
export const degenerateClasses = {
  'width 1': (p: AnyInstance) => p.widths.includes(1),
  'H = 1': (p: AnyInstance) => depth(p) === 1,
  'H = 2': (p: AnyInstance) => depth(p) === 2,
  'H ≥ 3': (p: AnyInstance) => depth(p) >= 3,
  'r = 0': (p: AnyInstance) => productOf(p).isZero(),
  'r = d': (p: AnyInstance) => rankOf(p) === bottleneckWidth(p),
  'zero layer': (p: AnyInstance) => p.weights.some((w) => w.isZero()),
  'rank-deficient X': (p: AnyInstance) => rank(p.X) < p.X.rows,
  'rank-deficient Y': (p: AnyInstance) => rank(p.Y) < p.Y.rows,
  'repeated eigenvalues': hasRepeatedEigenvalue,
} as const;

/** Neither R = 0 nor of full rank. */
export const betweenRanks = (minimum: number): CoverageClass => ({
  name: '0 < r < d',
  minimum,
  holds: (p) => !productOf(p).isZero() && rankOf(p) < bottleneckWidth(p),
});

/** Critical points in coordinates of an eigenbasis, of which some eigenvalue is irrational. */
export const irrationalCritical = (minimum: number): CoverageClass => ({
  name: 'irrational spectrum, critical',
  minimum,
  holds: (p, { verdict }) =>
    p.coordinates !== undefined &&
    verdict !== 'not-critical' &&
    hasSquareLoss(p) &&
    hasIrrationalRoot(characteristic(p)),
});

/** One class for each kind of loss, each with the same least share of the runs. */
export const lossClasses = (kinds: readonly LossKind[], minimum: number): CoverageClass[] =>
  kinds.map((kind) => ({ name: `loss ${kind}`, minimum, holds: ({ loss }) => loss.kind === kind }));

/** One class for each verdict on points of transcendental losses, and one for minimizers whose residual is not 0: there slopes cancel. */
export function transcendentalClasses(verdicts: Partial<Record<Verdict, number>>): CoverageClass[] {
  const residual = (p: AnyInstance) => productOf(p).mul(p.X).sub(p.Y);
  return [
    ...Object.entries(verdicts).map(([verdict, minimum]) => ({
      name: `${verdict}, transcendental loss`,
      minimum,
      holds: (instance: AnyInstance, proof: { verdict: Verdict }) =>
        hasTranscendentalLoss(instance) && proof.verdict === verdict,
    })),
    {
      name: 'global minimizer of log-cosh or pseudo-Huber with a residual',
      minimum: 0.02,
      holds: (instance, { verdict }) =>
        hasTranscendentalLoss(instance) &&
        instance.loss.kind !== 'logistic' &&
        verdict === 'global-minimizer' &&
        !residual(instance).isZero(),
    },
  ];
}

/** Coverage classes of a property: degenerate classes and verdicts, each with the least share of the runs. */
export function coverage(minima: {
  readonly classes?: Partial<Record<keyof typeof degenerateClasses, number>>;
  readonly verdicts?: Partial<Record<Verdict, number>>;
}): CoverageClass[] {
  return [
    ...Object.entries(degenerateClasses).flatMap(([name, holds]) => {
      const minimum = minima.classes?.[name as keyof typeof degenerateClasses];
      return minimum === undefined ? [] : [{ name, minimum, holds }];
    }),
    ...Object.entries(minima.verdicts ?? {}).map(([verdict, minimum]) => ({
      name: verdict,
      minimum,
      holds: (_: AnyInstance, proof: { verdict: Verdict }) => proof.verdict === verdict,
    })),
  ];
}
