import { hostname } from 'node:os';
import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { planShards } from '../campaign/campaign.ts';
import { inThreads } from '../campaign/pool.ts';
import { runShard } from '../campaign/run-shard.ts';
import { VERSION } from '../certificate/version.ts';
import type { Connection } from '../queue/connection.ts';
import { findCampaign, requireVersion } from '../queue/registry.ts';
import { type WorkResult, work } from '../queue/work.ts';
import { openStore } from '../store/store.ts';
import { asStop, EXIT, type Exit, Stop } from './exit.ts';
import { interruptible } from './interrupts.ts';
import { lock, megabytes, positive, workers } from './options.ts';
import { complain, printLine } from './print.ts';
import { campaignOption, redisOption, withRedis } from './redis.ts';

export const workCommand = (): Command =>
  new Command('work')
    .description('a worker: takes shards from a queue and makes them; start and end as many as you like, anywhere')
    .addOption(redisOption())
    .requiredOption('--out <dir>', 'the store folder for its shards; new, or of the same campaign')
    .addOption(campaignOption())
    .option('--workers <k>', 'worker threads', workers, 1)
    .option('--memory <mb>', 'heap of each thread, in megabytes; an instance that needs more is an error', megabytes)
    .option('--time-limit <seconds>', 'an instance that takes longer is an error; none by default', positive)
    .option('--lock <seconds>', 'how long a worker may be silent before its shard goes to another one', lock, 30)
    .option('--exit-when-done', 'end when no shard of the campaign is left; without it, wait for more')
    .addHelpText(
      'after',
      `
An interrupt (Ctrl-C, or SIGTERM) gives the shard under way back and ends the worker; a second one ends it at once. A worker that
vanishes loses nothing but its time: after --lock seconds, and at most as long again, another one makes its shard.
Exit code 0: all shards are done; 1: some have failed for good; 2: ended before.

Example:
  depthcert campaign work --out /data/shards --workers 8 --exit-when-done --redis redis://queue.example:6379`,
    )
    .action(workOn);

interface Options {
  readonly redis: string;
  readonly out: string;
  readonly campaign?: string;
  readonly workers: number;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly lock: number;
  readonly exitWhenDone?: true;
}

async function workOn(options: Options): Promise<void> {
  const result = await interruptible((interrupt) =>
    withRedis(options.redis, (connection) => workWith(connection, options, interrupt), { warnings: true }),
  );
  const { made, counts } = result;
  process.exitCode = exitOf(result);
  const whole = counts
    ? `; waiting ${counts.waiting}, active ${counts.active}, done ${counts.done}, failed ${counts.failed}`
    : '';
  await printLine(`${made} shards reported${whole}`);
}

async function workWith(connection: Connection, options: Options, interrupt: AbortSignal): Promise<WorkResult> {
  const { out, memory, timeLimit, lock } = options;
  const { campaign } = await findCampaign(connection, options.campaign);
  requireVersion(campaign, VERSION);
  const plans = planShards(campaign, properties);
  openStore(out, campaign);
  const broken = new AbortController();
  const stop = AbortSignal.any([interrupt, broken.signal]);
  const limits = { ...(memory && { memory }), ...(timeLimit && { seconds: timeLimit }) };
  const pool = inThreads(options.workers, new URL('../../properties/index.js', import.meta.url), stop, limits);
  let reason: unknown;
  /** A disk that is full, say: this machine cannot work, but others can. */
  const endIfLocal = (error: unknown) => {
    if (stop.aborted || !(asStop(error) instanceof Stop)) return;
    reason = error;
    broken.abort();
  };
  try {
    const result = await work(connection, campaign, plans, {
      name: `${hostname()}-${process.pid}`.replace(/[^\w.-]/g, '_'),
      make: async ({ index }) => {
        try {
          return await runShard(campaign, properties, index, out, { pool, stop });
        } catch (error) {
          endIfLocal(error);
          throw error;
        }
      },
      lock,
      exitWhenDone: options.exitWhenDone === true,
      stop,
      report: complain,
    });
    if (reason !== undefined) throw reason;
    return result;
  } finally {
    await pool.close();
  }
}

export function exitOf({ interrupted, counts }: WorkResult): Exit {
  if (interrupted || counts === undefined) return EXIT.open;
  return counts.failed > 0 ? EXIT.rejected : EXIT.verified;
}
