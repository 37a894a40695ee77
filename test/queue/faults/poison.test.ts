import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { plans } from './campaign.ts';
import { Lab } from './lab.ts';

const POISONED = 'zhang-2019.full-rank.000012-000024';
const preload = fileURLToPath(new URL('poison.mjs', import.meta.url));

let lab: Lab;
afterEach(() => lab.close());

test('a shard that ends its workers fails for good after a few of them, by name; everything else is made', async () => {
  lab = await Lab.open();
  await lab.enqueue();
  let ended = 0;
  for (let exit: number | null = null; exit === null; ended++)
    exit = await lab.worker('poisoned', { preload, lock: 1 }).exit();
  const { shards, failed, complete } = await lab.status();
  expect({ done: shards.done, complete }).toEqual({ done: plans.length - 1, complete: false });
  expect(failed).toEqual([
    { name: POISONED, reason: expect.stringMatching(/^3 workers were lost while they made it/) },
  ]);
  expect(ended).toBeGreaterThan(1);

  // With the cause gone, enqueuing again makes what is left.
  expect(await lab.enqueue()).toMatchObject({ added: 0, retried: 1, counts: { waiting: 1, failed: 0 } });
  expect(await lab.worker('healthy').exit()).toBe(0);
  await lab.expectReference('poisoned', 'healthy');
});
