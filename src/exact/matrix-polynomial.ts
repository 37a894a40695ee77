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
  const out: Matrix[] = [];
  for (let k = 0; k <= Math.min(limit, a.length + b.length - 2); k++) out.push(productCoefficient(a, b, k));
  return trimmed(out);
}

/** The coefficient of t^k in a·b. */
export function productCoefficient(a: MatrixPolynomial, b: MatrixPolynomial, k: number): Matrix {
  let sum: Matrix | undefined;
  for (let i = Math.max(0, k - b.length + 1); i <= Math.min(k, a.length - 1); i++) {
    if (a[i]!.isZero() || b[k - i]!.isZero()) continue;
    const term = a[i]!.mul(b[k - i]!);
    sum = sum ? sum.add(term) : term;
  }
  return sum ?? Matrix.zeros(a[0].rows, b[0].cols);
}

export function addMatrixPolynomials(a: MatrixPolynomial, b: MatrixPolynomial): MatrixPolynomial {
  const n = Math.max(a.length, b.length);
  return trimmed(Array.from({ length: n }, (_, k) => coefficient(a, k).add(coefficient(b, k))));
}

function trimmed(p: readonly Matrix[]): MatrixPolynomial {
  let n = p.length;
  while (n > 1 && p[n - 1]!.isZero()) n--;
  return p.slice(0, n) as unknown as MatrixPolynomial;
}
