import { plain } from '../certificate/plain.ts';
import { requireFile, texts } from './certificate-files.ts';
import { inFile, unusable } from './exit.ts';

/** The text of one certificate: a `.json` file, or one line (from 1) of a `.jsonl` file. */
export async function oneCertificate(path: string, line: number | undefined): Promise<string> {
  requireFile(path, 'name one file in it');
  try {
    return await chosen(path, line);
  } catch (error) {
    throw inFile(path, error);
  }
}

async function chosen(path: string, line: number | undefined): Promise<string> {
  let count = 0;
  let found: string | undefined;
  for await (const item of texts(path)) {
    count++;
    if (line === undefined && count > 1)
      throw unusable(plain`${path} has more than one certificate; choose one with --line N`);
    if (line !== undefined && count !== line) continue;
    if ('failure' in item) throw inFile(line === undefined ? path : `${path} line ${line}`, item.failure);
    found = item.text;
    if (line !== undefined) break;
  }
  if (found === undefined)
    throw unusable(line === undefined ? plain`${path} is empty` : plain`${path} has no line ${line}`);
  return found;
}
