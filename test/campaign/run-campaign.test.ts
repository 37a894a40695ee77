import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutputRefused } from '../../src/campaign/output.ts';
import { runCampaign, shardRange } from '../../src/campaign/run-campaign.ts';
import { listed, toy } from './toy.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const base = { runs: 20, seed: 'test' };
const file = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('a campaign', () => {
  test('verifies every run, counts verdicts and classes, and refutes the variants', async () => {
    const { statements, verified, interrupted } = await runCampaign([toy, listed], base);
    const [first, second] = statements;
    expect({ verified, interrupted }).toEqual({ verified: 20 + 1 + 3, interrupted: false });
    expect(first).toMatchObject({ runs: 20, verified: 20, statuses: { VALID_EXACT: 20 }, file: undefined });
    expect(Object.values(first!.verdicts).reduce((a, b) => a + b)).toBe(20);
    expect(first!.coverage[0]).toMatchObject({
      name: 'minimum',
      met: true,
      count: first!.verdicts['global-minimizer'],
    });
    expect(first!.variants).toMatchObject([{ status: 'VALID_EXACT' }]);
    expect(second).toMatchObject({ runs: 3, verdicts: { 'strict-saddle': 1, 'global-minimizer': 2 } });
  });

  test('writes one line a certificate and one file a variant, the same bytes each time', async () => {
    await runCampaign([toy], { ...base, out: join(folder, 'a') });
    await runCampaign([toy], { ...base, out: join(folder, 'b') });
    const lines = file('a', 'depthcert', 'decision.jsonl').split('\n');
    expect(lines.length).toBe(21);
    expect(lines.slice(0, 20).map((line) => JSON.parse(line).provenance.index)).toEqual([...Array(20).keys()]);
    expect(file('b', 'depthcert', 'decision.jsonl')).toBe(lines.join('\n'));
    expect(JSON.parse(file('a', 'depthcert', 'decision~critical-is-global.json')).verdict).toBe('strict-saddle');
  });

  test('has parts that make up the whole, byte for byte', async () => {
    await runCampaign([toy], { ...base, out: join(folder, 'whole') });
    for (const part of [1, 2, 3]) {
      const result = await runCampaign([toy], { ...base, shard: { part, of: 3 }, out: join(folder, `${part}`) });
      expect(result.statements[0]!.variants.length).toBe(part === 1 ? 1 : 0);
      expect(result.coverageEnforced).toBe(false);
    }
    const name = join('depthcert', 'decision.jsonl');
    expect(file('1', name) + file('2', name) + file('3', name)).toBe(file('whole', name));
  });

  test('cuts ranges that neither overlap nor leave a gap', () => {
    for (const [total, of] of [
      [10, 3],
      [2, 5],
      [0, 2],
    ] as const) {
      let next = 0;
      for (let part = 1; part <= of; part++) {
        const { from, to } = shardRange(total, { part, of });
        expect(from).toBe(next);
        next = to;
      }
      expect(next).toBe(total);
    }
  });

  test('stops after the instance under way, and leaves complete lines', async () => {
    const stop = new AbortController();
    const result = await runCampaign([toy, listed], {
      ...base,
      out: folder,
      stop: stop.signal,
      onProgress: ({ done }) => done === 7 && stop.abort(),
    });
    expect(result).toMatchObject({ interrupted: true, verified: 7, statements: [{ runs: 7, kept: 7, variants: [] }] });
    expect(file('depthcert', 'decision.jsonl').split('\n').length).toBe(8);
  });
});

describe('a campaign that does not go well', () => {
  test('goes on after an exception', async () => {
    const prove: typeof toy.prove = (instance) => {
      if (instance.Y.isZero()) throw new Error('no');
      return toy.prove(instance);
    };
    const { statements } = await runCampaign([{ ...toy, prove }], { ...base, mutants: false });
    const { runs, verified, statuses, troubles } = statements[0]!;
    expect({ runs, sum: verified + statuses.ERROR! }).toEqual({ runs: 20, sum: 20 });
    expect(troubles[0]).toMatchObject({ statement: toy.id, seed: 'test', code: 'ERROR', message: 'Error: no' });
  });

  test('says which class is below its share', async () => {
    const coverage = [
      { name: 'never', minimum: 0, holds: () => false },
      { name: 'always', minimum: 1, holds: () => true },
    ];
    const { statements } = await runCampaign([{ ...toy, coverage }], { ...base, mutants: false });
    expect(statements[0]!.coverage.map(({ name, share, met }) => [name, share, met])).toEqual([
      ['never', 0, false],
      ['always', 1, true],
    ]);
  });

  test('keeps certificates that the verifier rejects', async () => {
    const prove: typeof toy.prove = (instance) => ({ ...toy.prove(instance), verdict: 'convex' });
    const { statements } = await runCampaign([{ ...toy, prove }], { ...base, mutants: false, out: folder });
    expect(statements[0]).toMatchObject({ verified: 0, kept: 20, statuses: { REJECTED: 20 }, verdicts: {} });
  });

  test('does not write into a folder that is not empty, unless told to', async () => {
    writeFileSync(join(folder, 'note.txt'), 'mine');
    await expect(runCampaign([toy], { ...base, out: folder })).rejects.toThrow(OutputRefused);
    expect(existsSync(join(folder, 'depthcert'))).toBe(false);
    await runCampaign([toy], { ...base, out: folder, overwrite: true });
    expect(file('note.txt')).toBe('mine');
    await expect(runCampaign([toy], { ...base, out: join(folder, 'note.txt') })).rejects.toThrow(/is not a folder/);
  });

  test('needs the module of the properties for threads', async () => {
    await expect(runCampaign([toy], { ...base, workers: 2 })).rejects.toThrow(TypeError);
  });
});
