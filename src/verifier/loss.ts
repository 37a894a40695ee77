import { add, inner, type Matrix, multiply, type Polynomial, scalar, sign, subtract, transpose } from './matrix.ts';

/** A convex differentiable loss f(R), R of shape d_H × d_0, quadratic in R. */
export interface Loss {
  /** f(R), 1 × 1. */
  value(R: Matrix): Matrix;
  /** ∇f(R), d_H × d_0. */
  gradient(R: Matrix): Matrix;
  /** S (d_0 × d_0, positive semidefinite) with D²f(R)[E, F] = ⟨ES, F⟩ for every R. */
  readonly gram: Matrix;
}

/** f(R) = ½‖RX − Y‖² = ½⟨RΣ_XX, R⟩ − ⟨R, Σ_YX⟩ + ½‖Y‖²: the data enter through three products only. */
function square(X: Matrix, Y: Matrix): Loss {
  const gram = multiply(X, transpose(X));
  const cross = multiply(Y, transpose(X));
  const energy = inner(Y, Y);
  const half = scalar(1n, 2n);
  return {
    gram,
    gradient: (R) => subtract(multiply(R, gram), cross),
    value: (R) => multiply(half, add(add(inner(multiply(R, gram), R), inner(R, cross), -2n), energy)),
  };
}

/** The losses known to the verifier. A loss that is not quadratic needs its own `coefficients` and Hessian. */
export const LOSSES: ReadonlyMap<string, (X: Matrix, Y: Matrix) => Loss> = new Map([['square', square]]);

/** The coefficients at t^0, …, t^order of f(R + Δ(t)) − f(R) = ⟨G, Δ⟩ + ½⟨ΔS, Δ⟩, with G = ∇f(R) and Δ(0) = 0. */
export function coefficients(loss: Loss, G: Matrix, delta: Polynomial, order: number): Matrix[] {
  const sums = new Array<Matrix>(order + 1).fill(scalar(0n));
  const half = scalar(1n, 2n);
  for (const [a, A] of delta) {
    if (a > order) continue;
    sums[a] = add(sums[a]!, inner(G, A));
    const AS = multiply(A, loss.gram);
    for (const [b, B] of delta) {
      if (a + b <= order) sums[a + b] = add(sums[a + b]!, multiply(half, inner(AS, B)));
    }
  }
  return sums;
}

/** True if the coefficients at t, …, t^{p−1} vanish and the one at t^p has the sign asked for; p is the last index. */
export function leadsWith(wanted: 1 | -1, sums: readonly Matrix[]): boolean {
  return sums.every((c, k) => k === 0 || sign(c) === (k === sums.length - 1 ? wanted : 0));
}
