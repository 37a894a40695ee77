import type { ShardPlan } from '../campaign/campaign.ts';
import { type Campaign, campaignId } from '../store/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import type { Connection } from './connection.ts';
import { register } from './registry.ts';
import { type Counts, countShards, jobId, openQueue, type ShardJob, type ShardQueue } from './shard-queue.ts';

export interface Enqueued {
  readonly id: string;
  readonly shards: number;
  /** Of them, how many were not in the queue before. */
  readonly added: number;
  /** Had failed for good, and may be tried anew. */
  readonly retried: number;
  /** Were done according to the queue, but are in none of the folders given. */
  readonly lost: number;
  /** All shards of the campaign, now. */
  readonly counts: Counts;
}

/** Jobs sent to Redis, or read from it, at once. */
const PAGE = 1000;

/**
 * Adds the shards of a campaign that are not in the queue, and those that have failed for good. So adding a campaign again resumes it; where nothing is
 * missing, it does nothing.
 * @param have what is left on disks, by name of the shard, if that is known: these shards count as done, and all others are made, whatever the queue remembers
 */
export async function enqueue(
  connection: Connection,
  campaign: Campaign,
  plans: readonly Pick<ShardPlan, 'index' | 'name'>[],
  have?: ReadonlyMap<string, ShardRecord>,
): Promise<Enqueued> {
  const id = campaignId(campaign);
  await register(connection.redis, { campaign, shards: plans.length });
  const queue = await openQueue(connection, id);
  try {
    const retried = await removeJobs(queue, 'failed', () => true);
    const lost = have ? await removeJobs(queue, 'completed', (name) => !have.has(name)) : 0;
    const renewed = have ? await removeJobs(queue, 'waiting', () => true) : 0;
    const before = retried + lost + renewed + total(await countShards(queue));
    for (let k = 0; k < plans.length; k += PAGE) {
      await queue.addBulk(
        plans.slice(k, k + PAGE).map(({ index, name }) => {
          const record = have?.get(name);
          const data = { campaign: id, index, ...(record && { have: record }) };
          return { name, data, opts: { jobId: jobId({ name }) } };
        }),
      );
    }
    const counts = await countShards(queue);
    return { id, shards: plans.length, added: total(counts) - before, retried, lost, counts };
  } finally {
    await queue.close();
  }
}

const total = ({ waiting, active, done, failed }: Counts): number => waiting + active + done + failed;

/** All jobs in one state, page by page. */
export async function jobsIn(
  queue: ShardQueue,
  state: 'waiting' | 'active' | 'completed' | 'failed',
): Promise<ShardJob[]> {
  const jobs: ShardJob[] = [];
  for (let from = 0; ; from += PAGE) {
    const page = await queue.getJobs(state, from, from + PAGE - 1, true);
    if (page.length === 0) return jobs;
    jobs.push(...page);
  }
}

/** How many were removed. One that a worker has taken meanwhile stays. */
async function removeJobs(
  queue: ShardQueue,
  state: 'waiting' | 'completed' | 'failed',
  chosen: (name: string) => boolean,
): Promise<number> {
  const jobs = (await jobsIn(queue, state)).filter(({ name }) => chosen(name));
  let removed = 0;
  for (let k = 0; k < jobs.length; k += PAGE) {
    const codes = await Promise.all(jobs.slice(k, k + PAGE).map(({ id }) => queue.remove(id!)));
    removed += codes.reduce((sum, code) => sum + code, 0);
  }
  return removed;
}
