import { addPolynomials, constant, Matrix, multiplyPolynomials, type Polynomial, range } from './matrix.ts';

/** Computes at the first call, and keeps the result. */
function lazy<T>(make: () => T): () => T {
  let kept: T | undefined;
  return () => (kept ??= make());
}

/** True if the coefficients at t, …, t^{p−1} vanish and the one at t^p has the sign asked for; p is the last index. */
export const leadsWith = (wanted: 1 | -1, sums: readonly Matrix[]): boolean =>
  sums.every((c, k) => k === 0 || c.sign === (k === sums.length - 1 ? wanted : 0));

/**
 * An instance: widths d_0..d_H, data X (d_0 × m), Y (d_H × m), layers W = [W_1, …, W_H] (W_h is d_h × d_{h−1}), the square loss.
 * Everything derived is computed when first asked for. Notation: FORMAT.md, section 2.
 */
export type Network = ReturnType<typeof makeNetwork>;
export function makeNetwork(widths: readonly number[], X: Matrix, Y: Matrix, W: readonly Matrix[]) {
  const H = W.length;
  /** The largest rank a product can have. */
  const d = Math.min(...widths);
  const given = { widths, X, Y, W, H, d };

  const products = new Map<string, Matrix>();
  /** W_i⋯W_{j+1}, d_i × d_j; the identity for i = j. */
  function product(i: number, j: number): Matrix {
    const key = `${i},${j}`;
    let made = products.get(key);
    if (made) return made;
    if (i === j) made = Matrix.identity(widths[j]!);
    // From the left for B_j, so that all A_i and B_i take 2H products.
    else if (i === H) made = product(H, j + 1).times(W[j]!);
    else made = W[i - 1]!.times(product(i - 1, j));
    products.set(key, made);
    return made;
  }
  const A = (i: number) => product(i, 0);
  const B = (i: number) => product(H, i);
  const R = () => product(H, 0);

  /** The data enter the loss only through XXᵀ, YXᵀ and ‖Y‖². */
  const XX = lazy(() => X.times(X.T));
  const YX = lazy(() => Y.times(X.T));
  const YY = lazy(() => Y.dot(Y));
  /** G = ∇f(R) = (RX − Y)Xᵀ, d_H × d_0. */
  const G = lazy(() => R().times(XX()).minus(YX()));
  /** 2f(R) = ‖RX − Y‖². Losses are only compared, so the factor ½ is left out. */
  const twiceLossAt = (R: Matrix) => R.times(XX()).dot(R).plus(R.dot(YX()), -2n).plus(YY());
  const twiceLoss = lazy(() => twiceLossAt(R()));
  /** B_iᵀGA_{j−1}ᵀ, d_i × d_{j−1}; for i = j it is ∇_{W_i}L. */
  const pulledBack = (i: number, j: number) => B(i).T.times(G(), A(j - 1).T);
  const isCritical = () => W.every((_, h) => pulledBack(h + 1, h + 1).isZero);

  /** R(W(t)) − R up to t^order, for W_h(t) = W_h + moves[h−1](t), moves(0) = 0. */
  function change(moves: readonly Polynomial[], order = Infinity): Polynomial {
    const layers = W.map((layer, h) => addPolynomials(constant(layer), moves[h]!));
    const first = constant(Matrix.identity(widths[0]!));
    const product = layers.reduce((product, layer) => multiplyPolynomials(layer, product, order), first);
    return new Map([...product].filter(([power]) => power > 0));
  }
  /** Twice the coefficients at t^0, …, t^order of f(R + Δ(t)) − f(R) = ⟨G, Δ⟩ + ½⟨ΔXXᵀ, Δ⟩, for Δ(0) = 0. */
  function coefficients(delta: Polynomial, order: number): Matrix[] {
    const sums = new Array<Matrix>(order + 1).fill(Matrix.rational(0n));
    for (const [a, A] of delta) {
      if (a > order) continue;
      sums[a] = sums[a]!.plus(G().dot(A), 2n);
      const AXX = A.times(XX());
      for (const [b, B] of delta) if (a + b <= order) sums[a + b] = sums[a + b]!.plus(AXX.dot(B));
    }
    return sums;
  }

  /**
   * The Hessian of L at W in the coordinates (i,a,b) = entry (a,b) of W_i. From R_1 = Σ B_iV_iA_{i−1} and
   * R_2 = Σ_{i>j} B_iV_i(W_{i−1}⋯W_{j+1})V_jA_{j−1}, the entry at (i,a,b), (j,c,e) for i ≥ j is
   * (B_iᵀB_j)_{ac}·(A_{i−1}XXᵀA_{j−1}ᵀ)_{be}, plus (B_iᵀGA_{j−1}ᵀ)_{ae}·(W_{i−1}⋯W_{j+1})_{bc} for i > j.
   */
  function hessian(): Matrix {
    const block = (i: number, j: number): Matrix => {
      const [left, right] = [B(i).T.times(B(j)), A(i - 1).times(XX(), A(j - 1).T)];
      const first = left.kronecker(right);
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
    const out = new Map<string, readonly [rows: number, cols: number, matrix: () => Matrix]>();
    const set = (name: string, i: number, j: number, matrix: () => Matrix) =>
      out.set(name, [widths[i]!, widths[j]!, matrix]);
    const XY = () => YX().T;
    out.set('X', [X.rows, X.cols, () => X]);
    out.set('Y', [Y.rows, Y.cols, () => Y]);
    set('R', H, 0, R);
    set('Sigma_XY', 0, H, XY);
    for (let i = 2; i <= H; i++) {
      set(`left(${i})`, H, i, () => B(i));
      set(`right(${i - 1})`, i - 2, 0, () => A(i - 2));
      set(`right-sigma(${i - 1})`, i - 2, H, () => A(i - 2).times(XY()));
      for (let j = 1; j < i; j++) {
        set(`inner(${i},${j})`, i - 1, j, () => product(i - 1, j));
        set(`outer(${i},${j})`, j - 1, i, () => A(j - 1).times(XY(), B(i)));
      }
    }
    return out;
  });

  const derived = { product, R, YY, G, twiceLossAt, twiceLoss, pulledBack, isCritical, change, coefficients, hessian };
  return { ...given, ...derived, named };
}
