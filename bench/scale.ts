/**
 * Measures campaigns on this machine and writes the figures of docs/scale.md: npm run bench:scale [-- --runs N | --million]. Exit code 1 where two numbers of
 * workers give different manifests, or a store does not verify.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { million } from './million.ts';
import { machine, writeFigures } from './page.ts';
import { type Measured, measured, stolen } from './processes.ts';
import { digits, markdown } from './report.ts';

/** From cheap to heavy; of each as many instances as one worker makes in half a minute or more, so that starting and compiling do not count for all of it. */
const STATEMENTS: readonly (readonly [statement: string, runs: number])[] = [
  ['zhu-2018/thm-shallow', 40_000],
  ['depthcert/decision', 15_000],
  // Whole Hessians of up to 40 weights.
  ['achour-2021/thm-classification', 6000],
  // Critical points near trained ones.
  ['depthcert/near-critical', 1200],
];
/** Shards of a campaign: an even number, so that halves are equal. */
const SHARDS = 20;
const MILLION = 1_000_000;
const BILLION = 1e9;
const DAY = 86_400;
const PAGE = 'docs/scale.md';

interface Row {
  readonly statement: string;
  readonly certificates: number;
  /** Bytes on disk. */
  readonly bytes: number;
  readonly made: readonly [one: Measured, two: Measured];
  /** Half of the shards each, by two processes with one worker, at the same time. */
  readonly halves: readonly [Measured, Measured];
  /** Seconds that the host took while they were made. */
  readonly stolen: number | undefined;
  readonly verified: readonly [one: Measured, two: Measured];
}

async function measure(statement: string, runs: number, folder: string): Promise<Row> {
  const store = (workers: number) => join(folder, `${statement.replace('/', '.')}-${workers}`);
  const cut = ['--shard-size', `${Math.ceil(runs / SHARDS)}`];
  const run = ['campaign', 'run', statement, '--runs', `${runs}`, '--no-mutants', ...cut];
  const make = (workers: number) => measured([...run, '--workers', `${workers}`, '--out', store(workers)]);
  const half = (part: number) => measured([...run, '--shard', `${part}/2`, '--out', store(2 + part)]);
  const before = stolen();
  const made = [await make(1), await make(2)] as const;
  const halves = await Promise.all([half(1), half(2)] as const);
  const after = stolen();
  const manifests = [1, 2].map((workers) => readFileSync(join(store(workers), 'manifest.json'), 'utf8'));
  if (manifests[0] !== manifests[1]) throw new Error(`${statement}: one worker and two give different manifests`);
  const verify = (workers: number) => measured(['verify', store(1), '--workers', `${workers}`, '--min', `${runs}`]);
  const verified = [await verify(1), await verify(2)] as const;
  const shards = join(store(1), 'shards');
  const bytes = readdirSync(shards).reduce((sum, name) => sum + statSync(join(shards, name)).size, 0);
  for (const name of [1, 2, 3, 4]) rmSync(store(name), { recursive: true });
  const taken = before === undefined || after === undefined ? undefined : after - before;
  return { statement, certificates: runs, bytes, made, halves, stolen: taken, verified };
}

const seconds = (time: number | undefined): string => (time === undefined ? 'unknown' : `${digits(time)} s`);
const memory = ({ peak }: Measured): string => (peak === undefined ? 'unknown' : `${digits(peak)} MiB`);

/** Of a billion certificates on n machines like this one. */
function billion(rows: readonly Row[]): string {
  const machines = [1, 10, 100, 1000];
  return markdown(
    ['statement', 'on disk', ...machines.map((n) => `${n} machine${n === 1 ? '' : 's'}, made and verified`)],
    rows.map(({ statement, certificates, bytes, made, verified }) => {
      const seconds = ((made[1].seconds + verified[1].seconds) / certificates) * BILLION;
      const terabytes = ((bytes / certificates) * BILLION) / 1e12;
      return [statement, `${digits(terabytes)} TB`, ...machines.map((n) => `${digits(seconds / n / DAY)} days`)];
    }),
  );
}

function tables(rows: readonly Row[]): string {
  const rate = (n: number, { seconds }: Measured) => digits(n / seconds);
  const gain = ([one, two]: Row['made']) => digits(one.seconds / two.seconds);
  return `Measured on ${machine()}. Whole processes, start included; making includes that every certificate is verified.

${markdown(
  [
    'statement',
    'certificates',
    'made a second, 1 worker',
    '2 workers',
    'gain',
    'verified a second, 1 worker',
    '2 workers',
    'gain',
    'bytes a certificate, on disk',
  ],
  rows.map(({ statement, certificates: n, bytes, made, verified }) => [
    ...[statement, `${n}`, rate(n, made[0]), rate(n, made[1]), gain(made)],
    ...[rate(n, verified[0]), rate(n, verified[1]), gain(verified), digits(bytes / n)],
  ]),
)}

The gain of a second worker beside that of a second process, which shares nothing with the first one, and the CPU time of all threads:

${markdown(
  [
    'statement',
    '1 worker',
    'its CPU time',
    '2 workers',
    'their CPU time',
    'gain',
    '2 processes',
    'their CPU time',
    'gain',
    'taken by the host',
  ],
  rows.map(({ statement, made: [one, two], halves, stolen: taken }) => {
    const processes = Math.max(...halves.map((half) => half.seconds));
    const [first, second] = halves.map(({ cpu }) => cpu);
    const cpu = first === undefined || second === undefined ? undefined : first + second;
    return [
      ...[statement, seconds(one.seconds), seconds(one.cpu), seconds(two.seconds), seconds(two.cpu)],
      ...[gain([one, two]), seconds(processes), seconds(cpu), digits(one.seconds / processes), seconds(taken)],
    ];
  }),
)}

Peak resident memory of the whole process:

${markdown(
  ['statement', 'making, 1 worker', '2 workers', 'verifying, 1 worker', '2 workers'],
  rows.map(({ statement, made, verified }) => [statement, ...[...made, ...verified].map(memory)]),
)}

A billion certificates on machines like this one, with both cores:

${billion(rows)}`;
}

interface Options {
  readonly runs?: string;
  readonly million?: true;
}

async function main({ runs, million: onlyMillion }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'depthcert-scale-'));
  try {
    if (onlyMillion) {
      const figures = await million(runs === undefined ? MILLION : Number(runs), folder);
      writeFigures(PAGE, 'npm run bench:scale -- --million', figures);
      return;
    }
    const rows: Row[] = [];
    for (const [statement, count] of STATEMENTS) rows.push(await measure(statement, Number(runs ?? count), folder));
    writeFigures(PAGE, 'npm run bench:scale', tables(rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await new Command('bench:scale')
  .description(
    'measures campaigns of some statements with one worker and with two, and writes the figures of docs/scale.md',
  )
  .option('--runs <n>', 'instances of each statement; by default as many as take about a minute')
  .option('--million', 'instead, a million certificates of one statement: made and verified in constant memory')
  .addHelpText('after', '\nExample:\n  npm run bench:scale -- --runs 2000')
  .action(main)
  .parseAsync();
