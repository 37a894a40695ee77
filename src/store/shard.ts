import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { makeFolder, publish, requireFileOrNothing, temporary, writeAtomically } from './folder.ts';
import { DamagedFile, pieces } from './lines.ts';
import { fileOfRecord, fileOfShard, nameInFile, recordText, type ShardRecord } from './record.ts';

/** Bytes handed to gzip at once: the same blocks whatever the lines are, and with them the same compressed bytes. */
const BLOCK = 1 << 16;
/** Certificates are digits for the most part: levels above it take much longer for a few percent. */
const LEVEL = 4;

/** Writes one shard of a store, line by line, in constant memory. Nothing has its final name before it is complete. */
export class ShardWriter {
  readonly #store: string;
  readonly #draft: string;
  readonly #hash = createHash('sha256');
  readonly #gzip = createGzip({ level: LEVEL });
  readonly #written: Promise<void>;
  #held: Buffer[] = [];
  #length = 0;
  #lines = 0;
  #bytes = 0;

  /** @param name of the shard, see {@link ShardRecord} */
  constructor(store: string, name: string) {
    this.#store = store;
    this.#draft = temporary(join(store, 'shards', name));
    makeFolder(dirname(this.#draft));
    this.#written = pipeline(this.#gzip, createWriteStream(this.#draft, { flags: 'wx', flush: true }));
    this.#written.catch(() => {}); // met again where it is awaited
  }

  /** `text` is one line and ends with a line feed. */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    this.#lines++;
    this.#bytes += bytes.length;
    this.#hash.update(bytes);
    this.#held.push(bytes);
    this.#length += bytes.length;
    while (this.#length >= BLOCK) await this.#send(BLOCK);
  }

  async #send(length: number): Promise<void> {
    const all = Buffer.concat(this.#held);
    const rest = all.subarray(length);
    [this.#held, this.#length] = [[rest], rest.length];
    if (!this.#gzip.write(all.subarray(0, length))) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }

  /**
   * Gives the shard its name, then its record, which is how a reader knows that it is there. Certificates with another hash that were
   * there under its name are removed before; another process that makes the same shard at the same time gives them the same name.
   */
  async finish(fields: Pick<ShardRecord, 'campaign' | 'index' | 'name' | 'tally'>): Promise<ShardRecord> {
    if (this.#length > 0) await this.#send(this.#length);
    this.#gzip.end();
    await this.#written;
    const sha256 = this.#hash.digest('hex');
    const file = fileOfShard(fields.name, sha256);
    const record: ShardRecord = { ...fields, file, lines: this.#lines, bytes: this.#bytes, sha256 };
    const others = secondsOf(this.#store, [record]);
    for (const path of [join(this.#store, file), ...others]) requireFileOrNothing(path);
    publish(this.#draft, join(this.#store, file));
    for (const other of others) rmSync(other, { force: true });
    writeAtomically(join(this.#store, fileOfRecord(fields.name)), [recordText(record)]);
    return record;
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => {});
    rmSync(this.#draft, { force: true });
  }
}

/** Paths of files of certificates that have the name of one of these shards, but not the hash. */
export function secondsOf(store: string, records: readonly Pick<ShardRecord, 'name' | 'file'>[]): string[] {
  const files = new Map(records.map(({ name, file }) => [name, file]));
  return readdirSync(join(store, 'shards'))
    .sort()
    .flatMap((entry) => {
      const name = nameInFile(entry);
      const file = name === undefined ? undefined : files.get(name);
      return file === undefined || file === `shards/${entry}` ? [] : [join(store, 'shards', entry)];
    });
}

/** What is wrong with the certificates of a shard, as its record has them; undefined if nothing is. Throws `StoreRefused` where there is no file. */
export async function damageOf(store: string, record: ShardRecord): Promise<string | undefined> {
  const path = join(store, record.file);
  requireFileOrNothing(path);
  const hash = createHash('sha256');
  let [bytes, lines] = [0, 0];
  try {
    for await (const piece of pieces(path, { content: hash, most: record.bytes })) {
      bytes += piece.length;
      for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, at + 1)) lines++;
    }
  } catch (error) {
    if (error instanceof DamagedFile) return error.message;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'there is no such file';
    throw error;
  }
  if (bytes !== record.bytes) return `${bytes} bytes instead of the ${record.bytes} of its record`;
  if (lines !== record.lines) return `${lines} lines instead of the ${record.lines} of its record`;
  return hash.digest('hex') === record.sha256 ? undefined : 'not the SHA-256 of its record';
}
