/** Layers in an eigenbasis of Σ whose eigenvalues need not be rational: FORMAT.md, section 3.3. */
import { characteristicPolynomial } from './kinds/facts.ts';
import type { Known } from './kinds/kind.ts';
import { SQUARE } from './losses.ts';
import { Matrix, range } from './matrix.ts';
import { makeNetwork, type Network } from './network.ts';
import type { Place } from './read.ts';

/** What holds of the data: Σ (n × n), M (n × d_0), N, and a_k < λ_k < b_k (n × 1). */
export interface Spectrum {
  readonly sigma: Matrix;
  readonly M: Matrix;
  readonly N: Matrix;
  readonly lower: Matrix;
  readonly upper: Matrix;
}
export interface Coordinates {
  /** The networks at λ⁽⁰⁾, …, λ⁽ⁿ⁾: L is a convex combination of their losses, up to a constant. */
  readonly vertices: readonly Network[];
  /** Checks that the data are as the coordinates say; nothing is proved before. */
  readonly prove: () => Spectrum;
}

/** Reads the coordinates of W_1 and W_H. */
export function readCoordinates(place: Place, { X, Y, W, widths }: Network): Coordinates {
  const f = place.fields('kind', 'inverse', 'complement', 'below', 'above');
  f.kind.choice('eigenbasis');
  const [inputs, n, m] = [X.rows, Y.rows, X.cols];
  place.demand(1 <= n && n <= inputs, 'SHAPE', 'not 1 ≤ d_H ≤ d_0');
  const [K, N] = [f.inverse.matrix(inputs, inputs), f.complement.matrix(inputs - n, inputs)];
  const [alpha, gamma] = [f.below.vector(n), f.above.vector(n)];
  f.below.demand(alpha.isPositive, 'RANGE', 'not positive');
  f.above.demand(gamma.minus(alpha).isPositive, 'RANGE', 'not above the lower bounds');
  const entries = W.reduce((sum, { doubles }) => sum + doubles.length, inputs * (n + m));
  place.charge((n + 1) * entries * (inputs + n) + 2 * inputs * (inputs + n) * (inputs + m) + n ** 4 * (3 + n / 3));

  const [NX, bounds] = [N.times(X), Matrix.blocks([[alpha, gamma]])];
  const vertices = [-1, ...range(n)].map((k) => {
    const omega = Matrix.diagonal(Matrix.build(n, 1, bounds.den, (i) => bounds.at(i, i === k ? 1 : 0)));
    const input = Matrix.blocks([
      [omega, zeros(n, m)],
      [zeros(inputs - n, n), NX],
    ]);
    const output = Matrix.blocks([[omega, zeros(n, m)]]);
    return { ...makeNetwork(widths, input, output, W, SQUARE), isVertex: true as const };
  });

  const prove = () => {
    const cross = Y.times(X.T);
    const M = cross.times(K);
    const sigma = M.times(cross.T);
    f.inverse.demand(X.times(X.T, K).isIdentity, 'SPECTRUM', 'not the inverse of XXᵀ');
    f.complement.demand(N.times(cross.T).isZero, 'SPECTRUM', 'N·XYᵀ is not 0');
    const isUnit = (j: number, i: number) => range(N.rows).every((k) => N.at(k, j) === (k === i ? N.den : 0n));
    const independent = range(N.rows).every((i) => range(inputs).some((j) => isUnit(j, i)));
    f.complement.demand(independent, 'SPECTRUM', 'a row without a unit column');
    const [lower, top] = [alpha, gamma].map((v) => v.hadamard(v)) as [Matrix, Matrix];
    const upper = lower.plus(top.minus(lower).scaled(Matrix.rational(1n, BigInt(n))));
    const polynomial = Matrix.blocks([characteristicPolynomial(sigma)]).num;
    for (const k of range(n)) {
      const [a, b, place] = [lower.pick([k]), upper.pick([k]), f.below.list()[k]!];
      const isApart = k === n - 1 || a.minus(upper.pick([k + 1])).sign > 0;
      place.demand(isApart, 'SPECTRUM', 'not above the interval of the next eigenvalue');
      const isIsolated = rootsAbove(polynomial, a) === k + 1 && rootsAbove(polynomial, b) === k;
      place.demand(isIsolated, 'SPECTRUM', `λ_${k + 1} is not the one eigenvalue in this interval`);
    }
    return { sigma, M, N, lower, upper };
  };
  return { vertices, prove };
}

/** At a vertex Σ = diag(ω²) and M̃ = J = [I, 0]. */
export function knownAt({ X, Y, YX }: Network): Known {
  const n = Y.rows;
  const identity = Matrix.identity(X.rows);
  const sigma = YX().pick(undefined, range(n));
  return { ranks: new Map([['X', X.rows]]), sigma, leastSquares: { E: identity, M: identity.pick(range(n)) } };
}

const zeros = (rows: number, cols: number): Matrix => Matrix.build(rows, cols, 1n, () => 0n);

/**
 * How many roots of a polynomial of degree n, all of them real, are above t; undefined if t is one. They are as many as the changes of sign of the
 * coefficients of qⁿp((y + s)/q), t = s/q (Descartes). `p` from the constant term upwards.
 */
function rootsAbove(p: readonly bigint[], t: Matrix): number | undefined {
  const [n, s] = [p.length - 1, t.num[0]!];
  const c = p.map((x, k) => x * t.den ** BigInt(n - k));
  for (let i = 0; i < n; i++) for (let j = n - 1; j >= i; j--) c[j]! += s * c[j + 1]!;
  if (c[0] === 0n) return undefined;
  const signs = c.filter((x) => x !== 0n).map((x) => x > 0n);
  return signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length;
}
