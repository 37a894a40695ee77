import { expect, test } from 'vitest';
import { rateOf } from '../../src/queue/status.ts';
import type { ShardRecord } from '../../src/store/record.ts';

const record = (lines: number) => ({ lines }) as ShardRecord;
const task = { campaign: 'c', index: 0 };
/** A shard made from one second to another. */
const shard = (from: number, to: number, lines: number, data: Parameters<typeof rateOf>[0][number]['data'] = task) => ({
  processedOn: 1000 * from,
  finishedOn: 1000 * to,
  returnvalue: record(lines),
  data,
});

test.each([
  ['nothing yet', [], 0],
  ['one shard of 20 in 10 s', [shard(100, 110, 20)], 2],
  ['two workers side by side', [shard(100, 110, 20), shard(100, 110, 20)], 4],
  ['one after the other', [shard(100, 110, 20), shard(110, 120, 20)], 2],
  ['only the last minute counts', [shard(0, 10, 9999), shard(1000, 1060, 60)], 1],
  ['a shard that takes longer than a minute', [shard(0, 120, 60)], 1],
  [
    'what was on a disk before was not made',
    [shard(100, 110, 20), shard(110, 110, 999, { ...task, have: record(999) })],
    2,
  ],
  ['no time at all is no rate', [shard(5, 5, 7)], 0],
])('certificates a second: %s', (_, shards, rate) => expect(rateOf(shards)).toBe(rate));
