import type { Json, JsonObject } from './json.ts';
import { gcd, lcm, type Matrix } from './matrix.ts';
import { childPointer, LIMITS, malformed, overLimit } from './result.ts';

const RATIONAL = /^(0|-?[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/;

/** A value of the document and the way to it. Its methods read one type each, and fail with the place. */
export class Place {
  readonly value: Json;
  readonly pointer: string;
  /** Digits read so far in the whole document. */
  readonly #count: { digits: number };

  constructor(value: Json, pointer = '', count = { digits: 0 }) {
    this.value = value;
    this.pointer = pointer;
    this.#count = count;
  }

  #child(key: string | number, value: Json): Place {
    return new Place(value, childPointer(this.pointer, key), this.#count);
  }

  #object(): JsonObject {
    const value = this.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return malformed('TYPE', this.pointer, 'expected an object');
    }
    return value;
  }

  /** One field, whatever the others are. */
  field(name: string): Place {
    const object = this.#object();
    if (!Object.hasOwn(object, name)) malformed('MISSING_FIELD', this.pointer, `missing field ${name}`);
    return this.#child(name, object[name]!);
  }

  /** Exactly these fields. */
  fields<K extends string>(...names: K[]): Record<K, Place> {
    for (const key of Object.keys(this.#object())) {
      if (!(names as string[]).includes(key)) {
        malformed('UNKNOWN_FIELD', childPointer(this.pointer, key), 'unknown field');
      }
    }
    return Object.fromEntries(names.map((name) => [name, this.field(name)])) as Record<K, Place>;
  }

  #array(length?: number): Json[] {
    const value = this.value;
    if (!Array.isArray(value)) return malformed('TYPE', this.pointer, 'expected an array');
    if (length === undefined || value.length === length) return value;
    return malformed('SHAPE', this.pointer, `expected ${length} entries, found ${value.length}`);
  }

  list(length?: number): Place[] {
    return this.#array(length).map((value, i) => this.#child(i, value));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : malformed('TYPE', this.pointer, 'expected a string');
  }

  choice<T extends string>(...options: readonly T[]): T {
    const text = this.text();
    const found = options.find((option) => option === text);
    return found ?? malformed('ENUM', this.pointer, `expected one of ${options.join(', ')}`);
  }

  natural(limit = Number.MAX_SAFE_INTEGER): number {
    if (typeof this.value !== 'number') return malformed('TYPE', this.pointer, 'expected a natural number');
    return this.value > limit ? overLimit(this.pointer, `above the limit ${limit}`) : this.value;
  }

  /** A strictly increasing list of `length` indices in 0..below−1. */
  indices(length: number, below: number): number[] {
    let last = -1;
    return this.list(length).map((place) => {
      const index = place.natural();
      if (index <= last || index >= below) malformed('RANGE', place.pointer, `not increasing, or not below ${below}`);
      last = index;
      return index;
    });
  }

  /** Reads the row of `length` rationals that stands here into the two lists. */
  #row(length: number, nums: bigint[], dens: bigint[]): void {
    for (const [k, text] of this.#array(length).entries()) this.#number(text, k, nums, dens);
  }

  #number(text: Json, key: number | undefined, nums: bigint[], dens: bigint[]): undefined {
    const pointer = () => (key === undefined ? this.pointer : childPointer(this.pointer, key));
    if (typeof text !== 'string') return malformed('TYPE', pointer(), 'expected a rational as a string');
    const slash = text.indexOf('/');
    const above = (slash < 0 ? text.length : slash) - (text.startsWith('-') ? 1 : 0);
    const below = slash < 0 ? 0 : text.length - slash - 1;
    if (Math.max(above, below) > LIMITS.digits) overLimit(pointer(), 'number with too many digits');
    this.#count.digits += above + below;
    if (this.#count.digits > LIMITS.totalDigits) overLimit(pointer(), 'too many digits in all');
    const match = RATIONAL.exec(text);
    if (!match) return malformed('NUMBER', pointer(), 'not a canonical rational');
    const [p, q] = [BigInt(match[1]!), match[2] === undefined ? 1n : BigInt(match[2])];
    if (match[2] !== undefined && (q === 1n || gcd(p, q) !== 1n)) malformed('NUMBER', pointer(), 'not in lowest terms');
    nums.push(p);
    dens.push(q);
  }

  #common(rows: number, cols: number, nums: bigint[], dens: bigint[]): Matrix {
    let den = 1n;
    for (const q of dens) {
      if (den % q === 0n) continue;
      den = lcm(den, q);
      if (den.toString(16).length * 4 * nums.length > LIMITS.matrixBits) {
        overLimit(this.pointer, 'matrix too large over its common denominator');
      }
    }
    const num = den === 1n ? nums : nums.map((p, i) => p * (den / dens[i]!));
    return { rows, cols, num, den };
  }

  /** A rational, as a 1 × 1 matrix. */
  rational(): Matrix {
    const [nums, dens]: [bigint[], bigint[]] = [[], []];
    this.#number(this.value, undefined, nums, dens);
    return this.#common(1, 1, nums, dens);
  }

  /** A vector, as an n × 1 matrix. */
  vector(n: number): Matrix {
    const [nums, dens]: [bigint[], bigint[]] = [[], []];
    this.#row(n, nums, dens);
    return this.#common(n, 1, nums, dens);
  }

  matrix(rows: number, cols: number): Matrix {
    const [nums, dens]: [bigint[], bigint[]] = [[], []];
    for (const row of this.list(rows)) row.#row(cols, nums, dens);
    return this.#common(rows, cols, nums, dens);
  }

  /** Rows of length 1, 2, …, n, packed one after the other into a column: entry (i, k) is at i(i+1)/2 + k. */
  triangle(n: number): Matrix {
    const [nums, dens]: [bigint[], bigint[]] = [[], []];
    for (const [i, row] of this.list(n).entries()) row.#row(i + 1, nums, dens);
    return this.#common(nums.length, 1, nums, dens);
  }
}
