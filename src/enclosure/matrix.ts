import { Matrix, range } from '../exact/matrix.ts';
import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';
import { toRational } from './ends.ts';

/** A matrix of enclosures, row by row: it contains the real matrix it stands for, entry by entry. Immutable. Vectors are columns. */
export class EnclosureMatrix {
  declare private readonly enclosed: true;
  readonly context: Enclosures;
  readonly rows: number;
  readonly cols: number;
  readonly entries: readonly Enclosure[];

  /** Throws RangeError unless there are rows·cols entries. */
  constructor(context: Enclosures, rows: number, cols: number, entries: readonly Enclosure[]) {
    if (entries.length !== rows * cols) throw new RangeError(`${rows} × ${cols} matrix with ${entries.length} entries`);
    this.context = context;
    this.rows = rows;
    this.cols = cols;
    this.entries = entries;
  }

  /** The matrix with entries f(i, j). */
  static build(
    context: Enclosures,
    rows: number,
    cols: number,
    f: (i: number, j: number) => Enclosure,
  ): EnclosureMatrix {
    const entries = range(rows).flatMap((i) => range(cols).map((j) => f(i, j)));
    return new EnclosureMatrix(context, rows, cols, entries);
  }

  /** The narrowest enclosure of an exact matrix. */
  static of(context: Enclosures, a: Matrix): EnclosureMatrix {
    return EnclosureMatrix.build(context, a.rows, a.cols, (i, j) => context.of(a.entry(i, j)));
  }

  at(i: number, j: number): Enclosure {
    return this.entries[i * this.cols + j]!;
  }

  add(b: EnclosureMatrix): EnclosureMatrix {
    this.requireShape(b, 'sum');
    return this.map((x, k) => x.add(b.entries[k]!));
  }

  sub(b: EnclosureMatrix): EnclosureMatrix {
    this.requireShape(b, 'difference');
    return this.map((x, k) => x.sub(b.entries[k]!));
  }

  neg(): EnclosureMatrix {
    return this.map((x) => x.neg());
  }

  scale(c: Enclosure): EnclosureMatrix {
    return this.map((x) => x.mul(c));
  }

  mul(b: EnclosureMatrix): EnclosureMatrix {
    if (this.cols !== b.rows) throw new RangeError(`product of ${this.shape} and ${b.shape}`);
    return EnclosureMatrix.build(this.context, this.rows, b.cols, (i, j) =>
      this.sum(range(this.cols).map((k) => this.at(i, k).mul(b.at(k, j)))),
    );
  }

  transpose(): EnclosureMatrix {
    return EnclosureMatrix.build(this.context, this.cols, this.rows, (i, j) => this.at(j, i));
  }

  /** Frobenius inner product. */
  dot(b: EnclosureMatrix): Enclosure {
    this.requireShape(b, 'inner product');
    return this.sum(this.entries.map((x, k) => x.mul(b.entries[k]!)));
  }

  /** Frobenius norm squared; narrower than `dot(this)`. */
  normSquared(): Enclosure {
    return this.sum(this.entries.map((x) => x.square()));
  }

  trace(): Enclosure {
    return this.sum(range(Math.min(this.rows, this.cols)).map((i) => this.at(i, i)));
  }

  /** ‖·‖_∞, the largest sum of |entries| of a row; 0 if there are no rows. */
  rowNorm(): Enclosure {
    const sums = range(this.rows).map((i) => this.sum(range(this.cols).map((j) => this.at(i, j).abs())));
    return sums.reduce((a, b) => a.max(b), this.context.integer(0));
  }

  col(j: number): EnclosureMatrix {
    return EnclosureMatrix.build(this.context, this.rows, 1, (i) => this.at(i, j));
  }

  /** The numbers in both, entry by entry: see {@link Enclosure.meet}. */
  meet(b: EnclosureMatrix): EnclosureMatrix {
    this.requireShape(b, 'intersection');
    return this.map((x, k) => x.meet(b.entries[k]!));
  }

  /** An exact matrix inside. */
  middle(): Matrix {
    return Matrix.of(this.rows, this.cols, (i, j) => toRational(this.at(i, j).midpoint()));
  }

  contains(a: Matrix | EnclosureMatrix): boolean {
    if (this.rows !== a.rows || this.cols !== a.cols) return false;
    return this.entries.every((x, k) => {
      const [i, j] = [Math.floor(k / this.cols), k % this.cols];
      return x.contains(a instanceof Matrix ? a.entry(i, j) : a.at(i, j));
    });
  }

  map(f: (x: Enclosure, k: number) => Enclosure): EnclosureMatrix {
    return new EnclosureMatrix(this.context, this.rows, this.cols, this.entries.map(f));
  }

  get shape(): string {
    return `${this.rows} × ${this.cols}`;
  }

  private sum(terms: readonly Enclosure[]): Enclosure {
    return terms.reduce((a, b) => a.add(b), this.context.integer(0));
  }

  private requireShape(b: EnclosureMatrix, what: string): void {
    if (this.rows !== b.rows || this.cols !== b.cols) throw new RangeError(`${what} of ${this.shape} and ${b.shape}`);
  }
}
