import { VERSION } from '../certificate/version.ts';
import { campaignId } from '../store/campaign.ts';
import type { ShardRecord } from '../store/record.ts';
import { StoreRefused } from '../store/refused.ts';
import { ShardWriter } from '../store/shard.ts';
import { findShard } from '../store/store.ts';
import { TallySum } from '../store/tally.ts';
import { type Campaign, findStatement, planShards, type ShardPlan } from './campaign.ts';
import type { Pool } from './pool.ts';
import type { Property } from './property.ts';
import { tallyOfInstance, tallyOfVariant } from './tally.ts';

export interface RunShardOptions {
  /** Who does the work, until `stop`: threads, or this thread. */
  readonly pool: Pool;
  readonly stop: AbortSignal;
  /** Instances, or variants, of this shard. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The work was stopped before its end; what it had made is gone. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('stopped before the end');
  }
}

/**
 * Makes shard number `index` in the store, a folder; does nothing where it is there already and intact. Resolves when all of it is on the disk, and throws
 * {@link Interrupted} after a stop: nothing unfinished stays under a final name.
 */
export async function runShard(
  campaign: Campaign,
  properties: readonly Property[],
  index: number,
  store: string,
  options: RunShardOptions,
): Promise<ShardRecord> {
  const plan = planShards(campaign, properties)[index];
  if (!plan) throw new RangeError(`the campaign has no shard ${index}`);
  const found = await findShard(store, { ...plan, campaign: campaignId(campaign) });
  return found && 'record' in found ? found.record : makeShard(campaign, properties, plan, store, options);
}

/** Makes a shard, whatever is there under its name. */
export async function makeShard(
  campaign: Campaign,
  properties: readonly Property[],
  plan: ShardPlan,
  store: string,
  { pool, stop, onProgress }: RunShardOptions,
): Promise<ShardRecord> {
  if (stop.aborted) throw new Interrupted();
  if (campaign.version !== VERSION) {
    throw new StoreRefused(`the campaign is of version ${campaign.version}, this is ${VERSION}; use that version`);
  }
  const property = findStatement(properties, plan.statement);
  const { seed } = campaign;
  const of = 'variants' in plan ? property.variants.length : plan.to - plan.from;
  const writer = new ShardWriter(store, plan.name);
  const tally = new TallySum();
  let done = 0;
  const keep = async (line: string | undefined) => {
    if (line !== undefined) await writer.write(line);
    done++;
    onProgress?.(done, of);
  };
  try {
    if ('variants' in plan) {
      for await (const refutation of pool.variants(property, seed)) {
        tally.add(tallyOfVariant(refutation));
        await keep(refutation.line);
      }
    } else {
      for await (const result of pool.instances(property, seed, plan.from, plan.to)) {
        tally.add(tallyOfInstance(property, result));
        await keep(result.line);
      }
    }
    if (done < of) throw new Interrupted();
    const { index, name } = plan;
    return await writer.finish({ campaign: campaignId(campaign), index, name, tally: tally.total() });
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
