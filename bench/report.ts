import { cpus, loadavg, totalmem } from 'node:os';
import type { StatementCost } from './certificates.ts';
import { type FileTimes, PROGRAMS } from './rounds.ts';
import { exponents, type Kind, type SizeRow, sizeRow } from './summary.ts';

export interface Results {
  readonly files: readonly FileTimes[];
  /** Wall milliseconds of each program for one instance of two weights. */
  readonly startUp: FileTimes['whole'];
  readonly statements: readonly StatementCost[];
  readonly versions: Readonly<Record<string, string>>;
  /** Bits of the numbers of the instances, by file: median and maximum. */
  readonly bits: ReadonlyMap<string, readonly [median: number, most: number]>;
  readonly rounds: number;
  /** CPU milliseconds each for reading, making and verifying before the first round. */
  readonly warmUp: number;
  readonly date: Date;
}

/** Growth exponents are fitted to Hessians of at least this size: smaller ones take a constant time. */
const FROM = 64;

/** The name of a file of small instances of any widths: no size of its own. */
export const MIXED = 'mixed';

export const rowsOf = (files: readonly FileTimes[], kind: Kind): SizeRow[] =>
  files.flatMap((file) => {
    const row = sizeRow(file, kind);
    return row ? [row] : [];
  });

/** A Markdown table. */
export const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, k) => (k === 0 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Three significant digits. */
export const digits = (x: number): string =>
  x === 0 ? '0' : Math.abs(x) >= 100 ? x.toFixed(0) : x.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(x)))));

export function report(results: Results): string {
  const { files, startUp, statements, versions, rounds, warmUp, date } = results;
  const sized = files.filter(({ name }) => name !== MIXED);
  const [first] = cpus();
  const machine = [
    ['date', date.toISOString().slice(0, 10)],
    ['processor', `${first?.model ?? 'unknown'}, ${cpus().length} cores`],
    ['memory', `${digits(totalmem() / 2 ** 30)} GiB`],
    ['load when it ended', digits(loadavg()[0]!)],
    ...Object.entries(versions),
  ];
  return `# Benchmark

Written by \`npm run bench\` (${rounds} rounds, medians). The question at each point W of L(W) = ½‖W_H⋯W_1X − Y‖², answered exactly: is the gradient zero, what is rank R, and is W a
global minimizer, a strict saddle or a non-strict saddle? depthcert decides (docs/decision.md) and writes the certificate; the peers find the exact inertia of the Hessian, which
gives the class (docs/classification-for-any-data.md). They write no certificates.

${markdown(['', ''], machine)}

## Time an instance

CPU time in milliseconds without start-up and reading, every program in one warm process, by turns on the same instances; medians over the rounds, then over the instances. Ratios are
medians of those instance by instance. Before anything is measured, the process of depthcert has spent ${digits(warmUp / 1000)} s of CPU time each on reading, making and verifying such
instances: until then its compiler is at work. "d" are networks d-d-d-d-d (and d-d-⌊d/2⌋-d-d), "${MIXED}" small ones of the generator of \`depthcert/decision\`.

### Critical points with G ≠ 0: the peers need the Hessian

${times(rowsOf(files, 'hessian'))}

${growth(rowsOf(sized, 'hessian'))}

![time against the size of the Hessian](results.svg)

### Points that the gradient or G = 0 answers

${times(rowsOf(files, 'gradient'))}

${growth(rowsOf(sized, 'gradient'))}

### Where the time of depthcert goes

Critical points with G ≠ 0: products, gradients and rank of the point; the verdict with its evidence; the certificate as canonical JSON, with its digest. Medians of the shares.

${shares(rowsOf(files, 'hessian'))}

### By instance

${byInstance(sized)}

${refusals(files)}

## Whole processes

Wall time in milliseconds of one process on all instances of a file, reading included; start-up is that for one network 1-1. depthcert is \`depthcert classify --jsonl\`, which verifies
each certificate as well.

${wholeProcesses(files, startUp)}

## Certificates

Of each statement: certificates made and verified a second of CPU time, the time to verify over the time to make, bytes of a certificate, and bits of the numbers in its
evidence (median, 95 %, maximum).

${certificates(statements)}

## The instances

Bits of the numbers (numerator or denominator, whichever is longer) of X, Y and W.

${markdown(
  ['', 'instances', 'coordinates', 'median bits', 'maximum'],
  [...results.bits].map(([name, [median, most]]) => {
    const file = files.find((f) => f.name === name)!;
    const sizes = file.times.map((t) => t.coordinates);
    return [
      name,
      String(file.times.length),
      `${Math.min(...sizes)}–${Math.max(...sizes)}`,
      String(median),
      String(most),
    ];
  }),
)}
`;
}

const times = (rows: readonly SizeRow[]): string =>
  markdown(
    ['', 'coordinates', 'instances', ...PROGRAMS, 'depthcert/FLINT', 'depthcert/PARI', 'verify', 'bytes'],
    rows.map((row) => [
      row.name,
      digits(row.coordinates),
      String(row.instances),
      ...PROGRAMS.map((program) => digits(row.ms[program])),
      digits(row.overFlint),
      digits(row.overPari),
      digits(row.verifyMs),
      digits(row.bytes),
    ]),
  );

const shares = (rows: readonly SizeRow[]): string =>
  markdown(
    ['', 'coordinates', 'point', 'verdict and evidence', 'writing'],
    rows.map(({ name, coordinates, shares: { point, decision, writing } }) => [
      ...[name, digits(coordinates)],
      ...[point, decision, writing].map((share) => `${(100 * share).toFixed(0)} %`),
    ]),
  );

function growth(rows: readonly SizeRow[]): string {
  const found = exponents(rows, FROM);
  const parts = PROGRAMS.map(
    (program) => `${program} ${found[program] === undefined ? '?' : `N^${found[program].toFixed(2)}`}`,
  );
  return `Growth with the number N of coordinates, from N = ${FROM} on: ${parts.join(', ')}.`;
}

const byInstance = (files: readonly FileTimes[]): string =>
  markdown(
    ['', 'coordinates', ...PROGRAMS, 'verify', 'depthcert/FLINT', 'the peer in FLINT proved the signature by'],
    files.flatMap(({ times: list }) =>
      list.map((t) => [
        t.id,
        String(t.coordinates),
        t.depthcert ? digits(t.depthcert.ms) : 'refused',
        digits(t.FLINT),
        digits(t['PARI/GP']),
        t.depthcert ? digits(t.depthcert.verifyMs) : '',
        t.depthcert ? digits(t.depthcert.ms / t.FLINT) : '',
        t.way,
      ]),
    ),
  );

function refusals(files: readonly FileTimes[]): string {
  const list = files.flatMap(({ refused }) => refused);
  return list.length === 0
    ? 'No limit of depthcert refused any instance.'
    : `${list.length} instances were refused by a limit of depthcert and are in no median:\n\n${list.map((one) => `- ${one}`).join('\n')}`;
}

const wholeProcesses = (files: readonly FileTimes[], startUp: FileTimes['whole']): string =>
  markdown(
    ['', 'instances', ...PROGRAMS, ...PROGRAMS.map((program) => `${program}, an instance without start-up`)],
    [
      ['start-up', '', ...PROGRAMS.map((program) => digits(startUp[program])), '', '', ''],
      ...files.map(({ name, times: list, whole }) => [
        name,
        String(list.length),
        ...PROGRAMS.map((program) => digits(whole[program])),
        ...PROGRAMS.map((program) => digits(Math.max(0, whole[program] - startUp[program]) / list.length)),
      ]),
    ],
  );

const certificates = (statements: readonly StatementCost[]): string =>
  markdown(
    ['statement', 'certificates', 'made/s', 'verified/s', 'verify/make', 'bytes', 'bits'],
    statements.map((s) => [
      s.statement,
      String(s.certificates),
      digits(s.made),
      digits(s.verified),
      s.ratio.toFixed(2),
      [s.bytes.median, s.bytes.high, s.bytes.most].map((x) => x.toFixed(0)).join(' / '),
      [s.bits.median, s.bits.high, s.bits.most].map((x) => x.toFixed(0)).join(' / '),
    ]),
  );
