import { Matrix } from '../exact/matrix.ts';
import { depth, type Network } from './network.ts';

/** One forward pass of the nonlinear network with these layers: max(·, 0) after every layer but the last. */
export interface ForwardPass {
  /** For h = 1..H−1, d_h × m: 1 where neuron i is active in sample l, its input being > 0, and 0 where it is not. */
  readonly active: readonly Matrix[];
  /** d_H × m */
  readonly outputs: Matrix;
}

/** @param X d_0 × m, one sample a column */
export function forward({ weights, ...net }: Network, X: Matrix): ForwardPass {
  const active: Matrix[] = [];
  let values = X;
  for (const [h, layer] of weights.entries()) {
    const sums = layer.mul(values);
    if (h === depth({ weights, ...net }) - 1) return { active, outputs: sums };
    const on = Matrix.build(sums.rows, sums.cols, (i, l) => (sums.at(i, l) > 0n ? 1n : 0n));
    active.push(on);
    values = new Matrix(
      sums.rows,
      sums.cols,
      sums.num.map((x, k) => x * on.num[k]!),
      sums.den,
    );
  }
  throw new RangeError('a network has at least one layer');
}
