import type { Arbitrary } from 'fast-check';
import type { Proof } from '../certificate/certificate.ts';
import type { Instance } from '../network/instance.ts';

export interface Hypothesis {
  /** A1, A2, … in the order of the certificate. */
  readonly id: string;
  readonly text: string;
  /** How the certificate knows it: recomputed by the verifier, true by the construction of the format, or taken on trust. */
  readonly status: 'checked' | 'true by construction' | 'assumed';
}

/** A degenerate class that a campaign must meet often enough. */
export interface CoverageClass {
  readonly name: string;
  /** Least share of the runs, 0 … 1; 0 means that one run is enough. */
  readonly minimum: number;
  readonly holds: (instance: Instance, proof: Proof) => boolean;
}

/** A false variant of a statement: the campaign must refute it. */
export interface Variant {
  /** The part of the statement id after `~`. */
  readonly id: string;
  /** The false claim, in words. */
  readonly claim: string;
  /** A proof that this instance refutes the variant, or undefined if it does not. */
  readonly refute: (instance: Instance) => Proof | undefined;
  /** Where to look for counterexamples, if not among the statement's own instances. */
  readonly generator?: Arbitrary<Instance>;
}

/** One statement: what is claimed, where instances come from, and how one instance is proven. */
export interface Property {
  /** paper/statement */
  readonly id: string;
  /** Bibliographic entry and number in the paper. */
  readonly source: string;
  /** The statement as printed, in the notation of the project. */
  readonly statement: string;
  /** What one certificate proves. */
  readonly proves: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly tiers: readonly 'exact'[];
  readonly generator: Arbitrary<Instance>;
  /** Number of instances, if there are finitely many (then instance k is number k of a list, and seeds play no part). */
  readonly instances?: readonly (() => Instance)[];
  /**
   * The certified verdict. Throws {@link Disagreement} where two independent ways to a fact differ, or where the
   * verdict is one that the statement forbids: then the instance is a counterexample or the code is wrong.
   */
  readonly prove: (instance: Instance) => Proof;
  readonly coverage: readonly CoverageClass[];
  readonly variants: readonly Variant[];
}

/** Two independent computations differ, or a verdict contradicts the statement. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}
