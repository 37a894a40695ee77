import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { eigenframe } from '../../src/trained/eigenframe.ts';
import { rounded } from '../../src/trained/rounding.ts';

/** Pseudo-random numbers in (−1, 1) by a linear congruential generator. */
export function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 8) + 0.5) / 2 ** 23 - 1;
  };
}

export const doubles = (rows: number, cols: number, next: () => number): Matrix =>
  Matrix.of(rows, cols, () => Rational.fromDouble(next()));

/** Data with Σ of three different irrational eigenvalues, d_0 = 4. */
export const irrational = {
  X: Matrix.fromRows([
    [1, 0, 0, 0, 1],
    [0, 1, 0, 0, -1],
    [0, 0, 1, 0, 2],
    [0, 0, 0, 1, 1],
  ]),
  Y: Matrix.fromRows([
    [3, 1, 0, 1, 0],
    [1, 2, 1, 0, 1],
    [0, 1, -1, 2, 1],
  ]),
};

/**
 * A point near a critical one with R = U_SU_SᵀM, S from 1: the parameterization with Z = 0 and gauges D_h near the identity, in doubles, and each weight
 * moved by up to δ.
 */
export function nearCritical(hidden: readonly number[], S: readonly number[], delta: number, seed = 1): Instance {
  const { X, Y } = irrational;
  const next = randoms(seed);
  const widths = [X.rows, ...hidden, Y.rows];
  const frame = eigenframe(makeInstance(X, Y, zeros(widths), widths));
  const u = frame.vectors.select(
    undefined,
    S.map((k) => k - 1),
  );
  const D = widths.map((n, h) =>
    h === 0 || h === widths.length - 1
      ? Matrix.identity(n)
      : Matrix.identity(n).add(doubles(n, n, () => Math.round(4 * next()) / 16)),
  );
  const pad = (m: Matrix, rows: number, cols: number) =>
    Matrix.of(rows, cols, (i, j) => (i < m.rows && j < m.cols ? m.entry(i, j) : Rational.zero));
  const weights = widths.slice(1).map((rows, k) => {
    const last = k === hidden.length;
    const core = k === 0 ? u.transpose().mul(frame.M) : last ? u : Matrix.identity(S.length);
    const W = D[k + 1]!.mul(pad(core, rows, widths[k]!)).mul(inverse(D[k]!)!);
    return rounded(W, 60).add(doubles(W.rows, W.cols, () => delta * next()));
  });
  return makeInstance(X, Y, weights, widths);
}

export const zeros = (widths: readonly number[]): Matrix[] =>
  range(widths.length - 1).map((h) => Matrix.zeros(widths[h + 1]!, widths[h]!));
