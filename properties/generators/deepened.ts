import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { invertibleFrom } from './invertible.ts';
import type { Step } from './small.ts';

/**
 * Layers of any depth with the product BA, B d_H × d and A d × d_0, through hidden widths ≥ d:
 * W_1 = D_1[I_d; 0]A, W_h = D_h·J_h·D_{h−1}⁻¹ with J_h the identity padded with zeros, W_H = B[I_d, 0]D_{H−1}⁻¹. Where d_j = d,
 * A_j = D_jA and B_j = BD_j⁻¹.
 */
export function deepened(
  B: Matrix,
  A: Matrix,
  hidden: readonly number[],
  gauges: readonly (readonly Step[])[],
): Matrix[] {
  const d = A.rows;
  const last = hidden.length - 1;
  const D = hidden.map((n, h) => invertibleFrom(n, gauges[h] ?? []));
  const back = D.map((m) => inverse(m)!);
  const padded = (rows: number, cols: number) => Matrix.build(rows, cols, (i, j) => (i === j && i < d ? 1n : 0n));
  return [
    D[0]!.mul(padded(hidden[0]!, d)).mul(A),
    ...range(last).map((h) => D[h + 1]!.mul(padded(hidden[h + 1]!, hidden[h]!)).mul(back[h]!)),
    B.mul(padded(d, hidden[last]!)).mul(back[last]!),
  ];
}
