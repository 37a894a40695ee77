import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { CAMPAIGN_FORMAT, type Campaign, campaignId } from '../../src/store/campaign.ts';
import { writeManifest } from '../../src/store/manifest.ts';
import type { ShardRecord } from '../../src/store/record.ts';
import { ShardWriter } from '../../src/store/shard.ts';
import { openStore } from '../../src/store/store.ts';
import type { ShardTally } from '../../src/store/tally.ts';

export const campaign: Campaign = {
  format: CAMPAIGN_FORMAT,
  version: '0.0.0',
  seed: 'test',
  runs: 12,
  statements: ['paper/statement'],
  shardSize: 2,
  mutants: false,
};
export const id = campaignId(campaign);

/** Six shards, whatever a statement may say of them. */
export const plans = Array.from({ length: 6 }, (_, index) => ({ index, name: `paper.statement.${index}` }));
export const named = (index: number) => ({ ...plans[index]!, campaign: id });

export const tallyOf = (runs: number): ShardTally => ({
  runs,
  statuses: { VALID_EXACT: runs },
  verdicts: { holds: runs },
  classes: { 'width 1': 1 },
  patterns: { partial: [`1-1:${runs}`], critical: [] },
  troubles: [],
  refutations: [],
});

/** The lines of shard k: compressed they are shorter than a kilobyte, raw longer than one block. */
export const linesOf = (k: number): string[] => Array.from({ length: 2 }, (_, i) => `${`${k}.${i} `.repeat(20_000)}\n`);

export async function writeShard(store: string, index: number, lines = linesOf(index)): Promise<ShardRecord> {
  const { name } = plans[index]!;
  const writer = new ShardWriter(store, name);
  for (const line of lines) await writer.write(line);
  return writer.finish({ campaign: id, index, name, tally: tallyOf(lines.length) });
}

/** A store with some of the shards; with all of them it gets its manifest. */
export async function makeStore(folder: string, indices: readonly number[]): Promise<ShardRecord[]> {
  openStore(folder, campaign);
  const records: ShardRecord[] = [];
  for (const index of indices) records.push(await writeShard(folder, index));
  if (records.length === plans.length) writeManifest(folder, campaign, records);
  return records;
}

/** A new folder for each test of a file. */
export function scratch(): (...names: string[]) => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (...names) => join(folder, ...names);
}
