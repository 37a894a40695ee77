import { expect, test } from 'vitest';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import { patternKeys } from '../../src/network/pattern-keys.ts';
import { patternTable } from '../../src/network/pattern-table.ts';
import { listCriticalPatterns, listPartialPatterns } from '../helpers/decompositions.ts';
import { holds } from '../helpers/property.ts';

const none = new Set<string>();

test('nothing seen: a row for each H and kind', () => {
  expect(patternTable({ partial: none, critical: none })).toEqual([
    { H: 1, kind: 'partial', seen: 0, possible: 23 },
    { H: 1, kind: 'critical', seen: 0, possible: 3 },
    { H: 2, kind: 'partial', seen: 0, possible: 215 },
    { H: 2, kind: 'critical', seen: 0, possible: 23 },
    { H: 3, kind: 'partial', seen: 0, possible: 2144 },
    { H: 3, kind: 'critical', seen: 0, possible: 357 },
    { H: 4, kind: 'partial', seen: 0, possible: 21858 },
    { H: 4, kind: 'critical', seen: 0, possible: 5459 },
  ]);
});

test('each pattern is counted once, at its own depth and kind', () => {
  const partial = new Set([...listPartialPatterns([2, 2, 2]), ...listPartialPatterns([1, 1])]);
  const critical = new Set([...listCriticalPatterns([2, 2, 2]), ...listCriticalPatterns([3, 2, 2])]);
  const rows = patternTable({ partial, critical }).filter(({ seen }) => seen > 0);
  expect(rows).toEqual([
    { H: 1, kind: 'partial', seen: 2, possible: 23 },
    { H: 2, kind: 'partial', seen: 10, possible: 215 },
    { H: 2, kind: 'critical', seen: 3, possible: 23 },
  ]);
});

test('all patterns seen: nothing is left, and nothing is seen twice', () => {
  const widths = [1, 2, 3].flatMap((a) => [1, 2, 3].flatMap((b) => [1, 2, 3].map((c) => [a, b, c])));
  const partial = new Set(widths.flatMap(listPartialPatterns));
  const critical = new Set(widths.filter(([a, , c]) => c! <= a!).flatMap(listCriticalPatterns));
  const rows = patternTable({ partial, critical }).filter(({ H }) => H === 2);
  expect(rows.map(({ seen }) => seen)).toEqual(rows.map(({ possible }) => possible));
});

test('what a generator has shown so far never exceeds what is possible', () => {
  const partial = new Set<string>();
  const critical = new Set<string>();
  holds(
    criticalPoint({ maxWidth: 3, maxDepth: 4 }),
    (instance) => {
      const keys = patternKeys(instance);
      if (keys.partial !== undefined) partial.add(keys.partial);
      if (keys.critical !== undefined) critical.add(keys.critical);
      return true;
    },
    { seed: 41, runs: 300 },
  );
  const rows = patternTable({ partial, critical });
  expect(rows.every(({ seen, possible }) => seen <= possible)).toBe(true);
  expect(rows.filter(({ kind }) => kind === 'critical').every(({ seen }) => seen > 0)).toBe(true);
  expect(rows.reduce((n, { seen }) => n + seen, 0)).toBe(partial.size + critical.size);
});
