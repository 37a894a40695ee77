import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { depthcert, MAIN, type Outcome, scratch } from './run.ts';
import { bytesOf, campaignOfDecisions } from './stores.ts';

const { path } = scratch();
const STATEMENT = 'lu-kawaguchi-2017/full-rank-perturbation';
const run = (out: string, ...more: string[]) =>
  depthcert(['campaign', 'run', STATEMENT, '--runs', '40', '--shard-size', '12', '--out', out, ...more]);

// The campaign of most tests, made once.
let made: string;
let one: Outcome;
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'depthcert-'));
  one = run(join(made, 'one'));
}, 120_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));

describe('campaign run', () => {
  test('makes a store, and what it made is verified', () => {
    expect(one).toMatchObject({ exit: 0, err: '' });
    expect(one.lines[0]).toMatch(/^campaign [0-9a-f]{64}$/);
    expect(one.out).toMatch(/^lu-kawaguchi-2017\/full-rank-perturbation +40 +40 +9\/9 +\d+ +2\/2 /m);
    expect(one.lines.slice(-3)).toEqual([
      '5 shards: 0 kept, 5 made',
      expect.stringMatching(/^42 certificates in .*, Merkle root [0-9a-f]{64}$/),
      'VERIFIED 42 certificates',
    ]);
    expect(depthcert(['verify', join(made, 'one'), '--min', '42', '--workers', '2']).exit).toBe(0);
  });

  test.each(['2', '3'])('makes the same store with %s workers', (workers) => {
    expect(run(path('a'), '--workers', workers).out.replaceAll(path('a'), join(made, 'one'))).toBe(one.out);
    expect(bytesOf(path('a'))).toEqual(bytesOf(join(made, 'one')));
  });

  test('in parts in folders of their own, merged, is the whole; gaps are named', () => {
    for (const part of ['1', '2']) {
      const { exit, lines } = run(path(part), '--shard', `${part}/2`, '--workers', part);
      const count = part === '1' ? 2 : 3;
      expect({ exit, shards: lines.at(-2) }).toEqual({
        exit: 0,
        shards: `${count} shards of part ${part} of 2: 0 kept, ${count} made`,
      });
    }
    const merge = (...args: string[]) => depthcert(['merge', ...args]);
    const gaps = merge(path('2'), '--out', path('gaps'));
    expect(gaps).toMatchObject({ exit: 2, out: '' });
    expect(gaps.err).toContain('missing lu-kawaguchi-2017.full-rank-perturbation.000012-000024');
    expect(gaps.err).toContain('2 of 5 shards are missing, nothing is written');
    expect(existsSync(path('gaps'))).toBe(false);
    expect(merge(path('2'), '--out', path('some'), '--partial').exit).toBe(0);
    expect(readdirSync(path('some')).sort()).toEqual(['campaign.json', 'shards']);
    const merged = merge(path('some'), path('1'), path('2'), '--out', path('merged'));
    expect(merged).toMatchObject({ exit: 0, err: '' });
    expect(merged.lines.slice(-3)).toEqual([
      '5 shards from 3 stores',
      expect.stringMatching(/^42 certificates in .*, Merkle root /),
      'VERIFIED 42 certificates',
    ]);
    expect(bytesOf(path('merged'))).toEqual(bytesOf(join(made, 'one')));
    const again = merge(path('1'), '--out', path('merged'));
    expect(again).toMatchObject({ exit: 3, out: '' });
    expect(again.err).toMatch(/is not empty; name a new folder, or remove this one\n$/);
    expect(merge(path('1'), path('2'), '--out', path('2')).err).toContain('is the same folder as');
    const inside = merge(path('1'), path('2'), '--out', path('1', 'shards', 'in'));
    expect(inside).toMatchObject({ exit: 3, out: '' });
    expect(inside.err).toContain('which is only read');
    expect(existsSync(path('1', 'shards', 'in'))).toBe(false);
  });

  test('a part with the shard of variants alone', () => {
    const { exit, lines } = run(path('variants'), '--shard', '5/5');
    expect({ exit, last: lines.at(-1) }).toEqual({ exit: 0, last: 'VERIFIED 2 certificates' });
  });

  test('goes on after SIGINT, with what was complete', async () => {
    const args = ['campaign', 'run', STATEMENT, '--runs', '100000', '--shard-size', '20', '--out', path('a')];
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const records = () =>
      existsSync(path('a', 'shards'))
        ? readdirSync(path('a', 'shards')).filter((name) => /^lu.*\.json$/.test(name))
        : [];
    while (child.exitCode === null && records().length < 3) await new Promise((r) => setTimeout(r, 20));
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    const made = records().length;
    expect(out).toContain(`: 0 kept, ${made} made, ${5001 - made} missing`);
    expect(out.trimEnd()).toMatch(/interrupted after \d+ verified certificates$/);
    expect(readdirSync(path('a', 'shards')).length).toBe(2 * made);
    expect(depthcert(['verify', path('a')]).lines.at(-1)).toBe(`VERIFIED ${20 * made} certificates`);
    const part = depthcert([...args, '--shard', '1/2000', '--json']);
    expect(JSON.parse(part.out)).toMatchObject({ shards: 2, kept: 2, made: 0, interrupted: false, sealed: null });
  });

  test('names a damaged shard and makes it anew', () => {
    cpSync(join(made, 'one'), path('a'), { recursive: true });
    const file = readdirSync(path('a', 'shards')).find((name) => name.endsWith('.gz'))!;
    writeFileSync(path('a', 'shards', file), readFileSync(path('a', 'shards', file)).subarray(0, 100));
    const { exit, err, lines } = run(path('a'), '--workers', '2');
    expect({ exit, shards: lines.at(-3) }).toEqual({ exit: 0, shards: '5 shards: 4 kept, 1 made' });
    expect(err).toContain(`${file}: not a complete gzip file`);
    expect(bytesOf(path('a'))).toEqual(bytesOf(join(made, 'one')));
  });
});

test('a record that contradicts itself is named, and its shard made anew', () => {
  cpSync(join(made, 'one'), path('a'), { recursive: true });
  rmSync(path('a', 'manifest.json'));
  const file = path('a', 'shards', readdirSync(path('a', 'shards')).find((name) => name.endsWith('.json'))!);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"VALID_EXACT":12', '"VALID_EXACT":9'));
  expect(readFileSync(file, 'utf8')).not.toBe(text);
  expect(depthcert(['merge', path('a'), '--out', path('b')])).toMatchObject({ exit: 3, out: '' });
  const { exit, err, lines } = run(path('a'));
  expect({ exit, shards: lines.at(-3) }).toEqual({ exit: 0, shards: '5 shards: 4 kept, 1 made' });
  expect(err).toContain(`${file}: RANGE at "/tally/statuses": 9 in all, of 12 instances`);
  expect(bytesOf(path('a'))).toEqual(bytesOf(join(made, 'one')));
});

describe('in place of a file of a store', () => {
  const fifo = (at: string) => void execFileSync('mkfifo', [at]);
  const folder = (at: string) => void mkdirSync(at);

  test.each([
    ['a FIFO', 'certificates', fifo],
    ['a FIFO', 'record', fifo],
    ['a folder', 'record', folder],
    ['a folder', 'manifest', folder],
  ] as const)('%s is not read, and its path is named: run, merge and verify end (%s)', (_, what, make) => {
    cpSync(join(made, 'one'), path('a'), { recursive: true });
    const end = { certificates: '.jsonl.gz', record: '.json', manifest: '' }[what];
    const name = readdirSync(path('a', 'shards')).find((file) => file.endsWith(end))!;
    const file = what === 'manifest' ? path('a', 'manifest.json') : path('a', 'shards', name);
    rmSync(file);
    make(file);
    for (const { exit, out, err } of [run(path('a')), depthcert(['merge', path('a'), '--out', path('merged')])]) {
      expect({ exit, out }).toEqual({ exit: 3, out: '' });
      expect(err).toContain(`${file}: a `);
      expect(err).toMatch(/ instead of a file; move it away\n$/);
    }
    if (what === 'record') return; // the manifest holds it, too
    const { exit, out } = depthcert(['verify', path('a')]);
    expect(exit).toBe(3);
    expect(out).toMatch(/ MALFORMED FILE "" .*instead of a file; move it away$/m);
  });

  test('a second file of certificates is refused beside a shard that is kept, and goes where the shard is made anew', () => {
    cpSync(join(made, 'one'), path('a'), { recursive: true });
    const file = readdirSync(path('a', 'shards')).find((name) => name.endsWith('.gz'))!;
    const second = path('a', 'shards', file.replace(/-[0-9a-f]{16}\./, '-0123456789abcdef.'));
    cpSync(path('a', 'shards', file), second);
    const refused = run(path('a'));
    expect(refused).toMatchObject({ exit: 3, out: '' });
    expect(refused.err).toContain(`${second} is not the file that the record of its shard names; move it away`);
    rmSync(path('a', 'shards', file));
    expect(run(path('a')).exit).toBe(0);
    expect(bytesOf(path('a'))).toEqual(bytesOf(join(made, 'one')));
  });
});

describe('campaign run is not green', () => {
  test('below its coverage on a complete store, but not in a part', () => {
    const few = [
      'campaign',
      'run',
      'zhu-2018/thm-shallow',
      '--runs',
      '4',
      '--shard-size',
      '2',
      '--no-mutants',
      '--out',
      path('a'),
    ];
    expect(depthcert([...few, '--shard', '1/2']).exit).toBe(0);
    const { exit, lines, out } = depthcert([...few, '--shard', '2/2']);
    expect(exit).toBe(2);
    expect(out).toMatch(/ BELOW$/m);
    expect(lines.at(-1)).toMatch(/^FAILED \d+ classes below their share$/);
  });

  test('a part without shards', () => {
    const { exit, lines } = depthcert([
      'campaign',
      'run',
      STATEMENT,
      '--runs',
      '4',
      '--shard',
      '1/9',
      '--out',
      path('a'),
    ]);
    expect({ exit, last: lines.at(-1) }).toEqual({
      exit: 2,
      last: 'FAILED part 1 of 9 has no shards; use fewer parts',
    });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['a folder that holds something else', ['--out', 'other'], /neither empty nor a store; name another folder/],
    ['the store of another campaign', ['--out', 'store'], /another campaign: seed "test" instead of "depthcert"/],
    ['a file', ['--out', 'other/note.txt'], /note\.txt is not a folder; name another one$/m],
    ['too many shards', ['--out', 'new', '--runs', '1000000', '--shard-size', '1'], /--shard-size/],
    ['no room for a thread', ['--out', 'new', '--memory', '10'], /at least 64[\s\S]*campaign run --help/],
    ['no folder', [], /required option '--out/],
  ])('%s: exit 3', (_, args, message) => {
    mkdirSync(path('other'));
    writeFileSync(path('other', 'note.txt'), '');
    openStore(path('store'), campaignOfDecisions(2, 1000));
    const at = args.map((arg, k) => (args[k - 1] === '--out' ? path(arg) : arg));
    const decision = ['campaign', 'run', 'depthcert/decision', '--no-mutants', '--runs', '2'];
    const { exit, out, err } = depthcert([...decision, ...at]);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });
});
