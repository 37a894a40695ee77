import { instanceAt, provenance } from '../src/campaign/instances.ts';
import type { Property } from '../src/campaign/property.ts';
import { isVerified } from '../src/certificate/verified.ts';
import { writeCertificate } from '../src/certificate/write.ts';
import { bitLength, Rational } from '../src/exact/rational.ts';
import { verifyCertificate } from '../src/verifier/index.ts';
import { cpu } from './clock.ts';
import { median, quantile } from './statistics.ts';

/** What certificates of one statement cost. */
export interface StatementCost {
  readonly statement: string;
  readonly certificates: number;
  /** Made (the instance included), and verified, a second of CPU time. */
  readonly made: number;
  readonly verified: number;
  /** Time to verify over time to make. */
  readonly ratio: number;
  readonly bytes: Distribution;
  /** Of numerators and denominators in the evidence, the hypotheses' included. */
  readonly bits: Distribution;
}

export interface Distribution {
  readonly median: number;
  readonly high: number;
  readonly most: number;
}

/** Median, 95 % and maximum; zeros for an empty list. */
export const distribution = (list: readonly number[]): Distribution =>
  list.length === 0
    ? { median: 0, high: 0, most: 0 }
    : { median: median(list), high: quantile(list, 0.95), most: Math.max(...list) };

const RATIONAL = /^-?\d+(\/\d+)?$/;

/** The bits of every rational in a JSON value: of its numerator or its denominator, whichever is longer. */
export function bitsIn(value: unknown): number[] {
  if (typeof value === 'string') {
    if (!RATIONAL.test(value)) return [];
    const { num, den } = Rational.parse(value);
    return [Math.max(bitLength(num), bitLength(den))];
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(bitsIn) : [];
}

/** Certificate number `index` of a statement with its cost. Throws Error where it is not verified. */
function one(property: Property, seed: string, index: number): { line: string; makeMs: number; verifyMs: number } {
  const start = cpu();
  const instance = instanceAt(property, seed, index);
  const proof = property.prove(instance);
  const origin = provenance(property.id, seed, '', index, proof);
  const line = writeCertificate(property.id, instance, proof, origin);
  const made = cpu();
  const { status, message } = verifyCertificate(line);
  if (!isVerified(status)) throw new Error(`${property.id}, number ${index}, is ${status}: ${message}`);
  return { line, makeMs: made - start, verifyMs: cpu() - made };
}

/** Makes and verifies `runs` certificates of a statement, after a few that do not count. Throws Error where one is not verified. */
export function statementCost(property: Property, runs: number, seed = 'bench'): StatementCost {
  const count = Math.min(runs, property.instances?.length ?? runs);
  for (let k = 0; k < Math.min(count, 5); k++) one(property, `${seed} warm-up`, k);
  const results = Array.from({ length: count }, (_, k) => one(property, seed, k));
  const sum = (pick: (r: (typeof results)[number]) => number) => results.reduce((total, r) => total + pick(r), 0);
  const [makeMs, verifyMs] = [sum((r) => r.makeMs), sum((r) => r.verifyMs)];
  const lines = results.map((r) => r.line);
  const parsed = lines.map((line) => JSON.parse(line) as { evidence: unknown; hypotheses: { evidence?: unknown }[] });
  return {
    statement: property.id,
    certificates: count,
    made: (1000 * count) / makeMs,
    verified: (1000 * count) / verifyMs,
    ratio: verifyMs / makeMs,
    bytes: distribution(lines.map((line) => Buffer.byteLength(line))),
    bits: distribution(
      parsed.flatMap(({ evidence, hypotheses }) => bitsIn([evidence, hypotheses.map((h) => h.evidence)])),
    ),
  };
}
