import type { ShardPlan } from '../campaign/campaign.ts';
import { plain } from '../certificate/plain.ts';
import { type Campaign, campaignDifference, campaignId } from '../store/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import { campaignOf, findShard } from '../store/store.ts';
import { QueueRefused } from './refused.ts';

/** The intact shards of a campaign in some stores, by name. Each is read and hashed: a damaged one counts as none. */
export async function shardsIn(
  stores: readonly string[],
  campaign: Campaign,
  plans: readonly Pick<ShardPlan, 'index' | 'name'>[],
): Promise<Map<string, ShardRecord>> {
  const found = new Map<string, ShardRecord>();
  const id = campaignId(campaign);
  for (const store of stores) {
    const difference = campaignDifference(campaignOf(store), campaign);
    if (difference !== undefined) throw new QueueRefused(plain`${store} holds another campaign: ${difference}`);
    for (const { index, name } of plans) {
      if (found.has(name)) continue;
      const shard = await findShard(store, { campaign: id, index, name });
      if (shard && 'record' in shard) found.set(name, shard.record);
    }
  }
  return found;
}
