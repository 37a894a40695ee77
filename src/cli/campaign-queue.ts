import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { makeCampaign, planShards } from '../campaign/campaign.ts';
import type { Connection } from '../queue/connection.ts';
import { type Enqueued, enqueue } from '../queue/enqueue.ts';
import { shardsIn } from '../queue/have.ts';
import { findCampaign } from '../queue/registry.ts';
import { removeCampaign } from '../queue/remove.ts';
import { campaignId } from '../store/campaign.ts';
import { statusCommand } from './campaign-status.ts';
import { workCommand } from './campaign-work.ts';
import { DEFAULT_SEED, positive } from './options.ts';
import { printJson, printLine } from './print.ts';
import { campaignOption, redisOption, withRedis } from './redis.ts';
import { selectProperties } from './select-properties.ts';

/** The sub-commands of `depthcert campaign` for many machines with one Redis server. */
export const queueCommands = (): Command[] => [enqueueCommand(), workCommand(), statusCommand(), removeCommand()];

const enqueueCommand = (): Command =>
  new Command('enqueue')
    .description('put the shards of a campaign into a queue, for workers on any machine')
    .argument('[statement...]', 'ids of statements (see: depthcert list); all of them by default')
    .requiredOption('--runs <n>', 'instances of each statement; a statement with a fixed list runs all of it', positive)
    .option('--seed <text>', 'the same seed gives the same bytes, whoever makes them', DEFAULT_SEED)
    .option('--shard-size <n>', 'instances in a shard, the part that one worker makes at a time', positive, 1000)
    .option('--no-mutants', 'leave out the false variants')
    .option(
      '--have <dir...>',
      'store folders with all that is left: their shards are done, all others are made (again)',
    )
    .addOption(redisOption())
    .option('--json', 'one JSON object instead of text')
    .addHelpText(
      'after',
      `
Prints the id of the campaign. The same options again name the same campaign: what is queued or done is left alone, shards that
have failed for good are tried anew, and shards that a Redis server has lost are added.

Example:
  depthcert campaign enqueue --runs 100000 --seed 7 --redis redis://queue.example:6379`,
    )
    .action(enqueueShards);

interface EnqueueOptions {
  readonly runs: number;
  readonly seed: string;
  readonly shardSize: number;
  readonly mutants: boolean;
  readonly have?: readonly string[];
  readonly redis: string;
  readonly json?: true;
}

async function enqueueShards(ids: readonly string[], options: EnqueueOptions): Promise<void> {
  const campaign = makeCampaign(selectProperties(ids), options);
  const plans = planShards(campaign, properties);
  const add = async (connection: Connection) => {
    const have = options.have && (await shardsIn(options.have, campaign, plans));
    return enqueue(connection, campaign, plans, have);
  };
  const enqueued = await withRedis(options.redis, add, { warnings: true });
  if (options.json) return printJson(enqueued);
  await printLine(`campaign ${enqueued.id}`);
  await printLine(summary(enqueued));
}

/** What became of the queue, in words. */
export function summary({ shards, added, retried, lost, counts }: Enqueued): string {
  const { waiting, active, done, failed } = counts;
  const now = `now waiting ${waiting}, active ${active}, done ${done}, failed ${failed}`;
  const parts = [
    [added, `${added} added`],
    [retried, `${retried} that had failed added again`],
    [lost, `${lost} that are in none of the folders added again`],
  ] as const;
  const news = parts.filter(([n]) => n > 0).map(([, text]) => text);
  return `${shards} shards: ${news.length > 0 ? news.join(', ') : 'all of them are queued already, nothing added'}; ${now}`;
}

const removeCommand = (): Command =>
  new Command('remove')
    .description('forget a campaign and its queue; folders keep what is in them')
    .addOption(campaignOption())
    .addOption(redisOption())
    .option('--force', 'also while workers are making shards of it')
    .addHelpText(
      'after',
      `
Example:
  depthcert campaign remove --campaign 3fa9 --redis redis://queue.example:6379`,
    )
    .action(remove);

async function remove(options: { campaign?: string; redis: string; force?: true }): Promise<void> {
  const id = await withRedis(options.redis, async (connection) => {
    const { campaign } = await findCampaign(connection, options.campaign);
    await removeCampaign(connection, campaign, options.force === true);
    return campaignId(campaign);
  });
  await printLine(`removed ${id}`);
}
