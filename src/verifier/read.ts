import type { Json, JsonObject } from './json.ts';
import { gcd, lcm, Matrix } from './matrix.ts';
import { type Code, childPointer, Failure, LIMITS } from './result.ts';

/** Of Euclid's algorithm, per pair of digits, against one multiplication. */
const GCD = 1 / 8;
const RATIONAL = /^(0|-?[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/;

/** A value of the document and the way to it. Its methods read one type each, and fail with the place. */
export class Place {
  readonly value: Json;
  readonly #parent: Place | undefined;
  readonly #key: string | number;
  /**
   * Of the whole document so far: digits read; bits of all matrices over their denominators; the sum of the lengths of the longest
   * number of each matrix of the instance and of the evidence at hand; and about how many multiplications it takes to check.
   */
  readonly #count: { digits: number; bits: number; instance: number; length: number; work: number };
  constructor(value: Json, parent?: Place, key: string | number = '') {
    this.value = value;
    this.#parent = parent;
    this.#key = key;
    this.#count = parent ? parent.#count : { digits: 0, bits: 0, instance: 0, length: 0, work: 0 };
  }
  get pointer(): string {
    return this.#parent ? childPointer(this.#parent.pointer, this.#key) : '';
  }
  fail(code: Code, message: string): never {
    throw new Failure(code, this.pointer, message);
  }
  demand(holds: boolean, code: Code, message: string): void {
    if (!holds) this.fail(code, message);
  }

  #object(): JsonObject {
    const value = this.value;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : this.fail('TYPE', 'expected an object');
  }
  has(name: string): boolean {
    return Object.hasOwn(this.#object(), name);
  }
  /** One field, whatever the others are. */
  field(name: string): Place {
    const object = this.#object();
    this.demand(Object.hasOwn(object, name), 'MISSING_FIELD', `missing field ${name}`);
    return new Place(object[name]!, this, name);
  }
  /** Exactly these fields. */
  fields<K extends string>(...names: K[]): Record<K, Place> {
    for (const key of Object.keys(this.#object())) {
      if (!(names as string[]).includes(key)) this.field(key).fail('UNKNOWN_FIELD', 'unknown field');
    }
    return Object.fromEntries(names.map((name) => [name, this.field(name)])) as Record<K, Place>;
  }
  list(length?: number): Place[] {
    const value = this.value;
    if (!Array.isArray(value)) return this.fail('TYPE', 'expected an array');
    const expected = length ?? value.length;
    this.demand(value.length === expected, 'SHAPE', `expected ${length} entries, found ${value.length}`);
    return value.map((child, i) => new Place(child, this, i));
  }
  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('TYPE', 'expected a string');
  }
  choice<T extends string>(...options: T[]): T {
    const text = this.text();
    return options.find((option) => option === text) ?? this.fail('ENUM', `expected one of ${options.join(', ')}`);
  }
  /** A natural number from..to, and not above the limit. */
  natural(from = 0, to = Infinity, limit = Infinity): number {
    const value = this.value;
    if (typeof value !== 'number') return this.fail('TYPE', 'expected a natural number');
    this.demand(value <= limit, 'LIMIT', `above the limit ${limit}`);
    this.demand(value >= from && value <= to, 'RANGE', `not in ${from}..${to}`);
    return value;
  }
  /** A strictly increasing list of `length` indices in 0..below−1. */
  indices(length: number, below: number): number[] {
    let next = 0;
    return this.list(length).map((place) => {
      const index = place.natural(next, below - 1);
      next = index + 1;
      return index;
    });
  }

  /** The instance has been read, or another point of it: its numbers lengthen those of all evidence that follows. */
  endInstance(): void {
    this.#count.instance = this.#count.length;
  }
  /** New evidence: the numbers of the one before do not lengthen its own. */
  startEvidence(): void {
    this.#count.length = this.#count.instance;
  }
  /** Says before the arithmetic that it takes so many multiplications, of numbers as long as those read so far make them. */
  charge(multiplications: number, weight = (1 + this.#count.length / 40) ** 2): void {
    this.#count.work += multiplications * weight;
    this.demand(this.#count.work <= LIMITS.work, 'LIMIT', 'more arithmetic than the verifier agrees to do');
  }
  #fraction(): [bigint, bigint] {
    const [, p = '', q = ''] = RATIONAL.exec(this.text()) ?? this.fail('NUMBER', 'not a rational p or p/q');
    const digits = p.replace('-', '').length;
    this.#count.digits += digits + q.length;
    this.demand(Math.max(digits, q.length) <= LIMITS.digits, 'LIMIT', 'number with too many digits');
    this.demand(this.#count.digits <= LIMITS.totalDigits, 'LIMIT', 'too many digits in all');
    if (q !== '') this.charge(digits * q.length, GCD);
    const [num, den] = [BigInt(p), BigInt(q || 1)];
    this.demand(q === '' || (den !== 1n && gcd(num, den) === 1n), 'NUMBER', 'not in lowest terms');
    return [num, den];
  }
  /** The rationals at these places, row by row, over one common denominator. */
  #matrix(rows: number, cols: number, places: Iterable<Place>): Matrix {
    const [nums, dens]: [bigint[], bigint[]] = [[], []];
    let [den, longest, bits] = [1n, 0, 1];
    for (const place of places) {
      const [p, q] = place.#fraction();
      nums.push(p);
      dens.push(q);
      const text = (place.value as string).length;
      longest = Math.max(longest, text);
      if (q === 1n || den % q === 0n) continue;
      this.charge(bits * text, GCD);
      den = lcm(den, q);
      bits = den.toString(16).length * 4;
      this.demand(bits * rows * cols <= LIMITS.bits, 'LIMIT', 'matrix too large over its common denominator');
    }
    this.#count.length += longest + bits / 4;
    this.#count.bits += bits * rows * cols;
    this.demand(this.#count.bits <= LIMITS.bits, 'LIMIT', 'matrices too large over their common denominators');
    return new Matrix(rows, cols, den === 1n ? nums : nums.map((p, i) => p * (den / dens[i]!)), den);
  }
  /** The entries of rows of these lengths, one row at a time to save memory. */
  *#entries(rows: number, length: (row: number) => number): Iterable<Place> {
    for (const [i, row] of this.list(rows).entries()) yield* row.list(length(i));
  }
  /** A rational, as a 1 × 1 matrix. */
  rational(): Matrix {
    return this.#matrix(1, 1, [this]);
  }
  /** A vector, as an n × 1 matrix. */
  vector(n: number): Matrix {
    return this.#matrix(n, 1, this.list(n));
  }
  matrix(rows: number, cols: number): Matrix {
    return this.#matrix(
      rows,
      cols,
      this.#entries(rows, () => cols),
    );
  }
  /** Rows of length 1, 2, …, n, one after the other in one column: entry (i, k) is at i(i+1)/2 + k. */
  triangle(n: number): Matrix {
    return this.#matrix(
      (n * (n + 1)) / 2,
      1,
      this.#entries(n, (i) => i + 1),
    );
  }
}
