import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { anyData } from '../generators/any-data.ts';
import { invertibleFrom } from '../generators/invertible.ts';
import { choice, fewSteps } from '../generators/small.ts';

/**
 * Points with R = B_jA_j = 0 at a hidden layer j of width n ≤ 3, rank B_j + rank A_j = n, a zero row in B_j and a zero column in A_j, on any data: near them
 * one entry of the product is bounded by the others. A_j fills the last hidden units and B_j reads the first, after a gauge T; inputs but the last and outputs but
 * the last are mixed. Shrinks to 0s and 1s.
 */
export const dominatedPoint = (): Arbitrary<Instance> =>
  fc
    .record({
      n: choice([1, 2, 1, 2, 3]),
      rankB: fc.nat(3),
      below: choice([1, 1, 2]),
      above: choice([1, 1, 2]),
      wider: fc.array(choice([0, 0, 1]), { minLength: 4, maxLength: 4 }),
      gauges: fc.array(fewSteps(3), { minLength: 3, maxLength: 3 }),
    })
    .chain(({ n, rankB, below, above, wider, gauges }) => {
      const p = rankB % (n + 1);
      // Layers on each side of j are as wide as the rank that has to pass, the ends one wider.
      const side = (layers: number, rank: number, extra: readonly number[]) =>
        range(layers).map((h) => Math.max(1, rank + extra[h]! + (h === layers - 1 ? 1 : 0)));
      const up = side(above, p, wider);
      const down = side(below, n - p, wider.slice(2));
      const widths = [...down.toReversed(), n, ...up];
      const [inputs, outputs] = [widths[0]!, widths[widths.length - 1]!];
      const T = invertibleFrom(n, gauges[0]!);
      const mixed = (size: number, k: number) => padded(invertibleFrom(size - 1, gauges[k]!), size);
      const layer = (h: number): Matrix => {
        const [rows, cols] = [widths[h + 1]!, widths[h]!];
        const rank = h < below ? n - p : p;
        const shift = h === below - 1 ? p : 0;
        const plain = Matrix.build(rows, cols, (i, j) => (j < rank && i === j + shift ? 1n : 0n));
        const left = h === widths.length - 2 ? mixed(outputs, 1) : h === below - 1 ? T : Matrix.identity(rows);
        const right = h === 0 ? mixed(inputs, 2) : h === below ? inverse(T)! : Matrix.identity(cols);
        return left.mul(plain).mul(right);
      };
      return anyData(inputs, outputs).map(({ X, Y }) =>
        makeInstance(X, Y, range(widths.length - 1).map(layer), widths),
      );
    });

/** M above and beside zeros. */
const padded = (m: Matrix, size: number): Matrix =>
  m.beside(Matrix.zeros(m.rows, size - m.cols)).above(Matrix.zeros(size - m.rows, size));
