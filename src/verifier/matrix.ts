/** Doubles hold integers below it exactly, and so the results of arithmetic on integers that stay below. */
export const EXACT = 2 ** 53;

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
/** The same for doubles; for 32-bit integers it is faster. */
export function shortGcd(a: number, b: number): number {
  if (b === 0) return Math.abs(a);
  const isSmall = Math.abs(a) < 2 ** 31 && Math.abs(b) < 2 ** 31;
  return shortGcd(b, isSmall ? (a | 0) % (b | 0) : a % b);
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
  readonly den: bigint;
  /** The integers as doubles. */
  readonly doubles: Float64Array;
  /** The largest absolute value among them: below 2^53 they are exact, and if they are not, it is not below. */
  readonly most: number;
  #num: readonly bigint[] | undefined;

  /** Integers below 2^53 may be given as doubles. */
  constructor(rows: number, cols: number, num: readonly bigint[] | Float64Array, den: bigint) {
    const common = den === 1n ? 1n : commonDivisor(num, den);
    this.rows = rows;
    this.cols = cols;
    this.den = common === 1n ? den : den / common;
    if (num instanceof Float64Array) this.doubles = common === 1n ? num : num.map((x) => x / Number(common));
    else {
      this.#num = common === 1n ? num : num.map((x) => x / common);
      this.doubles = new Float64Array(num.length);
      for (let i = 0; i < num.length; i++) this.doubles[i] = Number(this.#num[i]);
    }
    this.most = 0;
    for (let i = 0; i < this.doubles.length; i++) this.most = Math.max(this.most, Math.abs(this.doubles[i]!));
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
    const row = (line: readonly Matrix[], i: number) =>
      line.flatMap((M) => range(M.cols).map((j) => M.at(i, j) * (den / M.den)));
    const rows = grid.flatMap((line) => range(line[0]!.rows).map((i) => row(line, i)));
    return new Matrix(rows.length, rows[0]?.length ?? 0, rows.flat(), den);
  }

  get num(): readonly bigint[] {
    this.#num ??= Array.from(this.doubles, BigInt);
    return this.#num;
  }
  at(i: number, j: number): bigint {
    return this.num[i * this.cols + j]!;
  }
  /** The matrix whose entry (i,j) is the one at source(i,j) here. */
  #arranged(rows: number, cols: number, source: (i: number, j: number) => number): Matrix {
    const isShort = this.most < EXACT;
    const from = (isShort ? this.doubles : this.num) as unknown as number[];
    const to = (isShort ? new Float64Array(rows * cols) : new Array(rows * cols)) as number[];
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) to[i * cols + j] = from[source(i, j)]!;
    return new Matrix(rows, cols, to as unknown as Float64Array, this.den);
  }
  /** The transpose. */
  get T(): Matrix {
    return this.#arranged(this.cols, this.rows, (i, j) => j * this.cols + i);
  }
  /** The rows and columns with these indices. */
  pick(rows: readonly number[] = range(this.rows), cols: readonly number[] = range(this.cols)): Matrix {
    return this.#arranged(rows.length, cols.length, (i, j) => rows[i]! * this.cols + cols[j]!);
  }
  /** The product with one or more matrices. */
  times(B: Matrix, ...rest: Matrix[]): Matrix {
    if (this.cols !== B.rows) throw new Error(`product of ${this.rows} × ${this.cols} and ${B.rows} × ${B.cols}`);
    if (rest.length > 0) return rest.reduce((product, C) => product.times(C), this.times(B));
    const isShort = this.cols * (this.most * B.most) < EXACT;
    return new Matrix(this.rows, B.cols, isShort ? this.#shortProduct(B) : this.#longProduct(B), this.den * B.den);
  }
  /** In doubles, where no sum reaches 2^53. */
  #shortProduct({ doubles: right, cols }: Matrix): Float64Array {
    const left = this.doubles;
    const sums = new Float64Array(this.rows * cols);
    for (let i = 0, l = 0; i < this.rows; i++) {
      for (let k = 0, r = 0; k < this.cols; k++, l++, r += cols) {
        const a = left[l]!;
        if (a !== 0) for (let j = 0, at = i * cols; j < cols; j++, at++) sums[at]! += a * right[r + j]!;
      }
    }
    return sums;
  }
  /** Entries of a row of B are packed into one integer, so many bits each: then one multiplication does for all of them. */
  #longProduct({ num, rows, cols }: Matrix): bigint[] {
    const bits = bitsOf(this.num) + bitsOf(num) + rows.toString(2).length + 1;
    const step = Math.max(1, Math.floor(2 ** 13 / bits));
    const product = new Array<bigint>(this.rows * cols);
    for (let from = 0; from < cols; from += step) {
      const columns = range(cols).slice(from, from + step);
      const pack = (sum: bigint, x: bigint) => (sum << BigInt(bits)) + x;
      const packed = range(rows).map((k) => columns.reduceRight((sum, j) => pack(sum, num[k * cols + j]!), 0n));
      for (let i = 0; i < this.rows; i++) {
        let sum = 0n;
        for (let k = 0; k < rows; k++) if (this.at(i, k) !== 0n) sum += this.at(i, k) * packed[k]!;
        for (const j of columns) {
          const entry = BigInt.asIntN(bits, sum);
          product[i * cols + j] = entry;
          sum = (sum - entry) >> BigInt(bits);
        }
      }
    }
    return product;
  }
  /** The Kronecker product: the entry at (i,k), (j,l) is a_ij·b_kl. */
  kronecker(B: Matrix): Matrix {
    const entry = (row: number, col: number) =>
      this.at(Math.floor(row / B.rows), Math.floor(col / B.cols)) * B.at(row % B.rows, col % B.cols);
    return Matrix.build(this.rows * B.rows, this.cols * B.cols, this.den * B.den, entry);
  }
  /** (aA + bB)/den, for integers a, b and the integers of A and B. */
  #sum(a: bigint, B: Matrix, b: bigint, den: bigint): Matrix {
    const [p, q, x, y] = [Number(a), Number(b), this.doubles, B.doubles];
    const isShort = Math.abs(p) * this.most + Math.abs(q) * B.most < EXACT;
    const num = isShort ? new Float64Array(x.length) : this.num.map((u, i) => a * u + b * B.num[i]!);
    for (let i = 0; isShort && i < num.length; i++) (num as Float64Array)[i] = p * x[i]! + q * y[i]!;
    return new Matrix(this.rows, this.cols, num, den);
  }
  /** A + factor·B, for an integer factor. */
  plus(B: Matrix, factor = 1n): Matrix {
    if (this.rows !== B.rows || this.cols !== B.cols) throw new Error('sum of matrices of different shape');
    const den = lcm(this.den, B.den);
    return this.#sum(den / this.den, B, (den / B.den) * factor, den);
  }
  minus(B: Matrix): Matrix {
    return this.plus(B, -1n);
  }
  /** The multiple by a rational. */
  scaled(s: Matrix): Matrix {
    return this.#sum(s.num[0]!, this, 0n, this.den * s.den);
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
    const num = this.num.map((x) => (x < 0n ? -x : x));
    return new Matrix(this.rows, this.cols, num, this.den);
  }
  /** ⟨A, B⟩ = Σ a_ij·b_ij = tr AᵀB, a rational. */
  dot(B: Matrix): Matrix {
    if (this.rows !== B.rows || this.cols !== B.cols) throw new Error('inner product of different shapes');
    const isShort = this.doubles.length * (this.most * B.most) < EXACT;
    const sum = isShort
      ? BigInt(this.doubles.reduce((sum, x, i) => sum + x * B.doubles[i]!, 0))
      : this.num.reduce((sum, x, i) => sum + x * B.num[i]!, 0n);
    return Matrix.rational(sum, this.den * B.den);
  }
  equals(B: Matrix): boolean {
    const isAlike = this.rows === B.rows && this.cols === B.cols && this.den === B.den && this.most === B.most;
    return isAlike && this.minus(B).isZero;
  }
  get isZero(): boolean {
    return this.most === 0;
  }
  get isPositive(): boolean {
    return this.doubles.every((x) => x > 0);
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
  for (const [b, B] of Q) out.set(b, out.get(b)?.plus(B, factor) ?? B.scaled(Matrix.rational(factor)));
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

/** Of all these numbers. Mostly, it is small or 1 after the first one. */
function commonDivisor(num: readonly bigint[] | Float64Array, den: bigint): bigint {
  let [common, short] = [den, Number(den)];
  const isShort = num instanceof Float64Array && short < EXACT;
  for (let i = 0; isShort && short !== 1 && i < num.length; i++) short = shortGcd(num[i] as number, short);
  for (let i = 0; !isShort && common !== 1n && i < num.length; i++) common = gcd(BigInt(num[i]!), common);
  return isShort ? BigInt(short) : common;
}
/** Bits of the longest of these numbers, or a few more. */
const bitsOf = (list: readonly bigint[]): number =>
  4 * list.reduce((most, x) => (x > most ? x : -x > most ? -x : most), 0n).toString(16).length;
