import { describe, expect, test } from 'vitest';
import { randomWeights } from '../../../properties/zhu-2018/converged-point.ts';
import { type Doubles, gradientDescent } from '../../../properties/zhu-2018/gradient-descent.ts';

const rows = (...entries: number[][]): Doubles => ({
  rows: entries.length,
  cols: entries[0]!.length,
  entries: entries.flat(),
});
const run = (X: Doubles, Y: Doubles, ...W: Doubles[]) => gradientDescent(X, Y, W).map((w) => w.entries);

describe('gradient descent', () => {
  test('one layer: to the least-squares solution', () => {
    // Rows (1, 1), (0, 1): R = (2, 3).
    const [R] = run(rows([1, 1], [0, 1]), rows([2, 5]), rows([0, 0]));
    expect(R![0]).toBeCloseTo(2, 9);
    expect(R![1]).toBeCloseTo(3, 9);
  });

  test('two layers of one neuron: to w_1w_2 = 3, keeping the sign', () => {
    const [first, second] = run(rows([1]), rows([3]), rows([-1]), rows([-0.5]));
    expect(first![0]! * second![0]!).toBeCloseTo(3, 9);
    expect(Math.max(first![0]!, second![0]!)).toBeLessThan(0);
  });

  test('at a critical point it stays: a saddle, or a minimizer', () => {
    expect(run(rows([1]), rows([3]), rows([0]), rows([0]))).toEqual([[0], [0]]);
    expect(run(rows([1]), rows([3]), rows([3]), rows([1]))).toEqual([[3], [1]]);
  });

  test('from W_1 = −W_2 it runs into the saddle at 0', () => {
    const [first, second] = run(rows([1]), rows([3]), rows([1]), rows([-1]));
    expect(first![0]! + second![0]!).toBe(0);
    expect(Math.abs(first![0]!)).toBeLessThan(1e-7);
  });

  test('the same bits every time', () => {
    const end = () => run(rows([1, 2], [0, 1]), rows([3, 1], [1, 1]), ...randomWeights([2, 2, 2], 7));
    expect(end()).toEqual(end());
  });
});

describe('random weights', () => {
  test('have the shapes of the layers, lie in (−1, 1), and are not 0', () => {
    for (const seed of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      const W = randomWeights([2, 3, 1], seed);
      expect(W.map(({ rows, cols, entries }) => [rows, cols, entries.length])).toEqual([
        [3, 2, 6],
        [1, 3, 3],
      ]);
      const sizes = W.flatMap((w) => w.entries.map(Math.abs));
      expect(sizes.every((x) => x > 0 && x < 1)).toBe(true);
    }
  });

  test('depend on the seed, and are spread', () => {
    const first = Array.from({ length: 400 }, (_, seed) => randomWeights([1, 1], seed * 7919)[0]!.entries[0]!);
    expect(new Set(first).size).toBe(400);
    expect(first.filter((x) => x > 0).length).toBeGreaterThan(150);
    expect(first.filter((x) => x < 0).length).toBeGreaterThan(150);
  });
});
