import { describe, expect, test } from 'vitest';
import { coefficients, leadsWith } from '../../src/verifier/loss.ts';
import {
  add,
  identity,
  inner,
  isZero,
  type Matrix,
  multiply,
  scalar,
  subtract,
  transpose,
} from '../../src/verifier/matrix.ts';
import { Network } from '../../src/verifier/network.ts';

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
    return { rows, cols, num, den: 1n + BigInt(seed % 7) };
  };
  const layers = () => widths.slice(1).map((width, h) => matrix(width, widths[h]!));
  const net = new Network(widths, matrix(widths[0]!, m), matrix(widths.at(-1)!, m), layers(), 'square');
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
  new Network(
    net.widths,
    net.X,
    net.Y,
    net.W.map((W, h) => add(W, V[h]!, t)),
    'square',
  );
const curve = (V: Matrix[]) => V.map((part) => new Map([[1, part]]));

describe.each(cases)('widths %j, m = %i', (widths, m) => {
  test.each([1, 2, 3])('seed %i', (seed) => {
    const { net, V } = randomNetwork([...widths], m, seed);
    // L(W + tV) is a polynomial of degree 2H: its coefficients reproduce the loss at other points.
    const order = 2 * net.H;
    const c = coefficients(net.loss, net.G, net.change(curve(V)), order);
    for (const t of [1n, -1n, 2n]) {
      const sum = c.reduce((total, x, k) => add(total, x, t ** BigInt(k)), net.value);
      expect(isZero(subtract(sum, moved(net, V, t).value))).toBe(true);
    }
    // The loss by its definition.
    const residual = subtract(multiply(net.R, net.X), net.Y);
    expect(isZero(add(inner(residual, residual), net.value, -2n))).toBe(true);
    // The gradient is the first coefficient.
    const slope = V.map((part, h) => inner(part, net.pulledBack(h + 1, h + 1))).reduce((a, b) => add(a, b));
    expect(isZero(subtract(slope, c[1]!))).toBe(true);
    // VᵀHV by the block formula is twice the second coefficient.
    const hessian = net.hessian();
    const n = hessian.size;
    const H: Matrix = {
      rows: n,
      cols: n,
      num: Array.from({ length: n }, (_, i) => hessian.row(i)).flat(),
      den: hessian.den,
    };
    const v: Matrix = { rows: n, cols: 1, num: V.flatMap((part) => part.num), den: V[0]!.den };
    expect(n).toBe(net.coordinates);
    expect(isZero(add(multiply(transpose(v), H, v), c[2]!, -2n))).toBe(true);
    expect(isZero(subtract(H, transpose(H)))).toBe(true);
  });
});

describe('products', () => {
  const { net } = randomNetwork([2, 3, 1, 2], 2, 5);
  test.each([
    ['inner(2,1)', identity(3)],
    ['inner(3,1)', net.layer(2)],
    ['left(2)', net.layer(3)],
    ['left(3)', identity(2)],
    ['right(1)', identity(2)],
    ['right(2)', net.layer(1)],
    ['right-sigma(1)', net.sigmaXY],
    ['outer(3,2)', multiply(net.layer(1), net.X, transpose(net.Y))],
    ['outer(2,1)', multiply(net.X, transpose(net.Y), net.layer(3))],
    ['R', multiply(net.layer(3), net.layer(2), net.layer(1))],
  ])('%s', (name, expected) => {
    const named = net.named.get(name)!;
    expect(isZero(subtract(named.matrix(), expected))).toBe(true);
    expect([named.rows, named.cols]).toEqual([expected.rows, expected.cols]);
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
    expect(net.named.get(name)).toBeUndefined();
  });
});

describe('the leading term', () => {
  const c = (...values: number[]) => values.map((x) => scalar(BigInt(x)));
  test.each([
    ['negative of order 1', c(0, -1), -1, true],
    ['negative of order 3', c(0, 0, 0, -2), -1, true],
    ['positive of order 2', c(0, 0, 1), 1, true],
    ['zero', c(0, 0), -1, false],
    ['of lower order', c(0, -1, -1), -1, false],
    ['of the other sign', c(0, 0, 1), -1, false],
  ] as const)('%s', (_, sums, wanted, expected) => {
    expect(leadsWith(wanted, sums)).toBe(expected);
  });
});
