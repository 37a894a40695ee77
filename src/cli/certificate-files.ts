import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, malformed, overLimit } from '../verifier/result.ts';

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
 * so that memory does not grow with the file. `hash` receives every byte.
 */
export async function* texts(path: string, hash?: Hash): AsyncIterable<Text> {
  if (!path.endsWith('.jsonl')) {
    if (statSync(path).size > LIMITS.bytes) {
      yield attempt(() => overLimit('', `more than ${LIMITS.bytes} bytes`));
      return;
    }
    const bytes = readFileSync(path);
    hash?.update(bytes);
    yield attempt(() => decode(bytes));
    return;
  }
  for await (const line of byteLines(path, hash)) {
    yield attempt(() => {
      if (line === 'too long') return overLimit('', `a line of more than ${LIMITS.bytes} bytes`);
      if (line.at(-1) === 0x0d) malformed('JSON', '', 'the line ends with CR LF; a .jsonl file has LF alone');
      if (line.length === 0) malformed('JSON', '', 'an empty line; a .jsonl file has one certificate a line');
      return decode(line);
    });
  }
}

/** The lines of a stream of bytes, without their line feeds; a last line without one is a line, too. */
export async function* byteLines(path: string, hash?: Hash): AsyncIterable<Buffer | 'too long'> {
  let pieces: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | 'too long' => {
    const line = length > LIMITS.bytes ? 'too long' : Buffer.concat(pieces);
    [pieces, length] = [[], 0];
    return line;
  };
  const add = (piece: Buffer) => {
    length += piece.length;
    if (length > LIMITS.bytes) pieces = [];
    else pieces.push(piece);
  };
  for await (const chunk of path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })) {
    hash?.update(chunk);
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

function attempt(read: () => string): Text {
  try {
    return { text: read() };
  } catch (failure) {
    return { failure };
  }
}

/** Strict UTF-8; a byte order mark stays in the text, where the parser refuses it. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return malformed('UTF8', '', 'the bytes are not UTF-8');
  }
}

export const sha256Hex = (): Hash => createHash('sha256');
