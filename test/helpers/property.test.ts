import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds, must } from './property.ts';

describe('holds', () => {
  test('accepts a predicate that returns true on every run', () => {
    let runs = 0;
    holds(fc.integer(), () => ++runs > 0, { seed: 1, runs: 37 });
    expect(runs).toBe(37);
  });

  test.each([
    ['false', false],
    ['undefined', undefined],
    ['a truthy number', 1],
    ['a truthy text', 'true'],
    ['a truthy object', {}],
    ['a promise of true', Promise.resolve(true)],
    ['null', null],
  ])('rejects a predicate that returns %s', (_, result) => {
    expect(() => holds(fc.integer(), () => result, { seed: 1, runs: 5 })).toThrow(/Property failed/);
    expect(() => holds(fc.constant(0), () => result, { seed: 1, runs: 5 })).toThrow(/Property failed/);
  });

  test('rejects a predicate that fails on one value only', () => {
    const small = (n: number) => n < 900;
    expect(() => holds(fc.integer({ min: 0, max: 1000 }), small, { seed: 1, runs: 200 })).toThrow(
      /Counterexample: \[900\]/,
    );
  });

  test('rejects a predicate that throws, and says why', () => {
    const predicate = () => must(false, 'the reason');
    let message = '';
    try {
      holds(fc.integer(), predicate, { seed: 1, runs: 5 });
    } catch (error) {
      message = `${String(error)} ${String((error as Error).cause)}`;
    }
    expect(message).toMatch(/the reason/);
  });

  test('rejects a property that filters everything away', () => {
    const predicate = (n: number) => {
      fc.pre(n > 5);
      return true;
    };
    expect(() => holds(fc.integer({ min: 0, max: 5 }), predicate, { seed: 1, runs: 5 })).toThrow(
      /too many pre-condition/,
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('rejects %d runs', (runs) => {
    expect(() => holds(fc.integer(), () => true, { seed: 1, runs })).toThrow(RangeError);
  });

  test('rejects a run without a seed', () => {
    expect(() => holds(fc.integer(), () => true, { runs: 1 } as never)).toThrow(/seed/);
  });

  test('the same seed gives the same values', () => {
    const values = (seed: number) => {
      const seen: number[] = [];
      holds(fc.integer(), (n) => seen.push(n) > 0, { seed, runs: 20 });
      return seen;
    };
    expect(values(7)).toEqual(values(7));
    expect(values(7)).not.toEqual(values(8));
  });
});

describe('must', () => {
  test('accepts true only', () => {
    must(true, 'never');
    expect(() => must(false, 'reason')).toThrow('reason');
    expect(() => must(undefined as never, 'reason')).toThrow('reason');
  });
});
