import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readRecord, recordText } from '../../src/store/record.ts';
import { damageOf, ShardWriter } from '../../src/store/shard.ts';
import { id, linesOf, plans, scratch, tallyOf, writeShard } from './fixtures.ts';

const path = scratch();

describe('a shard', () => {
  test('holds its lines, is named by their hash, and lies beside its record', async () => {
    const record = await writeShard(path(), 1);
    expect(gunzipSync(readFileSync(path(record.file))).toString()).toBe(linesOf(1).join(''));
    expect(record).toMatchObject({ campaign: id, index: 1, name: 'paper.statement.1', lines: 2 });
    expect(record.bytes).toBe(linesOf(1).join('').length);
    expect(readRecord(readFileSync(path('shards', 'paper.statement.1.json'), 'utf8'))).toEqual(record);
    expect(readdirSync(path('shards')).length).toBe(2);
    expect(await damageOf(path(), record)).toBeUndefined();
  });

  test('has the same bytes however its text came in lines, and whenever it is made', async () => {
    const bytes = readFileSync(path((await writeShard(path('a'), 1)).file.replace('shards', 'a/shards')));
    const again = await writeShard(
      path('b'),
      1,
      linesOf(1)
        .join('')
        .match(/[\s\S]{1,7777}/g)!,
    );
    expect(readFileSync(path('b', again.file))).toEqual(bytes);
  });

  test('may be empty', async () => {
    const record = await writeShard(path(), 0, []);
    expect(record).toMatchObject({ lines: 0, bytes: 0 });
    expect(await damageOf(path(), record)).toBeUndefined();
  });

  test('is not there before it is complete, and leaves nothing behind where it is given up', async () => {
    const writer = new ShardWriter(path(), plans[0]!.name);
    for (const line of linesOf(0)) await writer.write(line);
    expect(readdirSync(path('shards')).every((name) => name.startsWith('.'))).toBe(true);
    await writer.discard();
    expect(readdirSync(path('shards'))).toEqual([]);
  });

  test('made anew removes certificates with another hash under its name, and no other files', async () => {
    const old = await writeShard(path(), 1, linesOf(2));
    const others = ['paper.statement.1.more-0123456789abcdef.jsonl.gz', '.paper.statement.1-0123456789abcdef.jsonl.gz'];
    for (const name of others) writeFileSync(path('shards', name), '');
    const record = await writeShard(path(), 1);
    expect(old.file).not.toBe(record.file);
    expect(readdirSync(path('shards')).sort()).toEqual(
      [...others, 'paper.statement.1.json', record.file.replace('shards/', '')].sort(),
    );
  });

  test('may be made by several processes at the same time', async () => {
    const records = await Promise.all(Array.from({ length: 5 }, () => writeShard(path(), 1)));
    expect(new Set(records.map(recordText)).size).toBe(1);
    expect(await damageOf(path(), records[0]!)).toBeUndefined();
    expect(readdirSync(path('shards')).length).toBe(2);
  });

  test('cannot be made where nothing can be written', async () => {
    writeFileSync(path('shards'), '');
    expect(() => new ShardWriter(path(), 'a')).toThrow(/shards is not a folder; name another one/);
    const writer = new ShardWriter(path('b'), 'a');
    rmSync(path('b'), { recursive: true });
    await expect(
      (async () => {
        for (let k = 0; k < 100; k++) for (const line of linesOf(k)) await writer.write(line);
        await writer.finish({ campaign: id, index: 0, name: 'a', tally: tallyOf(0) });
      })(),
    ).rejects.toMatchObject({ code: 'ENOENT' });
    await writer.discard();
  });
});

describe('damage', () => {
  const [text] = [linesOf(1).join('')];
  test.each([
    ['a file that is gone', undefined, /no such file/],
    ['a file that was cut off', gzipSync(text).subarray(0, -8), /not a complete gzip file/],
    ['something after the end', Buffer.concat([gzipSync(text), Buffer.of(0)]), /after the end/],
    ['a line too many', gzipSync(`${text}\n`), /more than the \d+ bytes/],
    ['a line too few', gzipSync(linesOf(1)[0]!), /\d+ bytes instead of the \d+/],
    ['a line that became two', gzipSync(text.replace(' ', '\n')), /3 lines instead of the 2/],
    ['a character changed', gzipSync(text.replace('1', '2')), /not the SHA-256/],
  ])('%s', async (_, bytes, message) => {
    const record = await writeShard(path(), 1);
    if (bytes) writeFileSync(path(record.file), bytes);
    else rmSync(path(record.file));
    expect(await damageOf(path(), record)).toMatch(message);
  });
});
