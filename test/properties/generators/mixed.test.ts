import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { degenerateClasses } from '../../../properties/generators/coverage.ts';
import { mixed } from '../../../properties/generators/mixed.ts';
import { decide } from '../../../src/decision/decide.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { draws, drawsAndShrinks, isValid, longest, share, text } from '../../helpers/draws.ts';

describe('the mixture of all generators', () => {
  test('valid, shrunk or not, with short numbers', () => {
    const seen = drawsAndShrinks(mixed(), 300, 20);
    expect(seen.every(isValid)).toBe(true);
    expect(Math.max(...seen.map(longest))).toBeLessThan(12);
  });

  test('same seed, same instance; other seeds, other instances', () => {
    expect(draws(mixed(), 60, 9).map(text)).toEqual(draws(mixed(), 60, 9).map(text));
    expect(new Set(draws(mixed(), 60, 9).map(text)).size).toBeGreaterThan(50);
  });

  test.each([1, 2, 3, 4, 5])('a shrunk counterexample comes back by seed and path (seed %i)', (seed) => {
    const isSaddle = (p: Instance) => decide(p).verdict.endsWith('saddle');
    const search = fc.property(mixed(), (p) => !isSaddle(p));
    const found = fc.check(search, { seed, numRuns: 500 });
    expect(found.failed).toBe(true);
    const path = found.counterexamplePath!;
    const again = fc.sample(mixed(), { seed, path, numRuns: 1 })[0]!;
    expect(text(again)).toBe(text(found.counterexample![0]));
    expect(isSaddle(again)).toBe(true);
  });

  test('every degenerate class occurs, and so does its opposite', () => {
    const seen = draws(mixed(), 400);
    for (const [name, holds] of Object.entries(degenerateClasses)) {
      const value = share(seen, holds);
      expect(value, name).toBeGreaterThan(0.02);
      expect(value, name).toBeLessThan(0.9);
    }
  });
});
