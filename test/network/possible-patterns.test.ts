import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { irrationalOrigin } from '../../properties/achour-2021/irrational-origin.ts';
import { anyPoint } from '../../properties/generators/any-point.ts';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { patternKeys } from '../../src/network/pattern-keys.ts';
import {
  patternsWithin,
  possibleCriticalPatterns,
  possiblePartialPatterns,
} from '../../src/network/possible-patterns.ts';
import { criticalPattern, partialPattern } from '../../src/network/rank-pattern.ts';
import {
  cyclicPattern,
  diagonalData,
  listCriticalPatterns,
  listCyclicParts,
  listPartialPatterns,
  pointOfParts,
} from '../helpers/decompositions.ts';
import { isCritical } from '../helpers/draws.ts';
import { holds } from '../helpers/property.ts';

/** All lists of a length with entries from..to. */
const lists = (length: number, from: number, to: number): number[][] =>
  length === 0
    ? [[]]
    : lists(length - 1, from, to).flatMap((rest) => range(to - from + 1).map((x) => [...rest, from + x]));

const allWidths = (maxDepth: number, maxWidth: number) => range(maxDepth).flatMap((k) => lists(k + 2, 1, maxWidth));
const targetsFit = (widths: readonly number[]) => widths[widths.length - 1]! <= widths[0]!;

/** Every tuple of matrices with these shapes and entries 0, …, most[h]. */
function* matrices(widths: readonly number[], most: readonly number[]): Generator<Matrix[]> {
  const choices = most.map((top, h) =>
    lists(widths[h]! * widths[h + 1]!, 0, top).map((x) => new Matrix(widths[h + 1]!, widths[h]!, x.map(BigInt))),
  );
  yield* tuples(choices);
}

function* tuples<T>([first, ...others]: readonly T[][]): Generator<T[]> {
  if (!first) yield [];
  else for (const x of first) for (const rest of tuples(others)) yield [x, ...rest];
}

const remembered = <T>(f: (widths: readonly number[]) => T) => {
  const known = new Map<string, T>();
  return (widths: readonly number[]): T => {
    const key = widths.join();
    if (!known.has(key)) known.set(key, f(widths));
    return known.get(key)!;
  };
};
const partialSet = remembered((widths) => new Set(listPartialPatterns(widths)));
const criticalSet = remembered((widths) => new Set(listCriticalPatterns(widths)));

describe('counts', () => {
  test.each([
    ['one layer: the rank', [2, 3], 3, 0],
    ['one layer, targets fit: R = M', [3, 2], 3, 1],
    ['two layers: r', [3, 2, 3], 10, 3],
    ['two layers, one neuron', [2, 1, 2], 4, 2],
    ['scalars, three layers: zero or not; r = 1, or at most one of three is not zero', [1, 1, 1, 1], 8, 5],
    ['scalars, four layers: r = 1, or two or more of four are zero', [1, 1, 1, 1, 1], 16, 12],
    ['targets do not fit', [1, 1, 1, 2], 8, 0],
  ])('%s: %o', (_, widths, partial, critical) => {
    expect(possiblePartialPatterns(widths)).toBe(partial);
    expect(possibleCriticalPatterns(widths)).toBe(critical);
  });

  test('d_0 changes nothing but the hypotheses', () => {
    for (const cycle of lists(3, 1, 3)) {
      const counts = [1, 2, 3].filter((d) => d >= cycle[2]!).map((d) => possibleCriticalPatterns([d, ...cycle]));
      expect(new Set(counts).size).toBe(1);
    }
  });

  test.each([[[]], [[2]], [[1, 0]], [[1, 2.5]], [[-1, 1]], [[1, Number.NaN]]])(
    'no network has the widths %o',
    (widths) => {
      expect(() => possiblePartialPatterns(widths)).toThrow(RangeError);
      expect(() => possibleCriticalPatterns(widths)).toThrow(RangeError);
    },
  );

  test('totals', () => {
    expect(patternsWithin({ maxWidth: 3, maxDepth: 4 })).toEqual([
      { H: 1, partial: 23, critical: 3 },
      { H: 2, partial: 215, critical: 23 },
      { H: 3, partial: 2144, critical: 357 },
      { H: 4, partial: 21858, critical: 5459 },
    ]);
    expect(patternsWithin({ maxWidth: 2, maxDepth: 0 })).toEqual([]);
  });

  test('totals are sums over widths, critical ones with d_0 = d_H', () => {
    for (const { H, partial, critical } of patternsWithin({ maxWidth: 2, maxDepth: 4 })) {
      const all = lists(H + 1, 1, 2);
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
      expect(partial).toBe(sum(all.map(possiblePartialPatterns)));
      expect(critical).toBe(sum(all.filter((d) => d[0] === d[H]).map(possibleCriticalPatterns)));
    }
  });

  test('every multiset of paths has a pattern of its own, and there are as many as counted', () => {
    for (const widths of [...allWidths(3, 3), [3, 3, 3, 3, 3], [3, 1, 2, 3, 2]]) {
      expect(listPartialPatterns(widths).length).toBe(possiblePartialPatterns(widths));
      expect(partialSet(widths).size).toBe(possiblePartialPatterns(widths));
      if (!targetsFit(widths)) continue;
      expect(listCriticalPatterns(widths).length).toBe(possibleCriticalPatterns(widths));
      expect(criticalSet(widths).size).toBe(possibleCriticalPatterns(widths));
    }
  });
});

describe('partial patterns', () => {
  test('matrices with entries 0 and 1 have exactly the possible ones: widths ≤ 2, H ≤ 3', () => {
    for (const widths of allWidths(3, 2)) {
      const seen = new Set<string>();
      for (const weights of matrices(widths, widths.slice(1).fill(1))) seen.add(partialPattern({ widths, weights }));
      expect(seen).toEqual(partialSet(widths));
    }
  });

  /** Ranks ρ(a, b) of the product from vertex a to b in the order of the pattern, ρ(a, a) = d_a, 0 outside. */
  const table = (widths: readonly number[], ranks: readonly number[]) => {
    const H = widths.length - 1;
    const from = range(H).map((a) => range(a).reduce((n, k) => n + H - k, 0));
    return (a: number, b: number) => (a < 0 || b > H ? 0 : a === b ? widths[a]! : ranks[from[a]! + b - a - 1]!);
  };

  /** rank XY + rank YZ ≤ rank Y + rank XYZ for consecutive products; outside, this says that ranks are bounded and decrease. */
  const frobenius = (widths: readonly number[], ranks: readonly number[]) => {
    const rho = table(widths, ranks);
    const ends = range(widths.length);
    return ends.every((a) =>
      ends.slice(a).every((b) => rho(a - 1, b) + rho(a, b + 1) <= rho(a, b) + rho(a - 1, b + 1)),
    );
  };

  test.each([[[2, 2, 2]], [[1, 2, 2]], [[3, 2, 3]], [[2, 2, 2, 2]], [[2, 1, 2, 1]], [[1, 2, 2, 2]]])(
    'widths %o: of all tables of ranks, those with the inequality of Frobenius are possible, and no other',
    (widths) => {
      const H = widths.length - 1;
      const tables = lists((H * (H + 1)) / 2, 0, 3);
      const written = (ranks: readonly number[]) => `${widths.join('-')}:${ranks.join(',')}`;
      const accepted = tables.filter((ranks) => frobenius(widths, ranks));
      expect(new Set(accepted.map(written))).toEqual(partialSet(widths));
      expect(accepted.length).toBeLessThan(tables.length);
    },
  );

  test('every point has one of the possible ones', () => {
    const points = anyPoint({ maxWidth: 3, maxDepth: 4 });
    holds(points, (p) => partialSet(p.widths).has(partialPattern(p)), { seed: 21, runs: 600 });
  });

  test('with one rank changed, or none, it is possible if the inequality of Frobenius holds, and only then', () => {
    const verdicts: boolean[] = [];
    const changes = fc.tuple(anyPoint({ maxWidth: 3, maxDepth: 4 }), fc.noShrink(fc.nat(9)), fc.constantFrom(-1, 0, 1));
    holds(
      changes,
      ([{ widths, weights }, k, change]) => {
        const ranks = partialPattern({ widths, weights }).split(':')[1]!.split(',').map(Number);
        const changed = ranks.map((rank, n) => (n === k % ranks.length ? rank + change : rank));
        const possible = partialSet(widths).has(`${widths.join('-')}:${changed}`);
        verdicts.push(possible);
        return possible === frobenius(widths, changed);
      },
      { seed: 22, runs: 400 },
    );
    const accepted = verdicts.filter(Boolean).length;
    expect(accepted).toBeGreaterThan(100);
    expect(accepted).toBeLessThan(300);
  });
});

describe('critical patterns', () => {
  test('each possible one belongs to a critical point: widths ≤ 3, H ≤ 4, with d_0 = d_H for H = 4', () => {
    let points = 0;
    const square = lists(4, 1, 3).map((cycle) => [cycle[3]!, ...cycle]);
    for (const widths of [...allWidths(3, 3).filter(targetsFit), ...square]) {
      for (const parts of listCyclicParts(widths)) {
        const instance = pointOfParts(widths, parts);
        expect(isCritical(instance)).toBe(true);
        expect(patternKeys(instance).critical).toBe(cyclicPattern(widths, parts));
        points++;
      }
    }
    expect(points).toBeGreaterThan(5459);
  });

  test('the critical points among all matrices with small entries have exactly the possible ones: widths ≤ 2, H ≤ 3', () => {
    let others = 0;
    for (const widths of allWidths(3, 2).filter(targetsFit)) {
      const dOut = widths[widths.length - 1]!;
      const { X, Y } = diagonalData(widths[0]!, dOut);
      const seen = new Set<string>();
      for (const weights of matrices(widths, [dOut, ...widths.slice(2).fill(1)])) {
        const instance = makeInstance(X, Y, weights, widths);
        if (isCritical(instance)) seen.add(criticalPattern(instance));
        else if (!criticalSet(widths).has(criticalPattern(instance))) others++;
      }
      expect(seen).toEqual(criticalSet(widths));
    }
    expect(others).toBeGreaterThan(1000);
  });

  test('every critical point has one of the possible ones', () => {
    const points = fc.oneof(
      { weight: 9, arbitrary: criticalPoint({ maxWidth: 3, maxDepth: 4 }) },
      { weight: 1, arbitrary: irrationalOrigin() },
    );
    holds(points, (p) => criticalSet(p.widths).has(patternKeys(p).critical!), { seed: 23, runs: 600 });
  });

  test('a full cycle is not enough: two scalar layers of rank 1 and 0 are no critical pattern', () => {
    expect([...criticalSet([1, 1, 1])].sort()).toEqual(['1-1:0,0,0,0', '1-1:1,1,1,1']);
    expect([...criticalSet([1, 1])]).toEqual(['1:1']);
  });
});
