import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const built = (path: string) => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href);

// Threads import modules of their own, so these are files. A `poison` ends its thread, or does not come back.
const properties = (instances: string, refute: string) => `
  import { decision } from ${built('properties/depthcert/decision.js')};
  const poison = { ${instances} };
  const instances = Array.from({ length: 60 }, (_, k) => poison[k] ?? (() => decision.examples[0].instance));
  const [variant] = decision.variants;
  const variants = [{ ...variant, id: 'poison', refute: () => { ${refute} } }, { ...variant, refute: variant.refute }];
  export const properties = [{ ...decision, instances, variants, coverage: [] }];`;

const MODULES = {
  'ends.mjs': properties(
    `7: () => process.exit(7),
     20: () => { const kept = []; for (;;) kept.push(new Array(1_000_000).fill(0)); },
     59: () => { throw new Error('an exception ends nothing'); }`,
    'process.exit(8)',
  ),
  'hangs.mjs': properties('21: () => { for (;;); }', 'for (;;);'),
  'none.mjs': 'export const properties = [];',
  'main.mjs': `
  import { inThreads } from ${built('src/campaign/pool.js')};
  import { tallyOfInstance, tallyOfVariant } from ${built('src/campaign/tally.js')};
  import { sumTallies } from ${built('src/store/tally.js')};
  const [name, workers, limits] = process.argv.slice(2);
  const { properties } = await import(name === './none.mjs' ? './ends.mjs' : name);
  const [property] = properties;
  const module = new URL(name, import.meta.url);
  const pool = inThreads(Number(workers), module, new AbortController().signal, JSON.parse(limits));
  const tallies = [];
  const made = [];
  try {
    for await (const result of pool.instances(property, 'test', 0, 60)) {
      tallies.push(tallyOfInstance(property, result));
      if (result.line !== undefined) made.push(result.index);
    }
    for await (const refutation of pool.variants(property, 'test')) tallies.push(tallyOfVariant(refutation));
    console.log(JSON.stringify({ tally: sumTallies(tallies), made }));
  } catch (error) {
    console.log(error.message);
  } finally {
    await pool.close();
  }`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
  for (const [name, text] of Object.entries(MODULES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (module: string, workers: number, limits = {}) =>
  spawnSync(process.execPath, [join(folder, 'main.mjs'), module, `${workers}`, JSON.stringify(limits)], {
    encoding: 'utf8',
  }).stdout;

const trouble = (index: number, message: string) => ({
  statement: 'depthcert/decision',
  seed: 'test',
  index,
  code: 'ERROR',
  pointer: '',
  message,
});
const refutations = (message: string) => [
  expect.objectContaining({ status: 'ERROR', message }),
  expect.objectContaining({ status: 'VALID_EXACT' }),
];
const allBut = (...indices: number[]) => [...Array(60).keys()].filter((k) => !indices.includes(k));

describe('what ends its thread is named, with statement, seed and index, and all others are made', () => {
  test('process.exit, and more memory than there is, for any number of workers', () => {
    const out = run('./ends.mjs', 1, { memory: 100 });
    const { tally, made } = JSON.parse(out);
    expect(tally.statuses).toEqual({ VALID_EXACT: 57, ERROR: 3 });
    expect(tally.troubles).toEqual([
      trouble(7, 'Error: worker exited with code: 7'),
      trouble(20, 'Error: Worker terminated due to reaching memory limit: JS heap out of memory'),
      trouble(59, 'Error: an exception ends nothing'),
    ]);
    expect(made).toEqual(allBut(7, 20, 59));
    expect(tally.refutations).toEqual(refutations('Error: worker exited with code: 8'));
    expect(run('./ends.mjs', 3, { memory: 100 })).toBe(out);
  });

  test('an endless loop, where time is limited', () => {
    const { tally, made } = JSON.parse(run('./hangs.mjs', 2, { seconds: 1 }));
    expect(tally.troubles).toEqual([trouble(21, 'Error: no result within 1 s')]);
    expect(made).toEqual(allBut(21));
    expect(tally.refutations).toEqual(refutations('Error: no result within 1 s'));
  });
});

test('where the module has no such statement, nothing is blamed on instances', () => {
  expect(run('./none.mjs', 1)).toMatch(/none\.mjs does not export a property depthcert\/decision/);
});
