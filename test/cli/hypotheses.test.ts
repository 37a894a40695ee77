import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const lu = 'lu-kawaguchi-2017/thm-2.1';
const achour = 'achour-2021/thm-classification';

describe('hypotheses', () => {
  test('a row for every hypothesis of every statement, none failed', () => {
    const { exit, out } = depthcert(['hypotheses', '--runs', '5', '--json']);
    const { hypotheses, failed } = JSON.parse(out);
    expect({ exit, failed }).toEqual({ exit: 0, failed: 0 });
    expect(hypotheses.map((h: { statement: string; hypothesis: string }) => `${h.statement} ${h.hypothesis}`)).toEqual(
      properties.flatMap((p) => p.hypotheses.map((h) => `${p.id} ${h.id}`)),
    );
    for (const { finding, instances, variant, why } of hypotheses) {
      if (finding === 'necessary') expect(variant).toMatch(/~/);
      else if (finding === 'not needed') expect(instances).toBe(5);
      else expect({ finding, why }).toEqual({ finding: 'unknown', why: expect.stringMatching(/\w+ \w+/) });
    }
  });

  test('the certificates are kept, verified and replayed', () => {
    const { exit, lines, out } = depthcert(['hypotheses', lu, achour, '--runs', '5', '--out', path('out')]);
    const audited = properties.filter((p) => [lu, achour].includes(p.id)).flatMap((p) => p.hypotheses);
    const count = audited.reduce(
      (n, { audit }) => n + (audit.kind === 'not needed' ? 5 : audit.kind === 'necessary' ? 1 : 0),
      0,
    );
    expect({ exit, last: lines.at(-1) }).toEqual({ exit: 0, last: `VERIFIED ${count} certificates` });
    expect(out).toMatch(
      /^lu-kawaguchi-2017\/thm-2\.1 +A2 +Y has full row rank +checked +not needed +certified on all 5 instances tried$/m,
    );
    expect(depthcert(['verify', path('out')]).lines.at(-1)).toBe(`VERIFIED ${count} certificates`);
    const file = path('out', lu, 'without-A2.jsonl');
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(5);
    expect(depthcert(['replay', file, '--line', '2'])).toMatchObject({ exit: 0 });
    expect(depthcert(['explain', file, '--line', '1']).out).toMatch(/without-A2/);
  });

  test('the same seed, the same bytes', () => {
    const read = (folder: string) => readFileSync(path(folder, lu, 'without-A1.jsonl'), 'utf8');
    for (const folder of ['a', 'b']) depthcert(['hypotheses', lu, '--runs', '3', '--out', path(folder)]);
    depthcert(['hypotheses', lu, '--runs', '3', '--seed', 'other', '--out', path('c')]);
    expect(read('a')).toBe(read('b'));
    expect(read('a')).not.toBe(read('c'));
  });

  test.each([
    ['a statement without hypotheses is nothing to check', ['depthcert/decision'], 2, 'FAILED nothing to check'],
    ['an unknown statement', ['nothing/like-this'], 3, ''],
    ['no runs', ['--runs', '0'], 3, ''],
  ])('%s', (_, args, exit, last) => {
    expect(depthcert(['hypotheses', ...args])).toMatchObject({ exit, lines: expect.arrayContaining([last]) });
  });

  test('a folder that is not empty: exit 3', () => {
    expect(depthcert(['hypotheses', lu, '--runs', '1', '--out', path('out')]).exit).toBe(0);
    expect(depthcert(['hypotheses', lu, '--runs', '1', '--out', path('out')])).toMatchObject({ exit: 3, out: '' });
  });
});
