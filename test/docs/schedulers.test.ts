import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

// The scripts of docs/campaigns.md for Slurm and Kubernetes, on a small campaign: with what these set, all parts at the same time.
const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docs/campaigns.md'), 'utf8');
const main = `${process.execPath} ${join(root, 'dist/src/cli/main.js')}`;
const folder = mkdtempSync(join(tmpdir(), 'depthcert-schedulers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PARTS = 3;
const CAMPAIGN = 'zhu-2018/thm-shallow --runs 60 --shard-size 10 --seed depthcert';

/** The text between the two, which has to be there. */
function between(begin: string, end: string): string {
  const [before, after] = text.split(begin);
  const [inside, rest] = after?.split(end) ?? [];
  expect([before, inside, rest], `${begin} … ${end}`).not.toContain(undefined);
  return inside!;
}

/** The script with a small campaign in place of the large one, and its store here. */
function small(script: string, store: string): string {
  const changes: readonly (readonly [string, string])[] = [
    ['npx depthcert', main],
    ['--runs 1000000 --seed 7', CAMPAIGN],
    ['/data/campaign', join(folder, store)],
  ];
  for (const [from] of changes) expect(script).toContain(from);
  return changes.reduce((result, [from, to]) => result.replace(from, to), script);
}

async function inParts(script: string, environment: (part: number) => Record<string, string>): Promise<void> {
  const children = Array.from({ length: PARTS }, (_, part) =>
    spawn('sh', ['-c', script], { env: { ...process.env, ...environment(part) }, stdio: 'ignore' }),
  );
  const exits = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
  expect(exits).toEqual(children.map(() => 0));
}

const sh = (command: string): number | null => spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status;

/** What a single process makes. */
function expectWhole(store: string): void {
  const whole = join(folder, 'whole');
  expect(sh(`${main} campaign run ${CAMPAIGN} --out ${whole}`)).toBe(0);
  expect(sh(`diff -r ${whole} ${join(folder, store)}`)).toBe(0);
}

test('an array job of Slurm: the tasks share a folder, which is complete when the last one ends', async () => {
  const script = between('```bash\n#!/bin/bash\n', '```');
  await inParts(small(script, 'slurm'), (part) => ({
    SLURM_ARRAY_TASK_ID: `${part + 1}`,
    SLURM_ARRAY_TASK_COUNT: `${PARTS}`,
    SLURM_CPUS_PER_TASK: '2',
  }));
  expectWhole('slurm');
}, 120_000);

test('an indexed job of Kubernetes: the same', async () => {
  const completions = between('completions: ', '\n');
  // A plain scalar over two lines is one with a space.
  const script = between('          args:\n            - ', '          resources:').replace(/\n +/g, ' ');
  expect(script).toContain(`/${completions}"`);
  const parts = script.replace(`/${completions}"`, `/${PARTS}"`);
  await inParts(small(parts, 'kubernetes'), (part) => ({ JOB_COMPLETION_INDEX: `${part}` }));
  expectWhole('kubernetes');
}, 120_000);
