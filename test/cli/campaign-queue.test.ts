import { describe, expect, test } from 'vitest';
import { queueCommands, summary } from '../../src/cli/campaign-queue.ts';
import { exitOf as exitOfStatus, statusText } from '../../src/cli/campaign-status.ts';
import { exitOf as exitOfWork } from '../../src/cli/campaign-work.ts';
import type { QueueStatus } from '../../src/queue/status.ts';
import { CAMPAIGN_FORMAT } from '../../src/store/campaign.ts';
import { depthcert } from './run.ts';

const counts = { waiting: 0, active: 0, done: 4, failed: 0 };
const status: QueueStatus = {
  campaign: 'f00d',
  shards: { planned: 4, ...counts, missing: 0 },
  certificates: 31,
  statuses: { VALID_EXACT: 30, VALID_ENCLOSED: 1 },
  rate: 2.25,
  workers: [],
  active: [],
  failed: [],
  complete: true,
};
const shards = (changed: Partial<QueueStatus['shards']>) => ({
  shards: { ...status.shards, ...changed },
  complete: false,
});
const campaign = {
  format: CAMPAIGN_FORMAT,
  version: '1.2.3',
  seed: 's',
  runs: 10,
  statements: ['a', 'b', 'c'],
  shardSize: 10,
  mutants: true,
} as const;

describe('enqueue says what it has done', () => {
  const enqueued = { id: 'f00d', shards: 4, added: 0, retried: 0, lost: 0, counts };
  test.each([
    [
      'nothing',
      {},
      '4 shards: all of them are queued already, nothing added; now waiting 0, active 0, done 4, failed 0',
    ],
    [
      'new shards',
      { added: 4, counts: { ...counts, waiting: 4, done: 0 } },
      '4 shards: 4 added; now waiting 4, active 0, done 0, failed 0',
    ],
    [
      'others again',
      { retried: 1, lost: 2 },
      '4 shards: 1 that had failed added again, 2 that are in none of the folders added again; now',
    ],
  ])('%s', (_, changed, text) => expect(summary({ ...enqueued, ...changed })).toContain(text));
});

describe('status', () => {
  test.each<[string, Partial<QueueStatus>, number]>([
    ['complete', {}, 0],
    ['not yet', shards({ done: 3, active: 1 }), 2],
    ['not all in the queue', shards({ done: 3, missing: 1 }), 2],
    ['a shard failed for good', shards({ done: 3, failed: 1 }), 1],
    ['complete, but something is rejected', { statuses: { VALID_EXACT: 30, REJECTED: 1 } }, 1],
    ['complete, but something has no certificate', { statuses: { VALID_EXACT: 30, ERROR: 1 } }, 1],
    ['a certificate of ours is malformed', { statuses: { MALFORMED: 1 } }, 1],
    ['complete, but something is undecided', { statuses: { VALID_EXACT: 30, UNDECIDED: 1 } }, 2],
  ])('exit code: %s', (_, changed, exit) => expect(exitOfStatus({ ...status, ...changed })).toBe(exit));

  test('text', () => {
    const text = statusText(
      {
        ...status,
        ...shards({ done: 1, active: 1, failed: 1, missing: 1 }),
        statuses: { VALID_EXACT: 30, REJECTED: 1 },
        workers: ['host-1'],
        active: [{ name: 'a.000000-000010', worker: 'host-1' }],
        failed: [{ name: 'b.variants', reason: 'two\nlines' }],
      },
      campaign,
    );
    expect(text.split('\n')).toEqual([
      'campaign f00d',
      'depthcert 1.2.3, seed "s", 10 runs of 3 statements, 4 shards',
      'waiting 0, active 1, done 1, failed 1',
      '1 shards are not in the queue: enqueue the campaign again',
      '31 certificates, 2.3 a second',
      '1 not verified: REJECTED',
      '1 workers connected',
      '  host-1 makes a.000000-000010',
      'FAILED b.variants: two\\u000alines',
      'INCOMPLETE',
    ]);
    expect(statusText(status, campaign)).toMatch(/\nCOMPLETE$/);
  });
});

test.each([
  ['all is done', { interrupted: false, counts }, 0],
  ['shards have failed for good', { interrupted: false, counts: { ...counts, failed: 1 } }, 1],
  ['it was told to end', { interrupted: true, counts }, 2],
  ['Redis was away at its end', { interrupted: false, counts: undefined }, 2],
])('exit code of a worker: %s', (_, result, exit) => expect(exitOfWork({ made: 1, ...result })).toBe(exit));

describe('the command line', () => {
  test.each(queueCommands().map((command) => [command.name(), command] as const))(
    '%s --help has an example',
    (name, command) => {
      const out: string[] = [];
      command.configureOutput({ writeOut: (text) => out.push(text) }).outputHelp();
      expect(out.join('')).toMatch(new RegExp(`Example:\\n +depthcert campaign ${name} `));
    },
  );

  test.each([
    ['no server named', ['status'], /required option '--redis <url>' not specified/],
    [
      'a server that is not there',
      ['status', '--redis', 'redis://u:secret@127.0.0.1:1'],
      /Redis at 127\.0\.0\.1:1 is not reachable/,
    ],
    ['no time for a lock', ['work', '--lock', '0'], /whole number, 1 or more/],
    ['a lock of more than a day', ['work', '--lock', '86401'], /at most 86400/],
  ])('%s: exit 3', (_, args, message) => {
    const { exit, out, err } = depthcert(['campaign', ...args]);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('secret');
    expect(err).not.toContain('    at ');
  });
});
