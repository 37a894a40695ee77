import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../../properties/generators/any-point.ts';
import { depth } from '../../../src/network/network.ts';
import { draws, drawsAndShrinks, isCritical, isValid, share, smallest, text } from '../../helpers/draws.ts';

describe('arbitrary points', () => {
  test('valid, shrunk or not', () => {
    expect(drawsAndShrinks(anyPoint(), 200).every(isValid)).toBe(true);
  });

  test('same seed, same instance', () => {
    expect(draws(anyPoint(), 40, 9).map(text)).toEqual(draws(anyPoint(), 40, 9).map(text));
  });

  test('bounds are kept', () => {
    const seen = drawsAndShrinks(anyPoint({ minDepth: 2, maxDepth: 3, maxWidth: 2 }), 100);
    expect(seen.every((p) => depth(p) >= 2 && depth(p) <= 3 && Math.max(...p.widths) <= 2)).toBe(true);
  });

  test('mostly not critical; H = 1, width 1 and zero layers occur', () => {
    const seen = draws(anyPoint(), 400);
    expect(share(seen, (p) => !isCritical(p))).toBeGreaterThan(0.4);
    expect(share(seen, isCritical)).toBeGreaterThan(0.05);
    expect(share(seen, (p) => depth(p) === 1)).toBeGreaterThan(0.03);
    expect(share(seen, (p) => p.widths.includes(1))).toBeGreaterThan(0.3);
    expect(share(seen, (p) => p.weights.some((w) => w.isZero()))).toBeGreaterThan(0.2);
  });

  test('the smallest one has one layer of one weight', () => {
    expect(smallest(anyPoint(), 3).widths).toEqual([1, 1]);
  });
});
