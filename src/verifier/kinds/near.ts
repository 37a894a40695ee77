/** A critical point near W: FORMAT.md, section 4.2. */
import { type Coordinates, readCoordinates, type Spectrum } from '../coordinates.ts';
import type { Subject } from '../instance.ts';
import { Interval } from '../interval.ts';
import { Matrix, range } from '../matrix.ts';
import { makeNetwork, type Network } from '../network.ts';
import type { Place } from '../read.ts';
import type { Verdict } from '../statements/statement.ts';
import { type Reader, readLayers } from './kind.ts';

/** Reads `rank` of R and the evidence for a class; what it returns proves this class, and says rank R and the labels of the evidence. */
export type ReadClass = (
  list: Place,
  subject: Subject,
) => (verdict: Verdict) => { readonly rank: number; readonly used: readonly string[] };

export const nearPoints = (readClass: ReadClass): Record<string, Reader> => ({
  'near-critical-point'(place, net) {
    const f = place.fields('kind', 'W', 'coordinates', 'S', 'vectors', 'evidence', 'distance');
    const [W, distance] = [readLayers(f.W, net), f.distance.rational()];
    f.distance.demand(distance.sign >= 0, 'RANGE', 'a negative distance');
    const entries = W.reduce((sum, { doubles }) => sum + doubles.length, net.X.doubles.length);
    place.charge(entries * (net.X.rows + net.Y.rows));
    const point = makeNetwork(net.widths, net.X, net.Y, W, net.loss);
    const isPlain = f.coordinates.value === null;
    for (const other of isPlain ? [f.S, f.vectors] : []) other.demand(other.value === null, 'TYPE', 'expected null');
    const frame = isPlain ? undefined : readFrame(f, net, point);
    f.evidence.endInstance();
    const coordinates = frame && { coordinates: frame.coordinates };
    const proveClass = readClass(f.evidence, { net: point, towers: [], ...coordinates });
    return (known) => {
      const bound = frame?.bound();
      known.near = { distance, ...proveClass(known.verdict!), ...(frame && { S: frame.S }) };
      const room = bound ? distance.minus(bound) : distance.times(distance).minus(squaredDistance(net.W, W));
      f.distance.demand(room.sign >= 0, 'NEAR', 'the point may be farther away');
    };
  },
});

interface Frame {
  readonly coordinates: Coordinates;
  readonly S: readonly number[];
  /** Checks the coordinates and S; an upper bound for the distance from W. */
  readonly bound: () => Matrix;
}

function readFrame(f: Record<'coordinates' | 'S' | 'vectors', Place>, net: Network, point: Network): Frame {
  const [inputs, n] = [net.X.rows, net.Y.rows];
  f.coordinates.demand(net.H >= 2, 'SHAPE', 'one layer has no distance from one in coordinates here');
  const coordinates = readCoordinates(f.coordinates, point);
  const V = f.vectors.matrix(n, n);
  let last = 0;
  const S = f.S.list().map((index) => (last = index.natural(last + 1, n)));
  // What is multiplied, and 5n + 3 roots.
  f.vectors.charge(
    3 * n ** 3 + inputs * (n ** 2 + net.widths[1]! * inputs) + n ** 2 * net.widths[net.H - 1]! + 1000 * (n + 1),
  );
  const bound = () => {
    const spectrum = coordinates.prove();
    const fitted = Matrix.build(n, inputs, 1n, (i, j) => (i === j && S.includes(i + 1) ? 1n : 0n));
    f.S.demand(point.R().equals(fitted), 'NEAR', 'W*_H⋯W*_1 is not diag(1_S)·J');
    const [first, last] = [point.W[0]!, point.W[net.H - 1]!];
    const frame = Matrix.blocks([[V.T.times(spectrum.M)], [spectrum.N]]);
    const layers = [first.times(frame), ...point.W.slice(1, -1), V.times(last)];
    const norm = (A: Matrix) => root(A.dot(A));
    return range(n).reduce(
      (sum, k) => {
        const moved = norm(first.pick(undefined, [k]))
          .times(norm(spectrum.M))
          .plus(norm(last.pick([k])));
        return sum.plus(errorOf(V, k, spectrum, f.vectors).times(moved));
      },
      root(squaredDistance(net.W, layers)),
    );
  };
  return { coordinates, S, bound };
}

/**
 * |1 − ‖v‖| + √2·‖Σv − ρv‖/(‖v‖g), v column k of V, ρ its Rayleigh quotient, g its distance from all intervals but the one of λ_k: at most so far
 * is v from a unit eigenvector of λ_k. Here |1 − ‖v‖| = |1 − ‖v‖²|/(1 + ‖v‖). It is so for any ρ, so that a rounded one serves; what is exact gets too long.
 */
function errorOf(V: Matrix, k: number, { sigma, lower, upper }: Spectrum, place: Place): Matrix {
  const v = V.pick(undefined, [k]);
  const squared = v.dot(v);
  place.demand(squared.sign > 0, 'NEAR', `column ${k} is zero`);
  const image = sigma.times(v);
  const rho = over(v.dot(image), squared).above;
  const residual = image.minus(v.times(rho));
  const fromUnit = over(ONE.minus(squared).absolute, ONE.plus(over(squared, root(squared)).below)).above;
  const gaps = range(V.cols).flatMap((l) => {
    if (l === k) return [];
    const [below, above] = [lower.pick([l]).minus(rho), rho.minus(upper.pick([l]))];
    return [below.minus(above).sign > 0 ? below : above];
  });
  const least = gaps.reduce((a, b) => (a.minus(b).sign < 0 ? a : b), gaps[0] ?? ONE);
  place.demand(least.sign > 0, 'NEAR', `the Rayleigh quotient of column ${k} is in the interval of another eigenvalue`);
  const sine = over(root(over(residual.dot(residual).scaled(TWO), squared).above), least).above;
  return fromUnit.plus(sine);
}

const [ONE, TWO] = [Matrix.rational(1n), Matrix.rational(2n)];
/** Bits after the point, so that what is rounded has an error of less than 2⁻⁴⁰⁰ of p/q, or 2⁻⁴⁰⁰; of its root, too. */
function bitsOf(p: bigint, q: bigint): number {
  const length = (n: bigint) => 4 * n.toString(16).length;
  return 800 + Math.max(0, length(q) - length(p));
}
/** a/b for a ≥ 0, b > 0, rounded up and down. */
function over(a: Matrix, b: Matrix): { readonly above: Matrix; readonly below: Matrix } {
  const [p, q] = [a.num[0]! * b.den, a.den * b.num[0]!];
  const bits = bitsOf(p, q);
  const { lo, hi } = Interval.rational(p, q, bits);
  const [below, above] = [lo, hi].map((n) => Matrix.rational(n, 1n << BigInt(bits))) as [Matrix, Matrix];
  return { above, below };
}
/** √x for x ≥ 0, rounded up. */
function root(x: Matrix): Matrix {
  const bits = bitsOf(x.num[0]!, x.den);
  return Matrix.rational(Interval.of(x, bits).sqrt.hi, 1n << BigInt(bits));
}
const squaredDistance = (A: readonly Matrix[], B: readonly Matrix[]): Matrix =>
  A.reduce((sum, layer, h) => sum.plus(layer.minus(B[h]!).dot(layer.minus(B[h]!))), Matrix.rational(0n));
