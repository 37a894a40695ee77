import { type Campaign, campaignId } from '../store/campaign.ts';
import type { Connection } from './connection.ts';
import { QueueRefused } from './refused.ts';
import { unregister } from './registry.ts';
import { countShards, openQueue } from './shard-queue.ts';

/**
 * Forgets a campaign and its queue; folders keep what is in them.
 * @param force also while workers are making shards: they finish those under way and find nothing more
 */
export async function removeCampaign(connection: Connection, campaign: Campaign, force: boolean): Promise<void> {
  const id = campaignId(campaign);
  const queue = await openQueue(connection, id);
  try {
    const { active } = await countShards(queue);
    if (active > 0 && !force) {
      throw new QueueRefused(`${active} shards of ${id} are being made; end the workers first, or remove with --force`);
    }
    await queue.obliterate({ force });
    await unregister(connection.redis, id);
  } finally {
    await queue.close();
  }
}
