import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { plain } from '../certificate/plain.ts';
import { byteLines, Held, pieces, type Reading } from '../store/lines.ts';
import { MANIFEST } from '../store/manifest.ts';
import { CAMPAIGN_FILE, hasShards, isCompleteStore, isStore, SHARDS } from '../store/store.ts';
import { Failure, malformed } from '../verifier/result.ts';
import { unusable } from './exit.ts';

/** Files of a folder that are not certificates, and folders that hold what must be rejected. */
const NOT_CERTIFICATES = (name: string) => name.endsWith('.schema.json') || name === MANIFEST;
const REJECT_FOLDER = 'reject';

/** By its name: `.json`, `.jsonl` or `.jsonl.gz`. */
export const isCertificateFile = (name: string) => /\.jsonl?$|\.jsonl\.gz$/.test(name);

/**
 * The certificate files that a path stands for: the file itself, or those of a folder, recursively, in the order of
 * their names. A folder `reject` is left out unless it is the path itself. A store that is complete, or has no shards, is given as the folder that it
 * is; of another one, the files of its shards. Undefined if there is no such path.
 */
export function certificateFiles(path: string): string[] | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isDirectory()) return [path];
  if (isCompleteStore(path) || (isStore(path) && !hasShards(path))) return [path];
  const aside = [
    ...(isStore(path) ? [CAMPAIGN_FILE] : []),
    ...(basename(path) === SHARDS && isStore(dirname(path)) ? ['.json'] : []), // the records
  ];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return entry.name === REJECT_FOLDER ? [] : (certificateFiles(inside) ?? []);
      const isOther = !isCertificateFile(entry.name) || NOT_CERTIFICATES(entry.name);
      return isOther || aside.some((end) => entry.name.endsWith(end)) ? [] : [inside];
    });
}

/** One text of a file, or the failure (verifier/result.ts) that kept it from being one. */
export type Text = { readonly text: string } | { readonly failure: unknown };

/**
 * The certificates of a file as texts: the whole of a `.json` file, each line of a `.jsonl` file, or of one that is compressed. Lines are streamed,
 * so that memory does not grow with the file. Throws where there is no reading on.
 */
export async function* texts(path: string, reading?: Reading): AsyncIterable<Text> {
  if (!/\.jsonl(\.gz)?$/.test(path)) {
    const bytes = await wholeFile(path, reading);
    yield attempt(() => decode(bytes));
    return;
  }
  for await (const line of byteLines(path, reading)) {
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
export async function wholeFile(path: string, reading?: Reading): Promise<Buffer> {
  const held = new Held('more');
  for await (const piece of pieces(path, reading)) held.add(piece);
  return held.take();
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
