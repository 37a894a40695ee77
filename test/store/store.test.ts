import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { StoreRefused } from '../../src/store/refused.ts';
import {
  campaignOf,
  findShard,
  isCompleteStore,
  isStore,
  openStore,
  refuseOthers,
  refuseSeconds,
} from '../../src/store/store.ts';
import { campaign, makeStore, named, plans, scratch } from './fixtures.ts';

const path = scratch();

describe('a folder', () => {
  test('becomes a store, and is one again', async () => {
    openStore(path('a', 'b'), campaign);
    openStore(path('a', 'b'), campaign);
    expect(campaignOf(path('a', 'b'))).toEqual(campaign);
    expect([isStore(path('a', 'b')), isStore(path('a')), isStore(path('none'))]).toEqual([true, false, false]);
    expect(isCompleteStore(path('a', 'b'))).toBe(false);
    await makeStore(path('c'), [0, 1, 2, 3, 4, 5]);
    expect(isCompleteStore(path('c'))).toBe(true);
    expect(isStore(path('c', 'campaign.json'))).toBe(false);
  });

  test('is known as a store by its campaign or its manifest, if those are of this format', async () => {
    await makeStore(path('a'), [0, 1, 2, 3, 4, 5]);
    rmSync(path('a', 'shards'), { recursive: true });
    expect([isStore(path('a')), isCompleteStore(path('a'))]).toEqual([true, true]);
    renameSync(path('a', 'manifest.json'), path('manifest.json'));
    expect([isStore(path('a')), isCompleteStore(path('a'))]).toEqual([true, false]);
    expect([isStore(path()), isCompleteStore(path())]).toEqual([true, true]);
    mkdirSync(path('other', 'shards'), { recursive: true });
    writeFileSync(path('other', 'manifest.json'), '{"certificates":[]}');
    expect([isStore(path('other')), isCompleteStore(path('other'))]).toEqual([false, false]);
    rmSync(path('other', 'shards'), { recursive: true });
    writeFileSync(path('other', 'campaign.json'), '{"format":"depthcert/1"}');
    expect(isStore(path('other'))).toBe(false);
  });

  test.each<[string, () => void, RegExp]>([
    ['an empty name', () => openStore('', campaign), /an empty name/],
    [
      'the store of another campaign',
      () => openStore(path('a'), { ...campaign, runs: 9 }),
      /another campaign: runs 12 instead of 9/,
    ],
    ['one that holds something else', () => openStore(path(), campaign), /neither empty nor a store/],
    [
      'a file',
      () => openStore(path('b', 'campaign.json'), campaign),
      /b\/campaign\.json is not a folder; name another/,
    ],
    [
      'one below a file',
      () => openStore(path('b', 'campaign.json', 'c', 'd'), campaign),
      /b\/campaign\.json is not a folder; name another one$/,
    ],
    ['a file where a store is read', () => campaignOf(path('b', 'campaign.json')), /is not a folder; name a store$/],
    [
      'a way through a file',
      () => campaignOf(path('b', 'campaign.json', 'c')),
      /is no store: it has no campaign\.json/,
    ],
    ['an empty name where a store is read', () => campaignOf(''), /^an empty name is no folder/],
    [
      'one whose shards are gone',
      () => {
        rmSync(path('a', 'shards'), { recursive: true, force: true });
        refuseOthers(path('a'), new Set());
      },
      /a\/shards: there is no such folder; campaign run makes the shards anew$/,
    ],
    ['one that is no store', () => campaignOf(path()), /is no store: it has no campaign\.json/],
    ['a campaign that is none', () => campaignOf(path('b')), /campaign\.json: MISSING_FIELD at ""/],
  ])('is refused: %s', (_, use, message) => {
    openStore(path('a'), campaign);
    mkdirSync(path('b'));
    writeFileSync(path('b', 'campaign.json'), '{}');
    expect(use).toThrow(StoreRefused);
    expect(use).toThrow(message);
  });
});

describe('shards in a store', () => {
  const record = (k: number) => path('shards', `${plans[k]!.name}.json`);

  test('are found by their record', async () => {
    const [first] = await makeStore(path(), [0, 1]);
    expect(await findShard(path(), named(0))).toEqual({ record: first });
    expect(await findShard(path(), named(2))).toBeUndefined();
  });

  test.each<[string, (file: string, other: string) => void, RegExp]>([
    ['a record that was cut off', () => writeFileSync(record(0), readFileSync(record(0)).subarray(0, 40)), /JSON at/],
    [
      'the record of another shard',
      () => renameSync(record(1), record(0)),
      /the record of name paper\.statement\.1 instead of/,
    ],
    ['certificates that are gone', (file) => rmSync(file), /no such file/],
    ['certificates under another name', (file) => renameSync(file, `${file}.old`), /no such file/],
    ['the certificates of another shard', (file, other) => renameSync(other, file), /instead of the|SHA-256/],
    ['certificates that were cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 50)), /gzip/],
  ])('are damaged: %s', async (_, harm, message) => {
    const [first, second] = await makeStore(path(), [0, 1]);
    harm(path(first!.file), path(second!.file));
    const found = await findShard(path(), named(0));
    expect(found && 'damage' in found && found.damage).toMatch(message);
  });

  test.each<[string, (at: string) => void, RegExp]>([
    ['a folder', (at) => void mkdirSync(at), /: a folder instead of a file; move it away$/],
    ['a FIFO', (at) => void execFileSync('mkfifo', [at]), /: a FIFO, a socket or a device instead of a file; move it/],
    ['a link to a device', (at) => symlinkSync('/dev/zero', at), /: a FIFO, a socket or a device instead of a file/],
  ])('are refused by their path, not read, where there is %s', async (_, make, message) => {
    const [first] = await makeStore(path(), [0]);
    for (const file of [record(0), path(first!.file)]) {
      renameSync(file, path('shards', '.aside'));
      make(file);
      await expect(findShard(path(), named(0))).rejects.toThrow(StoreRefused);
      await expect(findShard(path(), named(0))).rejects.toThrow(message);
      await expect(findShard(path(), named(0))).rejects.toThrow(file);
      rmSync(file, { recursive: true });
      // A link to a file is as good as the file.
      symlinkSync('.aside', file);
      expect(await findShard(path(), named(0))).toEqual({ record: first });
      rmSync(file);
      renameSync(path('shards', '.aside'), file);
    }
    for (const file of ['manifest.json', 'campaign.json']) {
      rmSync(path(file), { force: true });
      make(path(file));
      expect(() => openStore(path(), campaign)).toThrow(message);
      rmSync(path(file), { recursive: true });
    }
  });

  test('with a second file of certificates are refused: a complete store has no place for it', async () => {
    const [first] = await makeStore(path(), [0]);
    const second = path('shards', `${plans[0]!.name}-0123456789abcdef.jsonl.gz`);
    writeFileSync(path('shards', `${plans[1]!.name}-0123456789abcdef.jsonl.gz`), ''); // of a shard that is still to be made
    expect(() => refuseSeconds(path(), [first!])).not.toThrow();
    writeFileSync(second, '');
    expect(() => refuseSeconds(path(), [first!])).toThrow(
      `${second} is not the file that the record of its shard names; move it away`,
    );
  });

  test('of another campaign are refused by name', async () => {
    await makeStore(path(), [0]);
    const other = { ...named(0), campaign: '0'.repeat(64) };
    await expect(findShard(path(), other)).rejects.toThrow(/paper\.statement\.0\.json is a shard of another campaign/);
  });

  test.each([['x.json'], ['paper.statement.7.json'], ['paper.statement.0.jsonl.gz'], ['note.txt']])(
    'beside %s are refused',
    async (name) => {
      await makeStore(path(), [0]);
      const names = new Set(plans.map((plan) => plan.name));
      writeFileSync(path('shards', '.draft.tmp'), '');
      expect(() => refuseOthers(path(), names)).not.toThrow();
      writeFileSync(path('shards', name), '');
      expect(() => refuseOthers(path(), names)).toThrow(`${name} is no shard of this campaign`);
    },
  );
});
