import { LOSSES, type Loss } from './loss.ts';
import {
  addPolynomials,
  at,
  identity,
  isZero,
  lcm,
  type Matrix,
  multiply,
  multiplyPolynomials,
  type Polynomial,
  transpose,
} from './matrix.ts';

/** A symmetric matrix of integers over one denominator, given row by row so that a large one is never held whole. */
export interface Symmetric {
  readonly size: number;
  readonly den: bigint;
  row(i: number): bigint[];
}

/** A matrix made from an instance; its shape is known before it is computed. */
interface Named {
  readonly rows: number;
  readonly cols: number;
  matrix(): Matrix;
}

/**
 * An instance: widths d_0..d_H, layers W_h (d_h × d_{h−1}), data X (d_0 × m), Y (d_H × m), the name of a loss.
 * Everything derived is computed when first asked for, and kept. Notation: FORMAT.md, section 2.
 */
export class Network {
  readonly widths: readonly number[];
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly W: readonly Matrix[];
  readonly lossKind: string;
  readonly #kept = new Map<string, unknown>();

  constructor(widths: readonly number[], X: Matrix, Y: Matrix, W: readonly Matrix[], lossKind: string) {
    this.widths = widths;
    this.X = X;
    this.Y = Y;
    this.W = W;
    this.lossKind = lossKind;
  }

  #keep<T>(key: string, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make());
    return this.#kept.get(key) as T;
  }

  /** The number of layers H. */
  get H(): number {
    return this.W.length;
  }
  get inputs(): number {
    return this.widths[0]!;
  }
  get outputs(): number {
    return this.widths[this.H]!;
  }
  /** d = min d_i, the largest rank a product can have. */
  get d(): number {
    return Math.min(...this.widths);
  }
  /** The number of entries of all W_h together: the size of the Hessian. */
  get coordinates(): number {
    return this.W.reduce((sum, _, h) => sum + this.widths[h]! * this.widths[h + 1]!, 0);
  }
  /** W_h, 1 ≤ h ≤ H. */
  layer(h: number): Matrix {
    return this.W[h - 1]!;
  }
  /** A_i = W_i⋯W_1, d_i × d_0. */
  A(i: number): Matrix {
    return this.#keep(`A${i}`, () => (i === 0 ? identity(this.inputs) : multiply(this.layer(i), this.A(i - 1))));
  }
  /** B_i = W_H⋯W_{i+1}, d_H × d_i. */
  B(i: number): Matrix {
    return this.#keep(`B${i}`, () =>
      i === this.H ? identity(this.outputs) : multiply(this.B(i + 1), this.layer(i + 1)),
    );
  }
  /** W_{i−1}⋯W_{j+1}, d_{i−1} × d_j, for i > j. */
  between(i: number, j: number): Matrix {
    return this.#keep(`C${i},${j}`, () =>
      i === j + 1 ? identity(this.widths[j]!) : multiply(this.layer(i - 1), this.between(i - 1, j)),
    );
  }
  /** R = W_H⋯W_1, d_H × d_0. */
  get R(): Matrix {
    return this.A(this.H);
  }
  get loss(): Loss {
    return this.#keep('loss', () => LOSSES.get(this.lossKind)!(this.X, this.Y));
  }
  /** L(W) = f(R), 1 × 1. */
  get value(): Matrix {
    return this.#keep('L', () => this.loss.value(this.R));
  }
  /** G = ∇f(R), d_H × d_0. */
  get G(): Matrix {
    return this.#keep('G', () => this.loss.gradient(this.R));
  }
  /** Σ_XY = XYᵀ, d_0 × d_H. */
  get sigmaXY(): Matrix {
    return this.#keep('XY', () => multiply(this.X, transpose(this.Y)));
  }
  /** B_iᵀ G A_{j−1}ᵀ, d_i × d_{j−1}; for i = j it is ∇_{W_i}L. */
  pulledBack(i: number, j: number): Matrix {
    return this.#keep(`G${i},${j}`, () => multiply(transpose(this.B(i)), this.G, transpose(this.A(j - 1))));
  }
  get isCritical(): boolean {
    return this.W.every((_, h) => isZero(this.pulledBack(h + 1, h + 1)));
  }

  /** R(W(t)) − R up to t^order, for W_h(t) = W_h + moves[h−1](t). */
  change(moves: readonly Polynomial[], order = Infinity): Polynomial {
    let product: Polynomial = new Map([[0, identity(this.outputs)]]);
    for (let h = this.H; h >= 1; h--) {
      const layer = addPolynomials(new Map([[0, this.layer(h)]]), moves[h - 1]!);
      product = multiplyPolynomials(product, layer, order);
    }
    const out = new Map(product);
    out.delete(0);
    return out;
  }

  /**
   * The Hessian of L at W, coordinates (i,a,b) = entry (a,b) of W_i. From R_1 = Σ B_iV_iA_{i−1} and
   * R_2 = Σ_{i>j} B_iV_i(W_{i−1}⋯W_{j+1})V_jA_{j−1}, with D²f[E,F] = ⟨ES,F⟩, the entry at (i,a,b), (j,c,e) is
   * (B_iᵀB_j)_{ac} (A_{i−1}SA_{j−1}ᵀ)_{be}, plus for i > j: (B_iᵀGA_{j−1}ᵀ)_{ae} (W_{i−1}⋯W_{j+1})_{bc}.
   */
  hessian(): Symmetric {
    const layers = this.W.map((_, h) => h + 1);
    const AS = layers.map((i) => multiply(this.A(i - 1), this.loss.gram));
    const blocks = layers.map((i) =>
      layers.map((j) => {
        const first = [
          multiply(transpose(this.B(i)), this.B(j)),
          multiply(AS[i - 1]!, transpose(this.A(j - 1))),
        ] as const;
        const [hi, lo] = [Math.max(i, j), Math.min(i, j)];
        const second = hi > lo ? ([this.pulledBack(hi, lo), this.between(hi, lo)] as const) : undefined;
        return { first, second };
      }),
    );
    let den = 1n;
    for (const { first, second } of blocks.flat()) {
      den = lcm(den, first[0].den * first[1].den);
      if (second) den = lcm(den, second[0].den * second[1].den);
    }
    const places = layers.flatMap((i) =>
      this.layer(i).num.map((_, k) => [i, Math.floor(k / this.widths[i - 1]!), k % this.widths[i - 1]!] as const),
    );
    const row = (index: number): bigint[] => {
      const [i, a, b] = places[index]!;
      return layers.flatMap((j) => {
        const { first, second } = blocks[i - 1]![j - 1]!;
        const lift1 = den / (first[0].den * first[1].den);
        const lift2 = second ? den / (second[0].den * second[1].den) : 0n;
        return this.layer(j).num.map((_, k) => {
          const [c, e] = [Math.floor(k / this.widths[j - 1]!), k % this.widths[j - 1]!];
          const entry = lift1 * at(first[0], a, c) * at(first[1], b, e);
          if (!second) return entry;
          const crossed = i > j ? at(second[0], a, e) * at(second[1], b, c) : at(second[0], c, b) * at(second[1], e, a);
          return entry + lift2 * crossed;
        });
      });
    };
    return { size: places.length, den, row };
  }

  /** The matrices that `rank` evidence can name, with their shapes. */
  get named(): ReadonlyMap<string, Named> {
    return this.#keep('named', () => {
      const [w, H] = [this.widths, this.H];
      const out = new Map<string, Named>();
      const set = (name: string, rows: number, cols: number, make: () => Matrix) =>
        out.set(name, { rows, cols, matrix: () => this.#keep(name, make) });
      set('X', w[0]!, this.X.cols, () => this.X);
      set('Y', w[H]!, this.X.cols, () => this.Y);
      set('R', w[H]!, w[0]!, () => this.A(H));
      set('Sigma_XY', w[0]!, w[H]!, () => this.sigmaXY);
      for (let i = 2; i <= H; i++) {
        set(`left(${i})`, w[H]!, w[i]!, () => this.B(i));
        set(`right(${i - 1})`, w[i - 2]!, w[0]!, () => this.A(i - 2));
        set(`right-sigma(${i - 1})`, w[i - 2]!, w[H]!, () => multiply(this.A(i - 2), this.sigmaXY));
        for (let j = 1; j < i; j++) {
          set(`inner(${i},${j})`, w[i - 1]!, w[j]!, () => this.between(i, j));
          set(`outer(${i},${j})`, w[j - 1]!, w[i]!, () => multiply(this.A(j - 1), this.sigmaXY, this.B(i)));
        }
      }
      return out;
    });
  }
}
