import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { byteLines, pieces } from '../../src/store/lines.ts';
import { Failure, LIMITS } from '../../src/verifier/result.ts';
import { scratch } from './fixtures.ts';

const path = scratch();

const save = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(path(name), bytes);
  return path(name);
};
const linesOf = async (file: string): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of byteLines(file)) {
    if (line instanceof Failure) throw line;
    lines.push(line.toString());
  }
  return lines;
};

describe('compressed lines', () => {
  test('are those that went in, from one member or several, and hashes are of file and content', async () => {
    const text = `${'a'.repeat(1 << 20)}\nb\n`;
    expect(await linesOf(save('a.jsonl.gz', gzipSync(text)))).toEqual(['a'.repeat(1 << 20), 'b']);
    const both = Buffer.concat([gzipSync(text), gzipSync('c\nd')]);
    expect(await linesOf(save('b.jsonl.gz', both))).toEqual(['a'.repeat(1 << 20), 'b', 'c', 'd']);
    const [file, content] = [createHash('sha256'), createHash('sha256')];
    for await (const _ of pieces(path('b.jsonl.gz'), { file, content }));
    expect(file.digest('hex')).toBe(createHash('sha256').update(both).digest('hex'));
    expect(content.digest('hex')).toBe(createHash('sha256').update(`${text}c\nd`).digest('hex'));
  });

  const good = gzipSync('a\nb\n');
  test.each([
    ['nothing at all', Buffer.of(), /not a complete gzip file/],
    ['text', Buffer.from('{}\n'), /not a complete gzip file/],
    ['the end missing', good.subarray(0, -1), /not a complete gzip file/],
    ['the second half missing', good.subarray(0, good.length / 2), /not a complete gzip file/],
    ['one byte changed', Buffer.concat([good.subarray(0, -6), Buffer.of(7), good.subarray(-5)]), /not a complete gzip/],
    ['text after the end', Buffer.concat([good, Buffer.from('{}')]), /not a complete gzip file/],
    ['zeros after the end', Buffer.concat([good, Buffer.alloc(3)]), /bytes after the end/],
    ['half a member after the end', Buffer.concat([good, good.subarray(0, 9)]), /not a complete gzip file/],
  ])('%s: damaged', async (_, bytes, message) => {
    await expect(linesOf(save('a.jsonl.gz', bytes))).rejects.toThrow(message);
  });

  test('a small file that is one endless line ends at the limit of a line', async () => {
    const bomb = gzipSync(Buffer.alloc(LIMITS.bytes + 1, 'x'));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(linesOf(save('a.jsonl.gz', bomb))).rejects.toMatchObject({ status: 'LIMIT' });
  });

  test('reading ends where a file holds more than it should', async () => {
    const read = async (most: number) => {
      let length = 0;
      for await (const piece of pieces(save('a.gz', gzipSync(Buffer.alloc(1 << 22))), { most })) length += piece.length;
      return length;
    };
    expect(await read(1 << 22)).toBe(1 << 22);
    await expect(read((1 << 22) - 1)).rejects.toThrow(/more than the 4194303 bytes/);
  });
});

test('an error of the file system is that error', async () => {
  mkdirSync(path('folder.gz'));
  await expect(linesOf(path('none.gz'))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(linesOf(path('folder.gz'))).rejects.toMatchObject({ code: 'EISDIR' });
});

test('a reader that has seen enough leaves nothing open', async () => {
  for await (const line of byteLines(save('a.jsonl.gz', gzipSync('a\n'.repeat(100_000))))) {
    expect(line.toString()).toBe('a');
    break;
  }
});
