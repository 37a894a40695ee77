import type { Arbitrary } from 'fast-check';
import type { Proof, Tier, Verdict } from '../certificate/certificate.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { settle } from '../evidence/settle.ts';
import type { AnyInstance } from '../network/instance.ts';
import { hasCoordinates } from '../network/vertices.ts';

/** What is known of a statement without one of its hypotheses. */
export type Audit =
  /** A variant without it is refuted. */
  | { readonly kind: 'necessary'; readonly variant: string }
  /** Where to look for instances without it; on all of them so far the conclusion could be certified all the same. */
  | { readonly kind: 'not needed'; readonly generator: Arbitrary<AnyInstance> }
  | { readonly kind: 'unknown'; readonly why: string };

export interface Hypothesis {
  /** A1, A2, … in the order of the certificate. */
  readonly id: string;
  readonly text: string;
  /** How the certificate knows it: recomputed by the verifier, true by the construction of the format, or taken on trust. */
  readonly status: 'checked' | 'true by construction' | 'assumed';
  readonly audit: Audit;
}

/** A degenerate class that a campaign must meet often enough. */
export interface CoverageClass {
  readonly name: string;
  /** Least share of the runs, 0 … 1; 0 means that one run is enough. */
  readonly minimum: number;
  readonly holds: (instance: AnyInstance, proof: Proof) => boolean;
}

/** A false variant of a statement: the campaign must refute it. */
export interface Variant {
  /** The part of the statement id after `~`. */
  readonly id: string;
  /** The false claim, in words. */
  readonly claim: string;
  /** A proof that this instance refutes the variant, or undefined if it does not. */
  readonly refute: (instance: AnyInstance) => Proof | undefined;
  /** Where to look for counterexamples, if not among the statement's own instances. */
  readonly generator?: Arbitrary<AnyInstance>;
}

/** A small instance to read: one for each verdict that certificates of the statement can have. */
export interface Example {
  /** File name in the archive: the verdict, and what is special where a verdict has more than one example. */
  readonly name: string;
  readonly instance: AnyInstance;
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
  /** How its certificates are known: `exact` first where both occur. */
  readonly tiers: readonly Tier['tier'][];
  readonly generator: Arbitrary<AnyInstance>;
  /** Number of instances, if there are finitely many (then instance k is number k of a list, and seeds play no part). */
  readonly instances?: readonly (() => AnyInstance)[];
  /**
   * The certified verdict. Throws RangeError where a hypothesis is false, and {@link Disagreement} where two independent ways to a fact
   * differ, or where the verdict is one that the statement forbids: then the instance is a counterexample or the code is wrong.
   */
  readonly prove: (instance: AnyInstance) => Proof;
  /** The same without one hypothesis, for the statement `paper/statement/without-Ak`. Undefined unless it alone is false. */
  readonly proveWithout: (instance: AnyInstance, hypothesis: string) => Proof | undefined;
  readonly coverage: readonly CoverageClass[];
  readonly variants: readonly Variant[];
  readonly examples: readonly Example[];
}

/** Two independent computations differ, or a verdict contradicts the statement. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

/** A hypothesis with its evidence, for whatever a statement computes of an instance. */
export interface ProvenHypothesis<S> extends Hypothesis {
  /** Undefined where the hypothesis is false. */
  readonly evidence: (subject: S) => Evidence | undefined;
  /** What stays in the list where the hypothesis is dropped: FORMAT.md, section 6, `without-Ak`. */
  readonly relaxed?: (subject: S) => Evidence;
}

/** A verdict with its evidence, as if no hypothesis had brought any of it. */
export type Conclusion = Omit<Proof, 'hypotheses'>;

export interface Definition<S> extends Omit<Property, 'hypotheses' | 'prove' | 'proveWithout' | 'tiers'> {
  /** What hypotheses and conclusion are computed from, once for an instance. Throws RangeError for a loss that the statement does not speak of. */
  readonly subject: (instance: AnyInstance) => S;
  readonly hypotheses: readonly ProvenHypothesis<S>[];
  /** The conclusion under the hypotheses; it may ask for less than all of them, and throws {@link Disagreement} where it is false. */
  readonly conclude: (subject: S) => Conclusion;
  /** Only `exact` if not given. */
  readonly tiers?: Property['tiers'];
}

/** The statement of a definition. */
export function property<S>({ subject: subjectOf, conclude, ...definition }: Definition<S>): Property {
  const { id, hypotheses } = definition;
  return {
    tiers: ['exact'],
    ...definition,
    variants: definition.variants.map((variant) => ({
      ...variant,
      refute: (instance) => {
        const proof = atSpectrum(instance, variant.refute);
        return proof?.verdict === 'undecided' ? undefined : proof;
      },
    })),
    prove: (instance) =>
      atSpectrum(instance, (at) => {
        const subject = subjectOf(at);
        const proof = proofFrom(subject, hypotheses, () => conclude(subject));
        if ('missing' in proof) throw new RangeError(`${proof.missing} of ${id} is false for this instance`);
        return proof;
      })!,
    proveWithout: (instance, dropped) =>
      atSpectrum(instance, (at) => {
        const subject = subjectOf(at);
        if (hypotheses.find((h) => h.id === dropped)?.evidence(subject) !== undefined) return undefined;
        const proof = proofFrom(subject, without(hypotheses, dropped), () => conclude(subject));
        return 'missing' in proof ? undefined : proof;
      }),
  };
}

/**
 * The proof of an instance. Where its weights are written in an eigenbasis of Σ, subjects are computed at a rational point near the spectrum (`pointOf`), and
 * what is found there has to hold all around: if it does not in the narrowest box, the verdict is `undecided`.
 */
function atSpectrum(instance: AnyInstance, prove: (instance: AnyInstance) => Proof | undefined): Proof | undefined {
  if (!hasCoordinates(instance)) return prove(instance);
  const settled = settle(instance, prove);
  if (!settled) return undefined;
  const { proof, precision } = settled;
  if (settled.settled) return { ...proof, coordinates: settled.coordinates, precision };
  return { verdict: 'undecided', hypotheses: proof.hypotheses, evidence: [], precision, open: settled.open };
}

/** The hypotheses of `statement/without-Ak`. */
const without = <S>(hypotheses: readonly ProvenHypothesis<S>[], dropped: string): ProvenHypothesis<S>[] =>
  hypotheses.flatMap((h) => (h.id !== dropped ? [h] : h.relaxed ? [{ ...h, evidence: h.relaxed }] : []));

/** Hypotheses, then the conclusion without what they have brought; or the first that is false. */
export function proofFrom<S>(
  subject: S,
  hypotheses: readonly ProvenHypothesis<S>[],
  conclude: (subject: S) => Conclusion,
): Proof | { readonly missing: string } {
  const proven = [];
  for (const { id, text, evidence } of hypotheses) {
    const found = evidence(subject);
    if (!found) return { missing: `hypothesis ${id} (${text})` };
    proven.push({ id, evidence: found });
  }
  const { evidence, ...conclusion } = conclude(subject);
  const brought = proven.map((h) => h.evidence.kind).filter((kind) => kind === 'zero' || kind === 'least-squares');
  return {
    ...conclusion,
    hypotheses: proven,
    evidence: evidence.filter(({ kind }) => !(brought as string[]).includes(kind)),
  };
}

/**
 * For variants: the proof under these hypotheses, with `conclude` giving undefined where this instance is no counterexample. Undefined, too,
 * where a hypothesis is false.
 */
export function refutation<S>(
  subject: S,
  hypotheses: readonly ProvenHypothesis<S>[],
  conclude: (subject: S) => Conclusion | undefined,
): Proof | undefined {
  if (hypotheses.some(({ evidence }) => evidence(subject) === undefined)) return undefined;
  const conclusion = conclude(subject);
  if (!conclusion) return undefined;
  const proof = proofFrom(subject, hypotheses, () => conclusion);
  return 'missing' in proof ? undefined : proof;
}

/** For variants that weaken a hypothesis: what refutes them is an instance on which the statement's conclusion has this verdict. */
export const refutedByVerdict =
  <S>(
    subjectOf: (instance: AnyInstance) => S,
    hypotheses: readonly ProvenHypothesis<S>[],
    conclude: (subject: S) => Conclusion,
    verdict: Verdict,
  ) =>
  (instance: AnyInstance): Proof | undefined =>
    refutation(subjectOf(instance), hypotheses, (subject) => {
      const conclusion = conclude(subject);
      return conclusion.verdict === verdict ? conclusion : undefined;
    });
