export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
export const lcm = (a: bigint, b: bigint): bigint => (a === b ? a : (a / gcd(a, b)) * b);
/** The numbers 0, …, n − 1. */
export const range = (n: number): number[] => [...Array(n).keys()];

/**
 * An exact matrix: integers, row by row, over one positive denominator, in lowest terms. A rational is a 1 × 1 matrix.
 * Shapes are checked when a certificate is read, so a mismatch here is a bug.
 */
export class Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly num: readonly bigint[];
  readonly den: bigint;

  constructor(rows: number, cols: number, num: readonly bigint[], den: bigint) {
    // Mostly, the first gcd is small or 1.
    let common = den;
    for (let i = 0; i < num.length && common !== 1n; i++) common = gcd(num[i]!, common);
    this.rows = rows;
    this.cols = cols;
    this.num = common === 1n ? num : num.map((x) => x / common);
    this.den = common === 1n ? den : den / common;
  }
  static build(rows: number, cols: number, den: bigint, entry: (i: number, j: number) => bigint): Matrix {
    const num: bigint[] = [];
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) num.push(entry(i, j));
    return new Matrix(rows, cols, num, den);
  }
  static rational = (p: bigint, q = 1n): Matrix => new Matrix(1, 1, [p], q);
  static identity = (n: number): Matrix => Matrix.build(n, n, 1n, (i, j) => (i === j ? 1n : 0n));
  /** The diagonal matrix of a vector. */
  static diagonal = (v: Matrix): Matrix => Matrix.build(v.rows, v.rows, v.den, (i, j) => (i === j ? v.num[i]! : 0n));
  /** The matrix that consists of these blocks. */
  static blocks(grid: readonly (readonly Matrix[])[]): Matrix {
    const den = grid.flat().reduce((common, { den }) => lcm(common, den), 1n);
    const rows = grid.flatMap((line) => {
      const scaled = line.map(({ cols, num, den: own }) => ({ cols, num: num.map((x) => x * (den / own)) }));
      const row = (i: number) => scaled.flatMap(({ cols, num }) => num.slice(i * cols, (i + 1) * cols));
      return range(line[0]!.rows).map(row);
    });
    return new Matrix(rows.length, rows[0]?.length ?? 0, rows.flat(), den);
  }

  at(i: number, j: number): bigint {
    return this.num[i * this.cols + j]!;
  }
  /** The transpose. */
  get T(): Matrix {
    return Matrix.build(this.cols, this.rows, this.den, (i, j) => this.at(j, i));
  }
  /** The rows and columns with these indices. */
  pick(rows: readonly number[] = range(this.rows), cols: readonly number[] = range(this.cols)): Matrix {
    return Matrix.build(rows.length, cols.length, this.den, (i, j) => this.at(rows[i]!, cols[j]!));
  }
  /** The numerators as doubles, and the largest absolute value: exact if it is below 2^53; if they are not, it is not below 2^53. */
  #doubles: { entries: Float64Array; most: number } | undefined;
  get doubles() {
    if (this.#doubles) return this.#doubles;
    const entries = new Float64Array(this.num.length);
    let most = 0;
    for (let i = 0; i < entries.length; i++) {
      entries[i] = Number(this.num[i]!);
      most = Math.max(most, Math.abs(entries[i]!));
    }
    this.#doubles = { entries, most };
    return this.#doubles;
  }
  /** The product with one or more matrices. */
  times(B: Matrix, ...rest: Matrix[]): Matrix {
    if (this.cols !== B.rows) throw new Error(`product of ${this.rows} × ${this.cols} and ${B.rows} × ${B.cols}`);
    const isShort = this.cols * (this.doubles.most * B.doubles.most) < 2 ** 53;
    const num = isShort ? this.#shortProduct(B) : this.#longProduct(B);
    const product = new Matrix(this.rows, B.cols, num, this.den * B.den);
    const [next, ...more] = rest;
    return next ? product.times(next, ...more) : product;
  }
  #longProduct(B: Matrix): bigint[] {
    const num = new Array<bigint>(this.rows * B.cols).fill(0n);
    for (let i = 0; i < this.rows; i++) {
      for (let k = 0; k < this.cols; k++) {
        const a = this.at(i, k);
        if (a !== 0n) for (let j = 0; j < B.cols; j++) num[i * B.cols + j]! += a * B.at(k, j);
      }
    }
    return num;
  }
  /** The same in doubles, where no sum reaches 2^53: exact, and much faster. */
  #shortProduct(B: Matrix): bigint[] {
    const [left, right, cols] = [this.doubles.entries, B.doubles.entries, B.cols];
    const sums = new Float64Array(this.rows * cols);
    for (let i = 0; i < this.rows; i++) {
      for (let k = 0; k < this.cols; k++) {
        const a = left[i * this.cols + k]!;
        if (a !== 0) for (let j = 0; j < cols; j++) sums[i * cols + j]! += a * right[k * cols + j]!;
      }
    }
    return Array.from(sums, BigInt);
  }
  /** The Kronecker product: the entry at (i,k), (j,l) is a_ij·b_kl. */
  kronecker(B: Matrix): Matrix {
    const entry = (row: number, col: number) =>
      this.at(Math.floor(row / B.rows), Math.floor(col / B.cols)) * B.at(row % B.rows, col % B.cols);
    return Matrix.build(this.rows * B.rows, this.cols * B.cols, this.den * B.den, entry);
  }
  /** A + factor·B, for an integer factor. */
  plus(B: Matrix, factor = 1n): Matrix {
    if (this.rows !== B.rows || this.cols !== B.cols) throw new Error('sum of matrices of different shape');
    const den = lcm(this.den, B.den);
    const [a, b] = [den / this.den, (den / B.den) * factor];
    const num = this.num.map((x, i) => x * a + B.num[i]! * b);
    return new Matrix(this.rows, this.cols, num, den);
  }
  minus(B: Matrix): Matrix {
    return this.plus(B, -1n);
  }
  /** The multiple by a rational. */
  scaled(s: Matrix): Matrix {
    return Matrix.build(this.rows, this.cols, this.den * s.den, (i, j) => this.at(i, j) * s.num[0]!);
  }
  /** Entry by entry: a_ij·b_ij. */
  hadamard(B: Matrix): Matrix {
    if (this.rows !== B.rows || this.cols !== B.cols) throw new Error('entrywise product of different shapes');
    return Matrix.build(this.rows, this.cols, this.den * B.den, (i, j) => this.at(i, j) * B.at(i, j));
  }
  /** Each entry cut to the interval [−δ, δ]. */
  clipped(delta: Matrix): Matrix {
    const [most, scale] = [delta.num[0]! * this.den, delta.den];
    const cut = (x: bigint) => (x > most ? most : x < -most ? -most : x);
    return Matrix.build(this.rows, this.cols, this.den * scale, (i, j) => cut(this.at(i, j) * scale));
  }
  /** |a_ij|, entry by entry. */
  get absolute(): Matrix {
    return Matrix.build(this.rows, this.cols, this.den, (i, j) =>
      this.at(i, j) < 0n ? -this.at(i, j) : this.at(i, j),
    );
  }
  /** ⟨A, B⟩ = Σ a_ij·b_ij = tr AᵀB, a rational. */
  dot(B: Matrix): Matrix {
    if (this.rows !== B.rows || this.cols !== B.cols) throw new Error('inner product of different shapes');
    let sum = 0n;
    for (let i = 0; i < this.num.length; i++) sum += this.num[i]! * B.num[i]!;
    return Matrix.rational(sum, this.den * B.den);
  }
  equals(B: Matrix): boolean {
    const sameShape = this.rows === B.rows && this.cols === B.cols && this.den === B.den;
    return sameShape && this.num.every((x, i) => x === B.num[i]);
  }
  get isZero(): boolean {
    return this.num.every((x) => x === 0n);
  }
  get isIdentity(): boolean {
    return this.equals(Matrix.identity(this.rows));
  }
  /** −1, 0 or 1 for a rational. */
  get sign(): number {
    return Number(this.num[0]! > 0n) - Number(this.num[0]! < 0n);
  }
}

/** A polynomial in t with matrix coefficients: power ↦ matrix. A power that is absent has coefficient 0. */
export type Polynomial = ReadonlyMap<number, Matrix>;
export const constant = (A: Matrix): Polynomial => new Map([[0, A]]);
export const vanishes = (P: Polynomial): boolean => [...P.values()].every((C) => C.isZero);
/** P(t) + factor·Q(t), for an integer factor. */
export function addPolynomials(P: Polynomial, Q: Polynomial, factor = 1n): Polynomial {
  const out = new Map(P);
  for (const [b, B] of Q) out.set(b, (out.get(b) ?? B.minus(B)).plus(B, factor));
  return out;
}
/** P(t)·Q(t), without the powers above `order`. */
export function multiplyPolynomials(P: Polynomial, Q: Polynomial, order = Infinity): Polynomial {
  const out = new Map<number, Matrix>();
  for (const [a, A] of P) {
    for (const [b, B] of Q) {
      if (a + b > order) continue;
      const term = A.times(B);
      out.set(a + b, out.get(a + b)?.plus(term) ?? term);
    }
  }
  return out;
}
