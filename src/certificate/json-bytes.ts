import type { Matrix } from '../exact/matrix.ts';
import { smallGcd } from '../exact/small-gcd.ts';
import { canonical } from '../verifier/json.ts';

const [QUOTE, COMMA, MINUS, SLASH, ZERO] = [0x22, 0x2c, 0x2d, 0x2f, 0x30];
const [COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x3a, 0x5b, 0x5d, 0x7b, 0x7d];

/** Whether a character code stands for itself in a string: printable ASCII but `"` and `\`. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, c) => Number(c >= 0x20 && c < 0x7f && c !== QUOTE && c !== 0x5c));

/** Bytes of a fraction of two integers below 2⁵³, with quotes and a comma, at most. */
const FRACTION = 2 * 16 + 5;

/**
 * JSON in canonical form, RFC 8785, written one value after the other as UTF-8: certificates are mostly short numbers, for which this takes about half of the time that texts take.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafe(1 << 14);
  #length = 0;

  /** What is written from there on. Valid until more is written. */
  from(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.#length);
  }

  /** Forgets what is written from there on. */
  cut(length: number): void {
    this.#length = length;
  }

  /** Overwrites bytes that are written already. */
  put(text: string, at: number): void {
    this.#bytes.write(text, at, 'latin1');
  }

  toString(): string {
    return this.#bytes.toString('utf8', 0, this.#length);
  }

  #room(more: number): Buffer {
    const least = this.#length + more;
    if (least > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * least);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    return this.#bytes;
  }

  /** Text as it is. */
  raw(text: string): void {
    const bytes = this.#room(3 * text.length);
    this.#length += bytes.write(text, this.#length, 'utf8');
  }

  /** Throws TypeError for what has no canonical form. */
  value(value: unknown): void {
    if (typeof value === 'string') this.#string(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (typeof value === 'object' && value !== null) this.#object(value as Record<string, unknown>);
    else if (Number.isSafeInteger(value)) this.#integer(value as number);
    else this.raw(canonical(value));
  }

  #integer(x: number): void {
    this.#length = writeInteger(this.#room(FRACTION), this.#length, x);
  }

  #string(text: string): void {
    const bytes = this.#room(text.length + 2);
    let at = this.#length;
    bytes[at++] = QUOTE;
    for (let k = 0; k < text.length; k++) {
      const c = text.charCodeAt(k);
      if (c >= 128 || PLAIN[c] === 0) {
        this.raw(canonical(text));
        return;
      }
      bytes[at++] = c;
    }
    bytes[at++] = QUOTE;
    this.#length = at;
  }

  #list(list: readonly unknown[]): void {
    this.#byte(OPEN_LIST);
    for (let k = 0; k < list.length; k++) {
      if (k > 0) this.#byte(COMMA);
      this.value(list[k]);
    }
    this.#byte(CLOSE_LIST);
  }

  #object(object: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(object).sort();
    this.#byte(OPEN_OBJECT);
    for (let k = 0; k < keys.length; k++) {
      if (k > 0) this.#byte(COMMA);
      this.#string(keys[k]!);
      this.#byte(COLON);
      this.value(object[keys[k]!]);
    }
    this.#byte(CLOSE_OBJECT);
  }

  #byte(byte: number): void {
    this.#room(1)[this.#length++] = byte;
  }

  /** The rows of a matrix, as {@link Matrix.toRows} gives them. */
  matrix(matrix: Matrix): void {
    const { rows, cols, small } = matrix;
    const unit = Number(matrix.den);
    if (!small || unit > Number.MAX_SAFE_INTEGER) {
      this.#list(matrix.toRows());
      return;
    }
    const { entries } = small;
    const bytes = this.#room(rows * (cols * FRACTION + 3) + 2);
    let at = this.#length;
    bytes[at++] = OPEN_LIST;
    for (let i = 0, k = 0; i < rows; i++) {
      if (i > 0) bytes[at++] = COMMA;
      bytes[at++] = OPEN_LIST;
      for (let j = 0; j < cols; j++, k++) {
        if (j > 0) bytes[at++] = COMMA;
        bytes[at++] = QUOTE;
        const x = entries[k]!;
        const divisor = unit === 1 ? 1 : smallGcd(Math.abs(x), unit);
        at = writeInteger(bytes, at, x / divisor);
        if (divisor !== unit) {
          bytes[at++] = SLASH;
          at = writeInteger(bytes, at, unit / divisor);
        }
        bytes[at++] = QUOTE;
      }
      bytes[at++] = CLOSE_LIST;
    }
    bytes[at++] = CLOSE_LIST;
    this.#length = at;
  }
}

/** The decimal digits of an integer below 2⁵³ in absolute value, from there on; the place after them. */
function writeInteger(bytes: Uint8Array, start: number, x: number): number {
  let at = start;
  if (x < 0) bytes[at++] = MINUS;
  const size = Math.abs(x);
  if (size < 10) {
    bytes[at++] = ZERO + size;
    return at;
  }
  if (size >= 2 ** 31) {
    const text = String(size);
    for (let k = 0; k < text.length; k++) bytes[at++] = text.charCodeAt(k);
    return at;
  }
  let rest = size | 0;
  let digits = 1;
  for (let power = 10; power <= size; power *= 10) digits++;
  for (let k = at + digits - 1; k >= at; k--) {
    const quotient = (rest / 10) | 0;
    bytes[k] = ZERO + rest - 10 * quotient;
    rest = quotient;
  }
  return at + digits;
}
