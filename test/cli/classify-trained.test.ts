import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { npyOf } from '../trained/npy-bytes.ts';
import { zip } from '../trained/zip.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
// The smaller of two singular values, moved by 10^−7: X = I, Y = diag(3, 1).
const [X, Y] = [
  npyOf([
    [1, 0],
    [0, 1],
  ]),
  npyOf([
    [3, 0],
    [0, 1],
  ]),
];
const [W1, W2] = [npyOf([[0, 1 + 1e-7]]), npyOf([[0], [1]])];
const archive = (more: Record<string, Uint8Array> = {}) =>
  zip(Object.entries({ X, Y, W1, W2, ...more }).map(([name, data]) => ({ name: `${name}.npy`, data })));
const saddle = {
  verdict: 'strict-saddle',
  ...{ rank: 1, S: [2], pattern: null, distance: expect.stringMatching(/^7\.\de-8$/) },
  ...{ gradientNorm: ['1.41e-7', '1.42e-7'], widths: [2, 1, 2] },
  sentence: expect.stringMatching(/^within 7\.\de-8 of a strict saddle of rank 1, S = \{2\}$/),
};

describe('one point', () => {
  test('from an archive, for people', () => {
    writeFileSync(path('t.npz'), archive());
    const { exit, lines, err } = depthcert(['classify', '--trained', path('t.npz')]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines).toEqual([
      'network   widths 2-1-2, m = 2',
      expect.stringMatching(/^W is {6}within 7\.\de-8 of a strict saddle of rank 1, S = \{2\}$/),
      '‖∇L(W)‖   between 1.41e-7 and 1.42e-7',
      'verifier  VALID_ENCLOSED, depthcert/near-critical',
    ]);
  });

  test('from standard input, as JSON, and the certificate is kept', () => {
    writeFileSync(path('t.npz'), archive());
    const { exit, out } = depthcert(
      ['classify', '--trained', '--json', '--out', path('c'), '-'],
      readFileSync(path('t.npz')),
    );
    expect(exit).toBe(0);
    const found = JSON.parse(out);
    expect(found).toMatchObject({ id: null, line: 1, ...saddle });
    const kept = JSON.parse(readFileSync(path('c', 'depthcert', 'near-critical.jsonl'), 'utf8'));
    expect(kept.digest).toBe(found.digest);
    expect(depthcert(['verify', path('c')]).lines.at(-1)).toBe('VERIFIED 1 certificates');
  });

  test('from files of its own, in three formats, samples in rows', () => {
    writeFileSync(path('x.csv'), 'a,b\n1,0\n0,1\n');
    writeFileSync(path('y.json'), '[[3,0],[0,1]]');
    writeFileSync(path('w1.npy'), W1);
    writeFileSync(path('w2.npy'), W2);
    const files = ['--x', path('x.csv'), '--y', path('y.json'), '--w', path('w1.npy'), path('w2.npy')];
    const { exit, out } = depthcert(['classify', '--trained', '--json', '--samples-in-rows', ...files]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject(saddle);
  });

  test('the tolerance decides what is near', () => {
    writeFileSync(path('t.npz'), archive());
    const { exit, out } = depthcert(['classify', '--trained', '--json', '--tolerance', '1e-9', path('t.npz')]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'not-critical', rank: null, S: null, distance: null });
  });
});

test('lines: a bad one does not stop the others, and data may come from elsewhere', () => {
  writeFileSync(path('x.npy'), X);
  writeFileSync(path('y.npy'), Y);
  const lines = ['{"id":"a","W":[[[0,1.0000001]],[[0],[1]]]}', '{"id":"b"}', '{"id":"c","W":[[[1,2]],[[3],[4]]]}'];
  const run = depthcert(
    ['classify', '--trained', '--jsonl', '--x', path('x.npy'), '--y', path('y.npy'), '-'],
    `${lines.join('\n')}\n`,
  );
  expect(run.exit).toBe(3);
  expect(run.lines.map((line) => JSON.parse(line))).toMatchObject([
    { id: 'a', line: 1, ...saddle },
    { id: 'b', line: 2, error: { code: 'MISSING_FIELD', pointer: '' } },
    { id: 'c', line: 3, verdict: 'not-critical' },
  ]);
});

describe('what cannot be read is exit 3, with the place and a remedy', () => {
  test.each<[string, () => string[], RegExp]>([
    [
      'NaN in an archive',
      () => [given('t.npz', archive({ W2: npyOf([[Number.NaN], [1]]) }))],
      /t\.npz, W2\.npy, byte \d+: entry \[0, 0\] is NaN/,
    ],
    [
      'a cut off archive',
      () => [given('t.npz', archive().subarray(0, 100))],
      /t\.npz, byte \d+: not a ZIP archive.*cut off/,
    ],
    [
      'samples in rows',
      () => [
        given(
          't.npz',
          archive({
            X: npyOf([
              [1, 0],
              [0, 1],
              [1, 1],
            ]),
            Y: npyOf([
              [1, 0],
              [0, 1],
              [1, 1],
            ]),
          }),
        ),
      ],
      /SHAPE at "\/X".*--samples-in-rows/,
    ],
    ['one array alone', () => [given('w.npy', W1)], /w\.npy: one array is no point/],
    [
      'a word in a table',
      () => ['--x', given('x.csv', '1,2\n3,x\n'), '--y', given('y.npy', Y), '--w', given('w.npy', W1)],
      /x\.csv, line 2, column 2: "x"/,
    ],
    [
      'a missing file of data',
      () => ['--x', path('none.csv'), '--y', given('y.npy', Y), '--w', given('w.npy', W1)],
      /none\.csv: there is no such file/,
    ],
    ['nothing', () => [], /nothing to classify: name a file/],
    ['no data', () => ['--w', given('w.npy', W1)], /no X: give it as --x FILE/],
    ['standard input twice', () => ['--x', '-', '--y', '-', '--w', given('w.npy', W1)], /standard input is read once/],
    [
      'lines in an archive',
      () => ['--jsonl', given('t.npz', archive())],
      /t\.npz: an archive holds one point.*leave out --jsonl/,
    ],
    [
      'a layer that does not fit names its file',
      () => ['--x', given('x.npy', X), '--y', given('y.npy', Y), '--w', given('w1.npy', W1), given('w2.npy', X)],
      /w2\.npy: SHAPE at "\/W\/1\/0".*W_2 2 × 2/,
    ],
    ['layers from two places', () => [given('t.npz', archive()), '--w', given('w.npy', W1)], /not from both/],
    ['lines without a file', () => ['--jsonl', '--w', given('w.npy', W1)], /one point a line from a file/],
    ['no tolerance', () => ['--tolerance', '0', given('t.npz', archive())], /expected a number > 0/],
  ])('%s', (_, args, message) => {
    const { exit, out, err } = depthcert(['classify', '--trained', ...args()]);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*\.js:\d+/);
  });

  test('options without --trained', () => {
    expect(depthcert(['classify', '--x', 'x.csv', '-'], '{}')).toMatchObject({
      exit: 3,
      err: expect.stringMatching(/go with --trained/),
    });
    expect(depthcert(['classify'])).toMatchObject({
      exit: 3,
      err: expect.stringMatching(/missing required argument 'file'/),
    });
  });
});

test('the help has an example that works', () => {
  const [, example] = /echo '(.*)' \| depthcert classify --trained -/.exec(depthcert(['classify', '--help']).out)!;
  expect(depthcert(['classify', '--trained', '-'], example).exit).toBe(0);
});

/** Writes a file and gives its path. */
function given(name: string, content: Uint8Array | string): string {
  mkdirSync(path(), { recursive: true });
  writeFileSync(path(name), content);
  return path(name);
}
