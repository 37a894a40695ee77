import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../../src/queue/connection.ts';
import { enqueue, jobsIn } from '../../../src/queue/enqueue.ts';
import { shardsIn } from '../../../src/queue/have.ts';
import { findCampaign } from '../../../src/queue/registry.ts';
import { removeCampaign } from '../../../src/queue/remove.ts';
import { openQueue } from '../../../src/queue/shard-queue.ts';
import { campaignId } from '../../../src/store/campaign.ts';
import { openStore } from '../../../src/store/store.ts';
import { campaign, plans, reference } from './campaign.ts';
import { MAIN } from './command-line.ts';
import { Lab } from './lab.ts';
import { until } from './redis.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.open();
});
afterEach(() => lab.close());

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [MAIN, 'campaign', ...args, '--redis', lab.redis.url],
    { encoding: 'utf8' },
  );
  return { exit: status, out: stdout, err: stderr };
};
const work = () => run('work', '--out', lab.path('store'), '--exit-when-done');

test('a campaign of another version: the worker names both, and takes no shard', async () => {
  const other = { ...campaign, version: '0.0.1' };
  await enqueue(lab.connection, other, plans);
  const { exit, out, err } = work();
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toMatch(new RegExp(`campaign ${campaignId(other)} was enqueued by depthcert 0\\.0\\.1, and this is`));
  expect((await lab.status()).shards).toMatchObject({ waiting: plans.length, active: 0, done: 0, failed: 0 });
});

test('a shard that this version plans differently is refused by name', async () => {
  const renamed = { ...plans[0]!, name: 'zhang-2019.full-rank.renamed' };
  await enqueue(lab.connection, campaign, [renamed]);
  lab.worker('store');
  await until(
    async () => (await lab.status()).shards.failed > 0,
    () => 'the refusal',
  );
  expect((await lab.status()).failed).toEqual([
    { name: renamed.name, reason: expect.stringContaining('is no shard of the campaign') },
  ]);
});

test('a folder with another campaign is refused, and no shard taken', async () => {
  await lab.enqueue();
  openStore(lab.path('store'), { ...campaign, seed: 'another' });
  const { exit, err } = work();
  expect(exit).toBe(3);
  expect(err).toContain(`${lab.path('store')} holds another campaign: seed "another" instead of "queue"`);
  expect((await lab.status()).shards).toMatchObject({ waiting: plans.length, active: 0 });
});

test('a worker whose disk cannot be written to gives its shard back and ends', async () => {
  await lab.enqueue();
  openStore(lab.path('store'), campaign);
  for (const { name } of plans) mkdirSync(lab.path(`store/shards/${name}.json`), { recursive: true });
  const { exit, err } = work();
  expect(exit).toBe(3);
  expect(err).toMatch(/given back\n.*\.json: a folder instead of a file; move it away/);
  expect((await lab.status()).shards).toMatchObject({ waiting: plans.length, active: 0, failed: 0 });
});

describe('finding a campaign', () => {
  const find = (prefix?: string) => findCampaign(lab.connection, prefix);

  test('none: exit 2, with what to do', async () => {
    const { exit, out, err } = run('status');
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(
      `no campaign is queued in Redis at 127.0.0.1:${lab.redis.port}; begin with depthcert campaign enqueue`,
    );
  });

  test('several: one has to be named, by the first digits of its id', async () => {
    const other = { ...campaign, seed: 'another' };
    await lab.enqueue();
    await enqueue(lab.connection, other, plans);
    await expect(find()).rejects.toThrow('2 campaigns in Redis');
    expect((await find(campaignId(other).slice(0, 8))).campaign).toEqual(other);
    await expect(find('xyz')).rejects.toThrow(/no campaign xyz .* there are:\s+[0-9a-f]{64}/);
    await removeCampaign(lab.connection, other, false);
    expect((await find()).campaign).toEqual(campaign);
    await removeCampaign(lab.connection, campaign, false);
    expect(await lab.connection.redis.keys('*')).toEqual([]);
  });
});

test('shards on a disk are done without being made; what waits is renewed, not added', async () => {
  await lab.enqueue();
  const have = await shardsIn([reference], campaign, plans.slice(0, 2));
  expect(await lab.enqueue(have)).toMatchObject({ added: 0, retried: 0, lost: 0, counts: { waiting: plans.length } });
  const queue = await openQueue(lab.connection, campaignId(campaign));
  const given = (await jobsIn(queue, 'waiting')).filter(({ data }) => data.have !== undefined);
  expect(given.map(({ name, data }) => [name, data.have?.name]).sort()).toEqual(
    plans.slice(0, 2).map(({ name }) => [name, name]),
  );
  // The folder is lost again: what was said of it does not stay.
  await lab.enqueue(new Map());
  expect((await jobsIn(queue, 'waiting')).some(({ data }) => data.have !== undefined)).toBe(false);
});

test('folders of another campaign, or that are no store, have nothing', async () => {
  await expect(shardsIn([reference], { ...campaign, seed: 'another' }, plans)).rejects.toThrow(
    'holds another campaign',
  );
  await expect(shardsIn([lab.path('nothing')], campaign, plans)).rejects.toThrow('is no store');
});

test('a campaign of which shards are being made is not removed, unless by force', async () => {
  await lab.enqueue();
  await lab.freeze(lab.worker('store'));
  await expect(removeCampaign(lab.connection, campaign, false)).rejects.toThrow('1 shards');
  await removeCampaign(lab.connection, campaign, true);
  await expect(lab.status()).rejects.toThrow('no campaign is queued');
});

test('a wrong password is named as such, and not shown', async () => {
  await lab.connection.redis.config('SET', 'requirepass', 'right');
  const wrong = connect(lab.redis.url.replace('//', '//default:wrong-one@'), () => {});
  await expect(wrong).rejects.toThrow(/is not reachable: WRONGPASS/);
  await expect(wrong).rejects.toThrow(/^(?!.*wrong-one)/);
  await expect(connect(lab.redis.url, () => {})).rejects.toThrow(/is not reachable: NOAUTH/);
});

test('a server that may drop keys, or forgets them at its end, is warned of', async () => {
  await lab.connection.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  const texts: string[] = [];
  (await connect(lab.redis.url, (text) => texts.push(text))).close();
  expect(texts).toEqual([
    expect.stringContaining('has maxmemory-policy allkeys-lru'),
    expect.stringContaining('keeps no append-only file'),
  ]);
});
