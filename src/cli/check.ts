import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { isRefuted } from '../campaign/mutants.ts';
import { type CampaignResult, runCampaign, type Shard, type StatementResult } from '../campaign/run-campaign.ts';
import type { Exit } from './exit.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupts.ts';
import { DEFAULT_SEED, positive, shard, workers } from './options.ts';
import { complain, printJson, printLine, seconds } from './print.ts';
import { Progress } from './progress.ts';
import { selectProperties } from './select-properties.ts';
import { type Column, exitOfCampaign, FINDINGS, IDS, lastLine, printSummary, RUNS, VERDICTS } from './summary.ts';

/** Runs of each statement, where --runs does not say otherwise. */
const DEFAULT_RUNS = 100;

export const checkCommand = (): Command =>
  new Command('check')
    .description('the property campaign: generates instances, proves them, has every certificate verified')
    .argument('[statement...]', 'ids of statements (see: depthcert list); all of them by default')
    .option(
      '--runs <n>',
      'instances of each statement; a statement with a fixed list runs all of it',
      positive,
      DEFAULT_RUNS,
    )
    .option('--seed <text>', 'the same seed gives the same bytes, whatever --workers is', DEFAULT_SEED)
    .option('--out <dir>', 'keep the certificates in DIR/paper/statement.jsonl; DIR must be new or empty')
    .option('--overwrite', 'allow a DIR that is not empty; only the files that are written anew are removed')
    .option('--workers <k>', 'worker threads', workers, 1)
    .option(
      '--shard <i/n>',
      'only part i of n: a contiguous range of the runs, so that parts 1..n in order are the whole',
      shard,
    )
    .option('--no-mutants', 'leave out the false variants')
    .option('--classes', 'print the share of every class; without it, only of those below their minimum')
    .option('--json', 'one JSON object instead of tables')
    .addHelpText(
      'after',
      `
The column "classes" counts the mandatory classes of instances (width 1, rank 0, every verdict, …) that were met often enough,
"patterns" the different rank patterns of networks with widths up to 3 and H up to 4: of all partial products, and of the cyclic products
at critical points under the hypotheses of achour-2021. With --classes they are printed against the number that is possible.
Variants are refuted in part 1 of a sharded campaign. Shares of classes belong to the whole campaign:
with --shard they are not enforced. A part without runs is exit code 2.
An interrupt (Ctrl-C, or SIGTERM) stops after the instance under way; what was written stays, exit code 2.
Every certificate that was made is kept, also one that the verifier does not accept: "verify DIR" sees the same.

Example:
  depthcert check depthcert/decision --runs 200 --seed 7 --out out/decision`,
    )
    .action(check);

interface Options {
  readonly runs: number;
  readonly seed: string;
  readonly out?: string;
  readonly overwrite?: true;
  readonly workers: number;
  readonly shard?: Shard;
  readonly mutants: boolean;
  readonly classes?: true;
  readonly json?: true;
}

async function check(ids: readonly string[], options: Options): Promise<void> {
  const chosen = selectProperties(ids);
  const { json, overwrite, ...rest } = options;
  const progress = new Progress();
  const result = await interruptible((stop) =>
    runCampaign(chosen, {
      ...rest,
      overwrite: overwrite ?? false,
      module: new URL('../../properties/index.js', import.meta.url),
      stop,
      onProgress: ({ statement, done, of }) => progress.show(`${statement} ${done}/${of}`),
    }),
  ).finally(() => progress.clear());
  const found = exitOfCampaign(result);
  // A part is made for its runs, also where it has the variants.
  const isIdle = found === EXIT.verified && result.statements.every(({ runs }) => runs === 0);
  const exit = isIdle ? EXIT.open : found;
  process.exitCode = exit;
  if (json) {
    await printJson(asJson(result, options, exit));
    return;
  }
  const part = options.shard ? `, part ${options.shard.part} of ${options.shard.of}` : '';
  await printLine(`seed ${JSON.stringify(options.seed)}, ${options.runs} runs a statement${part}\n`);
  await printSummary(result, COLUMNS, options.classes);
  await printFiles(result.statements, options.out);
  if (result.interrupted) complain('depthcert: interrupted; the files hold what was finished');
  const nothing = part ? `${part.slice(2)} has no runs; use fewer parts` : 'nothing to check';
  await printLine(isIdle ? `FAILED ${nothing}` : lastLine(result, nothing));
}

const COLUMNS: readonly Column<StatementResult>[] = [
  IDS,
  ...RUNS,
  ['make', (s) => seconds(s.makeMs), 'right'],
  ['verify', (s) => seconds(s.verifyMs), 'right'],
  ...FINDINGS,
  ['time', (s) => seconds(s.ms), 'right'],
  VERDICTS,
];

async function printFiles(statements: readonly StatementResult[], out: string | undefined): Promise<void> {
  const written = statements.filter((s) => s.file !== undefined);
  if (written.length > 1) {
    const kept = written.reduce((n, s) => n + s.kept, 0);
    await printLine(`${kept} certificates in ${written.length} files in ${out}`);
  } else for (const { kept, file } of written) await printLine(`${kept} certificates in ${file}`);
}

function asJson(result: CampaignResult, { seed, runs, shard: part }: Options, exit: Exit) {
  return {
    seed,
    runs,
    shard: part ?? { part: 1, of: 1 },
    statements: result.statements.map((s) => ({
      ...s,
      file: s.file ?? null,
      variants: s.variants.map((v) => ({ ...v, line: undefined, refuted: isRefuted(v) })),
    })),
    verified: result.verified,
    interrupted: result.interrupted,
    coverageEnforced: result.coverageEnforced,
    known: properties.length,
    exit,
  };
}
