import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, writeManifest } from '../store/manifest.ts';
import type { ShardRecord } from '../store/record.ts';
import { findShard, openStore, refuseOthers, refuseSeconds } from '../store/store.ts';
import { sumTallies } from '../store/tally.ts';
import { type Campaign, campaignId, findStatement, planShards, type ShardPlan } from './campaign.ts';
import type { Pool } from './pool.ts';
import type { Property } from './property.ts';
import { type Shard, shardRange } from './run-campaign.ts';
import { Interrupted, makeShard } from './run-shard.ts';
import { type CampaignSummary, type StatementSummary, summarize, verifiedOf } from './tally.ts';

export interface RunStoreOptions {
  /** Who does the work, until `stop`. */
  readonly pool: Pool;
  readonly stop: AbortSignal;
  /** Only this part of the list of shards. Parts are contiguous, and together they are the whole. */
  readonly part?: Shard;
  /** Gets what was found broken, and is made anew. */
  readonly onDamage?: (text: string) => void;
  readonly onProgress?: (progress: StoreProgress) => void;
}

export interface StoreProgress {
  /** `check`: what is there already is read; `make`: what is missing is made. */
  readonly phase: 'check' | 'make';
  /** Shards of this part. */
  readonly done: number;
  readonly of: number;
  /** Certificates made so far. */
  readonly certificates: number;
}

/** A complete store. */
export interface Sealed {
  readonly certificates: number;
  /** The Merkle root of the manifest. */
  readonly root: string;
}

/** The summary is of all shards if the store is complete, and otherwise of those that are done in this part. */
export interface StoreResult extends CampaignSummary {
  /** Shards of this part, and how many of them were there already, or were made now. */
  readonly shards: number;
  readonly kept: number;
  readonly made: number;
  readonly sealed: Sealed | undefined;
}

/** Shards that are made at the same time: while the threads finish one, they begin the next. */
const SHARDS_AT_ONCE = 2;

/** Makes the shards that are missing in a store, and its manifest once nothing is. Throws `StoreRefused` (store/refused.ts) for a folder of anything else. */
export async function runStore(
  campaign: Campaign,
  properties: readonly Property[],
  store: string,
  { pool, stop, part = { part: 1, of: 1 }, onDamage, onProgress }: RunStoreOptions,
): Promise<StoreResult> {
  const all = planShards(campaign, properties);
  const { from, to } = shardRange(all.length, part);
  const plans = all.slice(from, to);
  openStore(store, campaign);
  refuseOthers(store, new Set(all.map(({ name }) => name)));

  const id = campaignId(campaign);
  const records = new Map<number, ShardRecord>();
  const missing: ShardPlan[] = [];
  let certificates = 0;
  const show = (phase: StoreProgress['phase'], done: number) =>
    onProgress?.({ phase, done, of: plans.length, certificates });
  for (const plan of plans) {
    if (stop.aborted) break;
    show('check', records.size + missing.length);
    const found = await findShard(store, { ...plan, campaign: id });
    if (found && 'record' in found) records.set(plan.index, found.record);
    else missing.push(plan);
    if (found && 'damage' in found) onDamage?.(found.damage);
  }
  const kept = records.size;
  refuseSeconds(store, [...records.values()]);

  if (missing.length > 0) rmSync(join(store, MANIFEST), { force: true });
  const next = missing.values();
  let failed = false;
  const makeSome = async () => {
    for (const plan of next) {
      if (stop.aborted || failed) return;
      let counted = 0;
      const onShard = (done: number) => {
        certificates += done - counted;
        counted = done;
        show('make', records.size);
      };
      try {
        records.set(
          plan.index,
          await makeShard(campaign, properties, plan, store, { pool, stop, onProgress: onShard }),
        );
      } catch (error) {
        failed = true;
        if (!(error instanceof Interrupted)) throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: SHARDS_AT_ONCE }, makeSome));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;

  const isDone = records.size === plans.length;
  const whole = isDone ? await wholeStore(all, id, store, records) : undefined;
  if (whole) refuseSeconds(store, whole);
  const sealed = whole && writeManifest(store, campaign, whole);
  const statements = summarizeShards(campaign, properties, whole ?? [...records.values()]);
  return {
    statements,
    verified: verifiedOf(statements),
    interrupted: stop.aborted && !isDone,
    coverageEnforced: whole !== undefined,
    shards: plans.length,
    kept,
    made: records.size - kept,
    sealed: sealed && { certificates: sealed.certificates, root: sealed.root() },
  };
}

/** All records of a campaign in order; undefined if a shard is missing or damaged. Those that are known are not read again. */
async function wholeStore(
  plans: readonly ShardPlan[],
  campaign: string,
  store: string,
  known: ReadonlyMap<number, ShardRecord>,
): Promise<ShardRecord[] | undefined> {
  for (const deep of [false, true]) {
    const records: ShardRecord[] = [];
    for (const plan of plans) {
      const found = known.get(plan.index) ?? (await findShard(store, { ...plan, campaign }, deep));
      if (!found || 'damage' in found) return undefined;
      records.push('record' in found ? found.record : found);
    }
    if (deep || plans.length === known.size) return records;
  }
  return undefined;
}

/** Statement by statement, what some records say together. */
export function summarizeShards(
  campaign: Campaign,
  properties: readonly Property[],
  records: readonly ShardRecord[],
): StatementSummary[] {
  const names = new Map(planShards(campaign, properties).map(({ index, statement }) => [index, statement]));
  const sorted = [...records].sort((a, b) => a.index - b.index);
  return campaign.statements.flatMap((id) => {
    const tallies = sorted.filter(({ index }) => names.get(index) === id).map(({ tally }) => tally);
    return tallies.length === 0 ? [] : [summarize(findStatement(properties, id), sumTallies(tallies))];
  });
}
