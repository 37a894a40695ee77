import type { Json, JsonObject } from './json.ts';
import { EXACT, gcd, lcm, Matrix, shortGcd } from './matrix.ts';
import { type Code, childPointer, Failure, LIMITS } from './result.ts';

/** Of Euclid's algorithm, per pair of digits, against one multiplication. */
const GCD = 1 / 8;
const RATIONAL = /^(0|-?[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/;

/** The integer that stands here in plain digits, if it is below 2^53; else NaN. */
function shortInteger(text: string): number {
  const x = Number(text);
  return Number.isSafeInteger(x) && String(x) === text ? x : Number.NaN;
}
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
  /** p and q > 0 of the rational p/q here, in lowest terms: doubles where both are short. */
  #fraction(): [number, number] | [bigint, bigint] {
    const text = this.text();
    const slash = text.indexOf('/');
    const [p, q] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
    const [short, shortDen] = [shortInteger(p), slash < 0 ? 1 : shortInteger(q)];
    const isShort = Number.isSafeInteger(short) && shortDen > 0;
    if (!isShort) this.demand(RATIONAL.test(text), 'NUMBER', 'not a rational p or p/q');
    const digits = p.startsWith('-') ? p.length - 1 : p.length;
    this.#count.digits += digits + q.length;
    this.demand(Math.max(digits, q.length) <= LIMITS.digits, 'LIMIT', 'number with too many digits');
    this.demand(this.#count.digits <= LIMITS.totalDigits, 'LIMIT', 'too many digits in all');
    if (slash < 0) return isShort ? [short, 1] : [BigInt(p), 1n];
    this.charge(digits * q.length, GCD);
    const isLowest = isShort ? shortGcd(short, shortDen) === 1 : gcd(BigInt(p), BigInt(q)) === 1n;
    this.demand(q !== '1' && isLowest, 'NUMBER', 'not in lowest terms');
    return isShort ? [short, shortDen] : [BigInt(p), BigInt(q)];
  }
  /** The rationals in these lists, row by row, over one common denominator. */
  #matrix(rows: number, cols: number, lists: Iterable<Place[]>): Matrix {
    const [nums, dens]: [(number | bigint)[], (number | bigint)[]] = [[], []];
    let [den, scale, longest, bits] = [1n, 1, 0, 1];
    for (const list of lists) {
      for (const place of list) {
        const [p, q] = place.#fraction();
        nums.push(p);
        dens.push(q);
        const text = (place.value as string).length;
        longest = Math.max(longest, text);
        if (q === 1 || q === 1n || (scale < EXACT ? scale % Number(q) === 0 : den % BigInt(q) === 0n)) continue;
        place.charge(bits * text, GCD);
        den = lcm(den, BigInt(q));
        scale = Number(den);
        bits = den.toString(16).length * 4;
        place.demand(bits * rows * cols <= LIMITS.bits, 'LIMIT', 'matrix too large over its common denominator');
      }
    }
    this.#count.length += longest + bits / 4;
    this.#count.bits += bits * rows * cols;
    this.demand(this.#count.bits <= LIMITS.bits, 'LIMIT', 'matrices too large over their common denominators');
    const short = new Float64Array(nums.length);
    for (let i = 0; i < short.length; i++) short[i] = Number(nums[i]) * (scale / Number(dens[i]));
    const isShort = scale < EXACT && short.every((x) => Math.abs(x) < EXACT);
    return new Matrix(rows, cols, isShort ? short : nums.map((p, i) => BigInt(p) * (den / BigInt(dens[i]!))), den);
  }
  /** A rational, as a 1 × 1 matrix. */
  rational(): Matrix {
    return this.#matrix(1, 1, [[this]]);
  }
  /** A vector, as an n × 1 matrix. */
  vector(n: number): Matrix {
    return this.#matrix(n, 1, [this.list(n)]);
  }
  /** One row at a time, to save memory. */
  *#rows(n: number, length: (row: number) => number): Iterable<Place[]> {
    for (const [i, row] of this.list(n).entries()) yield row.list(length(i));
  }
  matrix(rows: number, cols: number): Matrix {
    const length = () => cols;
    return this.#matrix(rows, cols, this.#rows(rows, length));
  }
  /** Rows of length 1, 2, …, n, one after the other in one column: entry (i, k) is at i(i+1)/2 + k. */
  triangle(n: number): Matrix {
    const length = (i: number) => i + 1;
    return this.#matrix((n * (n + 1)) / 2, 1, this.#rows(n, length));
  }
}
