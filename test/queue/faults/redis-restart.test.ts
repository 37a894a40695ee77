import { afterEach, expect, test } from 'vitest';
import { shardsIn } from '../../../src/queue/have.ts';
import { campaign, plans } from './campaign.ts';
import { Lab } from './lab.ts';
import { until } from './redis.ts';
import type { WorkerProcess } from './worker.ts';

let lab: Lab;
afterEach(() => lab.close());

/** Both workers are in the middle of a shard, and some shards are done, when the server ends. */
async function killRedis(...workers: WorkerProcess[]): Promise<void> {
  await until(
    async () => (await lab.status()).shards.done > 0,
    () => 'a shard to be done',
  );
  for (const worker of workers) await lab.freeze(worker);
  expect((await lab.status()).active.map(({ worker }) => worker).sort()).toEqual(
    workers.map(({ name }) => name).sort(),
  );
  await lab.redis.kill();
  for (const worker of workers) {
    worker.signal('SIGCONT');
    await until(
      () => worker.log.includes('is away; waiting for it'),
      () => 'workers to see that Redis is away',
    );
  }
}

test('Redis with an append-only file is restarted: workers go on by themselves', async () => {
  lab = await Lab.open({ persistent: true });
  const [a, b] = await lab.workers('a', 'b');
  await killRedis(a, b);
  await lab.redis.start();
  expect([await a.exit(), await b.exit()]).toEqual([0, 0]);
  expect(a.log).toMatch(/Redis at 127\.0\.0\.1:[0-9]+ is back/);
  await lab.expectReference('a', 'b');
});

test('Redis without one is restarted: workers wait, and go on when the campaign is enqueued again', async () => {
  lab = await Lab.open();
  const [a, b] = await lab.workers('a', 'b');
  await killRedis(a, b);
  const before = await shardsIn([lab.path('a'), lab.path('b')], campaign, plans);
  await lab.redis.start();
  await until(
    () => [a, b].every(({ log }) => log.includes('is back')),
    () => 'workers to see that Redis is back',
  );
  await expect(lab.status()).rejects.toThrow('no campaign is queued');
  expect([a.ended, b.ended]).toEqual([false, false]);
  expect(await lab.enqueue(before)).toMatchObject({ added: plans.length, retried: 0 });
  expect([await a.exit(), await b.exit()]).toEqual([0, 0]);
  await lab.expectReference('a', 'b');
});

test('a worker that is told to end while Redis is away ends all the same; its shard goes to another one', async () => {
  lab = await Lab.open({ persistent: true });
  await lab.enqueue();
  const leaving = lab.worker('leaving');
  const shard = await lab.freeze(leaving);
  await lab.redis.kill();
  leaving.signal('SIGTERM');
  leaving.signal('SIGCONT');
  expect(await leaving.exit()).toBe(2);
  await lab.redis.start();
  expect((await lab.status()).active).toEqual([{ name: shard, worker: leaving.name }]);
  expect(await lab.worker('other').exit()).toBe(0);
  await lab.expectReference('leaving', 'other');
});
