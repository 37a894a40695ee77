import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeCampaign, planShards } from '../../src/campaign/campaign.ts';
import { inThisThread } from '../../src/campaign/pool.ts';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { Interrupted, runShard } from '../../src/campaign/run-shard.ts';
import { type RunStoreOptions, runStore } from '../../src/campaign/run-store.ts';
import { openStore } from '../../src/store/store.ts';
import { scratch } from '../store/fixtures.ts';
import { listed, toy } from './toy.ts';

const path = scratch();
const properties = [toy, listed];
const campaign = makeCampaign(properties, { seed: 'test', runs: 25, shardSize: 10, mutants: true });
const plans = planShards(campaign, properties);

const run = (store: string, options: Partial<RunStoreOptions> = {}) => {
  const { stop = new AbortController().signal } = options;
  return runStore(campaign, properties, store, { pool: inThisThread(stop), stop, ...options });
};
const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
const dataOf = (store: string, k: number): string => {
  const name = readdirSync(join(store, 'shards')).find((file) => file.startsWith(`${plans[k]!.name}-`));
  return join(store, 'shards', name!);
};

describe('a campaign in a store', () => {
  test('has the certificates and the table of the same campaign in files', async () => {
    const stored = await run(path('a'));
    const filed = await runCampaign(properties, { runs: 25, seed: 'test', out: path('files') });
    expect(stored).toMatchObject({ verified: filed.verified, shards: 5, kept: 0, made: 5, coverageEnforced: true });
    for (const [k, { id, runs, verified, statuses, verdicts, coverage, patterns }] of filed.statements.entries()) {
      expect(stored.statements[k]).toMatchObject({ id, runs, verified, statuses, verdicts, coverage, patterns });
    }
    const lines = [0, 1, 2].map((k) => gunzipSync(readFileSync(dataOf(path('a'), k))).toString());
    expect(lines.join('')).toBe(readFileSync(path('files', 'depthcert', 'decision.jsonl'), 'utf8'));
    const [variant] = gunzipSync(readFileSync(dataOf(path('a'), 3)))
      .toString()
      .split('\n');
    expect(JSON.parse(variant!)).toEqual(
      JSON.parse(readFileSync(path('files', 'depthcert', 'decision~critical-is-global.json'), 'utf8')),
    );
    expect(stored.sealed).toMatchObject({ certificates: 25 + 1 + 3 });
  });

  test('in parts, in any order, in one folder, is the whole; the last part answers for it', async () => {
    await run(path('whole'));
    for (const part of [2, 3, 1]) {
      const result = await run(path('parts'), { part: { part, of: 3 } });
      expect([result.shards, result.made]).toEqual(part === 1 ? [1, 1] : [2, 2]);
      expect(result.coverageEnforced).toBe(part === 1);
      expect(result.statements.reduce((n, s) => n + s.runs, 0)).toBe({ 1: 28, 2: 15, 3: 3 }[part]);
    }
    expect(bytesOf(path('parts'))).toEqual(bytesOf(path('whole')));
    expect(await run(path('none'), { part: { part: 1, of: 9 } })).toMatchObject({ shards: 0, verified: 0 });
  });

  test('goes on where it was interrupted', async () => {
    await run(path('whole'));
    const stop = new AbortController();
    const onProgress: RunStoreOptions['onProgress'] = ({ phase, done }) =>
      phase === 'make' && done === 2 && stop.abort();
    const halfway = await run(path('a'), { stop: stop.signal, onProgress });
    expect(halfway).toMatchObject({ interrupted: true, coverageEnforced: false, sealed: undefined });
    expect(halfway.made).toBeGreaterThan(0);
    expect(halfway.made).toBeLessThan(plans.length);
    expect(readdirSync(path('a', 'shards')).length).toBe(2 * halfway.made);
    const rest = await run(path('a'));
    expect(rest).toMatchObject({ kept: halfway.made, made: plans.length - halfway.made, interrupted: false });
    expect(bytesOf(path('a'))).toEqual(bytesOf(path('whole')));
    expect(await run(path('a'))).toMatchObject({ kept: 5, made: 0 });
    expect(bytesOf(path('a'))).toEqual(bytesOf(path('whole')));
  });

  test.each<[string, () => void, RegExp]>([
    ['cut off', () => writeFileSync(dataOf(path('a'), 1), readFileSync(dataOf(path('a'), 1)).subarray(0, 99)), /gzip/],
    ['renamed', () => renameSync(dataOf(path('a'), 1), path('elsewhere')), /no such file/],
    ['another one', () => writeFileSync(dataOf(path('a'), 1), readFileSync(dataOf(path('a'), 0))), /bytes|SHA-256/],
    ['without a good record', () => writeFileSync(path('a', 'shards', `${plans[1]!.name}.json`), '{'), /JSON/],
  ])('names a shard that is %s, and makes it anew', async (_, harm, message) => {
    await run(path('a'));
    const before = bytesOf(path('a'));
    harm();
    const damage: string[] = [];
    const result = await run(path('a'), { onDamage: (text) => damage.push(text) });
    expect(result).toMatchObject({ kept: 4, made: 1 });
    expect(damage).toEqual([expect.stringMatching(message)]);
    expect(damage[0]).toContain(plans[1]!.name);
    expect(bytesOf(path('a'))).toEqual(before);
  });

  test('has no manifest while a shard is missing, even if it had one', async () => {
    await run(path('a'));
    rmSync(dataOf(path('a'), 4));
    const stop = new AbortController();
    const onProgress: RunStoreOptions['onProgress'] = ({ phase }) => phase === 'make' && stop.abort();
    await run(path('a'), { stop: stop.signal, onProgress });
    expect(readdirSync(path('a')).sort()).toEqual(['campaign.json', 'shards']);
  });

  test('is not made in the store of another one, nor by another version, nor beside shards of others', async () => {
    openStore(path('a'), { ...campaign, seed: 'other' });
    await expect(run(path('a'))).rejects.toThrow(/another campaign: seed "other" instead of "test"/);
    const old = { ...campaign, version: '0.0.1' };
    const stop = new AbortController().signal;
    await expect(runStore(old, properties, path('b'), { pool: inThisThread(stop), stop })).rejects.toThrow(
      /version 0\.0\.1/,
    );
    openStore(path('c'), campaign);
    writeFileSync(path('c', 'shards', 'other.json'), '');
    await expect(run(path('c'))).rejects.toThrow(/other\.json is no shard of this campaign/);
  });
});

describe('one shard', () => {
  const options = () => {
    const stop = new AbortController();
    return { stop, options: { pool: inThisThread(stop.signal), stop: stop.signal } };
  };

  test('is the same, made alone, and is not made again', async () => {
    await run(path('a'));
    const record = await runShard(campaign, properties, 1, path('b'), options().options);
    expect(readFileSync(dataOf(path('b'), 1))).toEqual(readFileSync(dataOf(path('a'), 1)));
    const stat = statSync(dataOf(path('b'), 1));
    expect(await runShard(campaign, properties, 1, path('b'), options().options)).toEqual(record);
    expect(statSync(dataOf(path('b'), 1)).ino).toBe(stat.ino);
  });

  test('leaves nothing after a stop', async () => {
    const { stop, options: given } = options();
    const onProgress = (done: number) => done === 3 && stop.abort();
    await expect(runShard(campaign, properties, 0, path('a'), { ...given, onProgress })).rejects.toThrow(Interrupted);
    expect(readdirSync(path('a', 'shards'))).toEqual([]);
    await expect(runShard(campaign, properties, 0, path('a'), given)).rejects.toThrow(Interrupted);
  });

  test('that the campaign does not have', async () => {
    await expect(runShard(campaign, properties, 5, path('a'), options().options)).rejects.toThrow(/no shard 5/);
  });
});
