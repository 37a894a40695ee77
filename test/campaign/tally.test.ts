import { describe, expect, test } from 'vitest';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { summarize, tallyOfInstance, tallyOfVariant, verifiedOf } from '../../src/campaign/tally.ts';
import { sumTallies } from '../../src/store/tally.ts';
import { canonical } from '../../src/verifier/json.ts';
import { toy } from './toy.ts';

const results = Array.from({ length: 30 }, (_, k) => runInstance(toy, 'test', k));
const tallies = results.map((result) => tallyOfInstance(toy, result));

describe('the tally of instances', () => {
  const summary = summarize(toy, sumTallies(tallies));

  test('counts what a count by hand counts', () => {
    const minima = results.filter(({ verdict }) => verdict === 'global-minimizer').length;
    expect(summary).toMatchObject({ runs: 30, verified: 30, statuses: { VALID_EXACT: 30 }, troubles: [] });
    expect(summary.verdicts['global-minimizer']).toBe(minima);
    expect(summary.coverage[0]).toEqual({
      name: 'minimum',
      minimum: 0.1,
      count: minima,
      share: minima / 30,
      met: true,
    });
    const partial = new Set(results.map(({ pattern }) => pattern?.partial));
    expect(summary.patterns.find(({ H, kind }) => H === 2 && kind === 'partial')?.seen).toBe(partial.size);
  });

  test('does not depend on where it is cut, and has a canonical form without times', () => {
    const cut = sumTallies([sumTallies(tallies.slice(0, 7)), sumTallies(tallies.slice(7))]);
    expect(canonical(cut)).toBe(canonical(sumTallies(tallies)));
    expect(canonical(cut)).not.toMatch(/ms/i);
  });

  test('of a certificate that is not accepted has no verdict, and says what happened', () => {
    const bad = runInstance({ ...toy, prove: (i) => ({ ...toy.prove(i), verdict: 'convex' }) }, 'test', 0);
    const tally = tallyOfInstance(toy, bad);
    expect(tally).toMatchObject({ statuses: { REJECTED: 1 }, verdicts: {}, troubles: [{ index: 0, seed: 'test' }] });
  });

  test('of an error with half a character in its message can be written', () => {
    const prove = () => {
      throw new Error('half \ud800');
    };
    const [trouble] = tallyOfInstance(toy, runInstance({ ...toy, prove }, 'test', 0)).troubles;
    expect(trouble!.message).toBe('Error: half \ufffd');
  });
});

test('the tally of variants has neither certificate nor time', () => {
  const refutation = {
    id: 'a/b~c',
    claim: 'false',
    runs: 3,
    widths: [1, 1],
    verdict: 'saddle',
    status: 'VALID_EXACT',
    message: undefined,
    line: '{}\n',
    ms: 5,
  } as const;
  const open = { ...refutation, id: 'a/b~d', runs: undefined, widths: undefined, verdict: undefined, message: 'no' };
  const { refutations } = sumTallies([tallyOfVariant(refutation), tallyOfVariant({ ...open, status: 'NOT_REFUTED' })]);
  expect(refutations).toEqual([
    { id: 'a/b~c', claim: 'false', status: 'VALID_EXACT', runs: 3, widths: [1, 1], verdict: 'saddle' },
    { id: 'a/b~d', claim: 'false', status: 'NOT_REFUTED', message: 'no' },
  ]);
  expect(verifiedOf([{ verified: 4, variants: refutations }])).toBe(5);
});
