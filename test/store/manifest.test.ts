import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { readManifest, writeManifest } from '../../src/store/manifest.ts';
import { recordText, type ShardRecord } from '../../src/store/record.ts';
import { campaign, makeStore, plans, scratch, tallyOf } from './fixtures.ts';

const path = scratch();
let records: ShardRecord[];
let text: string;
beforeEach(async () => {
  records = await makeStore(path(), [0, 1, 2, 3, 4, 5]);
  text = readFileSync(path('manifest.json'), 'utf8');
});

const read = async (changed: string): Promise<ShardRecord[]> => {
  writeFileSync(path('manifest.json'), changed);
  const out: ShardRecord[] = [];
  for await (const record of (await readManifest(path())).records) out.push(record);
  return out;
};

test('a manifest is one JSON document with campaign, records, number of certificates and root', async () => {
  expect(JSON.parse(text)).toMatchObject({ format: 'depthcert-store/1', campaign, shards: records, certificates: 12 });
  expect(JSON.parse(text).root).toMatch(/^[0-9a-f]{64}$/);
  expect(await read(text)).toEqual(records);
  expect((await readManifest(path())).campaign).toEqual(campaign);
});

describe('a manifest is not accepted', () => {
  const lines = () => text.split('\n');
  const without = (k: number) =>
    lines()
      .filter((_, i) => i !== k)
      .join('\n');
  test.each<[string, () => string, RegExp]>([
    ['a wrong root', () => text.replace(/"root":"./, '"root":"x'), /Merkle root of these records/],
    ['another number', () => text.replace('"certificates":12', '"certificates":13'), /number of certificates/],
    ['a shard that is missing', () => without(3), /line 4: expected shard 2, found shard 3/],
    ['the last shard missing', () => without(6), /Merkle root|too early|after the last/],
    ['a shard twice', () => lines().toSpliced(2, 0, lines()[1]!).join('\n'), /expected shard 1, found shard 0/],
    [
      'two shards swapped',
      () => [lines()[0], lines()[2], lines()[1], ...lines().slice(3)].join('\n'),
      /expected shard 0/,
    ],
    ['another hash', () => text.replace(/"bytes":\d/, '"bytes":9'), /Merkle root/],
    ['another campaign', () => text.replace('"seed":"test"', '"seed":"Test"'), /a record of another campaign/],
    ['a campaign that is none', () => text.replace('"runs":12', '"runs":0'), /line 1: not in 1/],
    ['another format', () => text.replace('store/1', 'store/2'), /not the first line/],
    ['white space', () => text.replace('{"bytes"', '{ "bytes"'), /canonical/],
    ['a record that is none', () => text.replace('"lines":2', '"lines":"2"'), /line 2: expected a natural number/],
    ['the end missing', () => lines().slice(0, 7).join('\n'), /too early/],
    ['something after the end', () => `${text}{}\n`, /something after the end/],
    ['a record after the last one', () => text.replace(/,\n(?=\{"bytes)/, '\n'), /after the last one/],
    ['nothing at all', () => '', /line 0: expected/],
  ])('%s', async (_, changed, message) => {
    expect(changed()).not.toBe(text);
    await expect(read(changed())).rejects.toThrow(message);
  });
});

test('what a writer has not in order is no manifest', () => {
  expect(() => writeManifest(path(), campaign, records.slice(1))).toThrow(/expected shard 0, found shard 1/);
  expect(() => writeManifest(path(), { ...campaign, runs: 1 }, records)).toThrow(/another campaign/);
});

test('the root depends on tallies, too', () => {
  const other = records.map((record, k) => (k === plans.length - 1 ? { ...record, tally: tallyOf(3) } : record));
  expect(writeManifest(path(), campaign, other).root()).not.toBe(JSON.parse(text).root);
  expect(recordText(other[0]!)).toBe(recordText(records[0]!));
});
