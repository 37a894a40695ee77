import type { Job, Queue } from 'bullmq';
import type { ShardPlan } from '../campaign/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import type { Connection } from './connection.ts';
import { PREFIX } from './registry.ts';

/** What a job says: which shard to make. The campaign itself is in the registry. */
export interface ShardTask {
  /** The campaign's id. */
  readonly campaign: string;
  readonly index: number;
  /** The record of the shard where it is on a disk already: nothing is left to make. */
  readonly have?: ShardRecord;
}

export type ShardJob = Job<ShardTask, ShardRecord>;
export type ShardQueue = Queue<ShardTask, ShardRecord>;

/**
 * How often a shard may throw before it has failed for good. Trouble with an instance is no exception: it is part of the record. So this is for what may pass.
 */
const ATTEMPTS = 3;

/** The queue of a campaign has its id as its name; finished shards stay in it, as the memory of what is done. */
export async function openQueue({ redis }: Connection, campaign: string): Promise<ShardQueue> {
  const { Queue } = await import('bullmq');
  return new Queue(campaign, {
    connection: redis,
    prefix: PREFIX,
    skipVersionCheck: true,
    defaultJobOptions: { attempts: ATTEMPTS, backoff: 1000, removeOnComplete: false, removeOnFail: false },
  });
}

/** BullMQ adds a job with the id of one that it knows no second time. Ids may be neither integers nor hold a colon. */
export function jobId({ name }: Pick<ShardPlan, 'name'>): string {
  if (name.includes(':') || /^[0-9]*$/.test(name)) throw new TypeError(`${name} cannot be the id of a job`);
  return name;
}

/** How many shards are in which state. */
export interface Counts {
  readonly waiting: number;
  readonly active: number;
  readonly done: number;
  readonly failed: number;
}

export async function countShards(queue: ShardQueue): Promise<Counts> {
  const counts = await queue.getJobCounts();
  const { active = 0, completed = 0, failed = 0 } = counts;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return { waiting: all - active - completed - failed, active, done: completed, failed };
}
