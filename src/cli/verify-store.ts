import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { planShards, type ShardPlan } from '../campaign/campaign.ts';
import { VERSION } from '../certificate/version.ts';
import { type Campaign, campaignDifference } from '../store/campaign.ts';
import { notAFile } from '../store/folder.ts';
import { MANIFEST, readManifest } from '../store/manifest.ts';
import { fileOfRecord, type ShardRecord } from '../store/record.ts';
import { StoreRefused } from '../store/refused.ts';
import { CAMPAIGN_FILE, campaignOf, isCompleteStore, requireShards, SHARDS } from '../store/store.ts';
import { texts } from './certificate-files.ts';
import { failed, type Item, type Row, trouble } from './judge.ts';

/**
 * The certificates of a complete store, in the order of its manifest, and what is wrong with the store: its rows name the manifest. A store
 * without shards need not say that it is complete.
 */
export async function* itemsOfStore(store: string): AsyncIterable<Item> {
  const path = join(store, isCompleteStore(store) ? MANIFEST : CAMPAIGN_FILE);
  let shards = 0;
  try {
    requireShards(store);
    const { campaign, records } = await readManifest(store);
    const difference = campaignDifference(campaignOf(store), campaign);
    if (difference !== undefined) yield trouble(path, 0, 'MALFORMED', 'FILE', `campaign.json has ${difference}`);
    const plans = await plansOf(campaign);
    const names = new Set<string>();
    for await (const record of records) {
      const name = plans instanceof StoreRefused ? record.name : plans[shards]?.name;
      if (name !== record.name) yield* otherShard(path, shards, record, name, campaign);
      yield* itemsOfShard(store, record);
      for (const file of [record.file, fileOfRecord(record.name)]) names.add(basename(file));
      shards++;
    }
    if (plans instanceof StoreRefused) yield trouble(path, shards, 'DECLINED', 'STATEMENT', plans.message);
    else if (shards < plans.length) {
      const message = `the manifest has ${shards} shards, the campaign ${plans.length}: ${plans[shards]!.name} is missing${hint(campaign)}`;
      yield trouble(path, shards, 'MALFORMED', 'SHAPE', message);
    }
    yield* strays(store, names);
  } catch (error) {
    if (error instanceof StoreRefused) yield trouble(path, shards, 'MALFORMED', 'FILE', error.message);
    else yield failed(path, shards, error);
  }
}

/** All shards of the campaign; an error if a statement is not known. */
async function plansOf(campaign: Campaign): Promise<ShardPlan[] | StoreRefused> {
  const { properties } = await import('../../properties/index.ts');
  try {
    return planShards(campaign, properties);
  } catch (error) {
    if (error instanceof StoreRefused) return error;
    throw error;
  }
}

const hint = ({ version }: Campaign): string =>
  version === VERSION ? '' : ` (this is version ${VERSION}, the campaign is of version ${version})`;

function* otherShard(path: string, index: number, { name }: ShardRecord, wanted = 'none', campaign: Campaign) {
  const message = `the manifest has the shard ${name} where the campaign has ${wanted}${hint(campaign)}`;
  yield trouble(path, index, 'MALFORMED', 'SHAPE', message);
}

async function* itemsOfShard(store: string, { file, lines, bytes, sha256, tally }: ShardRecord): AsyncIterable<Item> {
  const path = join(store, file);
  const special = notAFile(path);
  if (special !== undefined) {
    yield trouble(path, 0, 'MALFORMED', 'FILE', special);
    return;
  }
  const content = createHash('sha256');
  let index = 0;
  try {
    for await (const item of texts(path, { content, most: bytes })) {
      yield 'text' in item ? { path, index, text: item.text } : failed(path, index, item.failure);
      index++;
    }
  } catch (error) {
    yield failed(path, index, error);
    return;
  }
  if (content.digest('hex') !== sha256) {
    yield trouble(path, index, 'REJECTED', 'DIGEST', 'not the SHA-256 that the manifest states');
  } else if (index !== lines) {
    yield trouble(path, index, 'REJECTED', 'DIGEST', `${index} certificates, and the manifest states ${lines}`);
  } else yield { path, index, statuses: statusesOf(tally) };
}

/** How many certificates there must be of each status: instances and variants that ended in an error have none. */
function statusesOf({ statuses, refutations }: ShardRecord['tally']): Record<string, number> {
  const counts = new Map(Object.entries(statuses));
  for (const { status } of refutations) counts.set(status, (counts.get(status) ?? 0) + 1);
  for (const none of ['ERROR', 'NOT_REFUTED']) counts.delete(none);
  return Object.fromEntries(counts);
}

/** Files among the shards that the manifest does not name. */
function* strays(store: string, names: ReadonlySet<string>): Iterable<Row> {
  for (const file of readdirSync(join(store, SHARDS)).sort()) {
    if (file.startsWith('.') || names.has(file)) continue;
    const message = 'not named by the manifest of this store; move it away';
    yield trouble(join(store, SHARDS, file), 0, 'MALFORMED', 'FILE', message);
  }
}
