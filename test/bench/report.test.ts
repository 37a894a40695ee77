import { describe, expect, test } from 'vitest';
import { timePlot } from '../../bench/plot.ts';
import { digits, markdown, report, rowsOf } from '../../bench/report.ts';
import type { FileTimes, InstanceTimes } from '../../bench/rounds.ts';
import { exponents, sizeRow } from '../../bench/summary.ts';

const times = (id: string, coordinates: number, ms: number, hessian = true): InstanceTimes => ({
  id,
  coordinates,
  hessian,
  depthcert: {
    ms,
    phases: { point: ms / 4, decision: ms / 2, writing: ms / 4 },
    verifyMs: ms / 2,
    bytes: 100,
  },
  FLINT: 2 * ms,
  'PARI/GP': 4 * ms,
  way: hessian ? '53-bits' : '-',
});

const file = (name: string, list: readonly InstanceTimes[]): FileTimes => ({
  name,
  times: list,
  whole: { depthcert: 500, FLINT: 20, 'PARI/GP': 40 },
  disagreements: [],
  refused: [],
});

const { depthcert: _, ...undecided } = times('e', 64, 1);
const files = [
  file('mixed', [times('a', 4, 1)]),
  file('d=4', [times('b', 64, 1), times('c', 64, 3), times('d', 64, 9, false), undecided]),
  file('d=8', [times('f', 256, 32)]),
];

describe('a row', () => {
  test('has the medians of one kind of points that were decided', () => {
    const row = sizeRow(files[1]!, 'hessian')!;
    expect(row).toMatchObject({
      name: 'd=4',
      coordinates: 64,
      instances: 2,
      verifyMs: 1,
      overFlint: 0.5,
      overPari: 0.25,
    });
    expect(row.ms).toEqual({ depthcert: 2, FLINT: 4, 'PARI/GP': 8 });
    expect(sizeRow(files[1]!, 'gradient')!.ms.depthcert).toBe(9);
  });

  test('is not there for a kind that does not occur', () => {
    expect(sizeRow(files[2]!, 'gradient')).toBeUndefined();
    expect(rowsOf(files, 'gradient').map(({ name }) => name)).toEqual(['d=4']);
  });
});

test('growth is fitted to large enough Hessians', () => {
  const rows = rowsOf(files, 'hessian');
  expect(exponents(rows, 64).depthcert).toBeCloseTo(2, 10);
  expect(exponents(rows, 100).FLINT).toBeUndefined();
});

test('a table is Markdown', () => {
  expect(markdown(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --: |\n| 1 | 2 |');
});

test.each([
  [0, '0'],
  [0.012345, '0.0123'],
  [1.5, '1.50'],
  [99.96, '100.0'],
  [1234.5, '1235'],
])('%d is written %s', (x, text) => {
  expect(digits(x)).toBe(text);
});

test('the report has every instance, the growth, what was refused and the bits', () => {
  const text = report({
    files: [files[0]!, { ...files[1]!, refused: ['e: LIMIT: too large'] }, files[2]!],
    startUp: { depthcert: 300, FLINT: 5, 'PARI/GP': 10 },
    statements: [
      {
        statement: 'depthcert/decision',
        certificates: 2,
        made: 100,
        verified: 200,
        ratio: 0.5,
        bytes: { median: 10, high: 20, most: 30 },
        bits: { median: 1, high: 2, most: 3 },
      },
    ],
    versions: { FLINT: '2.9.0' },
    bits: new Map([['d=4', [4, 15]]]),
    rounds: 5,
    warmUp: 20_000,
    date: new Date('2026-01-02T03:04:05Z'),
  });
  for (const part of [
    '| date | 2026-01-02 |',
    'has spent 20.0 s of CPU time each',
    '| FLINT | 2.9.0 |',
    '| d=4 | 64.0 | 25 % | 50 % | 25 % |',
    'depthcert N^2.00',
    '| e | 64 | refused |',
    '- e: LIMIT: too large',
    '| depthcert/decision | 2 | 100 | 200 | 0.50 | 10 / 20 / 30 | 1 / 2 / 3 |',
    '| d=8 | 1 | 500 | 20.0 | 40.0 | 200 | 15.0 | 30.0 |',
    '| d=4 | 4 | 64–64 | 4 | 15 |',
  ]) {
    expect(text).toContain(part);
  }
});

test('the plot is an SVG with a line and a label for each program', () => {
  const svg = timePlot(rowsOf(files.slice(1), 'hessian'));
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  for (const program of ['depthcert', 'FLINT', 'PARI/GP']) expect(svg).toContain(`>${program}</text>`);
  expect(svg.match(/<path [^>]*stroke="#/g)).toHaveLength(3);
});
