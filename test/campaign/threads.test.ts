import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ThreadLimits, Threads } from '../../src/campaign/threads.ts';

let folder: string;
let loads: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthcert-threads-'));
  loads = join(folder, 'loads');
  writeFileSync(loads, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Threads whose module doubles numbers; 13 ends the thread, 14 does not end, and 15 can't be done by any. */
function doublers(limits: ThreadLimits = {}): Threads {
  const file = join(folder, 'double.mjs');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(loads)}, 'x');
    export default ({ items, progress }) => {
      Atomics.store(progress, 0, 0);
      const results = [];
      for (const item of items) {
        if (item === 13) process.exit(1);
        while (item === 14);
        if (item === 15) return { defect: 'no 15' };
        results.push(2 * item);
        Atomics.add(progress, 0, 1);
      }
      return results;
    };`,
  );
  return new Threads(pathToFileURL(file), 2, limits);
}

async function run(threads: Threads, items: readonly number[]): Promise<(number | string)[]> {
  return threads.run<number, number | string>({}, items, (item, error) => `${item}: ${(error as Error).message}`);
}

test('results come in order; a thread that gets no work loads nothing', async () => {
  const threads = doublers();
  expect(await run(threads, [3, 1, 2])).toEqual([6, 2, 4]);
  expect(await run(threads, [])).toEqual([]);
  await threads.close();
  expect(readFileSync(loads, 'utf8')).toBe('x');
});

test('an item that ends its thread, or takes too long, is lost alone', async () => {
  const threads = doublers({ seconds: 0.5 });
  const lost = [2, expect.stringMatching(/^13: .*exit/), 4, '14: no result within 0.5 s', 6];
  expect(await run(threads, [1, 13, 2, 14, 3])).toEqual(lost);
  await threads.close();
});

test('what no thread can do is an error', async () => {
  const threads = doublers();
  await expect(run(threads, [1, 15])).rejects.toThrow('no 15');
  await threads.close();
});

test('closing waits for the work', async () => {
  const threads = doublers();
  const results = run(threads, [1, 2]);
  await threads.close();
  expect(await results).toEqual([2, 4]);
});
