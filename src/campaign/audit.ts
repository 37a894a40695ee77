import fc from 'fast-check';
import { isVerified } from '../certificate/verified.ts';
import { writeCertificate } from '../certificate/write.ts';
import type { AnyInstance } from '../network/instance.ts';
import type { Trouble } from '../store/tally.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { instanceSeed, provenance, variantId } from './instances.ts';
import { isRefuted, type Refutation, refuteVariant } from './mutants.ts';
import type { Hypothesis, Property } from './property.ts';
import { describe } from './run-instance.ts';

/**
 * What a campaign can say of a hypothesis. `necessary`: without it the statement is false, by a certified instance. `not needed`: on
 * every instance tried, on which it alone is false, the conclusion was certified; that is evidence, no proof. `unknown`: neither was
 * tried, for the reason given. `failed`: what the statement's file says of the hypothesis could not be confirmed.
 */
export type Finding = 'necessary' | 'not needed' | 'unknown' | 'failed';

export interface AuditResult {
  readonly statement: string;
  readonly hypothesis: string;
  readonly text: string;
  /** How a certificate of the statement knows it. */
  readonly known: Hypothesis['status'];
  readonly finding: Finding;
  /** Instances without the hypothesis whose certificate was verified. */
  readonly instances: number;
  /** The variant that leaves it out, with its counterexample. */
  readonly refutation: Refutation | undefined;
  readonly why: string | undefined;
  readonly trouble: Trouble | undefined;
}

/** The id of certificates of a statement without one of its hypotheses: FORMAT.md, section 6. */
export const withoutId = (property: Property, hypothesis: string): string => `${property.id}/without-${hypothesis}`;

/** The draw number `index` of the generator that looks for instances without the hypothesis; undefined if it has none. */
function drawWithout(property: Property, hypothesis: string, seed: string, index: number): AnyInstance | undefined {
  const audit = property.hypotheses.find((h) => h.id === hypothesis)?.audit;
  if (audit?.kind !== 'not needed') return undefined;
  const parameters = { seed: instanceSeed(seed, withoutId(property, hypothesis), index), numRuns: 1 };
  return fc.sample(audit.generator, parameters)[0];
}

/** The certificate of that draw as a line; undefined unless the hypothesis, and it alone, is false there. */
export function certifyWithout(
  property: Property,
  hypothesis: string,
  seed: string,
  index: number,
): string | undefined {
  const instance = drawWithout(property, hypothesis, seed, index);
  const proof = instance && property.proveWithout(instance, hypothesis);
  if (!proof) return undefined;
  const id = withoutId(property, hypothesis);
  return writeCertificate(id, instance, proof, provenance(id, seed, '', index, proof));
}

/** Of so many draws for each instance asked for, some have the hypothesis after all, or lack another one, too. */
const DRAWS_FOR_EACH = 20;

/**
 * Confirms what the statement says of one hypothesis: refutes the variant without it, or certifies the conclusion on `runs` instances without it.
 * @param keep gets every certificate, as a line
 */
export function auditHypothesis(
  property: Property,
  { id, text, status, audit }: Hypothesis,
  seed: string,
  runs: number,
  keep: (id: string, line: string) => void = () => {},
): AuditResult {
  const result = (fields: Partial<AuditResult> & Pick<AuditResult, 'finding'>): AuditResult => ({
    statement: property.id,
    hypothesis: id,
    text,
    known: status,
    instances: 0,
    refutation: undefined,
    why: undefined,
    trouble: undefined,
    ...fields,
  });
  if (audit.kind === 'unknown') return result({ finding: 'unknown', why: audit.why });
  if (audit.kind === 'necessary') {
    const variant = property.variants.find((v) => v.id === audit.variant);
    if (!variant) return result({ finding: 'failed', why: `there is no variant ${audit.variant}` });
    const refutation = refuteVariant(property, variant, seed);
    if (refutation.line !== undefined) keep(variantId(property, variant), refutation.line);
    return result({ finding: isRefuted(refutation) ? 'necessary' : 'failed', refutation, why: refutation.message });
  }
  let instances = 0;
  for (let index = 0; index < DRAWS_FOR_EACH * runs && instances < runs; index++) {
    const fail = (code: string, pointer: string, message: string) => {
      const trouble = { statement: withoutId(property, id), seed, index, code, pointer, message };
      return result({ finding: 'failed', instances, trouble });
    };
    try {
      const line = certifyWithout(property, id, seed, index);
      if (line === undefined) continue;
      keep(withoutId(property, id), line);
      const verified = verifyCertificate(line);
      if (!isVerified(verified.status)) {
        return fail(verified.code ?? verified.status, verified.pointer ?? '', verified.message ?? '');
      }
      instances++;
    } catch (error) {
      return fail('ERROR', '', describe(error));
    }
  }
  if (instances > 0) return result({ finding: 'not needed', instances });
  return result({ finding: 'failed', why: `no instance without it in ${DRAWS_FOR_EACH * runs} draws` });
}
