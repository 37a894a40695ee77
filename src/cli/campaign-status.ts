import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { plain } from '../certificate/plain.ts';
import { isVerified } from '../certificate/verified.ts';
import { findCampaign } from '../queue/registry.ts';
import { type QueueStatus, readStatus } from '../queue/status.ts';
import type { Campaign } from '../store/campaign.ts';
import { EXIT, type Exit, exitFor } from './exit.ts';
import { printJson, printLine } from './print.ts';
import { campaignOption, redisOption, withRedis } from './redis.ts';

export const statusCommand = (): Command =>
  new Command('status')
    .description('how far a campaign in a queue is')
    .addOption(redisOption())
    .addOption(campaignOption())
    .option('--json', 'one JSON object instead of text')
    .option('--watch', 'again and again, until the campaign is complete or shards have failed for good')
    .addHelpText(
      'after',
      `
Exit code 0: complete, and everything in it was verified; 1: shards have failed for good, or something was not verified; 2: not
complete yet.

Example:
  depthcert campaign status --watch --redis redis://queue.example:6379`,
    )
    .action(printStatus);

interface Options {
  readonly redis: string;
  readonly campaign?: string;
  readonly json?: true;
  readonly watch?: true;
}

/** Between two looks, in milliseconds; longer where looking takes long. */
const PAUSE = 2000;

async function printStatus({ redis, campaign: prefix, json, watch }: Options): Promise<void> {
  await withRedis(redis, async (connection) => {
    const found = await findCampaign(connection, prefix);
    for (;;) {
      const start = performance.now();
      const status = await readStatus(connection, found);
      const exit = exitOf(status);
      if (json) await printJson({ ...status, exit });
      else await printLine(statusText(status, found.campaign));
      process.exitCode = exit;
      const { waiting, active, missing } = status.shards;
      if (!watch || waiting + active + missing === 0) return;
      await delay(Math.max(PAUSE, 10 * (performance.now() - start)));
      if (!json) await printLine();
    }
  });
}

/** A certificate of ours that is malformed or too large is a failure of the campaign, not of its input. */
export function exitOf({ complete, shards, statuses }: QueueStatus): Exit {
  if (shards.failed > 0) return EXIT.rejected;
  const exit = exitFor(Object.keys(statuses).map((s) => (s === 'MALFORMED' || s === 'LIMIT' ? 'REJECTED' : s)));
  return exit === EXIT.verified && !complete ? EXIT.open : exit;
}

export function statusText(status: QueueStatus, { version, seed, runs, statements }: Campaign): string {
  const { shards, certificates, statuses, rate, workers, active, failed, complete } = status;
  const { planned, waiting, done, missing } = shards;
  const others = Object.entries(statuses).filter(([name]) => !isVerified(name));
  return [
    plain`campaign ${status.campaign}`,
    plain`depthcert ${version}, seed ${JSON.stringify(seed)}, ${runs} runs of ${statements.length} statements, ${planned} shards`,
    `waiting ${waiting}, active ${shards.active}, done ${done}, failed ${shards.failed}`,
    ...(missing > 0 ? [`${missing} shards are not in the queue: enqueue the campaign again`] : []),
    `${certificates} certificates, ${rate.toFixed(1)} a second`,
    ...others.map(([name, n]) => plain`${n} not verified: ${name}`),
    `${workers.length} workers connected`,
    ...active.map(({ name, worker }) => plain`  ${worker ?? 'a worker'} makes ${name}`),
    ...failed.map(({ name, reason }) => plain`FAILED ${name}: ${reason}`),
    complete ? 'COMPLETE' : 'INCOMPLETE',
  ].join('\n');
}
