import type { Redis } from 'ioredis';
import { plain } from '../certificate/plain.ts';
import { type Campaign, campaignAt, campaignId } from '../store/campaign.ts';
import { canonical, parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';
import type { Connection } from './connection.ts';
import { QueueRefused } from './refused.ts';

/** A campaign that has been enqueued. */
export interface Registered {
  readonly campaign: Campaign;
  /** How many shards it has. */
  readonly shards: number;
}

/** Everything of depthcert in Redis is under this key. */
export const PREFIX = 'depthcert';
/** Hash of campaign id → {@link Registered}. No queue has this name: theirs are 64 hex digits. */
const CAMPAIGNS = `${PREFIX}:campaigns`;

/** Writes down the campaign; again is no change. */
export async function register(redis: Redis, registered: Registered): Promise<void> {
  await redis.hset(CAMPAIGNS, campaignId(registered.campaign), canonical(registered));
}

/** False after it was removed, or where the server has lost it. */
export async function isRegistered(redis: Redis, id: string): Promise<boolean> {
  return (await redis.hexists(CAMPAIGNS, id)) === 1;
}

export async function unregister(redis: Redis, id: string): Promise<void> {
  await redis.hdel(CAMPAIGNS, id);
}

/** The campaign whose id begins with `prefix`; without one, the only one there is. Throws {@link QueueRefused} if there is none, or more than one. */
export async function findCampaign({ redis, place }: Connection, prefix = ''): Promise<Registered> {
  const known = await redis.hgetall(CAMPAIGNS);
  const ids = Object.keys(known).sort();
  if (ids.length === 0) {
    throw new QueueRefused(plain`no campaign is queued in Redis at ${place}; begin with depthcert campaign enqueue`, {
      nothing: true,
    });
  }
  const found = ids.filter((id) => id.startsWith(prefix));
  if (found.length === 1) return read(known[found[0]!]!);
  const list = ids.map((id) => plain`\n  ${id}`).join('');
  if (found.length === 0) throw new QueueRefused(plain`no campaign ${prefix} in Redis at ${place}; there are:` + list);
  throw new QueueRefused(plain`${found.length} campaigns in Redis at ${place}; name one with --campaign:` + list);
}

function read(text: string): Registered {
  const f = new Place(parseStrict(text)).fields('campaign', 'shards');
  return { campaign: campaignAt(f.campaign), shards: f.shards.natural(1) };
}

/** Throws {@link QueueRefused} if the campaign was enqueued by another version of the library: it may make other bytes. */
export function requireVersion(campaign: Campaign, version: string): void {
  if (campaign.version === version) return;
  throw new QueueRefused(
    plain`campaign ${campaignId(campaign)} was enqueued by depthcert ${campaign.version}, and this is ${version}, which may make other bytes; install ${campaign.version} here, or enqueue the campaign with ${version}`,
  );
}
