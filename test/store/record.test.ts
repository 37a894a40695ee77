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

const trouble = { statement: 'paper/statement', seed: 'test', index: 0, code: 'ERROR', pointer: '', message: '' };
const variant = (status: string) => ({ id: 'paper/statement~x', claim: 'false', status });

describe('a record is read', () => {
  const tally = tallyOf(2);
  const some = { statuses: { VALID_EXACT: 1, ERROR: 1 }, verdicts: { holds: 1 }, troubles: [trouble] };
  test.each([
    ['of an instance that ended in an error, without certificate', { lines: 1, tally: { ...tally, ...some } }],
    ['of an instance on which the verifier failed, with its certificate', { lines: 2, tally: { ...tally, ...some } }],
    [
      'of more that went wrong than is kept',
      {
        lines: 30,
        tally: { ...tallyOf(30), statuses: { REJECTED: 30 }, verdicts: {}, troubles: Array(20).fill(trouble) },
      },
    ],
    [
      'of variants, with a certificate where one was refuted, or rejected',
      {
        lines: 2,
        tally: {
          ...tallyOf(0),
          ...{ statuses: {}, verdicts: {}, classes: {}, patterns: { partial: [], critical: [] } },
          refutations: ['VALID_EXACT', 'REJECTED', 'NOT_REFUTED', 'ERROR'].map(variant),
        },
      },
    ],
  ])('%s', (_, change) => {
    expect(readRecord(recordText({ ...record, ...change }))).toEqual({ ...record, ...change });
  });
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
    // Numbers that contradict each other.
    ['fewer statuses than instances', { tally: { ...tally, statuses: { VALID_EXACT: 1 } } }, '/tally/statuses'],
    ['more statuses than instances', { tally: { ...tally, runs: 1 } }, '/tally/statuses'],
    ['a verdict too many', { tally: { ...tally, verdicts: { holds: 2, fails: 1 } } }, '/tally/verdicts'],
    ['a verdict too few', { tally: { ...tally, verdicts: {} } }, '/tally/verdicts'],
    [
      'an instance that is not verified, without its trouble',
      { tally: { ...tally, statuses: { VALID_EXACT: 1, REJECTED: 1 }, verdicts: { holds: 1 } } },
      '/tally/troubles',
    ],
    ['a trouble of an instance that is verified', { tally: { ...tally, troubles: [trouble] } }, '/tally/troubles'],
    ['more of a class than instances', { tally: { ...tally, classes: { a: 3 } } }, '/tally/classes/a'],
    [
      'more patterns than instances',
      { tally: { ...tally, patterns: { partial: [], critical: ['a', 'b', 'c'] } } },
      '/tally/patterns/critical',
    ],
    ['fewer certificates than instances', { lines: 1 }, '/lines'],
    ['more certificates than instances', { lines: 3 }, '/lines'],
    ['no certificate of a variant', { tally: { ...tally, refutations: [variant('VALID_EXACT')] } }, '/lines'],
    [
      'a certificate of a variant that was not refuted',
      { lines: 3, tally: { ...tally, refutations: [variant('NOT_REFUTED')] } },
      '/lines',
    ],
  ])('%s', (_, change, pointer) => {
    expect(() => readRecord(JSON.stringify({ ...record, ...change }))).toThrow(expect.objectContaining({ pointer }));
  });
});
