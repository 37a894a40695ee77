import type { Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { degenerateCriticalPoint } from '../../properties/generators/degenerate-critical-point.ts';
import { liftedPoint, lostRankPoint } from '../../properties/generators/lifted-point.ts';
import { mixed } from '../../properties/generators/mixed.ts';
import { onRankDeficientX, uncorrelated } from '../../properties/generators/only-without.ts';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { decide } from '../../src/decision/decide.ts';
import { weightCount } from '../../src/network/derivatives.ts';
import { hasSquareLoss, type Instance } from '../../src/network/instance.ts';
import { hasCoordinates } from '../../src/network/vertices.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { checkDecision } from '../helpers/decision.ts';
import { holds } from '../helpers/property.ts';

// Square completion, leading eigenvalues and pairs of layers against the exact inertia of the whole Hessian, and every evidence against formulas of its own, at points
// of any data: repeated and zero eigenvalues, dependent inputs, few samples.
const points: Record<string, Arbitrary<Instance>> = {
  mixed: mixed(),
  degenerate: degenerateCriticalPoint(),
  'dependent inputs': liftedPoint(),
  'rank RX < rank R': lostRankPoint(),
  'no correlation': uncorrelated(),
  'parts of critical points': patternPoint({ spectrum: 'any', subsets: 'prefix' }),
  'tightened pivots': patternPoint({ spectrum: 'any', tightened: true, subsets: 'prefix' }),
  'parts, on dependent inputs': onRankDeficientX(patternPoint({ spectrum: 'any', maxDepth: 4 })),
  'widths up to 5': criticalInstance({ minWidth: 2, maxWidth: 5, maxDepth: 5, invisible: 2, minEnds: 2 }),
};

describe('the decision agrees with the exact inertia of the Hessian', () => {
  const seen = new Map<string, number>();
  test.each(Object.entries(points))('%s', (_, arbitrary) => {
    holds(
      arbitrary.filter((it) => !hasCoordinates(it) && hasSquareLoss(it) && weightCount(it) <= 60),
      (it) => {
        const decision = decide(it);
        const key = decision.evidence.map((e) => e.kind).join(' ');
        seen.set(key, (seen.get(key) ?? 0) + 1);
        return checkDecision(decision, it);
      },
      { seed: 6801, runs: 40 },
    );
  });

  test('every class was met', () => {
    for (const key of [
      'convexity',
      'leading',
      'zero negative-curvature ascent-curve',
      'zero leading square-completion descent-curve ascent-curve',
    ]) {
      expect(seen.get(key) ?? 0, key).toBeGreaterThan(8);
    }
  });
});

test('beyond 60 weights the evidence alone is checked', () => {
  const large = criticalInstance({ minWidth: 5, maxWidth: 5, minDepth: 4, maxDepth: 5, invisible: 1 });
  holds(large, (it) => weightCount(it) > 60 && checkDecision(decide(it), it), { seed: 6802, runs: 6 });
});
