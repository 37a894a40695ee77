import type { Proof, Verdict } from '../certificate/certificate.ts';
import { isVerified } from '../certificate/verified.ts';
import { writeCertificate } from '../certificate/write.ts';
import type { AnyInstance } from '../network/instance.ts';
import { type PatternKeys, patternKeys } from '../network/pattern-keys.ts';
import type { Trouble } from '../store/tally.ts';
import { verifyCertificate } from '../verifier/index.ts';
import type { Result, Status } from '../verifier/result.ts';
import { instanceAt, provenance } from './instances.ts';
import type { Property } from './property.ts';

/** `ERROR`: no certificate, because making the instance or its proof ended in an exception. */
export type RunStatus = Status | 'ERROR';

/** What became of one instance. Plain data: it travels between threads. */
export interface InstanceResult {
  readonly index: number;
  readonly status: RunStatus;
  readonly verdict: Verdict | undefined;
  /** Which of the statement's coverage classes the instance belongs to, in their order. */
  readonly classes: readonly boolean[];
  /** The rank patterns of small instances, see `patternKeys`; undefined after an error. */
  readonly pattern: PatternKeys | undefined;
  readonly makeMs: number;
  readonly verifyMs: number;
  /** The certificate as a line, also if it was not accepted; undefined after an error. */
  readonly line: string | undefined;
  readonly trouble: Trouble | undefined;
}

/** Generates instance number `index`, proves it, writes the certificate and has the independent verifier read it. */
export function runInstance(property: Property, seed: string, index: number): InstanceResult {
  const start = performance.now();
  let proof: Proof;
  let line: string;
  let classes: boolean[];
  let pattern: PatternKeys;
  let made: number;
  try {
    const instance: AnyInstance = instanceAt(property, seed, index);
    proof = property.prove(instance);
    line = writeCertificate(property.id, instance, proof, provenance(property.id, seed, '', index, proof));
    made = performance.now();
    classes = property.coverage.map((c) => c.holds(instance, proof));
    pattern = patternKeys(instance);
  } catch (error) {
    return errorResult(property, seed, index, error, performance.now() - start);
  }
  const counted = performance.now();
  const result = verifyLine(line);
  return {
    index,
    status: result.status,
    verdict: proof.verdict,
    classes,
    pattern,
    makeMs: made - start,
    verifyMs: performance.now() - counted,
    line,
    trouble: isVerified(result.status)
      ? undefined
      : {
          statement: property.id,
          seed,
          index,
          code: result.code ?? result.status,
          pointer: result.pointer ?? '',
          message: openInequality(result.status, proof) ?? result.message ?? '',
        },
  };
}

/** For want of digits: which comparison of the proof was not decided. */
const openInequality = (status: RunStatus, { open, precision }: Proof): string | undefined =>
  status === 'UNDECIDED' && open !== undefined ? `still open with ${precision} digits: ${open}` : undefined;

/** The result where an error left no certificate. */
export const errorResult = (
  property: Property,
  seed: string,
  index: number,
  error: unknown,
  makeMs = 0,
): InstanceResult => ({
  index,
  status: 'ERROR',
  verdict: undefined,
  classes: property.coverage.map(() => false),
  pattern: undefined,
  makeMs,
  verifyMs: 0,
  line: undefined,
  trouble: { statement: property.id, seed, index, code: 'ERROR', pointer: '', message: describe(error) },
});

/** A verifier that throws has not accepted anything. */
function verifyLine(line: string): Omit<Result, 'status' | 'code'> & { status: RunStatus; code?: string } {
  try {
    return verifyCertificate(line);
  } catch (error) {
    return { status: 'ERROR', code: 'ERROR', pointer: '', message: describe(error) };
  }
}

export const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
