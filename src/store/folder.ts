import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { StoreRefused } from './refused.ts';

/** What to say of a folder without a name. */
export const EMPTY_NAME = 'an empty name is no folder; name one, or "." for this one';

/** What a path leads to; undefined where there is nothing, also because the way leads through a file. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * Level by level: in places where nothing can be made, the recursive mkdir of Node does not end. Throws {@link StoreRefused} where
 * there is something else.
 */
export function makeFolder(path: string): void {
  const stat = statOf(path);
  if (stat?.isDirectory()) return;
  if (stat) throw new StoreRefused(plain`${path} is not a folder; name another one`);
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!statOf(path)?.isDirectory()) throw error; // else another process made it meanwhile
  }
}

/** What is there instead of a file, or of a link to one; undefined where there is a file, or nothing. Reading it may not end. */
export function notAFile(path: string): string | undefined {
  const stat = statOf(path);
  if (!stat || stat.isFile()) return undefined;
  return `${stat.isDirectory() ? 'a folder' : 'a FIFO, a socket or a device'} instead of a file; move it away`;
}

/** Throws {@link StoreRefused} where there is {@link notAFile}. To be asked before a file of a store is opened. */
export function requireFileOrNothing(path: string): void {
  const what = notAFile(path);
  if (what !== undefined) throw new StoreRefused(plain`${path}: ${what}`);
}

/** A name beside `path` that no other process takes; it begins with a dot, and readers of folders pass over it. */
export const temporary = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`);

/** Gives a finished file, whose bytes are on the disk, its name: readers see all of it or nothing, also after a loss of power. */
export function publish(from: string, path: string): void {
  renameSync(from, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes a file in one step, under whatever name it had before. In parts it may be longer than a text can be. */
export function writeAtomically(path: string, parts: Iterable<string>): void {
  const draft = temporary(path);
  try {
    const handle = openSync(draft, 'wx');
    try {
      for (const part of parts) {
        const bytes = Buffer.from(part, 'utf8');
        for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    publish(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
