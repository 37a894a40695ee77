import { Matrix, range } from '../exact/matrix.ts';

/** A point of a deep linear network: widths d_0, …, d_H and W_h of shape d_h × d_{h-1}; `weights[h-1]` is W_h. */
export interface Network {
  readonly widths: readonly number[];
  readonly weights: readonly Matrix[];
}

/** Number of layers H. */
export const depth = (net: Network): number => net.weights.length;

/** d = min d_i over all layers, input and output included. */
export const bottleneckWidth = (net: Network): number => Math.min(...net.widths);

/** W_h, for 1 ≤ h ≤ H. */
export const layer = (net: Network, h: number): Matrix => net.weights[h - 1]!;

/** W_i ⋯ W_j for i ≥ j; the identity of size d_i if i = j − 1. */
export function chain(net: Network, i: number, j: number): Matrix {
  let m = Matrix.identity(net.widths[i]!);
  for (let h = i; h >= j; h--) m = h === i ? layer(net, h) : m.mul(layer(net, h));
  return m;
}

/** A_i = W_i ⋯ W_1 for i = 0..H (A_0 = I), and B_i = W_H ⋯ W_{i+1} for i = 0..H (B_H = I). */
export interface PartialProducts {
  readonly A: readonly Matrix[];
  readonly B: readonly Matrix[];
  /** R = W_H ⋯ W_1 = A_H = B_0. */
  readonly R: Matrix;
}

export function partialProducts(net: Network): PartialProducts {
  const H = depth(net);
  const A = [Matrix.identity(net.widths[0]!)];
  for (let i = 1; i <= H; i++) A.push(i === 1 ? layer(net, 1) : layer(net, i).mul(A[i - 1]!));
  const B: Matrix[] = new Array(H + 1);
  B[H] = Matrix.identity(net.widths[H]!);
  for (let i = H - 1; i >= 1; i--) B[i] = i === H - 1 ? layer(net, H) : B[i + 1]!.mul(layer(net, i + 1));
  B[0] = A[H]!;
  return { A, B, R: A[H]! };
}

/** The direction that is zero in every layer but those given. */
export function direction(net: Network, parts: ReadonlyMap<number, Matrix>): Matrix[] {
  return net.weights.map((w, k) => parts.get(k + 1) ?? Matrix.zeros(w.rows, w.cols));
}

/** Throws RangeError where a matrix does not have the shape that the widths demand. */
export function requireShapes(net: Network): void {
  if (net.weights.length < 1 || net.widths.length !== net.weights.length + 1) {
    throw new RangeError(`${net.widths.length} widths need ${net.widths.length - 1} weight matrices, at least one`);
  }
  for (const h of range(net.weights.length)) {
    const w = net.weights[h]!;
    if (w.rows !== net.widths[h + 1] || w.cols !== net.widths[h]) {
      throw new RangeError(`W_${h + 1} is ${w.shape}, the widths demand ${net.widths[h + 1]} × ${net.widths[h]}`);
    }
  }
}
