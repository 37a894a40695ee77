import { describe, expect, test } from 'vitest';
import { readRecord, recordText, type ShardRecord } from '../../src/store/record.ts';
import { id, tallyOf } from './fixtures.ts';

const sha256 = `0123456789abcdef${'0'.repeat(48)}`;
const record: ShardRecord = {
  campaign: id,
  index: 3,
  name: 'paper.statement.000000-000002',
  file: 'shards/paper.statement.000000-000002-0123456789abcdef.jsonl.gz',
  lines: 2,
  bytes: 100,
  sha256,
  tally: tallyOf(2),
};

test('a record is read as it was written', () => {
  expect(readRecord(recordText(record))).toEqual(record);
});

describe('a record is not read', () => {
  const tally = tallyOf(2);
  test.each([
    ['a name that leads out of its folder', { name: '../x', file: 'shards/../x-0123456789abcdef.jsonl.gz' }, '/name'],
    ['a name that is hidden', { name: '.x', file: 'shards/.x-0123456789abcdef.jsonl.gz' }, '/name'],
    ['a file of another name', { file: 'shards/other-0123456789abcdef.jsonl.gz' }, '/file'],
    ['a file of another hash', { sha256: 'f'.repeat(64) }, '/file'],
    ['a hash that is none', { sha256: 'x' }, '/sha256'],
    ['a campaign that is none', { campaign: 'x' }, '/campaign'],
    ['an index that is none', { index: -1 }, '/index'],
    ['lines that are no number', { lines: null }, '/lines'],
    ['a count of nothing', { tally: { ...tally, statuses: { VALID_EXACT: 0 } } }, '/tally/statuses/VALID_EXACT'],
    ['counts that are a list', { tally: { ...tally, verdicts: [] } }, '/tally/verdicts'],
    [
      'a pattern that is no text',
      { tally: { ...tally, patterns: { partial: [1], critical: [] } } },
      '/tally/patterns/partial/0',
    ],
    ['a trouble without seed', { tally: { ...tally, troubles: [{ statement: 's' }] } }, '/tally/troubles/0'],
    ['a time', { ms: 3 }, '/ms'],
  ])('%s', (_, change, pointer) => {
    expect(() => readRecord(JSON.stringify({ ...record, ...change }))).toThrow(expect.objectContaining({ pointer }));
  });
});
