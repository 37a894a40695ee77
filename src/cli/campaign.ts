import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { makeCampaign } from '../campaign/campaign.ts';
import { inThreads } from '../campaign/pool.ts';
import type { Shard } from '../campaign/run-campaign.ts';
import { runStore } from '../campaign/run-store.ts';
import { queueCommands } from './campaign-queue.ts';
import { interruptible } from './interrupts.ts';
import { DEFAULT_SEED, megabytes, positive, shard, workers } from './options.ts';
import { complain, printJson } from './print.ts';
import { Progress } from './progress.ts';
import { selectProperties } from './select-properties.ts';
import { printReport, reportJson, type StoreReport } from './store-report.ts';
import { exitOfCampaign } from './summary.ts';

export const campaignCommand = (): Command => {
  const command = new Command('campaign').description('campaigns of any size, in shards that can be made anywhere');
  for (const sub of [runCommand(), ...queueCommands()]) {
    const help = `(depthcert campaign ${sub.name()} --help shows the usage)`;
    command.addCommand(sub.exitOverride().showHelpAfterError(help));
  }
  return command.addHelpText(
    'after',
    '\nExample:\n  depthcert campaign run --runs 100000 --workers 8 --out /data/campaign',
  );
};

const runCommand = (): Command =>
  new Command('run')
    .description('make the shards of a campaign that are missing in a store: a folder')
    .argument('[statement...]', 'ids of statements (see: depthcert list); all of them by default')
    .requiredOption('--runs <n>', 'instances of each statement; a statement with a fixed list runs all of it', positive)
    .requiredOption('--out <dir>', 'the store: a new folder, or one that holds some shards of the same campaign')
    .option('--seed <text>', 'the same seed gives the same bytes, whatever --workers is', DEFAULT_SEED)
    .option('--shard-size <n>', 'instances in a shard, the part that is made or lost as a whole', positive, 1000)
    .option('--workers <k>', 'worker threads', workers, 1)
    .option('--shard <i/n>', 'only part i of n of the list of shards; parts 1..n together are the whole', shard)
    .option('--memory <mb>', 'heap of each thread, in megabytes; an instance that needs more is an error', megabytes)
    .option('--time-limit <seconds>', 'an instance that takes longer is an error; none by default', positive)
    .option('--no-mutants', 'leave out the false variants')
    .option('--json', 'one JSON object instead of a table')
    .addHelpText(
      'after',
      `
Shards that are in the folder already are read: intact ones are kept, damaged ones are named and made anew. So the same command
again resumes a campaign that was interrupted. When no shard is missing, the store gets a manifest.json.
Several processes may share the folder, each with its own --shard; or each has a folder of its own (see: depthcert merge).
Statement, seed and index of an instance that ends its thread are named; all others are made.
An interrupt (Ctrl-C, or SIGTERM) stops after the instances under way and keeps the shards that are complete; exit code 2.
Shares of classes are enforced on complete stores.

Example:
  depthcert campaign run --runs 100000 --workers 8 --out /data/campaign`,
    )
    .action(run);

interface Options {
  readonly runs: number;
  readonly out: string;
  readonly seed: string;
  readonly shardSize: number;
  readonly workers: number;
  readonly shard?: Shard;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly mutants: boolean;
  readonly json?: true;
}

async function run(ids: readonly string[], options: Options): Promise<void> {
  const { out, shard: part, memory, timeLimit } = options;
  const campaign = makeCampaign(selectProperties(ids), options);
  const module = new URL('../../properties/index.js', import.meta.url);
  const limits = { ...(memory && { memory }), ...(timeLimit && { seconds: timeLimit }) };
  const progress = new Progress();
  const result = await interruptible(async (stop) => {
    const pool = inThreads(options.workers, module, stop, limits);
    try {
      return await runStore(campaign, properties, out, {
        pool,
        stop,
        ...(part && { part }),
        onDamage: (text) => {
          progress.clear();
          complain(`depthcert: ${text}; the shard is made anew`);
        },
        onProgress: ({ phase, done, of, certificates }) =>
          progress.show(`${phase === 'check' ? 'reading' : 'making'} shard ${done + 1} of ${of}, ${certificates} made`),
      });
    } finally {
      await pool.close();
      progress.clear();
    }
  });
  const { shards, kept, made, sealed, ...summary } = result;
  const ofPart = part ? ` of part ${part.part} of ${part.of}` : '';
  const report: StoreReport = {
    campaign,
    summary,
    out,
    shards: `${shards} shards${ofPart}: ${kept} kept, ${made} made${kept + made < shards ? `, ${shards - kept - made} missing` : ''}`,
    sealed,
    nothing:
      shards === 0 && part ? `part ${part.part} of ${part.of} has no shards; use fewer parts` : 'nothing to check',
  };
  process.exitCode = exitOfCampaign(summary);
  if (options.json) await printJson({ ...reportJson(report), shards, kept, made });
  else await printReport(report);
}
