import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure, LIMITS, overLimit } from '../verifier/result.ts';

/** A file whose bytes are not what its name, or its record, promises. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** Bytes read, or decompressed, at once. */
const PIECE = 1 << 18;

export interface Reading {
  /** Receives the bytes of the file. */
  readonly file?: Hash | undefined;
  /** Receives what the file holds: the same bytes, unless they are compressed. */
  readonly content?: Hash | undefined;
  /** The most bytes that it may hold. */
  readonly most?: number;
}

/** What a file holds, or standard input for `-`, piece by piece; of a `.gz` file, decompressed. Throws {@link DamagedFile}. */
export async function* pieces(path: string, { file, content, most = Infinity }: Reading = {}): AsyncIterable<Buffer> {
  const source = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: PIECE });
  let length = 0;
  for await (const piece of path.endsWith('.gz') ? unzipped(source, file) : hashed(source, file)) {
    length += piece.length;
    if (length > most) throw new DamagedFile(`more than the ${most} bytes that it should hold`);
    content?.update(piece);
    yield piece;
  }
}

async function* hashed(source: Readable, hash: Hash | undefined): AsyncIterable<Buffer> {
  for await (const piece of source) {
    hash?.update(piece);
    yield piece;
  }
}

/** Throws {@link DamagedFile} where the bytes are not a complete gzip file and nothing else: RFC 1952, of one or more members. */
async function* unzipped(source: Readable, hash: Hash | undefined): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: PIECE });
  let given = 0;
  let broken: Error | undefined;
  source.on('data', (piece: Buffer) => {
    hash?.update(piece);
    given += piece.length;
  });
  source.once('error', (error) => {
    broken = error;
    gunzip.destroy(error);
  });
  source.pipe(gunzip);
  try {
    yield* gunzip;
  } catch (error) {
    if (error === broken || !(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
    throw new DamagedFile(`not a complete gzip file (${(error as Error).message})`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  if (gunzip.bytesWritten < given) {
    throw new DamagedFile('bytes after the end of the gzip data');
  }
}

/**
 * The lines of a file, or of standard input, without their line feeds; a last line without one is a line, too. A line
 * beyond the limit is a failure and the last.
 */
export async function* byteLines(path: string, reading?: Reading): AsyncIterable<Buffer | Failure> {
  const held = new Held('a line of more');
  try {
    for await (const piece of pieces(path, reading)) {
      let start = 0;
      for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, start)) {
        held.add(piece.subarray(start, end));
        yield held.take();
        start = end + 1;
      }
      held.add(piece.subarray(start));
    }
    if (held.length > 0) yield held.take();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    yield error;
  }
}

/** Bytes put together, up to the limit of one certificate. */
export class Held {
  length = 0;
  #pieces: Buffer[] = [];
  readonly #what: string;

  constructor(what: string) {
    this.#what = what;
  }

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > LIMITS.bytes) overLimit('', `${this.#what} than ${LIMITS.bytes} bytes; reading ends there`);
    this.#pieces.push(piece);
  }

  take(): Buffer {
    const bytes = Buffer.concat(this.#pieces);
    [this.#pieces, this.length] = [[], 0];
    return bytes;
  }
}
