import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonCampaign, refuseInside, uniteStores, writeUnion } from '../../src/store/merge.ts';
import { recordText } from '../../src/store/record.ts';
import { openStore } from '../../src/store/store.ts';
import { campaign, linesOf, makeStore, plans, scratch, tallyOf, writeShard } from './fixtures.ts';

const path = scratch();
const ALL = [0, 1, 2, 3, 4, 5];

async function merge(stores: readonly string[], out: string): Promise<string[]> {
  const union = await uniteStores(stores, commonCampaign(stores), plans);
  await writeUnion(union, out);
  return [...union.missing];
}

/** Every file of a folder with its bytes. */
const bytesOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

describe('the union of stores', () => {
  test('is associative, commutative and idempotent, byte for byte, and of all parts it is the whole', async () => {
    await makeStore(path('whole'), ALL);
    const parts = fc.array(fc.subarray(ALL), { minLength: 3, maxLength: 3 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(parts, async (lists) => {
        const at = (name: string) => path(`${run}`, name);
        run++;
        for (const [k, list] of lists.entries()) await makeStore(at(`${k}`), list);
        const [a, b, c] = [at('0'), at('1'), at('2')];
        await merge([a, b], at('ab'));
        await merge([b, c], at('bc'));
        const missing = await merge([at('ab'), c], at('left'));
        await merge([a, at('bc')], at('right'));
        await merge([c, b, a, b], at('turned'));
        const left = bytesOf(at('left'));
        expect(bytesOf(at('right'))).toEqual(left);
        expect(bytesOf(at('turned'))).toEqual(left);
        expect(missing.length).toBe(ALL.length - new Set(lists.flat()).size);
        expect(left.has('manifest.json')).toBe(missing.length === 0);
        if (missing.length === 0) expect(left).toEqual(bytesOf(path('whole')));
      }),
      { seed: 3, numRuns: 6 },
    );
  });

  test('of shards with the same content but other compression does not depend on their order', async () => {
    const [record] = await makeStore(path('a'), [0]);
    cpSync(path('a'), path('b'), { recursive: true });
    const text = gunzipSync(readFileSync(path('a', record!.file)));
    writeFileSync(path('b', record!.file), gzipSync(text, { level: 1 }));
    await merge([path('a'), path('b')], path('ab'));
    await merge([path('b'), path('a')], path('ba'));
    expect(bytesOf(path('ba'))).toEqual(bytesOf(path('ab')));
  });

  test('has the files themselves where a store has links to them: it does not lead outside, nor hang on other folders', async () => {
    const [record] = await makeStore(path('a'), [0]);
    renameSync(path('a', record!.file), path('elsewhere'));
    symlinkSync('../../elsewhere', path('a', record!.file));
    await merge([path('a')], path('b'));
    expect(lstatSync(path('b', record!.file)).isFile()).toBe(true);
    const text = readFileSync(path('elsewhere'));
    rmSync(path('elsewhere'));
    expect(readFileSync(path('b', record!.file))).toEqual(text);
  });

  test('names the gaps, and leaves the stores as they are', async () => {
    await makeStore(path('a'), [0, 3]);
    await makeStore(path('b'), [3, 5]);
    const before = [bytesOf(path('a')), bytesOf(path('b'))];
    expect(await merge([path('a'), path('b')], path('c'))).toEqual([1, 2, 4].map((k) => plans[k]!.name));
    rmSync(path('c'), { recursive: true });
    expect([bytesOf(path('a')), bytesOf(path('b'))]).toEqual(before);
  });
});

describe('stores are refused', () => {
  test('of different campaigns', () => {
    openStore(path('a'), campaign);
    openStore(path('b'), { ...campaign, seed: 'other' });
    expect(() => commonCampaign([path('a'), path('b')])).toThrow(
      /another campaign than .*: seed "other" instead of "test"/,
    );
    expect(() => commonCampaign([])).toThrow(/no store/);
    mkdirSync(path('c'));
    expect(() => commonCampaign([path('a'), path('c')])).toThrow(/is no store/);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'two different shards under one index',
      async () => {
        await makeStore(path('b'), []);
        await writeShard(path('b'), 2, [...linesOf(2), 'more\n']);
      },
      /two different shards have the index 2: .*a.shards.*\.json and .*b.shards/,
    ],
    [
      'the same certificates, counted differently',
      async () => {
        const [record] = await makeStore(path('b'), [2]);
        const other = recordText({ ...record!, tally: { ...tallyOf(2), classes: { 'width 1': 2 } } });
        writeFileSync(path('b', 'shards', `${plans[2]!.name}.json`), other);
      },
      /two different shards have the index 2/,
    ],
    [
      'a damaged shard',
      async () => {
        const [record] = await makeStore(path('b'), [1]);
        writeFileSync(path('b', record!.file), 'x');
      },
      /paper\.statement\.1-.*not a complete gzip file.*leave this store out/,
    ],
    [
      'a record that contradicts itself',
      async () => {
        const [record] = await makeStore(path('b'), [1]);
        const tally = { ...record!.tally, statuses: { VALID_EXACT: 1 } };
        writeFileSync(path('b', 'shards', `${plans[1]!.name}.json`), recordText({ ...record!, tally }));
      },
      /paper\.statement\.1\.json: RANGE at "\/tally\/statuses": 1 in all, of 2 instances; make the shard anew/,
    ],
    [
      'a shard that is none of the campaign',
      async () => {
        await makeStore(path('b'), [1]);
        writeFileSync(path('b', 'shards', 'x.json'), '');
      },
      /x\.json is no shard of this campaign/,
    ],
    [
      'a second file under the name of a shard',
      async () => {
        await makeStore(path('b'), [1]);
        writeFileSync(path('b', 'shards', `${plans[1]!.name}-0123456789abcdef.jsonl.gz`), '');
      },
      /paper\.statement\.1-0123456789abcdef\.jsonl\.gz is not the file that the record .*; move it away/,
    ],
    [
      'a folder for a manifest',
      async () => {
        await makeStore(path('b'), [1]);
        mkdirSync(path('b', 'manifest.json'));
      },
      /manifest\.json: a folder instead of a file; move it away/,
    ],
    [
      'a manifest with a wrong root',
      async () => {
        await makeStore(path('b'), ALL);
        const file = path('b', 'manifest.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/"root":"./, '"root":"x'));
      },
      /manifest\.json: DIGEST at "\/root"/,
    ],
    [
      'a manifest whose store has lost a shard',
      async () => {
        await makeStore(path('b'), ALL);
        rmSync(path('b', 'shards', `${plans[4]!.name}.json`));
      },
      /paper\.statement\.4\.json is missing, and manifest\.json names its shard; make it anew \(campaign run\)/,
    ],
    [
      'a manifest that counts otherwise than a record',
      async () => {
        const records = await makeStore(path('b'), ALL);
        const tally = { ...tallyOf(2), classes: { 'width 1': 2 } };
        writeFileSync(path('b', 'shards', `${plans[4]!.name}.json`), recordText({ ...records[4]!, tally }));
      },
      /manifest\.json names another shard 4 than the store has/,
    ],
  ])('%s', async (_, make, message) => {
    await makeStore(path('a'), [2]);
    await make();
    await expect(merge([path('a'), path('b')], path('c'))).rejects.toThrow(message);
  });
});

test('a union is not written into what it is made of: stores are only read', async () => {
  await makeStore(path('a'), [0]);
  symlinkSync(path('a'), path('link'));
  expect(() => refuseInside([path('link')], path('a'))).toThrow(/is the same folder as .*link, which is only read/);
  for (const out of ['a/in', 'a/shards/in', 'a/no/such/folder', 'link/in', 'b/../a/in']) {
    expect(() => refuseInside([path('a')], path(out))).toThrow(/is inside of .*a, which is only read/);
    expect(() => refuseInside([path('link')], path(out))).toThrow(/is inside of .*link, which is only read/);
  }
  for (const out of ['b', 'ab', 'b/a', 'a/../b']) expect(() => refuseInside([path('a')], path(out))).not.toThrow();
});
