import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { Failure, LIMITS, malformed, overLimit } from '../verifier/result.ts';
import { unusable } from './exit.ts';

/** Files of a folder that are not certificates, and folders that hold what must be rejected. */
const NOT_CERTIFICATES = (name: string) => name.endsWith('.schema.json') || name === 'manifest.json';
const REJECT_FOLDER = 'reject';

const isCertificateFile = (name: string) => /\.jsonl?$/.test(name) && !NOT_CERTIFICATES(name);

/**
 * The certificate files that a path stands for: the file itself, or those of a folder, recursively, in the order of
 * their names. A folder `reject` is left out unless it is the path itself. Undefined if there is no such path.
 */
export function certificateFiles(path: string): string[] | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return entry.name === REJECT_FOLDER ? [] : (certificateFiles(inside) ?? []);
      return isCertificateFile(entry.name) ? [inside] : [];
    });
}

/** One text of a file, or the failure (verifier/result.ts) that kept it from being one. */
export type Text = { readonly text: string } | { readonly failure: unknown };

/**
 * The certificates of a file as texts: the whole of a `.json` file, each line of a `.jsonl` file. Lines are streamed,
 * so that memory does not grow with the file. `hash` receives every byte. Throws where there is no reading on.
 */
export async function* texts(path: string, hash?: Hash): AsyncIterable<Text> {
  if (!path.endsWith('.jsonl')) {
    const bytes = await wholeFile(path, hash);
    yield attempt(() => decode(bytes));
    return;
  }
  for await (const line of byteLines(path, hash)) {
    if (line instanceof Failure) throw line;
    yield attempt(() => {
      if (line.at(-1) === 0x0d) malformed('JSON', '', 'the line ends with CR LF; a .jsonl file has LF alone');
      if (line.length === 0) malformed('JSON', '', 'an empty line; a .jsonl file has one certificate a line');
      return decode(line);
    });
  }
}

/** Ends the command unless there is a file to read. */
export function requireFile(path: string, remedy: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw unusable(plain`${path}: there is no such file`);
  if (stat.isDirectory()) throw unusable(plain`${path} is a folder; ${remedy}`);
}

/** The bytes of a file, or of standard input for `-`. Special files may be endless: reading ends at the limit. */
export async function wholeFile(path: string, hash?: Hash): Promise<Buffer> {
  const held = new Held('more');
  for await (const piece of pieces(path, hash)) held.add(piece);
  return held.take();
}

/**
 * The lines of a file, or of standard input, without their line feeds; a last line without one is a line, too. A line
 * beyond the limit is a failure and the last.
 */
export async function* byteLines(path: string, hash?: Hash): AsyncIterable<Buffer | Failure> {
  const held = new Held('a line of more');
  try {
    for await (const piece of pieces(path, hash)) {
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

async function* pieces(path: string, hash?: Hash): AsyncIterable<Buffer> {
  for await (const piece of path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })) {
    hash?.update(piece);
    yield piece;
  }
}

/** Bytes put together, up to the limit of one certificate. */
class Held {
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

function attempt(read: () => string): Text {
  try {
    return { text: read() };
  } catch (failure) {
    return { failure };
  }
}

/** The text of a document: UTF-8 without a byte order mark. */
export function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) malformed('JSON', '', 'the file is empty; it must hold one JSON document');
  const text = utf8(bytes);
  if (text.startsWith('\ufeff')) malformed('UTF8', '', 'a byte order mark; save the file as UTF-8 without one');
  return text;
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return malformed('UTF8', '', 'the bytes are not UTF-8; save the file in this encoding');
  }
}

export const sha256Hex = (): Hash => createHash('sha256');
