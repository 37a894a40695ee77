import type { Matrix } from '../../exact/matrix.ts';

/** Throws RangeError unless X and Y have as many columns: one for each sample. */
export function requireSameSamples(X: Matrix, Y: Matrix): void {
  if (X.cols !== Y.cols) throw new RangeError(`X is ${X.shape} and Y is ${Y.shape}: the numbers of samples differ`);
}

/** Throws RangeError unless a matrix has one entry for each entry of the residual, the shape of Y. */
export function requireResidualShape(name: string, m: Matrix, Y: Matrix): void {
  if (m.rows !== Y.rows || m.cols !== Y.cols) {
    throw new RangeError(`${name} is ${m.shape}, the residual is ${Y.shape}`);
  }
}
