import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shardsIn } from '../../../src/queue/have.ts';
import { campaign, plans } from './campaign.ts';
import { Lab } from './lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.open();
});
afterEach(() => lab.close());

test('two workers make what a single process makes; of a folder that is lost the shards are made again', async () => {
  const [a, b] = await lab.workers('a', 'b');
  expect(await lab.enqueue()).toMatchObject({ added: 0, retried: 0 });
  expect([await a.exit(), await b.exit()]).toEqual([0, 0]);
  await lab.expectReference('a', 'b');
  expect(await lab.enqueue()).toMatchObject({ added: 0, retried: 0, counts: { done: plans.length } });

  const have = await shardsIn([lab.path('a')], campaign, plans);
  const lost = plans.length - have.size;
  expect(have.size).toBeGreaterThan(0);
  expect(lost).toBeGreaterThan(0);
  expect(await lab.enqueue(have)).toMatchObject({ added: 0, lost, counts: { waiting: lost, done: have.size } });
  expect(await lab.worker('again').exit()).toBe(0);
  expect((await shardsIn([lab.path('again')], campaign, plans)).size).toBe(lost);
  await lab.expectReference('a', 'again');
});

test('a worker that is killed in the middle of a shard: another one makes it', async () => {
  const [victim, other] = await lab.workers('victim', 'other');
  const shard = await lab.freeze(victim);
  victim.signal('SIGKILL');
  expect(await victim.exit()).toBe(null);
  expect((await lab.status()).active).toContainEqual({ name: shard, worker: victim.name });
  expect(await other.exit()).toBe(0);
  expect(other.log).toContain(`${shard}: its worker is gone; back in the queue`);
  expect(existsSync(lab.path(`victim/shards/${shard}.json`))).toBe(false);
  await lab.expectReference('victim', 'other');
});

test('a worker that is asleep for longer than its lock: both make the shard, it counts once', async () => {
  const [sleeper, other] = await lab.workers('sleeper', 'other');
  const shard = await lab.freeze(sleeper);
  expect(await other.exit()).toBe(0);
  expect(existsSync(lab.path(`other/shards/${shard}.json`))).toBe(true);
  expect(existsSync(lab.path(`sleeper/shards/${shard}.json`))).toBe(false);
  sleeper.signal('SIGCONT');
  expect(await sleeper.exit()).toBe(0);
  expect(sleeper.log).toMatch(new RegExp(`${shard.replaceAll('.', '\\.')}.*another worker has it`));
  expect(existsSync(lab.path(`sleeper/shards/${shard}.json`))).toBe(true);
  await lab.expectReference('sleeper', 'other');
});

test('a worker that is told to end gives its shard back at once', async () => {
  await lab.enqueue();
  const leaving = lab.worker('leaving', { lock: 60 });
  const shard = await lab.freeze(leaving);
  leaving.signal('SIGTERM');
  leaving.signal('SIGCONT');
  expect(await leaving.exit()).toBe(2);
  expect(leaving.log).toContain(`${shard}: given back`);
  const { shards, active } = await lab.status();
  expect({ active, sum: shards.waiting + shards.done }).toEqual({ active: [], sum: plans.length });
  expect(await lab.worker('other').exit()).toBe(0);
  await lab.expectReference('leaving', 'other');
});
