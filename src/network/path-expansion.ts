import { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { depth, type Network } from './network.ts';
import type { ForwardPass } from './relu.ts';

/** A path from an input to a neuron of the last hidden layer: neuron path[h] of layer h = 0..H−1. Each output is reached by each of them. */
export type Path = readonly number[];

/** The n = d_0⋯d_{H−1} paths, in lexicographic order. */
export function paths({ widths }: Network): Path[] {
  const [first = 0, ...hidden] = widths.slice(0, -1);
  const from = (path: Path): Path[] => {
    const width = hidden[path.length - 1];
    if (width === undefined) return [path];
    return Array.from({ length: width }, (_, i) => from([...path, i])).flat();
  };
  return Array.from({ length: first }, (_, i) => from([i])).flat();
}

/** d_H × n: for each output and each path, the product of the weights on the way. */
export function pathWeights({ weights, ...net }: Network, all: readonly Path[]): Matrix {
  const H = depth({ weights, ...net });
  return Matrix.of(net.widths[H]!, all.length, (k, p) =>
    weights.reduce(
      (product, w, h) => product.mul(w.entry(h === H - 1 ? k : all[p]![h + 1]!, all[p]![h]!)),
      Rational.one,
    ),
  );
}

/** Whether all hidden neurons on the path are active in sample l. */
export const isActive = (path: Path, { active }: ForwardPass, l: number): boolean =>
  active.every((on, h) => on.at(path[h + 1]!, l) === 1n);

/** The outputs (d_H × m) as sums over paths: input · activation of the path · product of its weights. */
export function sumOverPaths(net: Network, X: Matrix, all: readonly Path[], pass: ForwardPass): Matrix {
  const inputs = Matrix.build(all.length, X.cols, (p, l) => (isActive(all[p]!, pass, l) ? X.at(all[p]![0]!, l) : 0n));
  return pathWeights(net, all).mul(new Matrix(inputs.rows, inputs.cols, inputs.num, X.den));
}

/** How the paths to one output are active: each with probability ρ, one by one or all by one coin. */
export type Joint = 'independent' | 'one-coin';

/**
 * The expected outputs (d_H × m) under random activations that depend on neither X nor W, by going through all masks of the n paths: 2ⁿ, or the two that
 * one coin has.
 */
export function expectedOutputs(net: Network, X: Matrix, all: readonly Path[], rho: Rational, joint: Joint): Matrix {
  const w = pathWeights(net, all);
  const [on, off] = [rho.num, rho.den - rho.num];
  /** Numerator over den(ρ)ⁿ of the mean of the sum of the values from number p on, given the sum of those before. */
  const mean = (values: readonly bigint[], p: number, sum: bigint, weight: bigint): bigint => {
    if (weight === 0n) return 0n;
    if (p === values.length) return weight * sum;
    return mean(values, p + 1, sum, weight * off) + mean(values, p + 1, sum + values[p]!, weight * on);
  };
  const out = Matrix.build(w.rows, X.cols, (k, l) => {
    const values = all.map((path, p) => w.at(k, p) * X.at(path[0]!, l));
    return joint === 'one-coin' ? on * values.reduce((a, b) => a + b, 0n) : mean(values, 0, 0n, 1n);
  });
  const total = rho.den ** BigInt(joint === 'one-coin' ? 1 : all.length);
  return new Matrix(out.rows, out.cols, out.num, w.den * X.den * total).reduced();
}
