import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { Command } from 'commander';
import { plain } from '../certificate/plain.ts';
import { isVerified } from '../certificate/verified.ts';
import { notAFile } from '../store/folder.ts';
import { isStore } from '../store/store.ts';
import { certificateFiles, isCertificateFile, texts } from './certificate-files.ts';
import { EXIT, type Exit, exitFor, isSystemError, unusable } from './exit.ts';
import { failed, type Item, trouble } from './judge.ts';
import { judged } from './judged.ts';
import { positive, workers } from './options.ts';
import { print, printLine } from './print.ts';
import { Progress } from './progress.ts';
import { type Entry, OTHER_FILE, obstacle, readList } from './verify-list.ts';
import { itemsOfStore } from './verify-store.ts';

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('the independent verifier: reads certificates and recomputes what every one of them claims')
    .argument('[path...]', 'files (.json: one certificate; .jsonl, .jsonl.gz: one a line), folders, stores')
    .option('--manifest <file>', 'verify the files that this list names, too; every one of them must exist')
    .option('--min <n>', 'fail unless at least n certificates are verified', positive)
    .option('--workers <k>', 'worker threads; the output does not depend on it', workers, 1)
    .option('--json', 'one JSON object {"results":[…],"verified":n,"rejected":m}; m counts whatever is not verified')
    .addHelpText(
      'after',
      `
Folders are read recursively, in the order of names. In a folder these are left out: files that do not end in .json,
.jsonl or .jsonl.gz, *.schema.json, manifest.json, and any folder named reject (it holds what must not be accepted: name
it explicitly to see it rejected). A file that is named twice is read once.

Of a store (see: depthcert campaign run) the shards are read. If it has a manifest.json, this is checked, too: the SHA-256
and the number of certificates of every shard, what it counts, that no shard of the campaign is missing, and the Merkle root.

The list that --manifest names is {"certificates":[{"path":"a/b.jsonl","sha256":"…"}, …]}: different files, paths relative to the manifest,
inside its folder; sha256, of the bytes of the file, may be left out.

For every certificate that is not verified, one line: path, index in the file (from 0), status, code, JSON pointer,
message. The last line is "VERIFIED n certificates" or begins with "FAILED". Exit code: 3 if anything is malformed,
too large or missing; else 1 if anything is rejected; else 2 if anything is undecided, vacuous or declined, if there
are fewer than --min, or if there is nothing to check; else 0.

Example:
  depthcert verify certificates --min 10`,
    )
    .action(verify);

interface Options {
  readonly manifest?: string;
  readonly min?: number;
  readonly workers: number;
  readonly json?: true;
}

async function verify(paths: readonly string[], { manifest, min = 1, workers, json }: Options): Promise<void> {
  if (paths.length === 0 && manifest === undefined) throw unusable('verify needs a path or --manifest FILE');
  const listed = manifest === undefined ? [] : await readList(manifest);
  const counts = new Map<string, number>();
  const progress = new Progress();
  let total = 0;
  if (json) await print('{"results":[');
  for await (const row of judged(items(paths, listed), workers)) {
    counts.set(row.status, (counts.get(row.status) ?? 0) + 1);
    if (json) await print(`${total === 0 ? '' : ','}${JSON.stringify(row)}`);
    else if (!isVerified(row.status)) {
      progress.clear();
      const { path, index, status, code, pointer, message } = row;
      await printLine(plain`${path} ${index} ${status} ${code} ${JSON.stringify(pointer)} ${message}`);
    }
    progress.show(`${++total} certificates, ${row.path}`);
  }
  progress.clear();
  const verified = (counts.get('VALID_EXACT') ?? 0) + (counts.get('VALID_ENCLOSED') ?? 0);
  let exit: Exit = exitFor(counts.keys());
  if (exit === EXIT.verified && verified < min) exit = EXIT.open;
  process.exitCode = exit;
  if (json) {
    await printLine(`],"verified":${verified},"rejected":${total - verified}}`);
    return;
  }
  const byStatus = [...counts].map(([status, n]) => `${n} ${status}`).join(', ');
  await printLine(`${total} read${byStatus && `: ${byStatus}`}`);
  if (exit === EXIT.verified) await printLine(`VERIFIED ${verified} certificates`);
  else if (total === 0) await printLine('FAILED nothing to check');
  else if (verified === total)
    await printLine(`FAILED ${verified} certificates verified, at least ${min} were asked for`);
  else await printLine(`FAILED ${total - verified} of ${total} certificates are not verified`);
}

async function* items(paths: readonly string[], listed: readonly Entry[]): AsyncIterable<Item> {
  const seen = new Set<string>();
  const once = (path: string): boolean => {
    const real = attempt(() => realpathSync(path));
    if (real instanceof Error || seen.has(real)) return real instanceof Error;
    seen.add(real);
    return true;
  };
  // The list first: its hashes are to be compared even where a folder names the file again.
  for (const { path, folder, sha256 } of listed) {
    const why = attempt(() => obstacle(path, folder));
    if (why instanceof Error) yield failed(path, 0, why);
    else if (why !== undefined) yield trouble(path, 0, 'MALFORMED', 'FILE', why);
    else if (once(path)) yield* itemsOf(path, sha256);
    else yield trouble(path, 0, 'MALFORMED', 'FILE', 'the manifest names this file twice; leave one entry out');
  }
  for (const path of paths) {
    const files = attempt(() => certificateFiles(path));
    if (files instanceof Error) yield failed(path, 0, files);
    else if (!files) yield trouble(path, 0, 'MALFORMED', 'FILE', 'there is no such file or folder');
    else {
      for (const file of files) {
        if (!once(file)) continue;
        // What the command line names may be a FIFO or a device; in a folder nobody asked for one.
        const special = file === path ? undefined : notAFile(file);
        if (isStore(file)) yield* itemsOfStore(file);
        else if (special !== undefined) yield trouble(file, 0, 'MALFORMED', 'FILE', special);
        else yield* itemsOf(file);
      }
    }
  }
}

/** The value, or the error of the file system that stood in the way. */
function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    if (isSystemError(error)) return error;
    throw error;
  }
}

async function* itemsOf(path: string, sha256?: string): AsyncIterable<Item> {
  if (!isCertificateFile(path)) {
    yield trouble(path, 0, 'MALFORMED', 'FILE', OTHER_FILE);
    return;
  }
  let index = 0;
  const hash = createHash('sha256');
  try {
    for await (const item of texts(path, { file: hash })) {
      yield 'text' in item ? { path, index, text: item.text } : failed(path, index, item.failure);
      index++;
    }
  } catch (error) {
    yield failed(path, index++, error);
    return;
  }
  if (index === 0)
    yield trouble(path, index++, 'MALFORMED', 'JSON', 'an empty file; leave it out, or put a certificate in it');
  if (sha256 !== undefined && hash.digest('hex') !== sha256) {
    yield trouble(path, index, 'REJECTED', 'DIGEST', 'the file does not have the SHA-256 that the manifest states');
  }
}
