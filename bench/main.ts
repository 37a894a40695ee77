/**
 * Compares depthcert with FLINT and PARI/GP on the same instances in one run, and counts what certificates cost: npm run bench [-- --quick | --long]. Writes
 * bench/RESULTS.md and bench/results.svg, or, with --quick, prints the tables alone. Exit code 1 where any two programs disagree, 2 where one is missing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { properties } from '../properties/index.ts';
import { Matrix } from '../src/exact/matrix.ts';
import { bitLength } from '../src/exact/rational.ts';
import { makeInstance } from '../src/network/instance.ts';
import { statementCost } from './certificates.ts';
import { type BenchInstance, LARGEST, largestInstances, mixedInstances, SIZES, sizedInstances } from './instances.ts';
import { timePlot } from './plot.ts';
import { compileFlint, Missing, packageRoot, versions } from './programs.ts';
import { MIXED, report, rowsOf } from './report.ts';
import { compiled, type FileTimes, measure, type Setting } from './rounds.ts';
import { median } from './statistics.ts';
import { jsonLine } from './text.ts';
import { WarmProcess } from './warm-process.ts';

interface Plan {
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly least: number;
  /** CPU milliseconds each for reading, making and verifying before anything is measured: the compiler of the engine needs them. */
  readonly warmUp: number;
  /** Number of small instances. */
  readonly mixed: number;
  /** Certificates of each statement. */
  readonly runs: number;
  /** One round more on some of the largest networks. */
  readonly largest: boolean;
}

const FULL: Plan = { sizes: SIZES, rounds: 5, least: 20, warmUp: 20_000, mixed: 100, runs: 100, largest: false };
const QUICK: Plan = { sizes: SIZES.slice(0, 4), rounds: 1, least: 2, warmUp: 1000, mixed: 40, runs: 5, largest: false };

const one = Matrix.identity(1);
const smallest: BenchInstance = { id: '1-1', instance: makeInstance(one, one, [one]) };

function bitsOf(instances: readonly BenchInstance[]): [number, number] {
  const bits = instances.flatMap(({ instance: { X, Y, weights } }) =>
    [X, Y, ...weights].flatMap((m) =>
      m.num.map((_, k) => {
        const { num, den } = m.entry(Math.floor(k / m.cols), k % m.cols);
        return Math.max(bitLength(num), bitLength(den));
      }),
    ),
  );
  return [median(bits), bits.reduce((most, x) => Math.max(most, x), 0)];
}

async function run(plan: Plan, folder: string): Promise<{ text: string; svg: string; disagreements: string[] }> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const flint = join(folder, 'flint');
  compileFlint(flint);
  const found = versions(flint);
  const depthcert = new WarmProcess(compiled('bench', 'measured.js'));
  const setting: Setting = { folder, depthcert, flint, rounds: plan.rounds, least: plan.least, say };
  const bits = new Map<string, [number, number]>();
  const on = (
    name: string,
    instances: readonly BenchInstance[],
    changes: Partial<Setting> = {},
  ): Promise<FileTimes> => {
    bits.set(name, bitsOf(instances));
    return measure(name, instances, { ...setting, ...changes });
  };
  say('warming up');
  const warm = join(folder, 'warm.jsonl');
  const seen = [...mixedInstances(plan.mixed), ...plan.sizes.flatMap(sizedInstances)];
  writeFileSync(warm, seen.map(({ instance }) => jsonLine({ id: '', instance })).join(''));
  await depthcert.warmUp(warm, plan.warmUp);
  const { whole: startUp } = await measure('start-up', [smallest], { ...setting, least: 0 });
  const files = [await on(MIXED, mixedInstances(plan.mixed))];
  for (const d of plan.sizes) files.push(await on(`d=${d}`, sizedInstances(d)));
  if (plan.largest) files.push(await on(`d=${LARGEST}`, largestInstances(), { rounds: 1, least: 0 }));
  await depthcert.end();
  say('certificates of every statement');
  const statements = properties.map((property) => statementCost(property, plan.runs));
  const text = report({
    files,
    startUp,
    statements,
    versions: { Node: process.version, ...found },
    bits,
    rounds: plan.rounds,
    warmUp: plan.warmUp,
    date: new Date(),
  });
  return {
    text,
    svg: timePlot(rowsOf(files.slice(1), 'hessian')),
    disagreements: files.flatMap((file) => file.disagreements),
  };
}

async function main(plan: Plan, keep: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'depthcert-bench-'));
  try {
    const { text, svg, disagreements } = await run(plan, folder);
    if (keep) {
      writeFileSync(join(packageRoot(), 'bench', 'RESULTS.md'), text);
      writeFileSync(join(packageRoot(), 'bench', 'results.svg'), svg);
      console.log('written: bench/RESULTS.md, bench/results.svg');
    } else console.log(text);
    if (disagreements.length > 0) {
      console.error(`DISAGREEMENT\n${disagreements.join('\n')}`);
      process.exitCode = 1;
    } else console.log('all answers agree');
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await new Command('bench')
  .description('depthcert, FLINT and PARI/GP on the same instances')
  .option('--quick', 'small networks and one round, nothing is written: whether everything works and all agree')
  .option('--long', `one round more on networks of width ${LARGEST}, with Hessians of ${4 * LARGEST ** 2} coordinates`)
  .action(({ quick, long }: { quick?: true; long?: true }) =>
    main({ ...(quick ? QUICK : FULL), largest: long ?? false }, quick !== true),
  )
  .parseAsync();
