import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program that the benchmark needs is not there, or does not do what it should. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** The folder with the package.json, from the sources and from a build alike. */
export function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('no package.json above this module');
  return packageRoot(up);
}

const peers = () => join(packageRoot(), 'bench', 'peers');

const REMEDY = 'apt-get install pari-gp libflint-dev gcc';

/** What a program printed. Throws {@link Missing} where there is no such program, and Error where it fails. */
export function output(program: string, args: readonly string[]): string {
  const result: SpawnSyncReturns<string> = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const missing = result.error && 'code' in result.error && result.error.code === 'ENOENT';
  if (missing) throw new Missing(`the program ${program} is not installed: ${REMEDY}`);
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${program} ${args.join(' ')} failed (${result.signal ?? result.status}): ${result.stderr}`);
  return result.stdout;
}

/** Compiles the peer that uses FLINT. Throws {@link Missing} without a compiler, or without the library. */
export function compileFlint(target: string): void {
  const folder = join(peers(), 'flint');
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .map((name) => join(folder, name));
  // The last three give vectors of full length, and let rint and sqrt be one instruction each.
  const options = ['-O3', '-march=native', '-mprefer-vector-width=512', '-fno-math-errno', '-fno-trapping-math'];
  try {
    output('gcc', [...options, '-o', target, ...sources, '-lflint', '-lgmp', '-lm']);
  } catch (error) {
    if (error instanceof Missing) throw error;
    throw new Missing(
      `the peer in ${folder} cannot be compiled; are the headers of FLINT there? ${REMEDY}\n${(error as Error).message}`,
    );
  }
}

export const runFlint = (program: string, file: string, least: number): string =>
  output(program, [file, String(least)]);

/** GP runs the script of the peer, then the one that calls it; errors are on its standard output. */
export const runPari = (script: string): string =>
  output('gp', ['-q', '--default', 'parisize=1G', '--default', 'parisizemax=12G', join(peers(), 'pari.gp'), script]);

export const versions = (flint: string): Record<'gcc' | 'FLINT' | 'PARI/GP', string> => ({
  gcc: output('gcc', ['-dumpfullversion']).trim(),
  FLINT: output(flint, ['--version']).trim(),
  'PARI/GP': output('gp', ['--version-short']).trim(),
});
