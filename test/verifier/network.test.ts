import { describe, expect, test } from 'vitest';
import { SQUARE } from '../../src/verifier/losses.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../src/verifier/network.ts';
import { Place } from '../../src/verifier/read.ts';

/** A fixed sequence of small integers. */
function randomIntegers(seed: number): () => bigint {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return BigInt(state >>> 24) - 128n;
  };
}
function randomNetwork(widths: number[], m: number, seed: number) {
  const next = randomIntegers(seed);
  const matrix = (rows: number, cols: number): Matrix => {
    const num = Array.from({ length: rows * cols }, next);
    return new Matrix(rows, cols, num, 1n + BigInt(seed % 7));
  };
  const layers = () => widths.slice(1).map((width, h) => matrix(width, widths[h]!));
  const net = makeNetwork(widths, matrix(widths[0]!, m), matrix(widths.at(-1)!, m), layers(), SQUARE);
  return { net, V: layers() };
}
const cases = [
  [[2, 3], 2],
  [[2, 1, 2], 3],
  [[3, 2, 2, 1], 2],
  [[1, 2, 3, 2, 1], 1],
  [[2, 0, 2], 1],
  [[0, 1], 2],
] as const;
const moved = (net: Network, V: Matrix[], t: bigint) =>
  makeNetwork(
    net.widths,
    net.X,
    net.Y,
    net.W.map((W, h) => W.plus(V[h]!, t)),
    net.loss,
  );
const curve = (V: Matrix[]) => V.map((part) => new Map([[1, part]]));

describe.each(cases)('widths %j, m = %i', (widths, m) => {
  test.each([1, 2, 3])('seed %i', (seed) => {
    const { net, V } = randomNetwork([...widths], m, seed);
    // L(W + tV) is a polynomial of degree 2H: its coefficients reproduce the loss at other points.
    const order = 2 * net.H;
    const c = net.lossChange(curve(V), order);
    for (const t of [1n, -1n, 2n]) {
      const sum = c.reduce((total, x, k) => total.plus(x, t ** BigInt(k)), net.twiceLoss());
      expect(sum.equals(moved(net, V, t).twiceLoss())).toBe(true);
    }
    // The loss by its definition.
    const residual = net.R().times(net.X).minus(net.Y);
    expect(residual.dot(residual).equals(net.twiceLoss())).toBe(true);
    // The gradient is the first coefficient.
    const slopes = V.map((part, h) => part.dot(net.pulledBack(h + 1, h + 1)));
    const slope = slopes.reduce((sum, x) => sum.plus(x));
    expect(slope.plus(slope).equals(c[1]!)).toBe(true);
    // VᵀHV by the block formula is twice the second coefficient of L.
    const hessian = net.hessian();
    const n = V.reduce((sum, part) => sum + part.num.length, 0);
    const v = Matrix.blocks(V.map((part) => [new Matrix(part.num.length, 1, part.num, part.den)]));
    expect([hessian.rows, hessian.cols]).toEqual([n, n]);
    if (n > 0) expect(v.T.times(hessian).times(v).equals(c[2]!)).toBe(true);
    expect(hessian.equals(hessian.T)).toBe(true);
  });
});

describe('products', () => {
  const { net } = randomNetwork([2, 3, 1, 2], 2, 5);
  test.each([
    ['inner(2,1)', Matrix.identity(3)],
    ['inner(3,1)', net.W[1]!],
    ['left(2)', net.W[2]!],
    ['left(3)', Matrix.identity(2)],
    ['right(1)', Matrix.identity(2)],
    ['right(2)', net.W[0]!],
    ['right-sigma(1)', net.X.times(net.Y.T)],
    ['outer(3,2)', net.W[0]!.times(net.X).times(net.Y.T)],
    ['outer(2,1)', net.X.times(net.Y.T).times(net.W[2]!)],
    ['R', net.W[2]!.times(net.W[1]!).times(net.W[0]!)],
  ])('%s', (name, expected) => {
    const [rows, cols, matrix] = net.named().get(name)!;
    expect(matrix().equals(expected)).toBe(true);
    expect([rows, cols]).toEqual([expected.rows, expected.cols]);
  });
  const strange = [
    '',
    'Z',
    'toString',
    '__proto__',
    'inner',
    'inner(2)',
    'inner(1,1)',
    'inner(1,2)',
    'inner(4,1)',
    'inner(2,0)',
  ];
  test.each([
    ...strange,
    'inner(02,1)',
    'inner(2, 1)',
    'left(1)',
    'left(4)',
    'left(2,1)',
    'right(3)',
    'right(0)',
    'X ',
  ])('there is no matrix %j', (name) => {
    expect(net.named().get(name)).toBeUndefined();
  });
});

describe('the leading term', () => {
  const { net } = randomNetwork([1, 1], 1, 1);
  const c = (...values: number[]) => values.map((x) => Matrix.rational(BigInt(x)));
  test.each([
    ['negative of order 1', c(0, -1), -1, true],
    ['negative of order 3', c(0, 0, 0, -2), -1, true],
    ['positive of order 2', c(0, 0, 1), 1, true],
    ['zero', c(0, 0), -1, false],
    ['of lower order', c(0, -1, -1), -1, false],
    ['of the other sign', c(0, 0, 1), -1, false],
  ] as const)('%s', (_, sums, wanted, expected) => {
    expect(net.leadsWith(new Place(null), wanted, sums)).toBe(expected);
  });
});
