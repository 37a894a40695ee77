import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that must not be written to. `message` says what to do about it. */
export class OutputRefused extends Error {
  override readonly name = 'OutputRefused';
}

/** Throws {@link OutputRefused} unless the folder is new or empty, or overwriting was asked for. */
export function requireUsable(folder: string, overwrite: boolean): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new OutputRefused(`${folder} is not a folder; name another one`);
  if (!overwrite && readdirSync(folder).length > 0) {
    throw new OutputRefused(`${folder} is not empty; name a new folder, or allow --overwrite`);
  }
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
      mkdirSync(dirname(this.path), { recursive: true });
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
