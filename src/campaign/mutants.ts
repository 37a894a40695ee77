import fc from 'fast-check';
import type { Proof, Verdict } from '../certificate/certificate.ts';
import { isVerified } from '../certificate/verified.ts';
import { writeCertificate } from '../certificate/write.ts';
import type { AnyInstance } from '../network/instance.ts';
import { verifyCertificate } from '../verifier/index.ts';
import type { Status } from '../verifier/result.ts';
import { counterexampleAt, instanceSeed, provenance, variantGenerator, variantId } from './instances.ts';
import type { Property, Variant } from './property.ts';
import { describe } from './run-instance.ts';

/** How many instances are tried before a false variant counts as not refuted. */
export const SEARCH_RUNS = 5000;
/** How many smaller candidates are tried after the first refutation. Counted in steps, so that results do not depend on time. */
export const SHRINK_STEPS = 1000;

/** The refutation of one false variant, or the lack of it. Plain data: it travels between threads. */
export interface Refutation {
  /** statement~variant */
  readonly id: string;
  readonly claim: string;
  /** Runs up to and with the first refuting instance; undefined if there was none. */
  readonly runs: number | undefined;
  readonly widths: readonly number[] | undefined;
  readonly verdict: Verdict | undefined;
  readonly status: Status | 'NOT_REFUTED' | 'ERROR';
  readonly message: string | undefined;
  /** The certificate as a line, also if it was not accepted. */
  readonly line: string | undefined;
  readonly ms: number;
}

export const isRefuted = (refutation: Refutation): boolean => isVerified(refutation.status);

/** The outcome for a variant; what is not given is not known. */
export const refutation = (
  property: Property,
  variant: Variant,
  fields: Partial<Refutation> & Pick<Refutation, 'status'>,
): Refutation => ({
  id: variantId(property, variant),
  claim: variant.claim,
  runs: undefined,
  widths: undefined,
  verdict: undefined,
  message: undefined,
  line: undefined,
  ms: 0,
  ...fields,
});

/**
 * Looks for an instance that refutes the variant, shrinks it, certifies it and has the verifier read the certificate.
 * @param onStep is called before every instance that is tried
 */
export function refuteVariant(
  property: Property,
  variant: Variant,
  seed: string,
  numRuns = SEARCH_RUNS,
  onStep: () => void = () => {},
): Refutation {
  const id = variantId(property, variant);
  const start = performance.now();
  const end = (fields: Parameters<typeof refutation>[2]): Refutation =>
    refutation(property, variant, { ...fields, ms: performance.now() - start });

  let steps = -1;
  let trouble: string | undefined;
  const stands = (instance: AnyInstance): boolean => {
    if (trouble !== undefined) return true;
    if (steps >= 0 && ++steps > SHRINK_STEPS) return true;
    onStep();
    try {
      if (variant.refute(instance) === undefined) return true;
      steps = Math.max(steps, 0);
      return false;
    } catch (error) {
      trouble = describe(error);
      return true;
    }
  };
  try {
    const search = fc.property(variantGenerator(property, variant), stands);
    const found = fc.check(search, { seed: instanceSeed(seed, id, 0), numRuns, endOnFailure: false });
    if (trouble !== undefined) return end({ status: 'ERROR', message: trouble });
    if (!found.failed || !found.counterexamplePath) {
      return end({ status: 'NOT_REFUTED', message: `no counterexample in ${numRuns} runs` });
    }
    const path = found.counterexamplePath;
    const made = certifyCounterexample(property, variant, seed, path);
    if (!made) return end({ status: 'ERROR', message: `the path ${path} does not lead back to the counterexample` });
    const result = verifyCertificate(made.line);
    return end({
      runs: Number(path.split(':')[0]) + 1,
      widths: made.instance.widths,
      verdict: made.proof.verdict,
      status: result.status,
      message: isVerified(result.status) ? undefined : `${result.code} at "${result.pointer}": ${result.message}`,
      line: made.line,
    });
  } catch (error) {
    return end({ status: 'ERROR', message: describe(error) });
  }
}

/** How many instances are tried from this seed until one refutes the variant; undefined if {@link SEARCH_RUNS} are not enough. */
export function runsToRefutation(property: Property, variant: Variant, seed: string): number | undefined {
  const search = fc.property(variantGenerator(property, variant), (instance) => variant.refute(instance) === undefined);
  const parameters = { seed: instanceSeed(seed, variantId(property, variant), 0), numRuns: SEARCH_RUNS };
  const { counterexamplePath } = fc.check(search, { ...parameters, endOnFailure: true });
  return counterexamplePath ? Number(counterexamplePath.split(':')[0]) + 1 : undefined;
}

/** The middle of the sorted list, the mean of the two middle ones for an even number; and the largest. Not found counts as Infinity. */
export function medianAndWorst(runs: readonly (number | undefined)[]): { median: number; worst: number } {
  const sorted = runs.map((n) => n ?? Infinity).sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return { median, worst: sorted[sorted.length - 1]! };
}

/** The certificate of the counterexample at the end of `path`; undefined if that instance does not refute the variant. */
export function certifyCounterexample(
  property: Property,
  variant: Variant,
  seed: string,
  path: string,
): { instance: AnyInstance; proof: Proof; line: string } | undefined {
  const id = variantId(property, variant);
  const instance = counterexampleAt(property, variant, seed, path);
  const proof = variant.refute(instance);
  if (!proof) return undefined;
  const line = writeCertificate(id, instance, proof, provenance(id, seed, path, 0, proof));
  return { instance, proof, line };
}
