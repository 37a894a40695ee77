import fc, { type Arbitrary } from 'fast-check';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { bottleneckWidth, depth, partialProducts } from '../../src/network/network.ts';
import { anyPoint } from '../generators/any-point.ts';
import { criticalPoint } from '../generators/critical-point.ts';
import { withoutNeuron } from '../generators/cut-neuron.ts';
import { mixed } from '../generators/mixed.ts';

/** W with neuron 0 of the first bottleneck layer cut off: rank R ≤ d − 1. */
export const cutNeuron = (instance: Instance): Instance =>
  makeInstance(instance.X, instance.Y, withoutNeuron(instance.widths, instance.weights), instance.widths);

/**
 * W with one more neuron, of weights 0, in every bottleneck layer: the same product, critical if W was, and d is one more.
 * Where the input or the output is a bottleneck, {@link cutNeuron} instead.
 */
export function withZeroNeurons(instance: Instance): Instance {
  const d = bottleneckWidth(instance);
  const H = depth(instance);
  if (instance.widths[0] === d || instance.widths[H] === d) return cutNeuron(instance);
  const widths = instance.widths.map((n) => (n === d ? d + 1 : n));
  const weights = instance.weights.map((w, h) =>
    w.beside(Matrix.zeros(w.rows, widths[h]! - w.cols)).above(Matrix.zeros(widths[h + 1]! - w.rows, widths[h]!)),
  );
  return makeInstance(instance.X, instance.Y, weights, widths);
}

/** The point itself where R is rank-deficient. */
const unless = (change: (p: Instance) => Instance) => (p: Instance) =>
  rank(partialProducts(p).R) < bottleneckWidth(p) ? p : change(p);

/** Points with rank R < d on any data, by construction, critical or not. Shrinks as {@link mixed} and {@link anyPoint} do. */
export const rankDeficient = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 15, arbitrary: mixed().map(unless(withZeroNeurons)) },
    { weight: 3, arbitrary: anyPoint().map(unless(cutNeuron)) },
    { weight: 1, arbitrary: anyPoint({ maxDepth: 1 }).map(unless(cutNeuron)) },
  );

/** Mostly critical points with rank R < d, on good data. Shrinks to the smallest networks. */
export const rankDeficientCritical = (): Arbitrary<Instance> =>
  criticalPoint({ minDepth: 2, stratum: 'free' }).map(unless(withZeroNeurons));
