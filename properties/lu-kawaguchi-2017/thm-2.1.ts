/**
 * lu-kawaguchi-2017: H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580. Theorem 2.1.
 *
 * Let X and Y have full row rank. If W is a local minimum of the deep problem min ½‖W_H⋯W_1X − Y‖², then R = W_H⋯W_1 attains the value
 * of a local minimum of the shallow problem min ½‖RX − Y‖² subject to rank R ≤ min d_i.
 *
 * (A1) rank X = d_0: an invertible submatrix.
 * (A2) rank Y = d_H: an invertible submatrix.
 *
 * A certificate proves one of: W is not critical; W is critical and not a local minimum; or R is a global, hence a local minimum
 * of the shallow problem. Where W is critical of rank R = d = min d_i and not a local minimum, the descent curve is one of the
 * two-layer network (B_j, A_j) at a bottleneck d_j = d, lifted to the deep one, with a bound on how far it moves W: depth adds nothing.
 *
 * Deviation. The certificate shows more than the theorem says: the local minimum of the shallow problem is global (Theorem 2.2 there).
 */
import fc from 'fast-check';
import { Disagreement, type Property, type Variant } from '../../src/campaign/property.ts';
import type { HypothesisEvidence, Proof } from '../../src/certificate/certificate.ts';
import { decide } from '../../src/decision/decide.ts';
import { type Point, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { bottleneckLayer, spectraAt, withCommonScale } from '../../src/decision/step-4-full-rank.ts';
import { betterMatrix } from '../../src/evidence/better-matrix.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { liftEvidence } from '../../src/evidence/lift.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import type { Crossing } from '../../src/evidence/subspaces.ts';
import { rank, solve } from '../../src/exact/elimination.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyPoint } from '../generators/any-point.ts';
import { coverage } from '../generators/coverage.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { mixed } from '../generators/mixed.ts';
import { bottleneckPoint } from './bottleneck-point.ts';
import { fibrePoint } from './fibre-point.ts';
import { withFullRowRank } from './full-row-rank.ts';

const holds = ({ X, Y }: Instance): boolean => rank(X) === X.rows && rank(Y) === Y.rows;

export function prove(instance: Instance): Proof {
  if (!holds(instance)) throw new RangeError('X or Y does not have full row rank');
  const point = pointOf(instance);
  const hypotheses: HypothesisEvidence[] = [
    { id: 'A1', evidence: rankEvidence('X', instance.X) },
    { id: 'A2', evidence: rankEvidence('Y', instance.Y) },
  ];
  const proof = (verdict: Proof['verdict'], ...evidence: Evidence[]): Proof => ({
    verdict,
    hypotheses,
    evidence: [rankEvidence('R', point.products.R), ...evidence],
  });
  const zero: Evidence = { kind: 'zero', of: 'gradient' };

  const descent = gradientDescent(point);
  if (descent) return proof('not-critical', descent);
  if (point.G.isZero()) return proof('global-minimizer', { kind: 'convexity' });
  if (point.rank < point.bottleneck) return proof('not-a-local-minimum', zero, rankDeficientCurve(point, -1));

  const spectra = spectraAt(point);
  const shallow = decide(shallowNetwork(point)).verdict;
  if (shallow !== (spectra.separated ? 'global-minimizer' : 'strict-saddle')) {
    throw new Disagreement(`the two-layer network at the bottleneck is of the class ${shallow}`);
  }
  if (!spectra.separated) return proof('not-a-local-minimum', zero, liftedSwap(point, spectra.crossing));
  return proof('global-minimizer', leastSquaresEvidence(point.leastSquares), { kind: 'ky-fan', ...spectra.subspaces });
}

/** (B_j, A_j) for a bottleneck j. */
function shallowNetwork(point: Point): Instance {
  const { instance, products } = point;
  const j = bottleneckLayer(point);
  return makeInstance(instance.X, instance.Y, [products.A[j]!, products.B[j]!]);
}

/** The swap of the two-layer network, δB = (u vᵀ/vᵀv) B_j, δA = b uᵀM/vᵀv with B_j b = v, lifted. */
function liftedSwap(point: Point, { u, v }: Crossing): EvidenceOf<'lift'> {
  const { instance, products, leastSquares } = point;
  const j = bottleneckLayer(point);
  const B = products.B[j]!;
  const b = solve(B, v);
  if (!b) throw new Error('col R ⊂ col B_j');
  const [dA, dB] = withCommonScale([b.mul(u.transpose()).mul(leastSquares.M), u.mul(v.transpose()).mul(B)]);
  return liftEvidence(instance, j, dA!, dB!);
}

const criticalPointToo: Variant = {
  id: 'critical-point',
  claim: 'If W is a critical point, R attains the value of a local minimum of the shallow problem.',
  generator: criticalPoint({ minDepth: 2, stratum: 'free' }),
  refute: (instance) => {
    if (!holds(instance)) return undefined;
    const proof = prove(instance);
    return proof.verdict === 'not-a-local-minimum' ? proof : undefined;
  },
};

const rankBoundPlusOne: Variant = {
  id: 'rank-bound-plus-one',
  claim:
    'If W is a local minimum, R attains the value of a local minimum of min ½‖RX − Y‖² subject to rank R ≤ 1 + min d_i.',
  generator: bottleneckPoint(),
  refute: (instance) => {
    if (!holds(instance)) return undefined;
    const better = betterMatrix(instance);
    if (!better) return undefined;
    const proof = prove(instance);
    return proof.verdict === 'global-minimizer' ? { ...proof, evidence: [...proof.evidence, better] } : undefined;
  },
};

export const theorem: Property = {
  id: 'lu-kawaguchi-2017/thm-2.1',
  source: 'H. Lu, K. Kawaguchi, Depth Creates No Bad Local Minima, arXiv 1702.08580, Theorem 2.1',
  statement:
    'Let X and Y have full row rank. If W is a local minimum of ½‖W_H⋯W_1X − Y‖², then R = W_H⋯W_1 attains the value of a local ' +
    'minimum of ½‖RX − Y‖² subject to rank R ≤ min d_i.',
  proves:
    'This W is not a local minimum, or R is a global minimum of the shallow problem. At rank R = min d_i the descent is that of a ' +
    'two-layer network, lifted.',
  hypotheses: [
    { id: 'A1', text: 'X has full row rank', status: 'checked' },
    { id: 'A2', text: 'Y has full row rank', status: 'checked' },
  ],
  tiers: ['exact'],
  generator: fibrePoint(
    fc.oneof(
      { weight: 3, arbitrary: criticalPoint({ minDepth: 2 }) },
      { weight: 2, arbitrary: bottleneckPoint() },
      { weight: 4, arbitrary: mixed().map(withFullRowRank) },
      { weight: 1, arbitrary: anyPoint({ maxDepth: 1 }).map(withFullRowRank) },
    ),
  ),
  prove,
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
        'repeated eigenvalues': 0.05,
      },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.1, 'not-a-local-minimum': 0.2 },
    }),
    {
      name: 'global minimizer with G ≠ 0',
      minimum: 0.04,
      holds: (_, proof) => proof.evidence.some((e) => e.kind === 'ky-fan'),
    },
    { name: 'lifted curve', minimum: 0.04, holds: (_, proof) => proof.evidence.some((e) => e.kind === 'lift') },
  ],
  variants: [criticalPointToo, rankBoundPlusOne],
};
