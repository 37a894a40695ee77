import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { notAFile } from '../store/folder.ts';
import { parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';
import { malformed } from '../verifier/result.ts';
import { decode, requireFile, wholeFile } from './certificate-files.ts';
import { inFile } from './exit.ts';

export const OTHER_FILE = 'not a .json or .jsonl file';

/** A file that a list of certificates names. */
export interface Entry {
  readonly path: string;
  /** The folder of the manifest. */
  readonly folder: string;
  readonly sha256?: string;
}

/** What keeps a file that a manifest names from being read. */
export function obstacle(path: string, folder: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 'named by the manifest, but there is no such file';
  if (stat.isDirectory()) return OTHER_FILE;
  if (!stat.isFile()) return notAFile(path);
  const inside = realpathSync(path).startsWith(join(realpathSync(folder), sep));
  return inside ? undefined : 'a link that leads out of the folder of the manifest';
}

/** The files that the list of `--manifest` names, by their paths from here. */
export async function readList(file: string): Promise<Entry[]> {
  requireFile(file, 'name the file in it that lists the certificates');
  const folder = dirname(file);
  try {
    const { certificates } = new Place(parseStrict(decode(await wholeFile(file)))).fields('certificates');
    return certificates.list().map((place) => {
      const name = place.field('path');
      const path = name.text();
      if (isAbsolute(path) || path.includes('\0') || path.split(/[/\\]/).includes('..')) {
        malformed('RANGE', name.pointer, 'expected a path inside the folder of the manifest');
      }
      const entry = { path: join(folder, path), folder };
      if (!Object.hasOwn(place.value as object, 'sha256')) {
        place.fields('path');
        return entry;
      }
      const hash = place.fields('path', 'sha256').sha256;
      const sha256 = hash.text();
      if (!/^[0-9a-f]{64}$/.test(sha256)) malformed('NUMBER', hash.pointer, 'expected 64 lowercase hex digits');
      return { ...entry, sha256 };
    });
  } catch (error) {
    throw inFile(file, error);
  }
}
