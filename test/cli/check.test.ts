import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { depthcert, MAIN, scratch } from './run.ts';

const { path } = scratch();
const DECISION = 'depthcert/decision';
const file = (folder: string) => readFileSync(path(folder, 'depthcert', 'decision.jsonl'), 'utf8');

describe('a campaign', () => {
  test('prints table, coverage and a last line, and keeps what verify accepts', () => {
    const { exit, lines, out } = depthcert(['check', DECISION, '--runs', '150', '--classes', '--out', path('out')]);
    const variants = properties.find((p) => p.id === DECISION)!.variants.length;
    expect({ exit, last: lines.at(-1) }).toEqual({ exit: 0, last: `VERIFIED ${150 + variants} certificates` });
    expect(lines[0]).toBe('seed "depthcert", 150 runs a statement');
    expect(out).toMatch(new RegExp(`^${DECISION} +150 +150 .* ${variants}/${variants} `, 'm'));
    expect(out).toMatch(/^ {2}width 1 +\d+ +\d+\.\d % +\d+\.\d %$/m);
    expect(depthcert(['verify', path('out'), '--min', `${150 + variants}`]).lines.at(-1)).toBe(lines.at(-1));
  });

  test('writes the same bytes for any number of workers, and another seed writes others', () => {
    const run = (out: string, ...more: string[]) =>
      depthcert(['check', DECISION, '--runs', '70', '--out', path(out), ...more]);
    run('one');
    run('three', '--workers', '3');
    run('other', '--seed', 'other', '--no-mutants');
    expect(file('three')).toBe(file('one'));
    expect(file('other')).not.toBe(file('one'));
    const variant = (out: string) => readFileSync(path(out, 'depthcert', 'decision~all-saddles-strict.json'), 'utf8');
    expect(variant('three')).toBe(variant('one'));
  });

  test('in parts, on several workers, is the whole', () => {
    const run = (out: string, ...more: string[]) =>
      depthcert(['check', DECISION, '--runs', '50', '--no-mutants', '--out', path(out), ...more]);
    run('whole');
    expect(run('1', '--shard', '1/2', '--workers', '2').exit).toBe(0);
    expect(run('2', '--shard', '2/2').exit).toBe(0);
    expect(file('1') + file('2')).toBe(file('whole'));
  });

  test('--json is one object with counts', () => {
    const { exit, out } = depthcert(['check', 'depthcert/real-data', '--json']);
    const { seed, statements, verified } = JSON.parse(out);
    const total = properties.find((p) => p.id === 'depthcert/real-data')!.instances!.length;
    expect({ exit, seed, verified }).toEqual({ exit: 0, seed: 'depthcert', verified: total });
    expect(statements).toMatchObject([{ id: 'depthcert/real-data', runs: total, verified: total }]);
  });
});

describe('a campaign that is not green', () => {
  test('below its coverage: exit 2, the classes are marked', () => {
    const { exit, lines, out } = depthcert(['check', DECISION, '--runs', '1', '--no-mutants']);
    expect(exit).toBe(2);
    expect(out).toMatch(/ BELOW$/m);
    expect(lines.at(-1)).toMatch(/^FAILED \d+ classes below their share$/);
  });

  test('a folder that is not empty: exit 3, nothing touched; --overwrite removes only its own files', () => {
    writeFileSync(path('mine.txt'), 'mine');
    const args = ['check', DECISION, '--runs', '60', '--no-mutants', '--out', path()];
    const refused = depthcert(args);
    expect(refused).toMatchObject({ exit: 3, out: '' });
    expect(refused.err).toMatch(/is not empty; name a new folder, or allow --overwrite/);
    expect(existsSync(path('depthcert'))).toBe(false);
    depthcert([...args, '--overwrite']);
    const before = file('');
    depthcert([...args, '--overwrite']);
    expect(file('')).toBe(before);
    expect(readFileSync(path('mine.txt'), 'utf8')).toBe('mine');
  });

  test('a part without runs: exit 2, whichever it is', () => {
    for (const shard of ['1/9', '2/9']) {
      const { exit, lines } = depthcert(['check', DECISION, '--runs', '1', '--shard', shard]);
      const last = `FAILED part ${shard[0]} of 9 has no runs; use fewer parts`;
      expect({ exit, last: lines.at(-1) }).toEqual({ exit: 2, last });
    }
    expect(depthcert(['check', DECISION, '--runs', '1', '--shard', '9/9']).exit).toBe(0);
  });

  test.each([
    ['an empty name', ''],
    ['a folder where nothing can be made', '/dev/null/out'],
  ])('--out with %s: exit 3 before the work', (_, out) => {
    const outcome = depthcert(['check', '--runs', '100000', '--overwrite', '--out', out]);
    expect(outcome).toMatchObject({ exit: 3, out: '' });
    expect(outcome.err).not.toContain('    at ');
  });

  test.each([
    ['SIGINT', '1'],
    ['SIGINT', '2'],
    ['SIGTERM', '1'],
  ] as const)('%s leaves whole certificates and is exit 2 (%s workers)', async (signal, workers) => {
    const args = [MAIN, 'check', DECISION, '--runs', '100000', '--workers', workers, '--out', path('out')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    while (child.exitCode === null && !existsSync(path('out', 'depthcert', 'decision.jsonl')))
      await new Promise((r) => setTimeout(r, 20));
    child.kill(signal);
    const [code] = await once(child, 'close');
    const count = file('out').split('\n').length - 1;
    expect(code).toBe(2);
    expect(out).toContain(`${count} certificates in ${path('out', 'depthcert', 'decision.jsonl')}`);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/interrupted after \d+ verified certificates$/);
    expect(depthcert(['verify', path('out')]).lines.at(-1)).toBe(`VERIFIED ${count} certificates`);
  });
});
