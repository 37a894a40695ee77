import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import {
  bottleneckWidth,
  chain,
  depth,
  direction,
  layer,
  type Network,
  partialProducts,
  requireShapes,
} from '../../src/network/network.ts';
import { instance } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const nets = instance({ minWidth: 0, maxWidth: 3, maxDepth: 5 });

/** W_i ⋯ W_j by fractions, from the right. */
function slowChain(net: Network, i: number, j: number): N.Naive {
  let p = N.naive(Matrix.identity(net.widths[j - 1]!));
  for (let h = j; h <= i; h++) p = N.mul(N.naive(net.weights[h - 1]!), p);
  return p;
}

describe('partial products', () => {
  test('A_i = W_i⋯W_1, B_i = W_H⋯W_{i+1}, R = A_H = B_0 = B_i A_i, also at width 0', () => {
    holds(
      nets,
      (net) => {
        const { A, B, R } = partialProducts(net);
        const H = depth(net);
        return (
          A.length === H + 1 &&
          B.length === H + 1 &&
          range(H + 1).every(
            (i) =>
              N.same(A[i]!, slowChain(net, i, 1)) &&
              N.same(B[i]!, slowChain(net, H, i + 1)) &&
              B[i]!.mul(A[i]!).equals(R),
          )
        );
      },
      { seed: 1001, runs: 150 },
    );
  });

  test('a chain is the product of its layers; an empty one is an identity', () => {
    holds(
      nets,
      (net) => {
        const H = depth(net);
        return range(H).every(
          (k) =>
            range(H - k).every((l) => N.same(chain(net, k + 1 + l, k + 1), slowChain(net, k + 1 + l, k + 1))) &&
            chain(net, k, k + 1).equals(Matrix.identity(net.widths[k]!)),
        );
      },
      { seed: 1002, runs: 100 },
    );
  });
});

describe('small parts', () => {
  const net = {
    widths: [3, 1, 2],
    weights: [Matrix.fromRows([[1, 2, 3]]), Matrix.fromRows([[4], [5]])],
  };

  test('depth, layers and the bottleneck', () => {
    expect(depth(net)).toBe(2);
    expect(layer(net, 1)).toBe(net.weights[0]);
    expect(layer(net, 2)).toBe(net.weights[1]);
    expect(bottleneckWidth(net)).toBe(1);
    expect(bottleneckWidth({ widths: [3, 2, 0], weights: [] })).toBe(0);
    expect(bottleneckWidth({ widths: [1, 2, 3], weights: [] })).toBe(1);
  });

  test('a direction is zero in the layers that are not given', () => {
    const V = direction(net, new Map([[2, Matrix.fromRows([[7], [8]])]]));
    expect(V.map((v) => v.toRows())).toEqual([[['0', '0', '0']], [['7'], ['8']]]);
  });
});

describe('shapes', () => {
  test.each<[string, number[], Matrix[]]>([
    ['one layer', [2, 3], [Matrix.zeros(3, 2)]],
    ['a hidden width 0', [2, 0, 2], [Matrix.zeros(0, 2), Matrix.zeros(2, 0)]],
    ['three layers', [1, 2, 1, 3], [Matrix.zeros(2, 1), Matrix.zeros(1, 2), Matrix.zeros(3, 1)]],
  ])('accepts %s', (_, widths, weights) => expect(() => requireShapes({ widths, weights })).not.toThrow());

  test.each<[string, number[], Matrix[], RegExp]>([
    ['no layer', [2], [], /at least one/],
    ['a width too few', [2], [Matrix.zeros(2, 2)], /1 widths need 0 weight matrices/],
    ['a width too many', [2, 2, 2], [Matrix.zeros(2, 2)], /3 widths need 2 weight matrices/],
    ['a layer with wrong rows', [2, 3], [Matrix.zeros(2, 2)], /W_1 is 2 × 2, the widths demand 3 × 2/],
    [
      'a layer with wrong columns',
      [2, 3, 1],
      [Matrix.zeros(3, 2), Matrix.zeros(1, 2)],
      /W_2 is 1 × 2, the widths demand 1 × 3/,
    ],
    ['a transposed layer', [2, 3], [Matrix.zeros(2, 3)], /W_1 is 2 × 3/],
  ])('rejects %s', (_, widths, weights, message) => {
    expect(() => requireShapes({ widths, weights })).toThrow(RangeError);
    expect(() => requireShapes({ widths, weights })).toThrow(message);
  });
});
