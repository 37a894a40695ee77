import type { CoverageClass } from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { squarePoint } from '../hypotheses.ts';
import { pivots, strata } from './pivots.ts';

/** r < d and S = {1..r}: where ranks decide. */
const ranksDecide = (proof: Proof): boolean =>
  proof.verdict !== 'global-minimizer' && proof.evidence.some((e) => e.kind === 'prefix');

/** A pivot that is tightened by one of its blocks alone. */
const tightenedOnlyBy = (name: 'inner' | 'outer', minimum: number): CoverageClass => ({
  name: `pivot tightened by its ${name} block only`,
  minimum,
  holds: (instance, proof) => {
    if (!ranksDecide(proof)) return false;
    const { rank: r } = squarePoint(instance);
    return pivots(squarePoint(instance).instance).some(
      (p) => (p.inner.rank === r) !== (p.outer.rank === r) && p[name].rank === r,
    );
  },
});

export const classificationCoverage: readonly CoverageClass[] = [
  ...coverage({
    classes: {
      'width 1': 0.25,
      'H = 1': 0.01,
      'H = 2': 0.08,
      'H ≥ 3': 0.4,
      'r = 0': 0.15,
      'r = d': 0.15,
      'zero layer': 0.1,
    },
    verdicts: { 'global-minimizer': 0.05, 'strict-saddle': 0.2, 'non-strict-saddle': 0.1 },
  }),
  {
    name: 'irrational spectrum',
    minimum: 0.01,
    holds: (_, proof) =>
      proof.hypotheses.some(({ evidence: e }) => e.kind === 'distinct-spectrum' && e.form === 'bezout'),
  },
  irrationalCritical(0.1),
  {
    name: '0 < r < d',
    minimum: 0.15,
    holds: (instance) =>
      squarePoint(instance).rank > 0 && squarePoint(instance).rank < squarePoint(instance).bottleneck,
  },
  {
    name: 'r < d, S ≠ {1..r}',
    minimum: 0.05,
    holds: (instance, proof) =>
      proof.evidence.some((e) => e.kind === 'swap') && squarePoint(instance).rank < squarePoint(instance).bottleneck,
  },
  {
    name: 'r < d, S = {1..r}, not tightened',
    minimum: 0.05,
    holds: (_, proof) => proof.verdict === 'strict-saddle' && ranksDecide(proof),
  },
  {
    name: 'r < d, fewer than two zero factors',
    minimum: 0.02,
    holds: (instance) =>
      squarePoint(instance).rank < squarePoint(instance).bottleneck &&
      strata(squarePoint(instance).instance).fewZeroFactors,
  },
  {
    name: 'r < d, a part of W_1 orthogonal to the residual',
    minimum: 0.05,
    holds: (instance) =>
      squarePoint(instance).rank < squarePoint(instance).bottleneck &&
      strata(squarePoint(instance).instance).orthogonalPart,
  },
  {
    name: 'r < d, a product vanishes though no factor does',
    minimum: 0.05,
    holds: (instance) =>
      squarePoint(instance).rank < squarePoint(instance).bottleneck &&
      strata(squarePoint(instance).instance).productVanishes,
  },
  tightenedOnlyBy('inner', 0.05),
  tightenedOnlyBy('outer', 0.1),
];
