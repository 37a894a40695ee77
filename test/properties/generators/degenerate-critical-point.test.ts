import { describe, expect, test } from 'vitest';
import { hasRepeatedEigenvalue } from '../../../properties/generators/coverage.ts';
import { degenerateCriticalPoint } from '../../../properties/generators/degenerate-critical-point.ts';
import { fittedPoint } from '../../../properties/generators/fitted-point.ts';
import { irrationalBlocks } from '../../../properties/generators/irrational-blocks.ts';
import { lifted, liftedPoint, lostRankPoint } from '../../../properties/generators/lifted-point.ts';
import { zeroLayers } from '../../../properties/generators/zero-layers.ts';
import { decide } from '../../../src/decision/decide.ts';
import { leastSquares } from '../../../src/evidence/least-squares.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { characteristicPolynomial } from '../../../src/exact/polynomial.ts';
import { type Instance, makeInstance } from '../../../src/network/instance.ts';
import { bottleneckWidth, partialProducts } from '../../../src/network/network.ts';
import { draws, drawsAndShrinks, isCritical, isValid, share, smallest, text } from '../../helpers/draws.ts';

const gradientOfLoss = (p: Instance) => p.loss.gradient(partialProducts(p).R);

/** With X = E·X̃: rank A_j·E < d = rank R at the bottleneck. */
function losesRank(p: Instance): boolean {
  const { A, R } = partialProducts(p);
  const d = bottleneckWidth(p);
  return rank(R) === d && rank(A[p.widths.indexOf(d)]!.mul(leastSquares(p).E)) < d;
}

describe('degenerate critical points', () => {
  test.each([
    ['the mixture', degenerateCriticalPoint()],
    ['zero layers', zeroLayers()],
    ['fitted points', fittedPoint()],
    ['lifted points', liftedPoint()],
    ['lost rank', lostRankPoint()],
    ['irrational blocks', irrationalBlocks()],
  ])('%s: valid and critical, shrunk or not; same seed, same instance', (_, generator) => {
    const seen = drawsAndShrinks(generator, 120);
    expect(seen.every(isValid)).toBe(true);
    expect(seen.every(isCritical)).toBe(true);
    expect(draws(generator, 20, 9).map(text)).toEqual(draws(generator, 20, 9).map(text));
  });

  test('zero layers: R = 0; one, two and all layers zero occur', () => {
    const seen = draws(zeroLayers(), 300);
    const zeros = (p: Instance) => p.weights.filter((w) => w.isZero()).length;
    expect(seen.every((p) => zeros(p) >= 1 && partialProducts(p).R.isZero())).toBe(true);
    expect(share(seen, (p) => zeros(p) === 1 && !gradientOfLoss(p).isZero())).toBeGreaterThan(0.01);
    expect(share(seen, (p) => zeros(p) >= 2)).toBeGreaterThan(0.3);
    expect(share(seen, (p) => zeros(p) === p.weights.length)).toBeGreaterThan(0.1);
    expect(smallest(zeroLayers(), 3).widths).toEqual([1, 1, 1]);
  });

  test('fitted points: G = 0 always, with X of deficient rank and N ≠ 0 among them', () => {
    const seen = drawsAndShrinks(fittedPoint(), 200);
    expect(seen.every((p) => gradientOfLoss(p).isZero())).toBe(true);
    expect(share(seen, (p) => rank(p.X) < p.X.rows)).toBeGreaterThan(0.1);
    const residual = (p: Instance) => partialProducts(p).R.mul(p.X).sub(p.Y);
    expect(share(draws(fittedPoint(), 200), (p) => !residual(p).isZero())).toBeGreaterThan(0.1);
  });

  test('lifted points: X of deficient rank always', () => {
    const seen = drawsAndShrinks(liftedPoint(), 200);
    expect(seen.every((p) => rank(p.X) < p.X.rows)).toBe(true);
    expect(share(seen, (p) => !gradientOfLoss(p).isZero())).toBeGreaterThan(0.3);
  });

  test('lost rank: always, with G ≠ 0, and never a minimum', () => {
    const seen = drawsAndShrinks(lostRankPoint(), 100);
    expect(seen.every(losesRank)).toBe(true);
    expect(seen.every((p) => !gradientOfLoss(p).isZero())).toBe(true);
    expect(seen.every((p) => decide(p).verdict === 'strict-saddle')).toBe(true);
  });

  test('irrational blocks: no rational eigenvalue; double ones, saddles and global minimizers occur', () => {
    const seen = draws(irrationalBlocks(), 200);
    const divisors = (n: bigint) =>
      Array.from({ length: Number(n) }, (_, k) => BigInt(k + 1)).filter((k) => n % k === 0n);
    for (const p of new Map(seen.map((q) => [q.Y.toRows().join(';'), q])).values()) {
      // One block: x² − a·x + b with integers a, b; a rational root would be an integer that divides b.
      for (const rows of [
        [0, 1],
        [2, 3],
      ]) {
        const block = p.Y.select(rows, rows);
        const [b, minusA] = characteristicPolynomial(block.mul(block.transpose()));
        const roots = divisors(b!.num < 5000n ? b!.num : 1n).filter((x) => x * x + minusA!.num * x + b!.num === 0n);
        const discriminant = minusA!.num * minusA!.num - 4n * b!.num;
        expect(roots).toEqual([]);
        expect(isSquare(discriminant)).toBe(false);
      }
    }
    expect(share(seen, hasRepeatedEigenvalue)).toBeGreaterThan(0.1);
    expect(share(seen, (p) => decide(p).verdict === 'global-minimizer')).toBeGreaterThan(0.05);
    expect(share(seen, (p) => decide(p).verdict === 'strict-saddle')).toBeGreaterThan(0.2);
  });

  test('lifting keeps critical points critical, and points that are not critical as they are', () => {
    const row = (...xs: number[]) => Matrix.fromRows([xs]);
    const at = (w1: number, w2: number) => makeInstance(row(1, 1), row(1, 0), [row(w1), row(w2)]);
    for (const [w1, w2, critical] of [
      [0, 0, true],
      [1, 0, false],
      [1, 1, false],
    ] as const) {
      expect(isCritical(lifted(at(w1, w2), row(3), [[0, 1, 1]]))).toBe(critical);
    }
  });
});

const isSquare = (n: bigint): boolean => {
  let k = 0n;
  while (k * k < n) k++;
  return k * k === n;
};
