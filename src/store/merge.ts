import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { Failure } from '../verifier/result.ts';
import { type Campaign, campaignDifference, campaignId } from './campaign.ts';
import { publish, temporary, writeAtomically } from './folder.ts';
import { type Inventory, MANIFEST, readManifest, writeManifest } from './manifest.ts';
import { fileOfRecord, recordText, type ShardRecord } from './record.ts';
import { StoreRefused } from './refused.ts';
import {
  campaignOf,
  findShard,
  isCompleteStore,
  openStore,
  refuseOthers,
  refuseSeconds,
  type ShardName,
} from './store.ts';

/** A shard of the union, and the stores that have it. */
export interface MergedShard {
  readonly record: ShardRecord;
  readonly stores: readonly string[];
}

/** What some stores of one campaign have together. */
export interface Union {
  readonly campaign: Campaign;
  /** In the order of the campaign. */
  readonly shards: readonly MergedShard[];
  /** Names of the shards that none of them has. */
  readonly missing: readonly string[];
}

/** The campaign of all these stores. Throws {@link StoreRefused} if they have not the same. */
export function commonCampaign(stores: readonly string[]): Campaign {
  const [first, ...others] = stores;
  if (first === undefined) throw new StoreRefused('no store; name at least one');
  const campaign = campaignOf(first);
  for (const store of others) {
    const difference = campaignDifference(campaignOf(store), campaign);
    if (difference === undefined) continue;
    throw new StoreRefused(plain`${store} holds another campaign than ${first}: ${difference}`);
  }
  return campaign;
}

/** Throws {@link StoreRefused} if the folder is one of the stores or inside of one: they are only read. */
export function refuseInside(stores: readonly string[], out: string): void {
  const real = realOf(resolve(out));
  for (const store of stores) {
    const above = realOf(resolve(store));
    if (real !== above && !real.startsWith(join(above, sep))) continue;
    const what = real === above ? 'the same folder as' : 'inside of';
    throw new StoreRefused(plain`${out} is ${what} ${store}, which is only read; name a folder outside of it`);
  }
}

/** The path without symbolic links, as far as it exists. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realOf(above), basename(path));
}

/**
 * Reads every shard of every store, and compares hashes and numbers. Throws {@link StoreRefused} where a shard is damaged or foreign, where two stores have different
 * shards under one index, and where a manifest is not that of its store.
 * @param plans all shards of the campaign, in order
 */
export async function uniteStores(
  stores: readonly string[],
  campaign: Campaign,
  plans: readonly Omit<ShardName, 'campaign'>[],
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Union> {
  const id = campaignId(campaign);
  const names = new Set(plans.map(({ name }) => name));
  const found = new Map<string, { record: ShardRecord; stores: string[] }>();
  let done = 0;
  for (const store of stores) {
    refuseOthers(store, names);
    const manifest = isCompleteStore(store) ? manifestOf(store) : undefined;
    const records: ShardRecord[] = [];
    for (const plan of plans) {
      onProgress(done++, stores.length * plans.length);
      const shard = await findShard(store, { ...plan, campaign: id });
      if (shard && 'damage' in shard)
        throw new StoreRefused(`${shard.damage}; make the shard anew (campaign run), or leave this store out`);
      const listed = await manifest?.next();
      if (listed && !shard) {
        throw new StoreRefused(
          plain`${join(store, fileOfRecord(plan.name))} is missing, and ${MANIFEST} names its shard; make it anew (campaign run), or leave this store out`,
        );
      }
      if (listed && recordText(listed) !== recordText(shard!.record)) {
        throw new StoreRefused(
          plain`${join(store, MANIFEST)} names another shard ${plan.index} than the store has (${plan.name})`,
        );
      }
      if (!shard) continue;
      records.push(shard.record);
      const known = found.get(plan.name);
      if (!known) found.set(plan.name, { record: shard.record, stores: [store] });
      else if (recordText(known.record) === recordText(shard.record)) known.stores.push(store);
      else {
        const [a, b] = [known.stores[0]!, store].map((s) => join(s, fileOfRecord(plan.name)));
        throw new StoreRefused(
          plain`two different shards have the index ${plan.index}: ${a} and ${b}; find out which one is wrong, and leave it out`,
        );
      }
    }
    await manifest?.end();
    refuseSeconds(store, records);
  }
  return {
    campaign,
    shards: plans.flatMap(({ name }) => found.get(name) ?? []),
    missing: plans.filter(({ name }) => !found.has(name)).map(({ name }) => name),
  };
}

/** The records of a manifest, one by one; errors as {@link StoreRefused}. */
function manifestOf(store: string): { next: () => Promise<ShardRecord>; end: () => Promise<void> } {
  const path = join(store, MANIFEST);
  let records: AsyncIterator<ShardRecord> | undefined;
  const step = async (): Promise<ShardRecord | undefined> => {
    try {
      records ??= (await readManifest(store)).records[Symbol.asyncIterator]();
      const { value, done } = await records.next();
      return done ? undefined : value;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new StoreRefused(plain`${path}: ${error.code} at "${error.pointer}": ${error.message}`);
    }
  };
  const refuse = (what: string): never => {
    throw new StoreRefused(plain`${path} has ${what} shards than the campaign; remove it, and merge anew`);
  };
  return {
    next: async () => (await step()) ?? refuse('fewer'),
    end: async () => {
      if ((await step()) !== undefined) refuse('more');
    },
  };
}

/** Writes the union as a store: hard links where the file system has them, else copies. Gives the inventory if nothing is missing. */
export async function writeUnion({ campaign, shards, missing }: Union, out: string): Promise<Inventory | undefined> {
  openStore(out, campaign);
  for (const { record, stores } of shards) {
    const sources = stores.map((store) => join(store, record.file));
    linkOrCopy(await leastOf(sources), join(out, record.file));
    writeAtomically(join(out, fileOfRecord(record.name)), [recordText(record)]);
  }
  if (missing.length > 0) return undefined;
  return writeManifest(
    out,
    campaign,
    shards.map(({ record }) => record),
  );
}

/** Of files that hold the same but may be compressed differently, one that does not depend on their order: that with the least hash. */
async function leastOf(files: readonly string[]): Promise<string> {
  if (files.length === 1) return files[0]!;
  const hashed = await Promise.all(files.map(async (file) => ({ file, hash: await hashOf(file) })));
  return hashed.reduce((a, b) => (b.hash < a.hash ? b : a)).file;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}

function linkOrCopy(source: string, path: string): void {
  try {
    linkSync(realpathSync(source), path); // a link to a link would lead wherever that one does
  } catch (error) {
    // Another file system, or one without hard links.
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    const draft = temporary(path);
    copyFileSync(source, draft);
    const handle = openSync(draft, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    publish(draft, path);
  }
}
