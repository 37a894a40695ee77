import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../src/queue/connection.ts';
import { removeCampaign } from '../../../src/queue/remove.ts';
import { campaign, plans } from './campaign.ts';
import { Lab } from './lab.ts';
import { until } from './redis.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.open();
});
afterEach(() => lab.close());

test('a campaign is removed by force: its worker says so, and goes on when it is enqueued again', async () => {
  await lab.enqueue();
  const worker = lab.worker('a');
  await lab.freeze(worker);
  await removeCampaign(lab.connection, campaign, true);
  worker.signal('SIGCONT');
  await until(
    () => worker.log.includes('is not in Redis at'),
    () => `the worker to miss its campaign:\n${worker.log}`,
  );
  expect(worker.log).toContain('waiting until it is enqueued again');
  expect(worker.ended).toBe(false);
  expect(await lab.enqueue()).toMatchObject({ added: plans.length });
  expect(await worker.exit()).toBe(0);
  await lab.expectReference('a');
});

test('a database that the server does not have is refused, not exchanged for another one', async () => {
  const open = (database: number) => connect(`${lab.redis.url}/${database}`, () => {});
  (await open(15)).close();
  await expect(open(16)).rejects.toThrow('DB index is out of range');
});
