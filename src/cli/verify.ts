import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { Command } from 'commander';
import { plain } from '../certificate/plain.ts';
import { isVerified } from '../certificate/verified.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';
import { Failure, malformed } from '../verifier/result.ts';
import { certificateFiles, decode, requireFile, sha256Hex, texts, wholeFile } from './certificate-files.ts';
import { EXIT, type Exit, exitFor, inFile, isSystemError, unusable } from './exit.ts';
import { positive } from './options.ts';
import { print, printLine } from './print.ts';
import { Progress } from './progress.ts';

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('the independent verifier: reads certificates and recomputes what every one of them claims')
    .argument('[path...]', 'files (.json: one certificate; .jsonl: one a line) and folders')
    .option('--manifest <file>', 'verify the files that this list names, too; every one of them must exist')
    .option('--min <n>', 'fail unless at least n certificates are verified', positive)
    .option('--json', 'one JSON object {"results":[…],"verified":n,"rejected":m}; m counts whatever is not verified')
    .addHelpText(
      'after',
      `
Folders are read recursively, in the order of names. In a folder these are left out: files that do not end in .json
or .jsonl, *.schema.json, manifest.json, and any folder named reject (it holds what must not be accepted: name it
explicitly to see it rejected). A file that is named twice is read once.

A manifest is {"certificates":[{"path":"a/b.jsonl","sha256":"…"}, …]}: different files, paths relative to the manifest,
inside its folder; sha256, of the bytes of the file, may be left out.

For every certificate that is not verified, one line: path, index in the file (from 0), status, code, JSON pointer,
message. The last line is "VERIFIED n certificates" or begins with "FAILED". Exit code: 3 if anything is malformed,
too large or missing; else 1 if anything is rejected; else 2 if anything is undecided, vacuous or declined, if there
are fewer than --min, or if there is nothing to check; else 0.

Example:
  depthcert verify certificates --min 10`,
    )
    .action(verify);

interface Row {
  readonly path: string;
  readonly index: number;
  readonly status: string;
  readonly code: string | null;
  readonly pointer: string | null;
  readonly message: string | null;
}

interface Entry {
  readonly path: string;
  /** The folder of the manifest. */
  readonly folder: string;
  readonly sha256?: string;
}

interface Options {
  readonly manifest?: string;
  readonly min?: number;
  readonly json?: true;
}

async function verify(paths: readonly string[], { manifest, min = 1, json }: Options): Promise<void> {
  if (paths.length === 0 && manifest === undefined) throw unusable('verify needs a path or --manifest FILE');
  const listed = manifest === undefined ? [] : await readManifest(manifest);
  const counts = new Map<string, number>();
  const progress = new Progress();
  let total = 0;
  if (json) await print('{"results":[');
  for await (const row of rows(paths, listed)) {
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

async function* rows(paths: readonly string[], listed: readonly Entry[]): AsyncIterable<Row> {
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
    else if (once(path)) yield* rowsOf(path, sha256);
    else yield trouble(path, 0, 'MALFORMED', 'FILE', 'the manifest names this file twice; leave one entry out');
  }
  for (const path of paths) {
    const files = attempt(() => certificateFiles(path));
    if (files instanceof Error) yield failed(path, 0, files);
    else if (!files) yield trouble(path, 0, 'MALFORMED', 'FILE', 'there is no such file or folder');
    else for (const file of files) if (once(file)) yield* rowsOf(file);
  }
}

const OTHER_FILE = 'not a .json or .jsonl file';

/** What keeps a file that a manifest names from being read. */
function obstacle(path: string, folder: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 'named by the manifest, but there is no such file';
  if (stat.isDirectory()) return OTHER_FILE;
  const inside = realpathSync(path).startsWith(join(realpathSync(folder), sep));
  return inside ? undefined : 'a link that leads out of the folder of the manifest';
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

async function* rowsOf(path: string, sha256?: string): AsyncIterable<Row> {
  if (!/\.jsonl?$/.test(path)) {
    yield trouble(path, 0, 'MALFORMED', 'FILE', OTHER_FILE);
    return;
  }
  let index = 0;
  const hash = sha256Hex();
  try {
    for await (const item of texts(path, hash)) {
      yield 'text' in item ? judge(path, index, item.text) : failed(path, index, item.failure);
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

function judge(path: string, index: number, text: string): Row {
  const { status, code = null, pointer = null, message = null } = verifyCertificate(text);
  return { path, index, status, code, pointer, message };
}

const trouble = (path: string, index: number, status: string, code: string, message: string): Row => ({
  path,
  index,
  status,
  code,
  pointer: '',
  message,
});

function failed(path: string, index: number, error: unknown): Row {
  if (error instanceof Failure) {
    const { status, code, pointer, message } = error;
    return { path, index, status, code, pointer, message };
  }
  if (isSystemError(error)) return trouble(path, index, 'MALFORMED', 'FILE', error.message);
  throw error;
}

/** The files that a manifest names, by their paths from here. */
async function readManifest(file: string): Promise<Entry[]> {
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
