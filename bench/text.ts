import type { Matrix } from '../src/exact/matrix.ts';
import type { BenchInstance } from './instances.ts';

/** A line that `depthcert classify --jsonl` reads. */
export const jsonLine = ({ id, instance: { widths, X, Y, weights } }: BenchInstance): string =>
  `${JSON.stringify({ id, widths, X: X.toRows(), Y: Y.toRows(), W: weights.map((w) => w.toRows()) })}\n`;

/**
 * What the FLINT program reads, numbers between blanks: the number of instances, and for each H, d_0, …, d_H, m, X, Y, W_1, …, W_H; a matrix is its common
 * denominator and its integer numerators row by row.
 */
export const flintText = (instances: readonly BenchInstance[]): string =>
  `${[
    String(instances.length),
    ...instances.map(({ instance: { widths, X, Y, weights } }) =>
      [
        [weights.length, ...widths, X.cols].join(' '),
        ...[X, Y, ...weights].map((matrix: Matrix) => {
          const { den, num } = matrix.reduced();
          return [den, ...num].join(' ');
        }),
      ].join('\n'),
    ),
  ].join('\n')}\n`;

/** What GP reads: a vector of points [widths, X, Y, [W_1, …]]. */
export const pariText = (instances: readonly BenchInstance[]): string => {
  // [a,b] is a vector, other than [a;b].
  const matrix = (m: Matrix) =>
    `Mat([${m
      .toRows()
      .map((row) => row.join(','))
      .join(';')}])`;
  const points = instances.map(
    ({ instance: { widths, X, Y, weights } }) =>
      `[[${widths.join(',')}],${matrix(X)},${matrix(Y)},[${weights.map(matrix).join(',')}]]`,
  );
  return `[${points.join(',')}]\n`;
};
