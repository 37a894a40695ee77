import { readable } from '../certificate/write.ts';
import { TallySum } from '../store/tally.ts';
import type { Refutation } from './mutants.ts';
import { fileOf, LineFile, requireUsable } from './output.ts';
import { inThisThread, inThreads, type Pool } from './pool.ts';
import type { Property } from './property.ts';
import { type CampaignSummary, type StatementSummary, summarize, tallyOfInstance, verifiedOf } from './tally.ts';

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

export interface StatementResult extends StatementSummary {
  /** How many runs were asked for in this part. */
  readonly planned: number;
  /** Bytes of all certificates. */
  readonly bytes: number;
  readonly makeMs: number;
  readonly verifyMs: number;
  readonly ms: number;
  readonly variants: readonly Refutation[];
  /** The file with the certificates, if any were kept. */
  readonly file: string | undefined;
  /** How many certificates it holds. */
  readonly kept: number;
}

export interface CampaignResult extends CampaignSummary {
  readonly statements: readonly StatementResult[];
}

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
  return { statements, verified: verifiedOf(statements), interrupted: stop.aborted, coverageEnforced };
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
  const tally = new TallySum();
  let [bytes, makeMs, verifyMs] = [0, 0, 0];
  try {
    for await (const result of pool.instances(property, seed, from, to)) {
      tally.add(tallyOfInstance(property, result));
      if (result.line !== undefined) {
        bytes += Buffer.byteLength(result.line);
        file?.write(result.line);
      }
      makeMs += result.makeMs;
      verifyMs += result.verifyMs;
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
    ...summarize(property, tally.total()),
    planned: to - from,
    bytes,
    makeMs,
    verifyMs,
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
