import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { invertibleFrom } from './invertible.ts';
import { choice, fewSteps } from './small.ts';

/**
 * Critical points of rank 2 with an irrational spectrum: widths 4, hidden ≥ 2, 4; X = I, Y = diag(s·B, s′·B′) with
 * B = [[1, k], [0, l]], k, l ≥ 1, so Σ = YYᵀ has two blocks with the eigenvalues of s²·BBᵀ; the discriminant of BBᵀ is
 * ((l−1)² + k²)((l+1)² + k²), a square for no k, l ≤ 3. P projects on the first block; if the blocks are equal (every
 * eigenvalue is irrational and double) on {(a·x, b·x)}, which commutes with Σ as well. R = P·Y in a factored form.
 * Shrinks to two layers, the first block, small B.
 */
export const irrationalBlocks = (): Arbitrary<Instance> =>
  fc
    .record({
      hidden: fc.array(choice([2, 2, 3]), { minLength: 1, maxLength: 3 }),
      first: block([1n, 4n, 10n]),
      second: fc.option(block([1n]), { freq: 2 }),
      angle: choice<readonly [bigint, bigint]>([
        [1n, 0n],
        [1n, 0n],
        [0n, 1n],
        [1n, 1n],
        [3n, 4n],
        [2n, -1n],
      ]),
      gauges: fc.array(fewSteps(2), { minLength: 3, maxLength: 3 }),
    })
    .map(({ hidden, first, second, angle: [a, b], gauges }) => {
      const other = second ?? first;
      const zero = Matrix.zeros(2, 2);
      const Y = first.beside(zero).above(zero.beside(other));
      const skew = second !== null && a !== 0n && b !== 0n;
      const p = Matrix.column(skew ? [1n, 0n] : [a, b]).kron(Matrix.identity(2));
      const start = p
        .transpose()
        .mul(Y)
        .scale(new Rational(1n, p.col(0).dot(p.col(0)).num));
      const D = hidden.map((w, h) => invertibleFrom(w, gauges[h]!));
      const back = D.map((m) => inverse(m)!);
      const embed = (rows: number, cols: number) => Matrix.build(rows, cols, (i, j) => (i === j && i < 2 ? 1n : 0n));
      const weights = [
        D[0]!.mul(embed(hidden[0]!, 2)).mul(start),
        ...range(hidden.length - 1).map((h) => D[h + 1]!.mul(embed(hidden[h + 1]!, hidden[h]!)).mul(back[h]!)),
        p.mul(embed(2, hidden[hidden.length - 1]!)).mul(back[hidden.length - 1]!),
      ];
      return makeInstance(Matrix.identity(4), Y, weights);
    });

function block(scales: readonly [bigint, ...bigint[]]): Arbitrary<Matrix> {
  return fc.tuple(choice([1n, 2n, 3n]), choice([1n, 2n, 3n]), choice(scales)).map(([k, l, s]) =>
    Matrix.fromRows([
      [s, s * k],
      [0n, s * l],
    ]),
  );
}
