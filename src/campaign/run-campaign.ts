import { isVerified } from '../certificate/verified.ts';
import { readable } from '../certificate/write.ts';
import { type PatternRow, patternTable } from '../network/pattern-table.ts';
import { isRefuted, type Refutation } from './mutants.ts';
import { fileOf, LineFile, requireUsable } from './output.ts';
import { inThisThread, inThreads, type Pool } from './pool.ts';
import type { Property } from './property.ts';
import type { InstanceResult, RunStatus, Trouble } from './run-instance.ts';

/** Part `part` of `of`, 1 ≤ part ≤ of. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export interface CampaignOptions {
  /** Instances a statement; statements with a finite list of instances always run all of them. */
  readonly runs: number;
  readonly seed: string;
  /** Only this part. Parts are contiguous: the files of parts 1..n one after the other are the files of the whole. */
  readonly shard?: Shard;
  /** Number of threads; 1, the default, is this thread. The files do not depend on it. */
  readonly workers?: number;
  /** Where threads find `properties`; needed for more than one worker. */
  readonly module?: URL;
  /** Folder for `paper/statement.jsonl`. Without it nothing is kept, but everything is verified all the same. */
  readonly out?: string;
  readonly overwrite?: boolean;
  /** Refute the variants, too: true by default. In a campaign of several parts, part 1 does it. */
  readonly mutants?: boolean;
  /** Ends the campaign after the instance under way. */
  readonly stop?: AbortSignal;
  readonly onProgress?: (progress: { statement: string; done: number; of: number }) => void;
}

export interface CoverageResult {
  readonly name: string;
  readonly minimum: number;
  readonly count: number;
  /** count / runs */
  readonly share: number;
  readonly met: boolean;
}

export interface StatementResult {
  readonly id: string;
  /** How many runs were asked for in this part. */
  readonly planned: number;
  readonly runs: number;
  readonly verified: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Verdicts of the verified certificates. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly coverage: readonly CoverageResult[];
  /** Rank patterns of partial products and of critical points, seen and possible, for small networks. */
  readonly patterns: readonly PatternRow[];
  /** Bytes of all certificates. */
  readonly bytes: number;
  readonly makeMs: number;
  readonly verifyMs: number;
  readonly ms: number;
  readonly troubles: readonly Trouble[];
  readonly variants: readonly Refutation[];
  /** The file with the certificates, if any were kept. */
  readonly file: string | undefined;
  /** How many certificates it holds. */
  readonly kept: number;
}

export interface CampaignResult {
  readonly statements: readonly StatementResult[];
  /** Certificates verified, those of variants included. */
  readonly verified: number;
  readonly interrupted: boolean;
  /** A part of a campaign does not answer for shares: they belong to the whole. */
  readonly coverageEnforced: boolean;
}

/** Troubles kept for the report of one statement; all are counted. */
const TROUBLES_KEPT = 20;

/** Statement by statement: generates, proves, writes and verifies certificates, then refutes the variants. */
export async function runCampaign(properties: readonly Property[], options: CampaignOptions): Promise<CampaignResult> {
  const { out, overwrite = false, workers = 1, shard = { part: 1, of: 1 } } = options;
  const stop = options.stop ?? new AbortController().signal;
  if (out !== undefined) requireUsable(out, overwrite);
  if (workers > 1 && !options.module) throw new TypeError('more than one worker needs the module of the properties');
  const pool = workers > 1 ? inThreads(workers, options.module!, stop) : inThisThread(stop);
  const coverageEnforced = shard.of === 1;
  const statements: StatementResult[] = [];
  try {
    for (const property of properties) {
      if (stop.aborted) break;
      statements.push(await runStatement(property, pool, options, shard, stop));
    }
  } finally {
    await pool.close();
  }
  const verified = statements.reduce((n, s) => n + s.verified + s.variants.filter(isRefuted).length, 0);
  return { statements, verified, interrupted: stop.aborted, coverageEnforced };
}

/** The index range of one part of `total` runs. */
export const shardRange = (total: number, { part, of }: Shard): { from: number; to: number } => ({
  from: Math.floor(((part - 1) * total) / of),
  to: Math.floor((part * total) / of),
});

async function runStatement(
  property: Property,
  pool: Pool,
  { runs, seed, out, mutants = true, onProgress }: CampaignOptions,
  shard: Shard,
  stop: AbortSignal,
): Promise<StatementResult> {
  const start = performance.now();
  const { from, to } = shardRange(property.instances?.length ?? runs, shard);
  const file = out === undefined ? undefined : new LineFile(fileOf(out, property.id));
  const tally = new Tally(property);
  try {
    for await (const result of pool.instances(property, seed, from, to)) {
      tally.add(result);
      if (result.line !== undefined) file?.write(result.line);
      onProgress?.({ statement: property.id, done: tally.runs, of: to - from });
    }
  } finally {
    file?.close();
  }
  const variants: Refutation[] = [];
  if (mutants && shard.part === 1 && !stop.aborted) {
    for await (const refutation of pool.variants(property, seed)) {
      variants.push(refutation);
      if (out !== undefined) keepRefutation(out, refutation);
      onProgress?.({ statement: `${property.id}~`, done: variants.length, of: property.variants.length });
    }
  }
  return {
    id: property.id,
    planned: to - from,
    ...tally.totals(),
    variants,
    ms: performance.now() - start,
    file: file && file.lines > 0 ? file.path : undefined,
    kept: file?.lines ?? 0,
  };
}

/** Writes the counterexample to `paper/statement~variant.json`, laid out for reading. */
export function keepRefutation(folder: string, { id, line }: Refutation): string | undefined {
  const file = new LineFile(fileOf(folder, id, 'json'));
  if (line === undefined) return undefined;
  file.write(readable(JSON.parse(line)));
  file.close();
  return file.path;
}

class Tally {
  runs = 0;
  #verified = 0;
  #bytes = 0;
  #makeMs = 0;
  #verifyMs = 0;
  readonly #property: Property;
  readonly #statuses: Partial<Record<RunStatus, number>> = {};
  readonly #verdicts: Record<string, number> = {};
  readonly #classes: number[];
  readonly #patterns = { partial: new Set<string>(), critical: new Set<string>() };
  readonly #troubles: Trouble[] = [];

  constructor(property: Property) {
    this.#property = property;
    this.#classes = property.coverage.map(() => 0);
  }

  add(result: InstanceResult): void {
    this.runs++;
    this.#statuses[result.status] = (this.#statuses[result.status] ?? 0) + 1;
    if (isVerified(result.status)) {
      this.#verified++;
      if (result.verdict) this.#verdicts[result.verdict] = (this.#verdicts[result.verdict] ?? 0) + 1;
    }
    result.classes.forEach((holds, k) => {
      if (holds) this.#classes[k]!++;
    });
    for (const kind of ['partial', 'critical'] as const) {
      const pattern = result.pattern?.[kind];
      if (pattern !== undefined) this.#patterns[kind].add(pattern);
    }
    this.#bytes += result.line === undefined ? 0 : Buffer.byteLength(result.line);
    this.#makeMs += result.makeMs;
    this.#verifyMs += result.verifyMs;
    if (result.trouble && this.#troubles.length < TROUBLES_KEPT) this.#troubles.push(result.trouble);
  }

  totals() {
    const coverage = this.#property.coverage.map(({ name, minimum }, k): CoverageResult => {
      const count = this.#classes[k]!;
      const share = this.runs === 0 ? 0 : count / this.runs;
      return { name, minimum, count, share, met: count > 0 && share >= minimum };
    });
    return {
      runs: this.runs,
      verified: this.#verified,
      statuses: this.#statuses as Record<string, number>,
      verdicts: this.#verdicts,
      coverage,
      patterns: patternTable(this.#patterns),
      bytes: this.#bytes,
      makeMs: this.#makeMs,
      verifyMs: this.#verifyMs,
      troubles: this.#troubles,
    };
  }
}
