import type { Path } from '../properties/generators/pattern-point.ts';
import { complement, Matrix, range } from '../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../src/network/instance.ts';
import { denseGauge, denseOrthogonal } from './dense.ts';
import { Random } from './random.ts';

/**
 * What a critical point is made of: the fitted eigenvalues S (0-based, of Σ, the largest first) and paths of Z in the parameterization
 * W_1 = D_1[U_SᵀM; Z_1], W_h = D_h diag(I_r, Z_h) D_{h−1}⁻¹, W_H = [U_S, U_Q Z_H] D_{H−1}⁻¹ (docs/classification-for-any-data.md). A path of at most H − 1
 * consecutive vertices, 0 for the targets and h for layer h, is a chain of basis vectors, each mapped to the next and the last to 0; what paths leave over is mapped to 0.
 */
export interface Parts {
  readonly widths: readonly number[];
  readonly S: readonly number[];
  readonly paths: readonly Path[];
}

/** A critical point with these parts in dense bases, on dense data with Σ = U diag(σ²)Uᵀ, σ positive integers, and d_H + 2 samples. Needs d_0 = d_H, H ≥ 2. */
export function criticalPoint({ widths, S, paths }: Parts, seed: number): Instance {
  const random = new Random(seed);
  const H = widths.length - 1;
  const n = widths[H]!;
  const gaps = range(n).map(() => random.integer(1, 2));
  const L = Matrix.build(n, n, (i, j) => (i === j ? BigInt(gaps.slice(i).reduce((sum, gap) => sum + gap, 0)) : 0n));
  const [U, V, turn] = [
    denseOrthogonal(n, 2, random),
    denseOrthogonal(n, 1, random),
    denseOrthogonal(n + 2, 1, random),
  ];
  const C = denseGauge(n, random);
  const noise = Matrix.build(n, 2, () => BigInt(random.integer(-2, 2)));
  const X = C.D.beside(Matrix.zeros(n, 2)).mul(turn);
  const Y = U.mul(L).mul(V.transpose()).beside(noise).mul(turn);

  const Q = complement(n, S);
  const Z = blocksOf(widths, S.length, paths);
  const place = Matrix.build(Q.length, n, (i, j) => (Q[i] === j ? 1n : 0n));
  const gauges = range(H - 1).map((h) => denseGauge(widths[h + 1]!, random));
  const I = Matrix.identity(S.length);
  const weights = range(H).map((h) => {
    if (h === 0) {
      const rows = L.select(S, undefined).above(Z[0]!.mul(place));
      return gauges[0]!.D.mul(rows).mul(V.transpose()).mul(C.inverse);
    }
    const before = gauges[h - 1]!.inverse;
    if (h === H - 1) return U.select(undefined, S).beside(U.select(undefined, Q).mul(Z[h]!)).mul(before);
    return gauges[h]!.D.mul(diagonalBlocks(I, Z[h]!)).mul(before);
  });
  return makeInstance(X, Y, weights, widths);
}

/** Z_1 on the targets that are not fitted, Z_2, …, Z_H. */
function blocksOf(widths: readonly number[], r: number, paths: readonly Path[]): Matrix[] {
  const H = widths.length - 1;
  const used = range(H).map(() => 0);
  const arrows = new Set<string>();
  for (const path of paths) {
    const at = path.map((v) => used[v]!++);
    for (const [n, v] of path.slice(0, -1).entries()) arrows.add(`${v}: ${at[n]} to ${at[n + 1]}`);
  }
  const room = (v: number) => widths[v === 0 ? H : v]! - r;
  for (const v of range(H)) {
    if (used[v]! > room(v)) throw new RangeError(`${used[v]} paths through vertex ${v}, which has room for ${room(v)}`);
  }
  return range(H).map((h) =>
    Matrix.build(room((h + 1) % H), room(h), (i, j) => (arrows.has(`${h}: ${j} to ${i}`) ? 1n : 0n)),
  );
}

const diagonalBlocks = (a: Matrix, b: Matrix): Matrix =>
  a.beside(Matrix.zeros(a.rows, b.cols)).above(Matrix.zeros(b.rows, a.cols).beside(b));
