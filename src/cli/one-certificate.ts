import { statSync } from 'node:fs';
import { Failure } from '../verifier/result.ts';
import { texts } from './certificate-files.ts';
import { unusable } from './exit.ts';

/** The text of one certificate: a `.json` file, or one line (from 1) of a `.jsonl` file. */
export async function oneCertificate(path: string, line: number | undefined): Promise<string> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw unusable(`${path}: there is no such file`);
  if (stat.isDirectory()) throw unusable(`${path} is a folder; name one file in it`);
  let count = 0;
  let found: string | undefined;
  for await (const item of texts(path)) {
    count++;
    if (line === undefined && count > 1)
      throw unusable(`${path} has more than one certificate; choose one with --line N`);
    if (line !== undefined && count !== line) continue;
    if ('failure' in item) {
      if (!(item.failure instanceof Failure)) throw item.failure;
      throw unusable(`${path} line ${count}: ${item.failure.code}: ${item.failure.message}`);
    }
    found = item.text;
    if (line !== undefined) break;
  }
  if (found === undefined) throw unusable(line === undefined ? `${path} is empty` : `${path} has no line ${line}`);
  return found;
}
