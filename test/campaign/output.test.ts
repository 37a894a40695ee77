import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LineFile, OutputRefused, requireUsable } from '../../src/campaign/output.ts';

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that can be written to', () => {
  test.each([['new'], ['new/below'], ['.']])('%s', (name) => {
    requireUsable(path(name), false);
    expect(existsSync(path('new'))).toBe(false);
    const file = new LineFile(path(name, 'a/b/c.jsonl'));
    file.write('{}\n');
    file.close();
    expect(readFileSync(path(name, 'a/b/c.jsonl'), 'utf8')).toBe('{}\n');
  });

  test('one that is not empty, if overwriting was asked for', () => {
    writeFileSync(path('note.txt'), '');
    expect(() => requireUsable(folder, false)).toThrow(OutputRefused);
    requireUsable(folder, true);
  });
});

describe('a folder that cannot be', () => {
  test.each([false, true])('an empty name, --overwrite %s', (overwrite) => {
    expect(() => requireUsable('', overwrite)).toThrow(OutputRefused);
  });

  test('one below a file', () => {
    writeFileSync(path('note.txt'), '');
    expect(() => requireUsable(path('note.txt', 'a', 'b'), false)).toThrow(
      /note\.txt is not a folder; name another one$/,
    );
  });

  test('a file', () => {
    writeFileSync(path('a'), '');
    expect(() => requireUsable(path('a'), true)).toThrow(OutputRefused);
    expect(() => requireUsable(path('a', 'b'), true)).toThrow(/not a (folder|directory)/);
  });

  test('a link to itself', () => {
    symlinkSync('loop', path('loop'));
    expect(() => requireUsable(path('loop'), true)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  });

  test('one below a folder that is only to read, unless one is root and may write all the same', () => {
    mkdirSync(path('read'));
    chmodSync(path('read'), 0o555);
    const probe = () => requireUsable(path('read', 'new'), true);
    if (process.getuid?.() === 0) expect(probe).not.toThrow();
    else expect(probe).toThrow(expect.objectContaining({ code: 'EACCES' }));
  });

  test.runIf(existsSync('/proc'))('a place where nothing can be made ends with an error', () => {
    const file = new LineFile('/proc/nope/a.jsonl');
    expect(() => file.write('{}\n')).toThrow(expect.objectContaining({ syscall: 'mkdir' }));
  });

  test('a folder where the file should be', () => {
    mkdirSync(path('a.jsonl'));
    expect(() => new LineFile(path('a.jsonl'))).toThrow(expect.objectContaining({ code: 'ERR_FS_EISDIR' }));
  });
});
