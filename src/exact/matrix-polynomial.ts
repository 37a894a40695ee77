import { Matrix } from './matrix.ts';

/** A polynomial in t with matrix coefficients, all of one shape: index = power of t. At least one coefficient. */
export type MatrixPolynomial = readonly [Matrix, ...Matrix[]];

/** Coefficient of t^k, zero beyond the degree. */
export const coefficient = (p: MatrixPolynomial, k: number): Matrix => p[k] ?? Matrix.zeros(p[0].rows, p[0].cols);

/** a·b, truncated after t^limit. */
export function mulTruncated(
  a: MatrixPolynomial,
  b: MatrixPolynomial,
  limit = Number.POSITIVE_INFINITY,
): MatrixPolynomial {
  const out: Matrix[] = [Matrix.zeros(a[0].rows, b[0].cols)];
  for (let k = 0; k <= Math.min(limit, a.length + b.length - 2); k++) {
    let sum = Matrix.zeros(a[0].rows, b[0].cols);
    for (let i = Math.max(0, k - b.length + 1); i <= Math.min(k, a.length - 1); i++) {
      if (!a[i]!.isZero() && !b[k - i]!.isZero()) sum = sum.add(a[i]!.mul(b[k - i]!));
    }
    out[k] = sum;
  }
  return trimmed(out);
}

export function addMatrixPolynomials(a: MatrixPolynomial, b: MatrixPolynomial): MatrixPolynomial {
  const n = Math.max(a.length, b.length);
  return trimmed(Array.from({ length: n }, (_, k) => coefficient(a, k).add(coefficient(b, k))));
}

/** Index of the lowest non-zero coefficient, or undefined for the zero polynomial. */
export function lowestPower(p: MatrixPolynomial): number | undefined {
  const k = p.findIndex((c) => !c.isZero());
  return k < 0 ? undefined : k;
}

function trimmed(p: readonly Matrix[]): MatrixPolynomial {
  let n = p.length;
  while (n > 1 && p[n - 1]!.isZero()) n--;
  return p.slice(0, n) as unknown as MatrixPolynomial;
}
