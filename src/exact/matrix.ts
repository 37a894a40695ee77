import { besideOf, selectionOf, transposeOf } from './arrangement.ts';
import { zeros } from './doubles.ts';
import { multiplyIntegers } from './integer-product.ts';
import {
  bigIntegers,
  combinationOf,
  contentOf,
  divisorOf,
  dotOf,
  type Integers,
  isSmall,
  kroneckerOf,
  lengthOf,
  multipleOf,
  quotientOf,
} from './integers.ts';
import { lcm, Rational, ratioToDouble } from './rational.ts';
import { readSmallFractions } from './small-fractions.ts';
import { smallGcd } from './small-gcd.ts';
import { SmallIntegers, smallProduct } from './small-integers.ts';

/**
 * An exact rational matrix: integers over one positive common denominator, row by row. Immutable.
 * It may have no rows or no columns. Denominators are reduced once for a whole matrix, never per operation.
 * Integers below 2⁵³ are kept as doubles, and computed with as long as bounds show that nothing is rounded.
 */
export class Matrix {
  declare private readonly exact: true;
  readonly rows: number;
  readonly cols: number;
  readonly den: bigint;
  /** At least one of the two is known from the start, the other when it is asked for. */
  private bigints: readonly bigint[] | undefined = undefined;
  /** Null: some numerator is 2⁵³ or more. */
  private doubles: SmallIntegers | null | undefined = undefined;

  /** `num` has rows·cols entries; den > 0. Not reduced: see {@link Matrix.reduced}. */
  constructor(rows: number, cols: number, num: Integers, den = 1n) {
    const length = lengthOf(num);
    if (length !== rows * cols) throw new RangeError(`${rows} × ${cols} matrix with ${length} entries`);
    if (den <= 0n) throw new RangeError('a matrix needs a positive denominator');
    this.rows = rows;
    this.cols = cols;
    this.den = den;
    if (isSmall(num)) this.doubles = num;
    else this.bigints = num;
  }

  static zeros(rows: number, cols: number): Matrix {
    return new Matrix(rows, cols, new SmallIntegers(zeros(rows * cols)));
  }

  static identity(n: number): Matrix {
    const entries = zeros(n * n);
    for (let i = 0; i < n; i++) entries[i * n + i] = 1;
    return new Matrix(n, n, new SmallIntegers(entries));
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
      entries.map((x) => (x.den === den ? x.num : x.num * (den / x.den))),
      den,
    );
  }

  /** From rows of integers or of texts `p`, `p/q`. `cols` is needed only when there are no rows. */
  static fromRows(
    rows: readonly (readonly (string | number | bigint | Rational)[])[],
    cols = rows[0]?.length ?? 0,
  ): Matrix {
    for (const row of rows) if (row.length !== cols) throw new RangeError('rows of different lengths');
    const short = readSmallFractions(rows);
    if (short) return new Matrix(rows.length, cols, short.num, short.den);
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
    const entries = zeros(n);
    if (k >= 0 && k < n) entries[k] = 1;
    return new Matrix(n, 1, new SmallIntegers(entries));
  }

  static diagonal(entries: readonly Rational[]): Matrix {
    return Matrix.of(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : Rational.zero));
  }

  /** The numerators, row by row. */
  get num(): readonly bigint[] {
    this.bigints ??= bigIntegers(this.doubles!);
    return this.bigints;
  }

  /** The numerators, where all are below 2⁵³. */
  get small(): SmallIntegers | undefined {
    if (this.doubles === undefined) this.doubles = SmallIntegers.from(this.bigints!) ?? null;
    return this.doubles ?? undefined;
  }

  /** The numerators in whichever form is shorter. */
  get numerators(): Integers {
    return this.small ?? this.num;
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
    const g = this.den === 1n ? 1n : divisorOf(this.numerators, this.den);
    return g === 1n ? this : new Matrix(this.rows, this.cols, quotientOf(this.numerators, g), this.den / g);
  }

  mul(b: Matrix): Matrix {
    if (this.cols !== b.rows) throw new RangeError(`product of ${this.shape} and ${b.shape}`);
    const [rows, inner, cols] = [this.rows, this.cols, b.cols];
    const [x, y] = [this.small, b.small];
    const small = x && y && smallProduct(x, y, rows, inner, cols);
    const num = small ?? multiplyIntegers(this.num, b.num, rows, inner, cols);
    return new Matrix(rows, cols, num, this.den * b.den).reduced();
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
    const num = combinationOf(this.numerators, den / this.den, b.numerators, (den / b.den) * sign);
    return new Matrix(this.rows, this.cols, num, den).reduced();
  }

  scale(c: Rational): Matrix {
    return new Matrix(this.rows, this.cols, multipleOf(this.numerators, c.num), this.den * c.den).reduced();
  }

  neg(): Matrix {
    return new Matrix(this.rows, this.cols, multipleOf(this.numerators, -1n), this.den);
  }

  transpose(): Matrix {
    return new Matrix(this.cols, this.rows, transposeOf(this.numerators, this.rows, this.cols), this.den);
  }

  /** Rows and columns in the given order; `undefined` takes all. */
  select(rows: readonly number[] | undefined, cols: readonly number[] | undefined): Matrix {
    const r = rows ?? range(this.rows);
    const c = cols ?? range(this.cols);
    return new Matrix(r.length, c.length, selectionOf(this.numerators, r, c, this.cols), this.den).reduced();
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
    const [x, y] = [multipleOf(this.numerators, den / this.den), multipleOf(b.numerators, den / b.den)];
    return new Matrix(this.rows, this.cols + b.cols, besideOf(x, this.cols, y, b.cols, this.rows), den);
  }

  /** this above b. */
  above(b: Matrix): Matrix {
    return this.transpose().beside(b.transpose()).transpose();
  }

  /** Kronecker product. */
  kron(b: Matrix): Matrix {
    const num = kroneckerOf(this.numerators, this.rows, this.cols, b.numerators, b.rows, b.cols);
    return new Matrix(this.rows * b.rows, this.cols * b.cols, num, this.den * b.den).reduced();
  }

  /** Frobenius inner product. */
  dot(b: Matrix): Rational {
    if (this.rows !== b.rows || this.cols !== b.cols)
      throw new RangeError(`inner product of ${this.shape} and ${b.shape}`);
    return new Rational(dotOf(this.numerators, b.numerators), this.den * b.den);
  }

  /** The largest rational number c for which this/c has integer entries; 0 for the zero matrix. */
  content(): Rational {
    return new Rational(contentOf(this.numerators), this.den);
  }

  trace(): Rational {
    let s = 0n;
    for (let i = 0; i < Math.min(this.rows, this.cols); i++) s += this.at(i, i);
    return new Rational(s, this.den);
  }

  /** The place of the first entry that is not 0, row by row; −1 if there is none. */
  firstNonZero(): number {
    const { small } = this;
    if (!small) return this.num.findIndex((x) => x !== 0n);
    const { entries } = small;
    for (let k = 0; k < entries.length; k++) if (entries[k] !== 0) return k;
    return -1;
  }

  isZero(): boolean {
    return this.small?.max === 0;
  }

  equals(b: Matrix): boolean {
    if (this.rows !== b.rows || this.cols !== b.cols) return false;
    if (this.den === b.den) {
      const [x, y] = [this.small, b.small];
      if (x && y) return x.max === y.max && x.entries.every((e, k) => e === y.entries[k]);
      return !x && !y && this.num.every((e, k) => e === b.num[k]);
    }
    return this.num.every((x, k) => x * b.den === b.num[k]! * this.den);
  }

  /** Entries as canonical texts, row by row: the form that certificates use. */
  toRows(): string[][] {
    const { small } = this;
    const text = small ? fractionText(this.den) : undefined;
    return this.map((k) => (text ? text(small!.entries[k]!) : new Rational(this.num[k]!, this.den).toString()));
  }

  /** f of the place of each entry in `num`, row by row. */
  private map<T>(f: (k: number) => T): T[][] {
    const rows: T[][] = [];
    for (let i = 0, k = 0; i < this.rows; i++) {
      const row = new Array<T>(this.cols);
      for (let j = 0; j < this.cols; j++, k++) row[j] = f(k);
      rows.push(row);
    }
    return rows;
  }

  /** Nearby doubles, row by row, for proposals and display only. The array is not to be changed. */
  toFloat64(): Float64Array {
    const { small } = this;
    const unit = Number(this.den);
    if (small && unit === 1) return small.entries;
    const out = zeros(this.rows * this.cols);
    // As ratioToDouble does it.
    if (small && unit < 1e300) for (let k = 0; k < out.length; k++) out[k] = small.entries[k]! / unit;
    else for (let k = 0; k < out.length; k++) out[k] = ratioToDouble(this.num[k]!, this.den);
    return out;
  }

  /** The same as an array of rows. */
  toDoubles(): number[][] {
    const entries = this.toFloat64();
    return this.map((k) => entries[k]!);
  }

  get shape(): string {
    return `${this.rows} × ${this.cols}`;
  }
}

/** The canonical text of x/den for integers x below 2⁵³. */
function fractionText(den: bigint): (x: number) => string {
  if (den === 1n) return integerText;
  const unit = Number(den);
  if (unit > Number.MAX_SAFE_INTEGER) return (x) => new Rational(BigInt(x), den).toString();
  return (x) => fraction(x, unit);
}

/** The canonical text of x/unit for integers below 2⁵³, unit > 0. */
function fraction(x: number, unit: number): string {
  if (unit === 1) return integerText(x);
  const g = smallGcd(Math.abs(x), unit);
  return g === unit ? integerText(x / g) : `${integerText(x / g)}/${integerText(unit / g)}`;
}

/** Texts of integers of so small an absolute value are made once. */
const SHORT = 512;
const SHORT_TEXTS = Array.from({ length: 2 * SHORT + 1 }, (_, k) => String(k - SHORT));

const integerText = (x: number): string => (x <= SHORT && x >= -SHORT ? SHORT_TEXTS[x + SHORT]! : String(x));

/** [0, 1, …, n−1]. */
export function range(n: number): number[] {
  const out = new Array<number>(n);
  for (let k = 0; k < n; k++) out[k] = k;
  return out;
}

/** The elements of 0..n−1 that are not in `set`. */
export const complement = (n: number, set: readonly number[]): number[] => range(n).filter((i) => !set.includes(i));

/** Product of a non-empty list of matrices, from the left. */
export const product = (first: Matrix, ...rest: Matrix[]): Matrix => rest.reduce((a, b) => a.mul(b), first);
