import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { CAMPAIGN, MAIN } from './command-line.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The store that a single process has made. */
    readonly reference: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const redis = spawnSync('redis-server', ['--version']);
  if (redis.error) {
    throw new Error(`these tests need redis-server on the PATH (apt-get install redis-server): ${redis.error.message}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'depthcert-reference-'));
  const reference = join(folder, 'store');
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'campaign', 'run', ...CAMPAIGN, '--out', reference], {
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 2) throw new Error(`the campaign in a single process ended with ${status}: ${stderr}`);
  provide('reference', reference);
  return () => rmSync(folder, { recursive: true, force: true });
}
