import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { isRefuted } from '../campaign/mutants.ts';
import { type CampaignResult, runCampaign, type Shard, type StatementResult } from '../campaign/run-campaign.ts';
import { plain } from '../certificate/plain.ts';
import { EXIT, type Exit, exitFor } from './exit.ts';
import { DEFAULT_SEED, positive, shard, workers } from './options.ts';
import { complain, percent, printJson, printLine, seconds, table } from './print.ts';
import { Progress } from './progress.ts';
import { selectProperties } from './select-properties.ts';

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

const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;

async function check(ids: readonly string[], options: Options): Promise<void> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  for (const signal of INTERRUPTS) process.once(signal, onInterrupt);
  const chosen = selectProperties(ids);
  const { json, overwrite, ...rest } = options;
  const progress = new Progress();
  let result: CampaignResult;
  try {
    result = await runCampaign(chosen, {
      ...rest,
      overwrite: overwrite ?? false,
      module: new URL('../../properties/index.js', import.meta.url),
      stop: stop.signal,
      onProgress: ({ statement, done, of }) => progress.show(`${statement} ${done}/${of}`),
    });
  } finally {
    progress.clear();
    for (const signal of INTERRUPTS) process.removeListener(signal, onInterrupt);
  }
  const exit = exitOf(result);
  process.exitCode = exit;
  if (json) {
    await printJson(asJson(result, options, exit));
    return;
  }
  await printTables(result, options);
  if (exit === EXIT.verified) await printLine(`VERIFIED ${result.verified} certificates`);
  else await printLine(`FAILED ${reasons(result, options.shard).join('; ')}`);
}

const unmet = (result: CampaignResult) =>
  result.coverageEnforced ? result.statements.flatMap((s) => s.coverage.filter((c) => !c.met)) : [];

function exitOf(result: CampaignResult): Exit {
  const statuses = result.statements.flatMap((s) => [...Object.keys(s.statuses), ...s.variants.map((v) => v.status)]);
  // A certificate of ours that is malformed or too large is a failure of the campaign, not of its input.
  const exit = exitFor(statuses.map((s) => (s === 'MALFORMED' || s === 'LIMIT' ? 'REJECTED' : s)));
  if (exit !== EXIT.verified) return exit;
  return result.interrupted || unmet(result).length > 0 || !result.statements.some((s) => s.runs > 0)
    ? EXIT.open
    : EXIT.verified;
}

function reasons(result: CampaignResult, shard: Shard | undefined): string[] {
  const runs = result.statements.reduce((n, s) => n + s.runs - s.verified, 0);
  const variants = result.statements.reduce((n, s) => n + s.variants.filter((v) => !isRefuted(v)).length, 0);
  const classes = unmet(result).length;
  const out = [
    [runs, `${runs} runs without a verified certificate`],
    [variants, `${variants} variants not refuted`],
    [classes, `${classes} classes below their share`],
  ] as const;
  const texts: string[] = out.filter(([n]) => n > 0).map(([, text]) => text);
  if (result.interrupted) texts.push(`interrupted after ${result.verified} verified certificates`);
  if (texts.length > 0) return texts;
  return [shard ? `part ${shard.part} of ${shard.of} has no runs; use fewer parts` : 'nothing to check'];
}

/** Different rank patterns, of partial products and of critical points. */
const seen = ({ patterns }: StatementResult): number => patterns.reduce((n, row) => n + row.seen, 0);

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');

async function printTables(result: CampaignResult, options: Options): Promise<void> {
  const part = options.shard ? `, part ${options.shard.part} of ${options.shard.of}` : '';
  await printLine(`seed ${JSON.stringify(options.seed)}, ${options.runs} runs a statement${part}\n`);
  const refuted = (s: StatementResult) =>
    s.variants.length === 0 ? '-' : `${s.variants.filter(isRefuted).length}/${s.variants.length}`;
  await printLine(
    table(
      ['statement', 'runs', 'verified', 'make', 'verify', 'classes', 'patterns', 'mutants', 'time', 'verdicts'],
      result.statements.map((s) => [
        s.id,
        `${s.runs}`,
        `${s.verified}`,
        seconds(s.makeMs),
        seconds(s.verifyMs),
        `${s.coverage.filter((c) => c.met).length}/${s.coverage.length}`,
        `${seen(s)}`,
        refuted(s),
        seconds(s.ms),
        counts(s.verdicts),
      ]),
      [1, 2, 3, 4, 5, 6, 7, 8],
    ),
  );
  await printLine();
  for (const s of result.statements) {
    const shown = s.coverage.filter((c) => options.classes || (result.coverageEnforced && !c.met));
    if (shown.length === 0 || s.runs === 0) continue;
    const below = (met: boolean) => (met || !result.coverageEnforced ? '' : '  BELOW');
    await printLine(`coverage of ${s.id}`);
    await printLine(
      table(
        ['  class', 'runs', 'share', 'minimum'],
        shown.map((c) => [
          `  ${c.name}`,
          `${c.count}`,
          percent(c.share),
          (c.minimum === 0 ? '1 run' : percent(c.minimum)) + below(c.met),
        ]),
        [1, 2],
      ),
    );
    await printLine();
    if (options.classes) await printPatterns(s);
  }
  for (const s of result.statements) {
    for (const t of s.troubles) {
      await printLine(
        plain`${t.statement} seed ${JSON.stringify(t.seed)} index ${t.index}: ${t.code} "${t.pointer}" ${t.message}`,
      );
    }
    const more = s.runs - s.verified - s.troubles.length;
    if (more > 0) await printLine(`${s.id}: ${more} more runs without a verified certificate`);
    for (const v of s.variants) if (!isRefuted(v)) await printLine(plain`${v.id}: ${v.status} ${v.message}`);
  }
  await printFiles(result.statements, options.out);
  if (result.interrupted) complain('depthcert: interrupted; the files hold what was finished');
}

async function printFiles(statements: readonly StatementResult[], out: string | undefined): Promise<void> {
  const written = statements.filter((s) => s.file !== undefined);
  if (written.length > 1) {
    const kept = written.reduce((n, s) => n + s.kept, 0);
    await printLine(`${kept} certificates in ${written.length} files in ${out}`);
  } else for (const { kept, file } of written) await printLine(`${kept} certificates in ${file}`);
}

async function printPatterns({ id, patterns }: StatementResult): Promise<void> {
  const rows = patterns.filter((row) => row.seen > 0);
  if (rows.length === 0) return;
  await printLine(`rank patterns of ${id}, widths up to 3`);
  await printLine(
    table(
      ['  of', 'H', 'seen', 'possible'],
      rows.map(({ H, kind, seen, possible }) => [`  ${PATTERNS[kind]}`, `${H}`, `${seen}`, `${possible}`]),
      [1, 2, 3],
    ),
  );
  await printLine();
}

const PATTERNS = { partial: 'partial products', critical: 'cyclic products at critical points' } as const;

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
