import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from './page.ts';
import { type Measured, measured, mostMemory } from './processes.ts';
import { digits, markdown } from './report.ts';

/** A cheap statement. */
const STATEMENT = 'zhu-2018/thm-shallow';
const WORKERS = 2;
/** Of each thread, in MB: some hundred bytes for each of a million certificates would not fit. */
const HEAP = 128;
const SHARD = 10_000;

/** Makes so many certificates and verifies them, with two workers and a small heap. Throws Error where not all of them are verified. */
export async function million(runs: number, folder: string): Promise<string> {
  const store = join(folder, 'million');
  const args = ['--runs', `${runs}`, '--shard-size', `${SHARD}`, '--no-mutants', '--workers', `${WORKERS}`];
  const made = await measured(['campaign', 'run', STATEMENT, ...args, '--out', store], HEAP);
  const verified = await measured(['verify', store, '--workers', `${WORKERS}`, '--min', `${runs}`], HEAP);
  for (const { output } of [made, verified]) {
    if (!output.includes(`VERIFIED ${runs} certificates`)) throw new Error(`not all are verified:\n${output}`);
  }
  const shards = join(store, 'shards');
  const bytes = readdirSync(shards).reduce((sum, name) => sum + statSync(join(shards, name)).size, 0);
  return `Measured on ${machine()}. ${runs} certificates of ${STATEMENT} in shards of ${SHARD}, ${WORKERS} workers, heap of each thread at most ${HEAP} MB; ${digits(bytes / 2 ** 20)} MiB on disk.

${markdown(
  [
    'certificates',
    'seconds',
    'a second',
    ...['in the first 10 % of the time', 'from 10 % to 50 %', 'from 50 % to 100 %'].map(
      (when) => `most memory ${when}`,
    ),
  ],
  [row('made', runs, made), row('verified', runs, verified)],
)}`;
}

const PARTS = [
  [0, 0.1],
  [0.1, 0.5],
  [0.5, 1],
] as const;

function row(what: string, runs: number, process: Measured): string[] {
  const memory = PARTS.map(([from, to]) => mostMemory(process, from, to));
  const text = (size: number | undefined) => (size === undefined ? 'unknown' : `${digits(size)} MiB`);
  return [what, digits(process.seconds), digits(runs / process.seconds), ...memory.map(text)];
}
