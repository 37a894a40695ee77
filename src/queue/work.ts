import { setTimeout as delay } from 'node:timers/promises';
import type { ShardPlan } from '../campaign/campaign.ts';
import { plain } from '../certificate/plain.ts';
import { type Campaign, campaignId } from '../store/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import { type Connection, watchOutages } from './connection.ts';
import { isRegistered, PREFIX } from './registry.ts';
import { type Counts, countShards, openQueue, type ShardJob, type ShardTask } from './shard-queue.ts';

export interface WorkOptions {
  /** How it is called in the status; letters, digits, `.`, `_`, `-`. */
  readonly name: string;
  /** Makes one shard, off this thread, which has to go on renewing locks. Rejects after a stop. */
  readonly make: (plan: ShardPlan) => Promise<ShardRecord>;
  /** Seconds without a sign of life after which a worker's shards go to others. */
  readonly lock: number;
  /** End when every shard is done or has failed for good; else wait for more. */
  readonly exitWhenDone: boolean;
  /** Ends the work; the shard under way is given back. */
  readonly stop: AbortSignal;
  /** Gets a line for every shard, and for what goes wrong. */
  readonly report: (text: string) => void;
}

export interface WorkResult {
  /** Shards that this worker has reported. */
  readonly made: number;
  readonly interrupted: boolean;
  /** All shards of the campaign at the end; undefined where Redis was away then. */
  readonly counts: Counts | undefined;
}

/** A shard whose worker was lost this often has failed for good: it may be what ends them. */
const WORKERS_LOST = 3;
/** How long to wait at the end for a server that is away, in milliseconds. Beyond it, locks expire by themselves. */
const PATIENCE = 5000;
/** How often to look whether everything is done, in milliseconds. */
const LOOK = 1000;

/** Takes shards of the campaign from its queue until told to stop, or until there is none left. */
export async function work(
  connection: Connection,
  campaign: Campaign,
  plans: readonly ShardPlan[],
  { name, make, lock, exitWhenDone, stop, report }: WorkOptions,
): Promise<WorkResult> {
  const { UnrecoverableError, WaitingError, Worker } = await import('bullmq');
  const id = campaignId(campaign);
  let made = 0;

  async function giveBack(job: ShardJob): Promise<never> {
    await job.moveToWait(job.token);
    report(`${job.name}: given back`);
    throw new WaitingError();
  }

  async function makeShard(job: ShardJob): Promise<ShardRecord> {
    const plan = plans[job.data.index];
    if (job.data.campaign !== id || plan?.name !== job.name) {
      throw new UnrecoverableError(
        `${job.name} is no shard of the campaign ${id} as depthcert ${campaign.version} plans it`,
      );
    }
    if (job.data.have) return job.data.have;
    try {
      return await make(plan);
    } catch (error) {
      if (stop.aborted) return giveBack(job);
      throw error;
    }
  }

  const worker = new Worker<ShardTask, ShardRecord>(id, makeShard, {
    connection: connection.redis,
    prefix: PREFIX,
    skipVersionCheck: true,
    name,
    concurrency: 1, // a shard that ends its worker is then the only one under suspicion
    lockDuration: 1000 * lock,
    stalledInterval: (1000 * lock) / 2,
    maxStalledCount: WORKERS_LOST - 1, // how often it is tried again
    runRetryDelay: 1000,
  });
  const unwatch = watchOutages(
    connection.redis,
    () => report(`Redis at ${connection.place} is away; waiting for it`),
    () => report(`Redis at ${connection.place} is back`),
  );
  worker.on('completed', ({ name: shard }, { lines }) => {
    made++;
    report(`${shard}: ${lines} certificates`);
  });
  worker.on('failed', (job, { message }) => report(plain`${job?.name}: ${message}`));
  worker.on('stalled', (shard) => report(`${shard}: its worker is gone; back in the queue`));
  worker.on('error', (error) => {
    const text = told(error);
    if (text !== undefined) report(text);
  });

  const queue = await openQueue(connection, id);
  queue.on('error', () => {});
  const ended = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  let known = true;
  while (!stop.aborted) {
    await Promise.race([ended, delay(LOOK, undefined, { ref: false })]);
    await Promise.race([ended, sayIfGone()]);
    if (exitWhenDone && (await Promise.race([ended, isDone()]))) break;
  }
  async function sayIfGone(): Promise<void> {
    const before = known;
    known = await isRegistered(connection.redis, id);
    if (before && !known) {
      report(
        `the campaign ${id} is not in Redis at ${connection.place} any more: removed, or lost by a restart; waiting until it is enqueued again, an interrupt (Ctrl-C) ends this worker`,
      );
    }
  }
  async function isDone(): Promise<boolean> {
    const { done, failed } = await countShards(queue);
    return done + failed >= plans.length;
  }

  // A shard is given back when the instances under way are made, however long they take; but nobody waits for a server that is away.
  const isAway = () => connection.redis.status !== 'ready';
  const closed = worker.close(isAway()).then(() => true);
  const patience = () => delay(PATIENCE, undefined, { ref: false });
  while (!(await Promise.race([closed, patience()])) && !isAway());
  const counts = await Promise.race([countShards(queue), patience()]);
  unwatch();
  return { made, interrupted: stop.aborted, counts };
}

/** What BullMQ says where it is news; undefined for a server that is away, which is told once, not at every attempt. */
export function told(error: Error): string | undefined {
  if (NOT_OURS.test(error.message)) {
    return `${error.message}: another worker has it, or the queue was lost; what was made stays, and is the same from whatever worker`;
  }
  return 'syscall' in error || /connection|ECONN|stream isn't writeable/i.test(error.message)
    ? undefined
    : error.message;
}

/** A worker that was silent for longer than its locks last, or whose queue was lost, may finish a shard, but not report it. */
const NOT_OURS =
  /^(Missing (key|lock) for job|Lock mismatch for job|Job .* is not in the active state|could not renew lock for job)/;
