import { describe, expect, test } from 'vitest';
import { anyData, lowRankMatrix, repeatedRows } from '../../../properties/generators/any-data.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { draws, drawsAndShrinks, share, smallest } from '../../helpers/draws.ts';

describe('data without hypotheses', () => {
  test('X and Y have their shapes and as many samples, shrunk or not', () => {
    const seen = drawsAndShrinks(anyData(3, 2), 200);
    expect(seen.every(({ X, Y }) => X.rows === 3 && Y.rows === 2 && X.cols === Y.cols && X.cols >= 1)).toBe(true);
  });

  test('every degenerate kind occurs', () => {
    const seen = draws(anyData(3, 3), 500);
    const shares = {
      'rank-deficient X': share(seen, ({ X }) => rank(X) < 3),
      'rank-deficient Y': share(seen, ({ Y }) => rank(Y) < 3),
      'X = 0': share(seen, ({ X }) => X.isZero()),
      'Y = 0': share(seen, ({ Y }) => Y.isZero()),
      'm < d_0': share(seen, ({ X }) => X.cols < 3),
      'one sample': share(seen, ({ X }) => X.cols === 1),
      'X of full row rank': share(seen, ({ X }) => rank(X) === 3),
    };
    for (const [name, value] of Object.entries(shares)) expect(value, name).toBeGreaterThan(0.05);
  });

  test('rank bounds hold', () => {
    expect(drawsAndShrinks(lowRankMatrix(4, 4, 2), 50).every((m) => rank(m) <= 2)).toBe(true);
    expect(drawsAndShrinks(repeatedRows(4, 4), 50).every((m) => rank(m) <= 1)).toBe(true);
  });

  test('the smallest data are one sample', () => {
    expect(smallest(anyData(2, 2), 3).X.shape).toBe('2 × 1');
  });
});
