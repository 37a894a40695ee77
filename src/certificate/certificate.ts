import type { PointClass } from '../decision/decision.ts';
import type { Evidence } from '../evidence/evidence.ts';
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
}

/** How to make the instance again. Nothing here is evidence. */
export interface Provenance {
  readonly generator: string;
  readonly seed: string;
  readonly path: string;
  readonly index: number;
  readonly version: string;
  readonly tier: 'exact';
}

export interface Certificate extends Proof {
  readonly format: typeof FORMAT;
  readonly statement: string;
  readonly instance: AnyInstanceJson;
  readonly provenance: Provenance;
  readonly digest: string;
}
