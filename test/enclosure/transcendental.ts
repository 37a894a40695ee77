import { describe, test } from 'vitest';
import { holds } from '../helpers/property.ts';
import { cases, contained, isotonic, type Operation, tight } from './containment.ts';

/** The tests that all transcendental functions share. */
export function testFunctions(functions: Record<string, Operation>, seed: number): void {
  describe.each(Object.entries(functions))('%s', (_, operation) => {
    test('contains reference values of three times the digits', () => {
      holds(cases(operation), (one) => contained(operation, one), { seed, runs: 600 });
    });

    test('is isotonic: parts go to parts', () => {
      holds(cases(operation), (one) => isotonic(operation, one), { seed: seed + 1, runs: 200 });
    });

    test('is tight at points', () => {
      holds(cases(operation), (one) => tight(operation, one, 2n), { seed: seed + 2, runs: 200 });
    });
  });
}
