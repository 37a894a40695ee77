import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judged.ts';
import { itemsOfStore } from '../../src/cli/verify-store.ts';
import { writeManifest } from '../../src/store/manifest.ts';
import { recordText, type ShardRecord } from '../../src/store/record.ts';
import { depthcert, MAIN, scratch } from './run.ts';
import { campaignOfDecisions, LINE, storeOf, tallyOf } from './stores.ts';

const { path } = scratch();
const rowsOf = async (store: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of judged(itemsOfStore(store), 1)) rows.push(row);
  return rows;
};

describe('a complete store', () => {
  let records: ShardRecord[];
  const file = (k: number) => path('s', records[k]!.file);
  const manifest = () => path('s', 'manifest.json');
  beforeEach(async () => {
    records = await storeOf(path('s'), 10, 4);
  });

  test('has a row for every certificate, in the order of its manifest', async () => {
    const rows = await rowsOf(path('s'));
    expect(rows.map((row) => [row.path, row.index])).toEqual(
      [0, 1, 2].flatMap((k) => [0, 1, 2, 3].slice(0, k === 2 ? 2 : 4).map((index) => [file(k), index])),
    );
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['VALID_EXACT']));
  });

  test.each<[string, () => void, string, RegExp]>([
    ['a shard that is gone', () => rmSync(file(1)), 'MALFORMED FILE', /ENOENT/],
    ['a shard under another name', () => renameSync(file(1), `${file(1)}.old.jsonl.gz`), 'MALFORMED FILE', /ENOENT/],
    [
      'a shard that was cut off',
      () => writeFileSync(file(1), readFileSync(file(1)).subarray(0, -9)),
      'MALFORMED FILE',
      /gzip/,
    ],
    [
      'something after the end of a shard',
      () => writeFileSync(file(1), Buffer.concat([readFileSync(file(1)), Buffer.of(0)])),
      'MALFORMED FILE',
      /after the end/,
    ],
    [
      'a line more',
      () => writeFileSync(file(1), gzipSync(LINE.repeat(5))),
      'MALFORMED FILE',
      /more than the \d+ bytes that it should hold/,
    ],
    [
      'a line less',
      () => writeFileSync(file(1), gzipSync(LINE.repeat(3))),
      'REJECTED DIGEST',
      /SHA-256 that the manifest/,
    ],
    ['two shards swapped', () => cpSync(file(2), file(0)), 'REJECTED DIGEST', /SHA-256/],
    ['a shard of nobody', () => writeFileSync(path('s', 'shards', 'x.jsonl.gz'), ''), 'MALFORMED FILE', /not named/],
    [
      'a wrong root',
      () => writeFileSync(manifest(), readFileSync(manifest(), 'utf8').replace(/"root":"./, '"root":"x')),
      'REJECTED DIGEST',
      /Merkle root/,
    ],
    [
      'a shard that is missing in the manifest',
      () => void writeManifest(path('s'), campaignOfDecisions(10, 4), records.slice(0, 2)),
      'MALFORMED SHAPE',
      /2 shards, the campaign 3: depthcert\.decision\.000008-000010 is missing/,
    ],
    [
      'a shard twice in the manifest',
      () => {
        const lines = readFileSync(manifest(), 'utf8').split('\n');
        writeFileSync(manifest(), lines.toSpliced(2, 0, lines[1]!).join('\n'));
      },
      'MALFORMED RANGE',
      /expected shard 1, found shard 0/,
    ],
    [
      'a shard that the campaign has not',
      () => {
        const other = {
          ...records[2]!,
          name: 'x',
          file: records[2]!.file.replace('depthcert.decision.000008-000010', 'x'),
        };
        renameSync(file(2), path('s', other.file));
        renameSync(path('s', 'shards', `${records[2]!.name}.json`), path('s', 'shards', 'x.json'));
        writeManifest(path('s'), campaignOfDecisions(10, 4), [...records.slice(0, 2), other]);
      },
      'MALFORMED SHAPE',
      /the shard x where the campaign has depthcert\.decision\.000008-000010/,
    ],
    [
      'other numbers in the manifest',
      () => {
        const tally = { ...records[0]!.tally, statuses: { VALID_EXACT: 3, VALID_ENCLOSED: 1 } };
        writeManifest(path('s'), campaignOfDecisions(10, 4), [{ ...records[0]!, tally }, ...records.slice(1)]);
      },
      'REJECTED DIGEST',
      /counts otherwise: 1 VALID_ENCLOSED, 3 VALID_EXACT; found: 4 VALID_EXACT/,
    ],
    [
      'numbers in the manifest that contradict each other',
      () => {
        const tally = { ...records[0]!.tally, statuses: { VALID_EXACT: 3 } };
        writeManifest(path('s'), campaignOfDecisions(10, 4), [{ ...records[0]!, tally }, ...records.slice(1)]);
      },
      'MALFORMED RANGE',
      /line 2: 3 in all, of 4 instances/,
    ],
    [
      'the campaign.json of another one',
      () => writeFileSync(path('s', 'campaign.json'), JSON.stringify(campaignOfDecisions(11, 4))),
      'MALFORMED FILE',
      /campaign\.json has runs 11 instead of 10/,
    ],
    ['no campaign.json', () => rmSync(path('s', 'campaign.json')), 'MALFORMED FILE', /no campaign\.json/],
  ])('with %s is not accepted', async (_, harm, what, message) => {
    harm();
    const bad = (await rowsOf(path('s'))).filter(({ status }) => status !== 'VALID_EXACT');
    expect(bad.map(({ status, code }) => `${status} ${code}`)).toContain(what);
    expect(bad.map((row) => row.message).join('\n')).toMatch(message);
  });

  test('of a statement that this version does not know is declined', async () => {
    const other = { ...campaignOfDecisions(10, 4), statements: ['paper/unknown'] };
    writeFileSync(path('s', 'campaign.json'), JSON.stringify(other));
    const id = (await import('../../src/store/campaign.ts')).campaignId(other);
    writeManifest(
      path('s'),
      other,
      records.map((record) => ({ ...record, campaign: id })),
    );
    const rows = await rowsOf(path('s'));
    expect(rows.at(-1)).toMatchObject({ status: 'DECLINED', code: 'STATEMENT' });
    expect(rows.filter(({ status }) => status === 'VALID_EXACT').length).toBe(10);
  });
});

describe('verify', () => {
  const ends = (args: readonly string[]) => {
    const { exit, lines } = depthcert(['verify', ...args]);
    return [exit, lines.at(-1)];
  };

  test('takes stores, complete or not, folders of them, their shards, and compressed files', async () => {
    await storeOf(path('in', 's'), 6, 4);
    cpSync(path('in', 's'), path('t'), { recursive: true });
    rmSync(path('t', 'manifest.json'));
    writeFileSync(path('a.jsonl.gz'), gzipSync(LINE.repeat(2)));
    expect(ends([path('a.jsonl.gz'), path('a.jsonl.gz'), path('in'), path('t')])).toEqual([
      0,
      'VERIFIED 14 certificates',
    ]);
    expect(ends([path('t', 'shards'), path('in', 's')])).toEqual([0, 'VERIFIED 12 certificates']);
    expect(depthcert(['explain', path('a.jsonl.gz'), '--line', '2']).exit).toBe(0);
  });

  test.each([
    ['campaign.json', /manifest\.json 0 MALFORMED FILE "" .*it has no campaign\.json$/m],
    ['shards', /manifest\.json 0 MALFORMED FILE "" .*shards: there is no such folder; campaign run makes/],
  ])('names what is missing in a store: %s', async (name, message) => {
    await storeOf(path('in', 's'), 6, 4);
    rmSync(path('in', 's', name), { recursive: true });
    // By its name, or met in a folder.
    for (const at of [path('in', 's'), path('in')]) {
      const { exit, out, lines } = depthcert(['verify', at]);
      expect({ exit, count: lines.length }).toEqual({ exit: 3, count: 3 });
      expect(out).toMatch(message);
    }
  });

  test('names the folder of the shards where there is nothing but a campaign', async () => {
    await storeOf(path('s'), 6, 4);
    for (const name of ['shards', 'manifest.json']) rmSync(path('s', name), { recursive: true });
    const { exit, lines } = depthcert(['verify', path('s')]);
    expect(exit).toBe(3);
    expect(lines[0]).toMatch(/campaign\.json 0 MALFORMED FILE "" .*shards: there is no such folder/);
    expect(depthcert(['merge', path('s'), '--out', path('m')]).err).toBe(
      `depthcert: ${path('s', 'shards')}: there is no such folder; campaign run makes the shards anew\n`,
    );
  });

  test('reads no FIFO that it meets in a folder', async () => {
    await storeOf(path('s'), 6, 4);
    rmSync(path('s', 'manifest.json'));
    execFileSync('mkfifo', [path('s', 'shards', 'a.jsonl.gz')]);
    const { exit, lines } = depthcert(['verify', path('s')]);
    expect(exit).toBe(3);
    expect(lines[0]).toMatch(/a\.jsonl\.gz 0 MALFORMED FILE "" a FIFO, a socket or a device instead of a file; move/);
    writeFileSync(path('list.json'), JSON.stringify({ certificates: [{ path: 's/shards/a.jsonl.gz' }] }));
    expect(depthcert(['verify', '--manifest', path('list.json')])).toMatchObject({ exit: 3, err: '' });
  });

  test('writes the same for any number of workers, of good certificates and bad ones', async () => {
    const bad = [LINE.replace('"seed":"test"', '"seed":"Test"'), '\n', '{\n', LINE.replace('decision', 'nothing')];
    const [first] = await storeOf(path('s'), 300, 150, (k) => bad[k % 50] ?? LINE);
    writeFileSync(path('s', first!.file), readFileSync(path('s', first!.file)).subarray(0, -9));
    const one = depthcert(['verify', path('s'), '--json']);
    expect(one.exit).toBe(3);
    for (const workers of ['2', '3'])
      expect(depthcert(['verify', path('s'), '--json', '--workers', workers])).toEqual(one);
  });

  test('takes no more memory for a large store than for a small one', async () => {
    // White space between values: 60 kB a line, 15 MB and 150 MB in all.
    const line = LINE.replace('"instance":', `"instance":${' '.repeat(60_000)}`);
    await storeOf(path('small'), 250, 125, () => line);
    const records = await storeOf(path('large'), 2500, 1250, () => line);
    expect(records.reduce((n, { bytes }) => n + bytes, 0)).toBeGreaterThan(150e6);
    const report = 'process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))';
    const peak = (store: string) => {
      const args = [
        '--max-old-space-size=64',
        '--import',
        `data:text/javascript,${report}`,
        MAIN,
        'verify',
        path(store),
      ];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect(status).toBe(0);
      expect(stdout).toMatch(/VERIFIED \d+ certificates\n$/);
      return Number(stderr) * 1024;
    };
    expect(peak('large') - peak('small')).toBeLessThan(60e6);
  });
});

test('what is counted is what the records say: a store in which a record was changed has another root', async () => {
  const [record] = await storeOf(path('s'), 3, 4);
  const root = (text: string) => JSON.parse(text).root;
  const before = root(readFileSync(path('s', 'manifest.json'), 'utf8'));
  writeManifest(path('s'), campaignOfDecisions(3, 4), [{ ...record!, lines: 4, tally: tallyOf(4) }]);
  expect(root(readFileSync(path('s', 'manifest.json'), 'utf8'))).not.toBe(before);
  expect(recordText(record!)).toContain('"lines":3');
  const bad = (await rowsOf(path('s'))).filter(({ status }) => status !== 'VALID_EXACT');
  expect(bad).toMatchObject([
    { status: 'REJECTED', code: 'DIGEST', message: '3 certificates, and the manifest states 4' },
  ]);
});
