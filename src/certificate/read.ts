import type { Matrix } from '../exact/matrix.ts';
import { bitLength } from '../exact/rational.ts';
import { type Instance, makeInstance } from '../network/instance.ts';
import { type Json, type JsonObject, parseStrict } from '../verifier/json.ts';
import { childPointer, Failure, LIMITS, malformed, overLimit } from '../verifier/result.ts';
import { FORMAT } from './certificate.ts';
import { readCoordinates } from './read-coordinates.ts';
import { listAt, objectAt } from './read-json.ts';
import { readMatrix } from './read-matrix.ts';

/** An instance as a user gives it, with the name it came with. */
export interface NamedInstance {
  readonly id: string | number | null;
  readonly instance: Instance;
}

/**
 * Reads `{"id"?, "widths", "X", "Y", "W", "loss"?, "coordinates"?}`, or a whole certificate, of which only the field `instance` is taken.
 * Numbers are read exactly: JSON integers, and strings that hold an integer, a fraction p/q or a finite decimal. With `doubles`, other JSON numbers,
 * too, as the doubles that they denote: 0.1 is 3602879701896397/2⁵⁵, and "0.1" is 1/10.
 * Throws a `Failure` (verifier/result.ts) with a code of FORMAT.md, section 7, and a JSON pointer.
 */
export function readInstance(text: string, { doubles = false } = {}): NamedInstance {
  return readInstanceFrom(parseInput(text, doubles));
}

/** JSON with numbers as {@link readInstance} has them. */
export function parseInput(text: string, doubles: boolean): Json {
  if (text.length > LIMITS.bytes) overLimit('', `longer than ${LIMITS.bytes} bytes`);
  try {
    return parseStrict(text, { integers: true, doubles });
  } catch (error) {
    if (error instanceof Failure && error.code === 'JSON' && /[[,]\s*-?(NaN|Infinity)/.test(text)) {
      malformed('JSON', error.pointer, `${error.message}; NaN and infinity are no numbers`);
    }
    if (!(error instanceof Failure) || error.code !== 'NUMBER') throw error;
    return malformed(
      'NUMBER',
      error.pointer,
      `${error.message}; write other numbers as strings: "1/8", "0.125", "-3e-2"`,
    );
  }
}

/** The same from JSON that has been parsed. */
export function readInstanceFrom(document: Json): NamedInstance {
  const whole = objectAt(document, '');
  if (Object.hasOwn(whole, 'format') && Object.hasOwn(whole, 'instance')) {
    requireCertificate(whole);
    return readFields(objectAt(whole.instance!, '/instance'), '/instance');
  }
  return readFields(whole, '');
}

const FIELDS = ['format', 'statement', 'instance', 'verdict', 'hypotheses', 'evidence', 'provenance', 'digest'];

/** What else the certificate says is for the verifier to judge. */
function requireCertificate(whole: JsonObject): void {
  if (whole.format !== FORMAT) throw new Failure('VERSION', '/format', `unknown format; this is ${FORMAT}`);
  for (const key of Object.keys(whole)) {
    if (!FIELDS.includes(key)) malformed('UNKNOWN_FIELD', childPointer('', key), 'no field of a certificate');
  }
}

function readFields(object: JsonObject, at: string): NamedInstance {
  const required = ['widths', 'X', 'Y', 'W'];
  for (const key of Object.keys(object)) {
    if (![...required, 'id', 'loss', 'coordinates'].includes(key)) {
      const fields = 'id, widths, X, Y, W, loss and coordinates';
      malformed('UNKNOWN_FIELD', childPointer(at, key), `an instance has the fields ${fields}`);
    }
  }
  for (const key of required) if (!Object.hasOwn(object, key)) malformed('MISSING_FIELD', at, `missing field ${key}`);
  const id = readId(object);
  if (id === null && (object.id ?? null) !== null) {
    malformed('TYPE', childPointer(at, 'id'), 'an id is a string or an integer');
  }
  if (Object.hasOwn(object, 'loss')) requireSquareLoss(object.loss!, childPointer(at, 'loss'));

  const widths = readWidths(object.widths!, childPointer(at, 'widths'));
  const [first, last] = [widths[0]!, widths[widths.length - 1]!];
  const samples = sampleCount(object, first, last, at);
  const count = { digits: 0 };
  const matrix = (value: Json, rows: number, cols: number, pointer: string) =>
    readMatrix(value, rows, cols, pointer, count);
  const X = matrix(object.X!, first, samples, childPointer(at, 'X'));
  const Y = matrix(object.Y!, last, samples, childPointer(at, 'Y'));
  const layers = listAt(object.W!, childPointer(at, 'W'), widths.length - 1, 'one matrix for each layer');
  const weights = layers.map((w, k) => matrix(w, widths[k + 1]!, widths[k]!, `${at}/W/${k}`));
  if (workOf(X, Y, weights) > MOST_WORK) {
    overLimit(
      at,
      'more exact arithmetic than this program agrees to do: use smaller widths, or numbers with fewer digits',
    );
  }
  const instance = makeInstance(X, Y, weights, widths);
  if (!Object.hasOwn(object, 'coordinates')) return { id, instance };
  const coordinates = readCoordinates(object.coordinates!, instance, childPointer(at, 'coordinates'), matrix);
  return { id, instance: { ...instance, coordinates } };
}

/** For what is said of layers in plain bases only. Throws a `Failure` where they are written in an eigenbasis. */
export function requirePlainBases({ coordinates }: Instance): void {
  if (coordinates)
    malformed('UNKNOWN_FIELD', '/coordinates', 'this command takes layers in plain bases, without coordinates');
}

/**
 * About how many multiplications of short numbers a decision takes: (Σ d_hd_{h−1} + d_0m)(d_0 + d_H) for products and gradients, and H/4 times as many for the
 * pivots, each times the square of the length of the numbers, in units of 40 hexadecimal digits, where a factor with n columns lengthens the numbers of a product by log n; and eliminations of n × n
 * matrices, n = max(d_0, d_H), modulo as many primes as their minors are long.
 */
function workOf(X: Matrix, Y: Matrix, weights: readonly Matrix[]): number {
  const digits = (m: Matrix) => (longest(m) + bitLength(m.den) + Math.log2(1 + m.cols)) / 4;
  const [x, y, w] = [digits(X), digits(Y), weights.reduce((sum, m) => sum + digits(m), 0)];
  const layers = weights.reduce((sum, m) => sum + m.rows * m.cols, 0);
  const n = Math.max(X.rows, Y.rows);
  const each = (X.rows + Y.rows) * (1 + (x + y + w) / 40) ** 2;
  const products = (layers * (1 + weights.length / 4) + X.rows * X.cols) * each;
  return products + n ** 3 * (1 + (n * Math.max(2 * x, x + y, w)) / 160);
}

/** Bits of the longest numerator, at least 1. */
const longest = (m: Matrix): number =>
  m.small ? 1 + Math.floor(Math.log2(Math.max(1, m.small.max))) : m.num.reduce((n, x) => Math.max(n, bitLength(x)), 1);

/** The id of an object, an integer that no number holds as text; null if there is none of the right type. */
export function readId({ id }: JsonObject): string | number | null {
  if (typeof id === 'bigint') return id.toString();
  return typeof id === 'string' || Number.isSafeInteger(id) ? (id as string | number) : null;
}

/** In the units of {@link workOf}: about a minute. */
const MOST_WORK = 1e9;

const SQUARE = 'the loss is {"kind":"square"}';

function requireSquareLoss(value: Json, pointer: string): void {
  const loss = objectAt(value, pointer, SQUARE);
  if (loss.kind !== 'square') malformed('ENUM', childPointer(pointer, 'kind'), SQUARE);
  for (const key of Object.keys(loss)) {
    if (key !== 'kind') malformed('UNKNOWN_FIELD', childPointer(pointer, key), SQUARE);
  }
}

function readWidths(value: Json, pointer: string): number[] {
  const list = listAt(value, pointer);
  if (list.length < 2) malformed('SHAPE', pointer, 'a network has at least two widths, d_0 and d_1');
  if (list.length - 1 > LIMITS.layers) overLimit(pointer, `more than ${LIMITS.layers} layers`);
  return list.map((width, k) => {
    const place = childPointer(pointer, k);
    if (!Number.isInteger(width) && typeof width !== 'bigint')
      return malformed('TYPE', place, 'a width is a JSON integer');
    if (Number(width) < 0) malformed('RANGE', place, 'a width is not negative');
    if (Number(width) > LIMITS.width) overLimit(place, `a width above ${LIMITS.width}`);
    return Number(width);
  });
}

/** m: the row length of X, or of Y when d_0 = 0; 0 if both have no rows. */
function sampleCount(object: JsonObject, first: number, last: number, at: string): number {
  const name = first > 0 ? 'X' : 'Y';
  const rows = listAt(object[name]!, childPointer(at, name), first > 0 ? first : last, 'rows, by the widths');
  if (rows.length === 0) return 0;
  const row = listAt(rows[0]!, `${at}/${name}/0`);
  if (row.length > LIMITS.samples) overLimit(`${at}/${name}/0`, `more than ${LIMITS.samples} samples`);
  return row.length;
}
