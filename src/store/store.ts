import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { canonical } from '../verifier/json.ts';
import { Failure } from '../verifier/result.ts';
import { CAMPAIGN_FORMAT, type Campaign, campaignDifference, readCampaign } from './campaign.ts';
import { EMPTY_NAME, makeFolder, requireFileOrNothing, statOf, writeAtomically } from './folder.ts';
import { MANIFEST, STORE_FORMAT } from './manifest.ts';
import { fileOfRecord, nameInFile, readRecord, type ShardRecord } from './record.ts';
import { StoreRefused } from './refused.ts';
import { damageOf, secondsOf } from './shard.ts';

export const CAMPAIGN_FILE = 'campaign.json';
export const SHARDS = 'shards';

const isFile = (path: string): boolean => statOf(path)?.isFile() === true;
const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;

/** Whether there is a file that begins as canonical JSON of this format: files of others may have the same name. */
function isOfFormat(path: string, format: string): boolean {
  if (!isFile(path)) return false;
  const start = Buffer.alloc(40);
  try {
    const handle = openSync(path, 'r');
    try {
      readSync(handle, start);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false; // one that cannot be read says nothing
  }
  return start.toString('latin1').startsWith(`{"format":"${format}"`);
}

const hasParts = (path: string): boolean => isFile(join(path, CAMPAIGN_FILE)) && isFolder(join(path, SHARDS));

/** Whether a path is a store that says that it is complete, whatever is missing in it. */
export const isCompleteStore = (path: string): boolean =>
  isOfFormat(join(path, MANIFEST), STORE_FORMAT) || (hasParts(path) && existsSync(join(path, MANIFEST)));

/** Whether a path is a store, complete or not, whatever is missing in it. */
export const isStore = (path: string): boolean =>
  isCompleteStore(path) || hasParts(path) || isOfFormat(join(path, CAMPAIGN_FILE), CAMPAIGN_FORMAT);

export const hasShards = (store: string): boolean => isFolder(join(store, SHARDS));

/** Throws {@link StoreRefused} where a store has no folder for its shards. */
export function requireShards(store: string): void {
  if (!hasShards(store)) {
    throw new StoreRefused(plain`${join(store, SHARDS)}: there is no such folder; campaign run makes the shards anew`);
  }
}

/** The campaign of a store. Throws {@link StoreRefused}. */
export function campaignOf(store: string): Campaign {
  if (store === '') throw new StoreRefused(EMPTY_NAME);
  if (existsSync(store) && !isFolder(store)) throw new StoreRefused(plain`${store} is not a folder; name a store`);
  const path = join(store, CAMPAIGN_FILE);
  requireFileOrNothing(path);
  if (!isFile(path)) throw new StoreRefused(plain`${store} is no store: it has no ${CAMPAIGN_FILE}`);
  return reading(path, () => readCampaign(readFileSync(path, 'utf8')));
}

/** Makes a folder a store of the campaign, or sees that it is one. Throws {@link StoreRefused} if it is anything else. */
export function openStore(folder: string, campaign: Campaign): void {
  if (folder === '') throw new StoreRefused(EMPTY_NAME);
  makeFolder(folder);
  // One look at the folder: other processes may be opening it, too.
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  if (names.includes(CAMPAIGN_FILE)) {
    const difference = campaignDifference(campaignOf(folder), campaign);
    if (difference !== undefined) {
      throw new StoreRefused(plain`${folder} holds another campaign: ${difference}; name another folder`);
    }
  } else if (names.length > 0) {
    throw new StoreRefused(plain`${folder} is neither empty nor a store; name another folder`);
  } else writeAtomically(join(folder, CAMPAIGN_FILE), [canonical(campaign)]);
  requireFileOrNothing(join(folder, MANIFEST)); // else it comes to light after all the work
  makeFolder(join(folder, SHARDS));
}

/** What a shard has to be. */
export interface ShardName {
  readonly campaign: string;
  readonly index: number;
  readonly name: string;
}

/** A shard of a store: intact, or not there at all, or what is wrong with it. */
export type Found = { readonly record: ShardRecord } | { readonly damage: string } | undefined;

/** Looks for a shard by its record; `deep` reads its certificates, too, and compares number, length and hash. */
export async function findShard(store: string, wanted: ShardName, deep = true): Promise<Found> {
  const path = join(store, fileOfRecord(wanted.name));
  requireFileOrNothing(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let record: ShardRecord;
  try {
    record = readRecord(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { damage: plain`${path}: ${error.code} at "${error.pointer}": ${error.message}` };
  }
  if (record.campaign !== wanted.campaign) {
    throw new StoreRefused(plain`${path} is a shard of another campaign; move it away, or name another folder`);
  }
  for (const key of ['name', 'index'] as const) {
    if (record[key] === wanted[key]) continue;
    return { damage: plain`${path}: the record of ${key} ${record[key]} instead of ${wanted[key]}` };
  }
  const damage = deep ? await damageOf(store, record) : undefined;
  return damage === undefined ? { record } : { damage: plain`${join(store, record.file)}: ${damage}` };
}

/** Throws {@link StoreRefused} where the folder of the shards holds something that is neither a shard of these names nor a draft. */
export function refuseOthers(store: string, names: ReadonlySet<string>): void {
  requireShards(store);
  for (const file of readdirSync(join(store, SHARDS)).sort()) {
    if (file.startsWith('.')) continue;
    const name = nameInFile(file) ?? /^(.*)\.json$/.exec(file)?.[1];
    if (name !== undefined && names.has(name)) continue;
    throw new StoreRefused(plain`${join(store, SHARDS, file)} is no shard of this campaign; move it away`);
  }
}

/** Throws {@link StoreRefused} where one of these shards has certificates with another hash, too: a complete store has no place for them. */
export function refuseSeconds(store: string, records: readonly ShardRecord[]): void {
  const [second] = secondsOf(store, records);
  if (second === undefined) return;
  throw new StoreRefused(plain`${second} is not the file that the record of its shard names; move it away`);
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new StoreRefused(plain`${path}: ${error.code} at "${error.pointer}": ${error.message}`);
  }
}
