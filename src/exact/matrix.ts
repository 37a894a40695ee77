import { gcd, lcm, Rational, ratioToDouble } from './rational.ts';

/**
 * An exact rational matrix: integers over one positive common denominator, row by row. Immutable.
 * It may have no rows or no columns. Denominators are reduced once for a whole matrix, never per operation.
 */
export class Matrix {
  declare private readonly exact: true;
  readonly rows: number;
  readonly cols: number;
  readonly num: readonly bigint[];
  readonly den: bigint;

  /** `num` has rows·cols entries; den > 0. Not reduced: see {@link Matrix.reduced}. */
  constructor(rows: number, cols: number, num: readonly bigint[], den = 1n) {
    if (num.length !== rows * cols) throw new RangeError(`${rows} × ${cols} matrix with ${num.length} entries`);
    if (den <= 0n) throw new RangeError('a matrix needs a positive denominator');
    this.rows = rows;
    this.cols = cols;
    this.num = num;
    this.den = den;
  }

  static zeros(rows: number, cols: number): Matrix {
    return new Matrix(rows, cols, new Array<bigint>(rows * cols).fill(0n));
  }

  static identity(n: number): Matrix {
    return Matrix.build(n, n, (i, j) => (i === j ? 1n : 0n));
  }

  /** The integer matrix with entries f(i, j). */
  static build(rows: number, cols: number, f: (i: number, j: number) => bigint): Matrix {
    const num = new Array<bigint>(rows * cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) num[i * cols + j] = f(i, j);
    return new Matrix(rows, cols, num);
  }

  /** The matrix with rational entries f(i, j). */
  static of(rows: number, cols: number, f: (i: number, j: number) => Rational): Matrix {
    const entries: Rational[] = [];
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) entries.push(f(i, j));
    const den = entries.reduce((d, x) => lcm(d, x.den), 1n);
    return new Matrix(
      rows,
      cols,
      entries.map((x) => x.num * (den / x.den)),
      den,
    );
  }

  /** From rows of integers or of texts `p`, `p/q`. `cols` is needed only when there are no rows. */
  static fromRows(
    rows: readonly (readonly (string | number | bigint | Rational)[])[],
    cols = rows[0]?.length ?? 0,
  ): Matrix {
    for (const row of rows) if (row.length !== cols) throw new RangeError('rows of different lengths');
    return Matrix.of(rows.length, cols, (i, j) => {
      const x = rows[i]![j]!;
      return x instanceof Rational ? x : typeof x === 'string' ? Rational.parse(x) : new Rational(BigInt(x));
    });
  }

  /** Column vector. */
  static column(entries: readonly (string | number | bigint | Rational)[]): Matrix {
    return Matrix.fromRows(
      entries.map((x) => [x]),
      1,
    );
  }

  /** Unit column vector e_k of length n. */
  static unit(n: number, k: number): Matrix {
    return Matrix.build(n, 1, (i) => (i === k ? 1n : 0n));
  }

  static diagonal(entries: readonly Rational[]): Matrix {
    return Matrix.of(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : Rational.zero));
  }

  /** Integer numerator at (i, j), over the common denominator. */
  at(i: number, j: number): bigint {
    return this.num[i * this.cols + j]!;
  }

  entry(i: number, j: number): Rational {
    return new Rational(this.at(i, j), this.den);
  }

  /** The same matrix with its denominator as small as possible: one gcd pass that stops as soon as the gcd is 1. */
  reduced(): Matrix {
    let g = this.den;
    for (const x of this.num) {
      if (g === 1n) return this;
      if (x !== 0n) g = gcd(g, x);
    }
    return new Matrix(
      this.rows,
      this.cols,
      this.num.map((x) => x / g),
      this.den / g,
    );
  }

  mul(b: Matrix): Matrix {
    if (this.cols !== b.rows) throw new RangeError(`product of ${this.shape} and ${b.shape}`);
    const { rows, cols: inner } = this;
    const cols = b.cols;
    const out = new Array<bigint>(rows * cols).fill(0n);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) {
        const x = this.num[i * inner + k]!;
        if (x === 0n) continue;
        for (let j = 0; j < cols; j++) {
          const y = b.num[k * cols + j]!;
          if (y !== 0n) out[i * cols + j]! += x * y;
        }
      }
    }
    return new Matrix(rows, cols, out, this.den * b.den).reduced();
  }

  add(b: Matrix): Matrix {
    return this.combine(b, 1n);
  }

  sub(b: Matrix): Matrix {
    return this.combine(b, -1n);
  }

  private combine(b: Matrix, sign: bigint): Matrix {
    if (this.rows !== b.rows || this.cols !== b.cols) throw new RangeError(`sum of ${this.shape} and ${b.shape}`);
    const den = lcm(this.den, b.den);
    const x = den / this.den;
    const y = (den / b.den) * sign;
    return new Matrix(
      this.rows,
      this.cols,
      this.num.map((a, k) => a * x + b.num[k]! * y),
      den,
    ).reduced();
  }

  scale(c: Rational): Matrix {
    return new Matrix(
      this.rows,
      this.cols,
      this.num.map((x) => x * c.num),
      this.den * c.den,
    ).reduced();
  }

  neg(): Matrix {
    return new Matrix(
      this.rows,
      this.cols,
      this.num.map((x) => -x),
      this.den,
    );
  }

  transpose(): Matrix {
    const t = Matrix.build(this.cols, this.rows, (i, j) => this.at(j, i));
    return new Matrix(t.rows, t.cols, t.num, this.den);
  }

  /** Rows and columns in the given order; `undefined` takes all. */
  select(rows: readonly number[] | undefined, cols: readonly number[] | undefined): Matrix {
    const r = rows ?? range(this.rows);
    const c = cols ?? range(this.cols);
    const num: bigint[] = [];
    for (const i of r) for (const j of c) num.push(this.at(i, j));
    return new Matrix(r.length, c.length, num, this.den).reduced();
  }

  row(i: number): Matrix {
    return this.select([i], undefined);
  }

  col(j: number): Matrix {
    return this.select(undefined, [j]);
  }

  /** [this, b] side by side. */
  beside(b: Matrix): Matrix {
    if (this.rows !== b.rows) throw new RangeError(`${this.shape} beside ${b.shape}`);
    const den = lcm(this.den, b.den);
    const x = den / this.den;
    const y = den / b.den;
    const m = Matrix.build(this.rows, this.cols + b.cols, (i, j) =>
      j < this.cols ? this.at(i, j) * x : b.at(i, j - this.cols) * y,
    );
    return new Matrix(m.rows, m.cols, m.num, den);
  }

  /** this above b. */
  above(b: Matrix): Matrix {
    return this.transpose().beside(b.transpose()).transpose();
  }

  /** Kronecker product. */
  kron(b: Matrix): Matrix {
    const m = Matrix.build(
      this.rows * b.rows,
      this.cols * b.cols,
      (i, j) => this.at(Math.floor(i / b.rows), Math.floor(j / b.cols)) * b.at(i % b.rows, j % b.cols),
    );
    return new Matrix(m.rows, m.cols, m.num, this.den * b.den).reduced();
  }

  /** Frobenius inner product. */
  dot(b: Matrix): Rational {
    if (this.rows !== b.rows || this.cols !== b.cols)
      throw new RangeError(`inner product of ${this.shape} and ${b.shape}`);
    let s = 0n;
    for (let k = 0; k < this.num.length; k++) s += this.num[k]! * b.num[k]!;
    return new Rational(s, this.den * b.den);
  }

  trace(): Rational {
    let s = 0n;
    for (let i = 0; i < Math.min(this.rows, this.cols); i++) s += this.at(i, i);
    return new Rational(s, this.den);
  }

  isZero(): boolean {
    return this.num.every((x) => x === 0n);
  }

  equals(b: Matrix): boolean {
    return this.rows === b.rows && this.cols === b.cols && this.num.every((x, k) => x * b.den === b.num[k]! * this.den);
  }

  /** Entries as canonical texts, row by row: the form that certificates use. */
  toRows(): string[][] {
    return range(this.rows).map((i) => range(this.cols).map((j) => this.entry(i, j).toString()));
  }

  /** Nearby doubles, for proposals and display only. */
  toDoubles(): number[][] {
    return range(this.rows).map((i) => range(this.cols).map((j) => ratioToDouble(this.at(i, j), this.den)));
  }

  get shape(): string {
    return `${this.rows} × ${this.cols}`;
  }
}

/** [0, 1, …, n−1]. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The elements of 0..n−1 that are not in `set`. */
export const complement = (n: number, set: readonly number[]): number[] => range(n).filter((i) => !set.includes(i));

/** Product of a non-empty list of matrices, from the left. */
export const product = (first: Matrix, ...rest: Matrix[]): Matrix => rest.reduce((a, b) => a.mul(b), first);
