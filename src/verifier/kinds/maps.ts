/** Critical points and the eigenvectors of Σ: FORMAT.md, sections 4.1 and 4.2. */
import { Matrix, range } from '../matrix.ts';
import { makeNetwork, type Network } from '../network.ts';
import type { Place } from '../read.ts';
import { LIMITS } from '../result.ts';
import { gradientWork, type Reader, readLayers } from './kind.ts';

export const maps: Record<string, Reader> = {
  /** RE = PM̃ with a projection P that commutes with Σ: R fits some eigenvectors of Σ and nothing else. */
  'critical-map'(place, net) {
    const f = place.fields('kind', 'p', 'pInverse');
    const [n, inputs] = [net.Y.rows, net.X.rows];
    const r = f.pInverse.list().length;
    f.pInverse.demand(r <= n, 'SHAPE', `more than ${n} rows`);
    const [p, pInverse] = [f.p.matrix(n, r), f.pInverse.matrix(r, r)];
    place.charge(n * n * (2 * n + r + 3 * inputs));
    return (known) => {
      const { E, M } = known.leastSquares!;
      f.p.demand(r === known.ranks.get('R'), 'MAP', 'p has not rank R columns');
      f.pInverse.demand(p.T.times(p, pInverse).isIdentity, 'MAP', 'not the inverse of pᵀp');
      const P = p.times(pInverse, p.T);
      f.p.demand(P.times(known.sigma!).equals(known.sigma!.times(P)), 'MAP', 'P does not commute with Σ');
      f.p.demand(P.times(net.R()).equals(net.R()), 'MAP', 'PR is not R');
      f.p.demand(net.R().times(E).equals(P.times(M)), 'MAP', 'RE is not PM̃');
      known.projection = P;
      known.twiceLeast = net.YY().minus(P.dot(known.sigma!));
    };
  },
  /** An orthogonal basis of eigenvectors of Σ, and one of them that is neither in col R nor orthogonal to it. */
  eigenbasis(place, net) {
    const f = place.fields('kind', 'values', 'vectors', 'mixed');
    const n = net.Y.rows;
    const [values, U, k] = [f.values.vector(n), f.vectors.matrix(n, n), f.mixed.natural(0, n - 1)];
    place.charge(3 * n ** 3);
    return ({ sigma, projection }) => {
      f.vectors.demand(sigma!.times(U).equals(U.times(Matrix.diagonal(values))), 'SPECTRUM', 'not eigenvectors of Σ');
      const gram = U.T.times(U);
      const fits = (i: number, j: number) => (i === j ? gram.at(i, j) > 0n : gram.at(i, j) === 0n);
      const isOrthogonal = range(n).every((i) => range(n).every((j) => fits(i, j)));
      f.vectors.demand(isOrthogonal, 'SPECTRUM', 'not an orthogonal basis');
      const u = U.pick(undefined, [k]);
      const Pu = projection!.times(u);
      f.mixed.demand(!Pu.isZero && !Pu.equals(u), 'MAP', 'in col R, or orthogonal to it');
    };
  },
  /** A critical point for each set S of at most d eigenvalues, with 2L = ‖Y‖² − Σ_S λ_i. */
  'critical-values'(place, net) {
    const f = place.fields('kind', 'points');
    const list = f.points.list();
    f.points.demand(list.length <= LIMITS.subsets, 'LIMIT', `more than ${LIMITS.subsets} points`);
    const points = list.map((point) => {
      const g = point.fields('S', 'W');
      const S = g.S.indices(g.S.list().length, net.Y.rows);
      return { S, W: readLayers(g.W, net), place: g };
    });
    const size = net.W.reduce((sum, { doubles }) => sum + doubles.length, net.X.doubles.length);
    place.charge(list.length * (4 * size * (net.X.rows + net.Y.rows) + gradientWork(net.widths)));
    return ({ eigenvalues }) => {
      const all = subsetsOf(net.Y.rows, net.d);
      f.points.demand(points.length === all.length, 'VALUES', `expected ${all.length} sets`);
      for (const [k, { S, W, place }] of points.entries()) {
        place.S.demand(S.join() === all[k]!.join(), 'VALUES', `expected {${all[k]}}`);
        const at = makeNetwork(net.widths, net.X, net.Y, W, net.loss);
        place.W.demand(at.isCritical(), 'VALUES', 'the gradient is not zero');
        const fitted = S.reduce((sum, i) => sum.plus(eigenvalues!.pick([i])), Matrix.rational(0n));
        place.W.demand(at.twiceLoss().equals(net.YY().minus(fitted)), 'VALUES', 'another value');
      }
    };
  },
  /** W in bases in which it is made of r fitted directions and the blocks Z_1, …, Z_H. */
  parameterization(place, net) {
    const f = place.fields('kind', 'p', 'q', 'pInverse', 'qInverse', 'gauges', 'inverses', 'Z');
    const { H, widths, W } = net;
    const n = net.Y.rows;
    const r = f.pInverse.list().length;
    f.pInverse.demand(r <= net.d, 'SHAPE', `more than ${net.d} rows`);
    const [p, q] = [f.p.matrix(n, r), f.q.matrix(n, n - r)];
    const [pInverse, qInverse] = [f.pInverse.matrix(r, r), f.qInverse.matrix(n - r, n - r)];
    const readGauges = (list: Place) => list.list(H - 1).map((D, h) => D.matrix(widths[h + 1]!, widths[h + 1]!));
    const [gauges, inverses] = [readGauges(f.gauges), readGauges(f.inverses)];
    const shapes = W.map((_, h) => [widths[h + 1]! - r, widths[h]! - (h === 0 ? 0 : r)] as const);
    const Z = f.Z.list(H === 1 ? 0 : H).map((block, h) => block.matrix(...shapes[h]!));
    const largest = Math.max(...widths);
    place.charge((H * H + 4 * H + 4) * largest ** 3);
    return (known) => {
      f.p.demand(r === known.ranks.get('R'), 'FORM', 'p has not rank R columns');
      f.pInverse.demand(p.T.times(p, pInverse).isIdentity, 'FORM', 'not the inverse of pᵀp');
      f.qInverse.demand(q.T.times(q, qInverse).isIdentity, 'FORM', 'not the inverse of qᵀq');
      f.q.demand(p.T.times(q).isZero, 'FORM', 'p and q are not orthogonal');
      const K = pInverse.times(p.T, net.R());
      f.p.demand(p.times(K).equals(net.R()), 'FORM', 'R is not p times p⁺R');
      for (const [h, D] of gauges.entries()) {
        f.inverses.list()[h]!.demand(D.times(inverses[h]!).isIdentity, 'FORM', 'not the inverse of the gauge');
      }
      // For H = 1, R = pK is all there is.
      for (const [h, block] of Z.entries()) {
        const core = h === H - 1 ? beside(p, q.times(block)) : h === 0 ? above(K, block) : diagonal(r, block);
        const left = gauges[h]?.times(core) ?? core;
        const made = h === 0 ? left : left.times(inverses[h - 1]!);
        f.Z.list()[h]!.demand(made.equals(W[h]!), 'FORM', `not the block of W_${h + 1}`);
      }
      known.blocks = Z;
      known.cycle = Z.map((block, h) => (h === 0 ? block.times(net.YX().T, q) : block));
    };
  },
};

const beside = (A: Matrix, B: Matrix) => Matrix.blocks([[A, B]]);
const above = (A: Matrix, B: Matrix) => beside(A.T, B.T).T;
const diagonal = (r: number, B: Matrix) =>
  Matrix.build(r + B.rows, r + B.cols, B.den, (i, j) => (i < r || j < r ? (i === j ? B.den : 0n) : B.at(i - r, j - r)));

/** The sets of at most `most` of 0, …, n − 1, by size, then lexicographically. */
function subsetsOf(n: number, most: number): number[][] {
  const ofSize = (size: number, from: number): number[][] =>
    size === 0
      ? [[]]
      : range(n - from).flatMap((k) => ofSize(size - 1, from + k + 1).map((rest) => [from + k, ...rest]));
  return range(Math.min(n, most) + 1).flatMap((size) => ofSize(size, 0));
}

/** Whether the sets of at most d of d_H eigenvalues are few enough to be listed. */
export function areFewSubsets({ Y, d }: Network): boolean {
  const n = Y.rows;
  let [count, binomial] = [0, 1];
  for (let k = 0; k <= d && count <= LIMITS.subsets; k++) {
    count += binomial;
    binomial = (binomial * (n - k)) / (k + 1);
  }
  return count <= LIMITS.subsets;
}

/** The products of all but one of the maps of a cycle, each applied after the one before it, starting after the one left out. */
export const nearlyFullTurns = (cycle: readonly Matrix[]): Matrix[] =>
  cycle.map((_, h) => [...cycle.slice(h + 1), ...cycle.slice(0, h)].reduce((product, map) => map.times(product)));
