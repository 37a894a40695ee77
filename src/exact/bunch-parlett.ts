/** A ≈ L·D·Lᵀ for rows in the order `order`: L unit lower triangular, D with blocks of order 1 and 2 on the diagonal. All n × n, row by row. */
export interface BlockFactors {
  readonly L: Float64Array;
  readonly D: Float64Array;
  readonly order: readonly number[];
  /** Where the blocks of order 2 begin. */
  readonly pairs: readonly number[];
}

/** (1 + √17)/8: bounds the growth of the entries. */
const ALPHA = (1 + Math.sqrt(17)) / 8;

/**
 * Symmetric elimination in doubles with complete pivoting (J. R. Bunch, B. N. Parlett 1971). Where the rest is 0, so is the rest of D.
 * @param matrix n × n, symmetric
 */
export function bunchParlett(matrix: Float64Array, n: number): BlockFactors {
  const a = matrix.slice();
  const L = new Float64Array(n * n);
  const D = new Float64Array(n * n);
  const order = Array.from({ length: n }, (_, k) => k);
  const pairs: number[] = [];
  const swap = (p: number, q: number) => {
    if (p === q) return;
    for (let j = 0; j < n; j++) {
      [a[p * n + j], a[q * n + j]] = [a[q * n + j]!, a[p * n + j]!];
      [L[p * n + j], L[q * n + j]] = [L[q * n + j]!, L[p * n + j]!];
    }
    for (let i = 0; i < n; i++) [a[i * n + p], a[i * n + q]] = [a[i * n + q]!, a[i * n + p]!];
    [order[p], order[q]] = [order[q]!, order[p]!];
  };
  for (let k = 0; k < n; ) {
    const { diagonal, at, row, col } = largest(a, n, k);
    const off = row < 0 ? 0 : Math.abs(a[row * n + col]!);
    if (diagonal === 0 && off === 0) break;
    if (diagonal >= ALPHA * off) {
      swap(k, at);
      const pivot = a[k * n + k]!;
      D[k * n + k] = pivot;
      for (let i = k + 1; i < n; i++) L[i * n + k] = a[i * n + k]! / pivot;
      for (let i = k + 1; i < n; i++) {
        for (let j = k + 1; j <= i; j++) set(a, n, i, j, a[i * n + j]! - L[i * n + k]! * a[j * n + k]!);
      }
      k += 1;
      continue;
    }
    // row > col ≥ k
    swap(k, col);
    swap(k + 1, row);
    const [p, q, r] = [a[k * n + k]!, a[(k + 1) * n + k]!, a[(k + 1) * n + k + 1]!];
    D[k * n + k] = p;
    D[(k + 1) * n + k] = q;
    D[k * n + k + 1] = q;
    D[(k + 1) * n + k + 1] = r;
    const det = p * r - q * q;
    for (let i = k + 2; i < n; i++) {
      const [x, y] = [a[i * n + k]!, a[i * n + k + 1]!];
      L[i * n + k] = (r * x - q * y) / det;
      L[i * n + k + 1] = (p * y - q * x) / det;
    }
    for (let i = k + 2; i < n; i++) {
      for (let j = k + 2; j <= i; j++) {
        set(a, n, i, j, a[i * n + j]! - L[i * n + k]! * a[j * n + k]! - L[i * n + k + 1]! * a[j * n + k + 1]!);
      }
    }
    pairs.push(k);
    k += 2;
  }
  for (let i = 0; i < n; i++) L[i * n + i] = 1;
  return { L, D, order, pairs };
}

function set(a: Float64Array, n: number, i: number, j: number, x: number): void {
  a[i * n + j] = x;
  a[j * n + i] = x;
}

/** The largest diagonal entry and where it is, and the place of the largest entry below the diagonal, from row k on. */
function largest(a: Float64Array, n: number, k: number) {
  let [diagonal, at, off, row, col] = [0, k, 0, -1, -1];
  for (let i = k; i < n; i++) {
    const d = Math.abs(a[i * n + i]!);
    if (d > diagonal) [diagonal, at] = [d, i];
    for (let j = k; j < i; j++) {
      const x = Math.abs(a[i * n + j]!);
      if (x > off) [off, row, col] = [x, i, j];
    }
  }
  return { diagonal, at, row, col };
}
