import { plain } from '../certificate/plain.ts';
import { campaignId } from '../store/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import type { Connection } from './connection.ts';
import { jobsIn } from './enqueue.ts';
import type { Registered } from './registry.ts';
import { type Counts, countShards, openQueue, type ShardJob } from './shard-queue.ts';

/** What the queue knows of a campaign at one moment. */
export interface QueueStatus {
  readonly campaign: string;
  readonly shards: Counts & {
    readonly planned: number;
    /** Planned, but not in the queue: it was lost, or the campaign was not enqueued to the end. */
    readonly missing: number;
  };
  /** Lines in the shards that are done. */
  readonly certificates: number;
  /** What the verifier said of instances and variants in them, with how many. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Certificates a second in the last minute in which shards were finished; 0 where none was. */
  readonly rate: number;
  /** Workers that are connected now. */
  readonly workers: readonly string[];
  readonly active: readonly { readonly name: string; readonly worker: string | undefined }[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly complete: boolean;
}

export async function readStatus(
  connection: Connection,
  { campaign, shards: planned }: Registered,
): Promise<QueueStatus> {
  const id = campaignId(campaign);
  const queue = await openQueue(connection, id);
  try {
    const counts = await countShards(queue);
    const { waiting, active, done, failed } = counts;
    const finished = await jobsIn(queue, 'completed');
    const workers = await queue.getWorkers();
    return {
      campaign: id,
      shards: { planned, ...counts, missing: Math.max(0, planned - waiting - active - done - failed) },
      certificates: finished.reduce((sum, job) => sum + job.returnvalue.lines, 0),
      statuses: statusesOf(finished.map((job) => job.returnvalue)),
      rate: rateOf(finished),
      workers: workers.map(({ name }) => (name ?? '').replace(/^.*:w:/, '')).sort(),
      active: (await jobsIn(queue, 'active')).map(({ name, processedBy }) => ({ name, worker: processedBy })),
      failed: (await jobsIn(queue, 'failed')).map((job) => ({ name: job.name, reason: reasonOf(job) })),
      complete: done === planned && failed === 0,
    };
  } finally {
    await queue.close();
  }
}

function statusesOf(records: readonly ShardRecord[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { tally } of records) {
    const single = tally.refutations.map(({ status }) => [status, 1] as const);
    for (const [status, n] of [...Object.entries(tally.statuses), ...single]) sums[status] = (sums[status] ?? 0) + n;
  }
  return sums;
}

/** The time over which certificates are counted, in milliseconds. */
const WINDOW = 60_000;

/** Certificates a second in the last minute up to the last shard that was finished. Shards that were on a disk before do not count. */
export function rateOf(
  finished: readonly Pick<ShardJob, 'processedOn' | 'finishedOn' | 'returnvalue' | 'data'>[],
): number {
  const made = finished.filter(({ data }) => data.have === undefined);
  const last = made.reduce((latest, { finishedOn = 0 }) => Math.max(latest, finishedOn), 0);
  const within = made.filter(({ finishedOn = 0 }) => finishedOn > last - WINDOW);
  const first = within.reduce((earliest, { processedOn = last }) => Math.min(earliest, processedOn), last);
  const lines = within.reduce((sum, { returnvalue }) => sum + returnvalue.lines, 0);
  const span = Math.min(WINDOW, last - first);
  return span > 0 ? (1000 * lines) / span : 0;
}

/** Why a shard has failed for good. */
function reasonOf({ failedReason, stalledCounter }: ShardJob): string {
  if (failedReason.startsWith('job stalled')) {
    return `${stalledCounter} workers were lost while they made it: it may be what ends them; see their logs, give them more memory, enqueue again`;
  }
  return plain`${failedReason}`;
}
