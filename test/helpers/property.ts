import fc, { type Arbitrary } from 'fast-check';

/** How often, and from which seed: there is no default, so that every run can be repeated. */
export interface Runs {
  readonly seed: number;
  readonly runs: number;
}

/**
 * Asserts that the predicate returns exactly `true` for every value. A predicate that returns nothing, a promise or
 * another truthy value fails: a forgotten `return` or `await` can never pass. So does a property that runs nothing.
 */
export function holds<T>(arbitrary: Arbitrary<T>, predicate: (value: T) => unknown, { seed, runs }: Runs): void {
  if (!Number.isInteger(seed)) throw new RangeError(`a seed is an integer, not ${seed}`);
  if (!(Number.isInteger(runs) && runs >= 1)) throw new RangeError(`a property needs at least one run, not ${runs}`);
  let completed = 0;
  const property = fc.property(arbitrary, (value) => {
    const result = predicate(value);
    if (result !== true) throw new Error(`the predicate returned ${String(result)}, not true`);
    completed++;
  });
  fc.assert(property, { seed, numRuns: runs });
  if (completed < runs) throw new Error(`only ${completed} of ${runs} runs were completed`);
}

/** Throws, naming the reason, unless the condition is exactly `true`. */
export function must(condition: boolean, reason: string): void {
  if (condition !== true) throw new Error(reason);
}
