/** The paths of a ReLU network, and random activations of them: FORMAT.md, section 4.2. */
import { Matrix, range } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';
import { LIMITS } from '../result.ts';
import type { Reader } from './kind.ts';

export const paths: Record<string, Reader> = {
  'path-expansion'(place, net) {
    place.fields('kind');
    const n = countPaths(place, net, LIMITS.paths);
    place.charge(16 * n * (net.H * (net.X.cols + net.Y.rows) + net.Y.doubles.length));
    return () => {
      const { hidden, outputs } = reluNetwork(net);
      const along = pathsOf(net);
      const weights = weightsAlong(net, along);
      for (const l of range(net.X.cols)) {
        const isActive = (path: readonly number[]) => hidden.every((layer, h) => layer.at(path[h + 1]!, l) > 0n);
        const inputs = Matrix.build(n, 1, net.X.den, (p) => (isActive(along[p]!) ? net.X.at(along[p]![0]!, l) : 0n));
        const agree = weights.times(inputs).equals(outputs.pick(undefined, [l]));
        place.demand(agree, 'PATHS', 'the network does not compute the sum over its paths');
      }
    };
  },
  bernoulli(place, net) {
    const f = place.fields('kind', 'rho', 'joint');
    const rho = f.rho.rational();
    f.rho.demand(rho.sign >= 0 && rho.num[0]! <= rho.den, 'RANGE', 'ρ is not a probability');
    const joint = f.joint.choice('independent', 'one-coin');
    const n = countPaths(place, net, LIMITS.maskedPaths);
    place.charge(16 * (2 ** n + n * net.H) * Math.max(1, net.Y.doubles.length));
    return (known) => {
      const along = pathsOf(net);
      const weights = weightsAlong(net, along);
      const inputs = net.X.pick(along.map((path) => path[0]!));
      const expected = net.R().times(net.X).scaled(rho);
      const probability = probabilities(n, rho, joint);
      const den = weights.den * inputs.den;
      const mean = Matrix.build(net.Y.rows, net.X.cols, den * probability.den, (k, l) =>
        meanOver(
          range(n).map((p) => weights.at(k, p) * inputs.at(p, l)),
          probability.num,
        ),
      );
      place.demand(mean.equals(expected), 'PATHS', 'the expected output is not ρRX');
      known.rho = rho;
    };
  },
};

/** d_0⋯d_{H−1}, the number of paths to an output. */
function countPaths(place: Place, { widths }: Network, most: number): number {
  const n = widths.slice(0, -1).reduce((product, width) => product * width, 1);
  place.demand(n <= most, 'LIMIT', `more than ${most} paths to an output`);
  return n;
}

/** The paths (i_0, …, i_{H−1}) through the neurons of layers 0 to H−1: the digits of 0..n−1 to these bases. */
function pathsOf({ widths }: Network): number[][] {
  const bases = widths.slice(0, -1);
  return range(bases.reduce((product, width) => product * width, 1)).map((number) => {
    let rest = number;
    return bases.map((width) => {
      const digit = rest % width;
      rest = (rest - digit) / width;
      return digit;
    });
  });
}

/** d_H × n: the product of the weights along each path to each output. */
function weightsAlong({ W, H, Y }: Network, along: readonly number[][]): Matrix {
  const den = W.reduce((product, layer) => product * layer.den, 1n);
  return Matrix.build(Y.rows, along.length, den, (k, p) => {
    const path = [...along[p]!, k];
    return range(H).reduce((product, h) => product * W[h]!.at(path[h + 1]!, path[h]!), 1n);
  });
}

/** Layer by layer, max(·, 0) after every layer but the last. A neuron is active for a sample where its value, in `hidden`, is > 0. */
export function reluNetwork({ W, X, H }: Network): { hidden: Matrix[]; outputs: Matrix } {
  const hidden: Matrix[] = [];
  let values = X;
  for (const layer of W.slice(0, H - 1)) {
    const { rows, cols, num, den } = layer.times(values);
    values = new Matrix(
      rows,
      cols,
      num.map((x) => (x > 0n ? x : 0n)),
      den,
    );
    hidden.push(values);
  }
  return { hidden, outputs: W[H - 1]!.times(values) };
}

/** For c = 0..n, the probability of one mask with c active paths, over one denominator. With one coin all are active, or none is. */
export function probabilities(
  n: number,
  rho: Matrix,
  joint: 'independent' | 'one-coin',
): { num: bigint[]; den: bigint } {
  const [p, q] = [rho.num[0]!, rho.den];
  const exponent = joint === 'independent' ? n : 1;
  const num = range(n + 1).map((c) => {
    if (joint === 'independent') return p ** BigInt(c) * (q - p) ** BigInt(n - c);
    return c === n ? p : c === 0 ? q - p : 0n;
  });
  return { num, den: q ** BigInt(exponent) };
}

/** Σ over all 2ⁿ masks of the probability of the mask times the sum of the values that it leaves. */
function meanOver(values: readonly bigint[], probability: readonly bigint[]): bigint {
  const [sums, sizes] = [[0n], [0]];
  for (const value of values) {
    for (let mask = 0, known = sums.length; mask < known; mask++) {
      sums.push(sums[mask]! + value);
      sizes.push(sizes[mask]! + 1);
    }
  }
  return sums.reduce((mean, sum, mask) => mean + probability[sizes[mask]!]! * sum, 0n);
}
