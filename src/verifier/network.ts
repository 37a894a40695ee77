import { Interval, signOf } from './interval.ts';
import type { Loss } from './losses.ts';
import { addPolynomials, constant, Matrix, multiplyPolynomials, type Polynomial, range } from './matrix.ts';
import type { Place } from './read.ts';
import { Failure } from './result.ts';

/** Computes at the first call, and keeps the result. */
function lazy<T>(make: () => T): () => T {
  let kept: T | undefined;
  return () => (kept ??= make());
}

/** What a loss does not have. */
function given<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Failure('LOSS', '/instance/loss', `this loss has no ${name} that is rational`);
  return part;
}

/**
 * An instance: widths d_0..d_H, data X (d_0 × m), Y (d_H × m), layers W = [W_1, …, W_H] (W_h is d_h × d_{h−1}), a loss.
 * Everything derived is computed when first asked for. Notation: FORMAT.md, sections 2 and 3.1.
 */
export type Network = ReturnType<typeof makeNetwork> & {
  /** One of several instances that enclose one whose spectrum is irrational (FORMAT.md, 3.3). */
  readonly isVertex?: true;
};
export function makeNetwork(widths: readonly number[], X: Matrix, Y: Matrix, W: readonly Matrix[], loss: Loss) {
  const H = W.length;
  /** The largest rank a product can have. */
  const d = Math.min(...widths);
  const instance = { widths, X, Y, W, loss, H, d };

  const products = new Map<string, Matrix>();
  /** W_i⋯W_{j+1}, d_i × d_j; the identity for i = j. */
  function product(i: number, j: number): Matrix {
    const key = `${i},${j}`;
    let made = products.get(key);
    if (made) return made;
    if (i === j) made = Matrix.identity(widths[j]!);
    else if (i === j + 1) made = W[j]!;
    // From the left for B_j, so that all A_i and B_i take 2H products.
    else if (i === H) made = product(H, j + 1).times(W[j]!);
    else made = W[i - 1]!.times(product(i - 1, j));
    products.set(key, made);
    return made;
  }
  const A = (i: number) => product(i, 0);
  const B = (i: number) => product(H, i);
  const R = () => product(H, 0);

  const XX = lazy(() => X.times(X.T));
  const YX = lazy(() => Y.times(X.T));
  const YY = lazy(() => Y.dot(Y));
  const residual = (R: Matrix) => R.times(X).minus(Y);
  /** ∇f(R) = Φ′Xᵀ = G_0 + Σ_k s(a_k)·G_k, k ≥ 1: the a_k, and G_0, G_1, …, all d_H × d_0. For a rational loss G_0 is all of it. */
  const gradientParts = lazy(() => {
    const E = residual(R());
    if (loss.transcendental) return loss.transcendental.gradient(E, X);
    return { points: [], parts: [given(loss.derivative, 'gradient')(E).times(X.T)] };
  });
  const parts = () => gradientParts().parts;
  /** ∇f(R) of a rational loss. */
  const G = () => given(loss.derivative && parts()[0], 'gradient');
  /** Sufficient for ∇f(R) = 0, and for a rational loss necessary. */
  const isFlat = () => parts().every((part) => part.isZero);
  /** ⟨∇f(R), A⟩ as the coefficients of 1, s(a_1), s(a_2), …: one row. */
  const along = (A: Matrix) => Matrix.blocks([parts().map((part) => part.dot(A))]);
  /** The sign of the number with these coefficients; 0 only if all of them are. */
  function signAt(place: Place, row: Matrix): number {
    if (!loss.transcendental || row.isZero) return row.sign;
    const { slope } = loss.transcendental;
    const terms = [...gradientParts().points.entries()].filter(([k]) => row.at(0, k + 1) !== 0n);
    const coefficient = (k: number, bits: number) => Interval.rational(row.at(0, k), row.den, bits);
    const add = (sum: Interval, [k, a]: [number, Matrix], bits: number) =>
      sum.plus(coefficient(k + 1, bits).times(slope(a, bits)));
    const sum = (bits: number) => terms.reduce((sum, term) => add(sum, term, bits), coefficient(0, bits));
    return signOf(sum, place, terms.length);
  }
  /** True if the coefficients at t, …, t^{p−1} vanish and the one at t^p has the sign asked for; p is the last index. */
  const leadsWith = (place: Place, wanted: 1 | -1, rows: readonly Matrix[]): boolean =>
    rows.every((row, k) => k === 0 || signAt(place, row) === (k === rows.length - 1 ? wanted : 0));

  /** 2f(R). Losses are only compared, so the factor ½ is left out. */
  const twiceLossAt = (R: Matrix) => given(loss.twice, 'value')(residual(R));
  const twiceLoss = lazy(() => twiceLossAt(R()));
  /** Whether f is smaller at the product `to` than at R. */
  function isBelow(place: Place, to: Matrix): boolean {
    if (!loss.transcendental) return twiceLossAt(to).minus(twiceLoss()).sign < 0;
    const { value } = loss.transcendental;
    const [here, there] = [residual(R()), residual(to)];
    const gap = (bits: number) => value(there, bits).minus(value(here, bits));
    return !here.equals(there) && signOf(gap, place, 2 * Y.doubles.length) < 0;
  }
  /** D²f[A, B] of a quadratic f, for changes A, B of the product. */
  const curvature = (A: Matrix, B: Matrix) =>
    loss.weights ? A.times(X).hadamard(loss.weights).dot(B.times(X)) : A.times(XX()).dot(B);
  const onRight = new Map<Matrix, Matrix[]>();
  /** B_iᵀGA_{j−1}ᵀ, d_i × d_{j−1}; for i = j it is ∇_{W_i}L. G may be one of its parts. */
  function pulledBack(i: number, j: number, part = G()): Matrix {
    const known = onRight.get(part) ?? [];
    onRight.set(part, known);
    known[j] ??= j === 1 ? part : part.times(A(j - 1).T);
    return i === H ? known[j] : B(i).T.times(known[j]);
  }
  /** D = W_2ᵀW_2 − W_1XXᵀW_1ᵀ of two layers, d_1 × d_1, as a polynomial in t where the layers are. */
  const imbalance = (first: Polynomial, second: Polynomial, order = Infinity): Polynomial => {
    const [input, output] = [first, second].map((P) => transposed(P));
    const scaled = multiplyPolynomials(first, constant(XX()));
    return addPolynomials(multiplyPolynomials(output!, second, order), multiplyPolynomials(scaled, input!, order), -1n);
  };
  /** D at W, d_1 × d_1; for two layers. */
  const balance = lazy(() => imbalance(constant(W[0]!), constant(W[1]!)).get(0)!);
  /** ∇_{W_i}L. */
  function gradient(i: number): Matrix {
    const plain = pulledBack(i, i);
    if (!loss.mu) return plain;
    const pull = i === 1 ? balance().times(W[0]!, XX()).scaled(Matrix.rational(-1n)) : W[1]!.times(balance());
    return plain.plus(pull.scaled(loss.mu));
  }
  /** Sufficient for all ∇_{W_i}L = 0, and for a rational loss necessary. */
  const isCritical = () => {
    if (!loss.transcendental) return W.every((_, h) => gradient(h + 1).isZero);
    return parts().every((part) => W.every((_, h) => pulledBack(h + 1, h + 1, part).isZero));
  };

  /** R(W(t)) − R up to t^order, for W_h(t) = W_h + moves[h−1](t), moves(0) = 0. */
  function change(moves: readonly Polynomial[], order = Infinity): Polynomial {
    // By layers: P_h(t) − P_h = W_h(t)(P_{h−1}(t) − P_{h−1}) + (W_h(t) − W_h)P_{h−1} for P_h(t) = W_h(t)⋯W_1(t).
    const changes = moves.reduce<Polynomial>((before, move, h) => {
      const carried = multiplyPolynomials(addPolynomials(constant(W[h]!), move), before, order);
      return addPolynomials(carried, h === 0 ? move : multiplyPolynomials(move, constant(A(h)), order));
    }, new Map());
    return new Map([...changes].filter(([power]) => power <= order));
  }
  /**
   * Twice the coefficients at t^0, …, t^order of f(R + Δ(t)) − f(R), Δ(0) = 0: of ⟨G, Δ⟩ + ½D²f[Δ, Δ] for a quadratic f. Otherwise
   * of ⟨G, Δ⟩, which is right below t^{2p}, p the lowest power in Δ; from there on 0, so that nothing is claimed. Each is a row, see `along`.
   */
  function fChange(delta: Polynomial, order: number): Matrix[] {
    const sums = new Array<Matrix>(order + 1).fill(Matrix.build(1, parts().length, 1n, () => 0n));
    const moved = [...delta].filter(([power, A]) => power <= order && !A.isZero);
    const known = loss.isQuadratic ? Infinity : 2 * Math.min(...moved.map(([power]) => power));
    for (const [a, A] of moved) {
      if (a < known) sums[a] = sums[a]!.plus(along(A), 2n);
      if (!loss.isQuadratic) continue;
      for (const [b, B] of moved) if (a + b <= order) sums[a + b] = sums[a + b]!.plus(curvature(A, B));
    }
    return sums;
  }
  /** The same of L(W(t)) − L(W), for W_h(t) = W_h + moves[h−1](t). */
  function lossChange(moves: readonly Polynomial[], order: number): Matrix[] {
    const sums = fChange(change(moves, order), order);
    if (!loss.mu) return sums;
    const [first, second] = W.map((layer, h) => addPolynomials(constant(layer), moves[h]!));
    const D = imbalance(first!, second!, order);
    const half = loss.mu.scaled(Matrix.rational(1n, 2n));
    for (const [a, A] of D) {
      for (const [b, B] of D) if (a + b > 0 && a + b <= order) sums[a + b] = sums[a + b]!.plus(A.dot(B).scaled(half));
    }
    return sums;
  }

  /**
   * The Hessian of L at W in the coordinates (i,a,b) = entry (a,b) of W_i. From R_1 = Σ B_iV_iA_{i−1} and
   * R_2 = Σ_{i>j} B_iV_i(W_{i−1}⋯W_{j+1})V_jA_{j−1}, the entry at (i,a,b), (j,c,e) for i ≥ j is
   * (B_iᵀB_j)_{ac}·(A_{i−1}XXᵀA_{j−1}ᵀ)_{be}, plus (B_iᵀGA_{j−1}ᵀ)_{ae}·(W_{i−1}⋯W_{j+1})_{bc} for i > j. With weights w the first
   * part is J_iᵀ diag(w) J_j, J_i = B_i ⊗ (A_{i−1}X)ᵀ the derivative of the residual, row by row.
   */
  function hessian(): Matrix {
    if (!loss.isQuadratic || loss.mu) throw new Failure('LOSS', '/instance/loss', 'no Hessian of this loss here');
    const J = (i: number) => B(i).kronecker(A(i - 1).times(X).T);
    const scaledRows = (m: Matrix, w: Matrix) =>
      Matrix.build(m.rows, m.cols, m.den * w.den, (k, l) => m.at(k, l) * w.num[k]!);
    const block = (i: number, j: number): Matrix => {
      const first = loss.weights
        ? J(i).T.times(scaledRows(J(j), loss.weights))
        : B(i)
            .T.times(B(j))
            .kronecker(A(i - 1).times(XX(), A(j - 1).T));
      if (i === j) return first;
      // The columns of this Kronecker product come as (e,c); the coordinates of W_j are (c,e).
      const second = pulledBack(i, j).kronecker(product(i - 1, j));
      const [rows, cols] = [widths[j]!, widths[j - 1]!];
      const order = range(rows).flatMap((c) => range(cols).map((e) => e * rows + c));
      return first.plus(second.pick(undefined, order));
    };
    const lower = range(H).map((i) => range(i + 1).map((j) => block(i + 1, j + 1)));
    return Matrix.blocks(lower.map((row, i) => [...row, ...lower.slice(i + 1).map((later) => later[i]!.T)]));
  }

  /** The matrices that `rank` evidence can name: numbers of rows and columns, and how to compute them. */
  const named = lazy(() => {
    type Named = readonly [rows: number, cols: number, matrix: () => Matrix, work: number];
    const out = new Map<string, Named>();
    const set = (name: string, i: number, j: number, matrix: () => Matrix, work = 0) =>
      out.set(name, [widths[i]!, widths[j]!, matrix, work]);
    const size = (i: number, j: number) => widths[i]! * widths[j]!;
    const XY = () => YX().T;
    out.set('X', [X.rows, X.cols, () => X, 0]);
    out.set('Y', [Y.rows, Y.cols, () => Y, 0]);
    set('R', H, 0, R);
    set('Sigma_XY', 0, H, XY);
    for (let i = 2; i <= H; i++) {
      set(`left(${i})`, H, i, () => B(i));
      set(`right(${i - 1})`, i - 2, 0, () => A(i - 2));
      set(`right-sigma(${i - 1})`, i - 2, H, () => A(i - 2).times(XY()), size(i - 2, 0) * widths[H]!);
      // Of the products of layers, those with W_1 or W_H are weighed with the instance.
      for (let [j, entries] = [i - 1, 0]; j >= 1; entries += size(j, j - 1), j--) {
        set(`inner(${i},${j})`, i - 1, j, () => product(i - 1, j), entries * widths[j]!);
        const work = size(j - 1, H) * (widths[0]! + widths[i]!);
        set(`outer(${i},${j})`, j - 1, i, () => A(j - 1).times(XY(), B(i)), work);
      }
    }
    return out;
  });

  const values = { product, R, XX, YX, YY, G, twiceLoss, twiceLossAt, pulledBack, gradient, balance, hessian, named };
  return { ...instance, ...values, isFlat, isBelow, isCritical, signAt, leadsWith, change, fChange, lossChange };
}

/** For each pivot (i,j), i = 2..H, j = 1..i−1. */
export function pivots<T>(H: number, at: (i: number, j: number) => T): T[] {
  return range(H - 1).flatMap((k) => range(k + 1).map((l) => at(k + 2, l + 1)));
}

/** P(t)ᵀ. */
const transposed = (P: Polynomial): Polynomial => new Map([...P].map(([power, C]) => [power, C.T]));
