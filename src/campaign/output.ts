import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readdirSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { EMPTY_NAME, makeFolder, statOf } from '../store/folder.ts';

/** A folder that must not be written to. `message` says what to do about it. */
export class OutputRefused extends Error {
  override readonly name = 'OutputRefused';
}

/**
 * Throws {@link OutputRefused} unless the folder is new or empty, or overwriting was asked for, and the error of the
 * file system if it, or the folder in which it is to be made, cannot be written to. Nothing is made yet.
 * @param remedy what to do where the folder is not empty
 */
export function requireUsable(
  folder: string,
  overwrite: boolean,
  remedy = 'name a new folder, or allow --overwrite',
): void {
  if (folder === '') throw new OutputRefused(EMPTY_NAME);
  const [existing, stat] = nearest(folder);
  if (!stat.isDirectory()) throw new OutputRefused(plain`${existing} is not a folder; name another one`);
  accessSync(existing, constants.W_OK | constants.X_OK);
  if (existing === folder && !overwrite && readdirSync(folder).length > 0) {
    throw new OutputRefused(plain`${folder} is not empty; ${remedy}`);
  }
}

/** The path itself if it exists, else the nearest folder above it that does. */
function nearest(path: string): [string, Stats] {
  const stat = statOf(path);
  if (stat) return [path, stat];
  const above = dirname(path);
  return above === path ? [path, statSync(path)] : nearest(above);
}

/** `paper/statement.jsonl`, where the certificates of a statement go. */
export const fileOf = (folder: string, id: string, extension: 'jsonl' | 'json' = 'jsonl'): string =>
  join(folder, ...`${id}.${extension}`.split('/'));

/**
 * A file made by whole lines: each line is one write, so that whatever interrupts the program, the file holds complete
 * certificates. The file comes to be with its first line; a file of that name from before is removed at once.
 */
export class LineFile {
  readonly path: string;
  #handle: number | undefined;
  #lines = 0;

  constructor(path: string) {
    this.path = path;
    rmSync(path, { force: true });
  }

  get lines(): number {
    return this.#lines;
  }

  /** `text` ends with a line feed. */
  write(text: string): void {
    if (this.#handle === undefined) {
      makeFolder(dirname(this.path));
      this.#handle = openSync(this.path, 'a');
    }
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done);
    this.#lines++;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}
