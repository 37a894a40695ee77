import type { Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasRepeatedEigenvalue } from '../../../properties/generators/coverage.ts';
import { criticalPointFrom } from '../../../properties/generators/critical-assembly.ts';
import { criticalParameters, criticalPoint } from '../../../properties/generators/critical-point.ts';
import {
  emptyLayer,
  noInput,
  onRankDeficientX,
  uncorrelated,
  withDoubleEigenvalue,
  withZeroEigenvalue,
} from '../../../properties/generators/only-without.ts';
import { rank } from '../../../src/exact/elimination.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { drawsAndShrinks, isCritical } from '../../helpers/draws.ts';

const zeroEigenvalue = criticalParameters().map((p) => criticalPointFrom(withZeroEigenvalue(p)).instance);
const doubleEigenvalue = criticalParameters().map((p) => criticalPointFrom(withDoubleEigenvalue(p)).instance);

const hypotheses = {
  'all d_i ≥ 1': ({ widths }: Instance) => Math.min(...widths) >= 1,
  'rank X = d_0': ({ X }: Instance) => rank(X) === X.rows,
  'rank Σ_XY = d_H ≤ d_0': ({ X, Y, loss }: Instance) => Y.rows <= X.rows && rank(loss.Syx) === Y.rows,
  'distinct eigenvalues': (p: Instance) => !hasRepeatedEigenvalue(p),
};

describe('one hypothesis alone is false, also after shrinking, and the point is critical', () => {
  test.each<[keyof typeof hypotheses, string, Arbitrary<Instance>]>([
    ['all d_i ≥ 1', 'an empty layer', emptyLayer()],
    ['rank X = d_0', 'lifted to more inputs', onRankDeficientX(criticalPoint({ maxWidth: 4 }))],
    [
      'rank X = d_0',
      'lifted, W_1 = 0 on what X does not see',
      onRankDeficientX(criticalPoint({ maxWidth: 4 }), 'zero'),
    ],
    ['rank Σ_XY = d_H ≤ d_0', 'the smallest eigenvalue is 0', zeroEigenvalue],
    ['rank Σ_XY = d_H ≤ d_0', 'uncorrelated', uncorrelated()],
    ['distinct eigenvalues', 'one double eigenvalue', doubleEigenvalue],
  ])('%s: %s', (missing, _, points) => {
    for (const p of drawsAndShrinks(points, 60, 3)) {
      for (const [name, holds] of Object.entries(hypotheses))
        expect([name, holds(p)]).toEqual([name, name !== missing]);
      expect(isCritical(p)).toBe(true);
    }
  });
});

test('no input: X = 0, one output, L is constant', () => {
  for (const p of drawsAndShrinks(noInput({ minDepth: 2 }), 40, 3)) {
    expect([p.X.isZero(), p.Y.rows, p.weights.length >= 2]).toEqual([true, 1, true]);
  }
});

test('an empty hidden layer, and the depth asked for', () => {
  for (const p of drawsAndShrinks(emptyLayer({ minDepth: 3 }), 40, 3)) {
    expect(p.weights.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...p.widths.slice(1, -1))).toBe(0);
    expect(Math.min(p.widths[0]!, p.widths[p.widths.length - 1]!)).toBeGreaterThan(0);
  }
});
