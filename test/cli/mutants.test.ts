import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const variants = properties.flatMap((p) => p.variants.map((v) => `${p.id}~${v.id}`));

describe('mutants', () => {
  test('refutes every variant, and keeps certificates that verify accepts', () => {
    const { exit, lines, out } = depthcert(['mutants', '--out', path('out')]);
    expect({ exit, last: lines.at(-1) }).toEqual({ exit: 0, last: `VERIFIED ${variants.length} certificates` });
    for (const id of variants) expect(out).toMatch(new RegExp(`^${id} +\\d+ +[\\d-]+ +[a-z-]+ +yes$`, 'm'));
    expect(depthcert(['verify', path('out'), '--min', `${variants.length}`]).exit).toBe(0);
  });

  test('--json is one object', () => {
    const { exit, out } = depthcert(['mutants', 'depthcert/decision', '--json']);
    const { refuted, of, variants: rows } = JSON.parse(out);
    expect({ exit, refuted, of }).toEqual({ exit: 0, refuted: 2, of: 2 });
    expect(rows[0]).toMatchObject({ refuted: true, status: 'VALID_EXACT' });
  });

  test('--seeds: the median and the worst number of runs', () => {
    const { exit, out } = depthcert(['mutants', 'depthcert/decision', '--seeds', '3']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^seed "depthcert", and 2 more: runs to refutation, median and worst of 3$/m);
    expect(out).toMatch(/^depthcert\/decision~critical-is-global +\d+ +\d+ +[\d-]+ +(?:non-)?strict-saddle +yes$/m);
    const { seeds, variants: rows } = JSON.parse(
      depthcert(['mutants', 'depthcert/decision', '--seeds', '3', '--json']).out,
    );
    expect(seeds).toBe(3);
    for (const { runs, median, worst } of rows) {
      expect(worst).toBeGreaterThanOrEqual(median);
      expect(worst).toBeGreaterThanOrEqual(runs);
    }
    expect(depthcert(['mutants', '--seeds', '0'])).toMatchObject({ exit: 3, out: '' });
  });

  test('a statement without variants is nothing to check: exit 2', () => {
    const { exit, lines } = depthcert(['mutants', 'depthcert/real-data']);
    expect({ exit, last: lines.at(-1) }).toEqual({ exit: 2, last: 'FAILED nothing to check' });
  });

  test('a folder that is not empty: exit 3', () => {
    expect(depthcert(['mutants', 'depthcert/decision', '--out', path('out')]).exit).toBe(0);
    expect(depthcert(['mutants', 'depthcert/decision', '--out', path('out')])).toMatchObject({ exit: 3, out: '' });
    expect(depthcert(['mutants', 'depthcert/decision', '--out', path('out'), '--overwrite']).exit).toBe(0);
    expect(depthcert(['mutants', '--out', '', '--overwrite'])).toMatchObject({ exit: 3, out: '' });
  });
});
