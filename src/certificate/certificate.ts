import type { PointClass } from '../decision/decision.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Coordinates } from '../network/coordinates.ts';
import type { AnyInstanceJson } from '../network/instance.ts';

export const FORMAT = 'depthcert/1';

export type Verdict =
  | PointClass
  | 'not-a-local-minimum'
  | 'saddle'
  | 'spurious-local-minimum'
  | 'tower-minimizer'
  | 'rank-constrained-minimizer'
  | 'within-gap'
  | 'holds'
  | 'fails'
  | 'neither-convex-nor-concave'
  | 'convex'
  | 'undecided';

export interface HypothesisEvidence {
  readonly id: string;
  readonly evidence: Evidence;
}

/** What is claimed of an instance, with the evidence for it. */
export interface Proof {
  readonly verdict: Verdict;
  readonly hypotheses: readonly HypothesisEvidence[];
  readonly evidence: readonly Evidence[];
  /** The decimal digits with which enclosed numbers were compared; undefined where there are none. */
  readonly precision?: number;
  /** Where the instance has coordinates: those in whose box the evidence holds at every vertex, as narrow as the instance's own or narrower. */
  readonly coordinates?: Coordinates;
  /** Where the verdict is `undecided` for want of digits: the inequality that stayed open. Not in the certificate. */
  readonly open?: string;
}

/** By exact arithmetic alone, or by strict inequalities between enclosed numbers, found with this many decimal digits. */
export type Tier = { readonly tier: 'exact' } | { readonly tier: 'enclosed'; readonly precision: number };

export const tierOf = ({ precision }: Pick<Proof, 'precision'>): Tier =>
  precision === undefined ? { tier: 'exact' } : { tier: 'enclosed', precision };

/** How to make the instance again. Nothing here is evidence. */
export type Provenance = Tier & {
  readonly generator: string;
  readonly seed: string;
  readonly path: string;
  readonly index: number;
  readonly version: string;
};

export interface Certificate extends Omit<Proof, 'precision' | 'coordinates' | 'open'> {
  readonly format: typeof FORMAT;
  readonly statement: string;
  readonly instance: AnyInstanceJson;
  readonly provenance: Provenance;
  readonly digest: string;
}
