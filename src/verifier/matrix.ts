/**
 * Exact matrices: integers over one common positive denominator, row by row.
 * A rational number is a 1 × 1 matrix. Shapes are checked when a certificate is read, so a mismatch here is a bug.
 */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly num: readonly bigint[];
  readonly den: bigint;
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export const lcm = (a: bigint, b: bigint): bigint => (a === b ? a : (a / gcd(a, b)) * b);

/** Divides out the common factor of denominator and entries. After the first step the gcd is mostly small, or 1. */
export function reduced(rows: number, cols: number, num: bigint[], den: bigint): Matrix {
  let common = den;
  for (let i = 0; i < num.length && common !== 1n; i++) common = gcd(num[i]!, common);
  return common === 1n ? { rows, cols, num, den } : { rows, cols, num: num.map((x) => x / common), den: den / common };
}

function build(rows: number, cols: number, den: bigint, entry: (i: number, j: number) => bigint): Matrix {
  const num: bigint[] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) num.push(entry(i, j));
  return { rows, cols, num, den };
}

export const at = (A: Matrix, i: number, j: number): bigint => A.num[i * A.cols + j]!;
export const scalar = (num: bigint, den = 1n): Matrix => reduced(1, 1, [num], den);
export const zero = (rows: number, cols: number): Matrix => build(rows, cols, 1n, () => 0n);
export const identity = (n: number): Matrix => build(n, n, 1n, (i, j) => (i === j ? 1n : 0n));
export const transpose = (A: Matrix): Matrix => build(A.cols, A.rows, A.den, (i, j) => at(A, j, i));
/** The n × n diagonal matrix of a vector. */
export const diagonal = (v: Matrix): Matrix => build(v.rows, v.rows, v.den, (i, j) => (i === j ? v.num[i]! : 0n));
/** The rows and columns with these indices; `undefined` means all. */
export function pick(A: Matrix, rows: readonly number[] | undefined, cols?: readonly number[]): Matrix {
  const size = [rows?.length ?? A.rows, cols?.length ?? A.cols] as const;
  return build(...size, A.den, (i, j) => at(A, rows ? rows[i]! : i, cols ? cols[j]! : j));
}

/** The product of one or more matrices, from the left. */
export function multiply(first: Matrix, ...rest: Matrix[]): Matrix {
  return rest.reduce((A, B) => {
    if (A.cols !== B.rows) throw new Error(`product of ${A.rows} × ${A.cols} and ${B.rows} × ${B.cols}`);
    const num = new Array<bigint>(A.rows * B.cols).fill(0n);
    for (let i = 0; i < A.rows; i++) {
      for (let k = 0; k < A.cols; k++) {
        const a = at(A, i, k);
        if (a === 0n) continue;
        for (let j = 0; j < B.cols; j++) num[i * B.cols + j]! += a * at(B, k, j);
      }
    }
    return reduced(A.rows, B.cols, num, A.den * B.den);
  }, first);
}

/** A + factor·B, for an integer factor. */
export function add(A: Matrix, B: Matrix, factor = 1n): Matrix {
  if (A.rows !== B.rows || A.cols !== B.cols) throw new Error('sum of matrices of different shape');
  const den = lcm(A.den, B.den);
  const [a, b] = [den / A.den, (den / B.den) * factor];
  const num = A.num.map((x, i) => x * a + B.num[i]! * b);
  return reduced(A.rows, A.cols, num, den);
}

export const subtract = (A: Matrix, B: Matrix): Matrix => add(A, B, -1n);
export const scale = (A: Matrix, s: Matrix): Matrix =>
  reduced(
    A.rows,
    A.cols,
    A.num.map((x) => x * s.num[0]!),
    A.den * s.den,
  );

/** ⟨A, B⟩ = Σ a_ij b_ij, as a 1 × 1 matrix. */
export function inner(A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows || A.cols !== B.cols) throw new Error('inner product of matrices of different shape');
  let sum = 0n;
  for (let i = 0; i < A.num.length; i++) sum += A.num[i]! * B.num[i]!;
  return scalar(sum, A.den * B.den);
}

export const trace = (A: Matrix): Matrix => inner(A, identity(A.rows));
export const isZero = (A: Matrix): boolean => A.num.every((x) => x === 0n);
export const equal = (A: Matrix, B: Matrix): boolean =>
  A.rows === B.rows && A.cols === B.cols && A.num.every((x, i) => x * B.den === B.num[i]! * A.den);
export const isIdentity = (A: Matrix): boolean => A.rows === A.cols && equal(A, identity(A.rows));
/** −1, 0 or 1 for a 1 × 1 matrix. */
export const sign = (s: Matrix): number => (s.num[0]! > 0n ? 1 : s.num[0]! < 0n ? -1 : 0);

/** A polynomial in t with matrix coefficients: power ↦ matrix. A power that is absent has coefficient 0. */
export type Polynomial = ReadonlyMap<number, Matrix>;

/** P(t)·Q(t), without the powers above `order`. */
export function multiplyPolynomials(P: Polynomial, Q: Polynomial, order = Infinity): Polynomial {
  const out = new Map<number, Matrix>();
  for (const [a, A] of P) {
    for (const [b, B] of Q) {
      if (a + b > order) continue;
      const term = multiply(A, B);
      const sum = out.get(a + b);
      out.set(a + b, sum ? add(sum, term) : term);
    }
  }
  return out;
}

/** P(t) + factor·Q(t), for an integer factor. */
export function addPolynomials(P: Polynomial, Q: Polynomial, factor = 1n): Polynomial {
  const out = new Map(P);
  for (const [b, B] of Q) out.set(b, add(out.get(b) ?? zero(B.rows, B.cols), B, factor));
  return out;
}
