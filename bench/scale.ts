/**
 * Measures a campaign on this machine and writes the figures of docs/scale.md: npm run bench:scale [-- --runs N]. Exit code 1 where two numbers of workers
 * give different manifests, or a store does not verify.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from './programs.ts';
import { digits, markdown } from './report.ts';

/** A cheap statement, a heavy one, and one between them. */
const STATEMENTS = ['zhu-2018/thm-shallow', 'depthcert/decision', 'achour-2021/thm-classification'];
const MARKS = ['<!-- measured: npm run bench:scale -->', '<!-- end of the measurements -->'] as const;
const BILLION = 1e9;
const DAY = 86_400;

interface Measured {
  readonly seconds: number;
  /** Peak resident memory in MiB, as Linux counts it; undefined elsewhere. */
  readonly peak: number | undefined;
  readonly output: string;
}

/** Runs the command line as a process of its own. */
function measured(args: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/src/cli/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let peak: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const timer = setInterval(() => {
    peak = peakOf(child.pid) ?? peak;
  }, 100);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, peak, output });
      else reject(new Error(`depthcert ${args.join(' ')} ended with exit code ${code}:\n${output}`));
    });
  });
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+([0-9]+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

interface Row {
  readonly statement: string;
  readonly certificates: number;
  /** Bytes on disk. */
  readonly bytes: number;
  readonly made: readonly [one: Measured, two: Measured];
  readonly verified: readonly [one: Measured, two: Measured];
}

async function measure(statement: string, runs: number, folder: string): Promise<Row> {
  const store = (workers: number) => join(folder, `${statement.replace('/', '.')}-${workers}`);
  const make = (workers: number) =>
    measured([
      'campaign',
      'run',
      statement,
      '--runs',
      `${runs}`,
      '--no-mutants',
      '--workers',
      `${workers}`,
      '--out',
      store(workers),
    ]);
  const made = [await make(1), await make(2)] as const;
  const manifests = [1, 2].map((workers) => readFileSync(join(store(workers), 'manifest.json'), 'utf8'));
  if (manifests[0] !== manifests[1]) throw new Error(`${statement}: one worker and two give different manifests`);
  const verify = (workers: number) => measured(['verify', store(1), '--workers', `${workers}`, '--min', `${runs}`]);
  const verified = [await verify(1), await verify(2)] as const;
  const shards = join(store(1), 'shards');
  const bytes = readdirSync(shards).reduce((sum, name) => sum + statSync(join(shards, name)).size, 0);
  for (const workers of [1, 2]) rmSync(store(workers), { recursive: true });
  return { statement, certificates: runs, bytes, made, verified };
}

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
  const [cpu] = cpus();
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model ?? 'unknown'}, ${cpus().length} cores, ${digits(totalmem() / 2 ** 30)} GiB, Node ${process.version}. Whole processes, start included; making includes that every certificate is verified.

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

Peak resident memory of the whole process:

${markdown(
  ['statement', 'making, 1 worker', '2 workers', 'verifying, 1 worker', '2 workers'],
  rows.map(({ statement, made, verified }) => [statement, ...[...made, ...verified].map(memory)]),
)}

A billion certificates on machines like this one, with both cores:

${billion(rows)}`;
}

async function main({ runs }: { runs: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'depthcert-scale-'));
  try {
    const rows: Row[] = [];
    for (const statement of STATEMENTS) rows.push(await measure(statement, Number(runs), folder));
    const page = join(packageRoot(), 'docs/scale.md');
    const text = readFileSync(page, 'utf8');
    const [from, to] = [text.indexOf(MARKS[0]) + MARKS[0].length, text.indexOf(MARKS[1])];
    writeFileSync(page, `${text.slice(0, from)}\n\n${tables(rows)}\n\n${text.slice(to)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await new Command('bench:scale')
  .description(
    'measures campaigns of some statements with one worker and with two, and writes the figures of docs/scale.md',
  )
  .option('--runs <n>', 'instances of each statement', '20000')
  .addHelpText('after', '\nExample:\n  npm run bench:scale -- --runs 2000')
  .action(main)
  .parseAsync();
