import { type NamedInstance, parseInput, readInstanceFrom } from '../certificate/read.ts';
import type { Json, JsonObject } from '../verifier/json.ts';
import { Failure, malformed } from '../verifier/result.ts';
import { readCsv } from './csv.ts';
import { type ExactArray, readNpy } from './npy.ts';
import { readNpz } from './npz.ts';
import { Unreadable } from './unreadable.ts';

/** X, Y and the layers, from whatever files they come: matrices as lists of rows of exact numbers. Those that are there replace those of a point file. */
export interface Parts {
  readonly X?: Json;
  readonly Y?: Json;
  /** W_1 first. */
  readonly W?: readonly Json[];
}

export interface Reading {
  readonly parts?: Parts;
  /** X is m × d_0 and Y is m × d_H in the files, as most programs in Python have them. */
  readonly samplesInRows?: boolean;
}

/**
 * A point from a point file: an .npz archive with arrays X, Y, W1, W2, …, or a JSON object {"id"?, "widths"?, "X"?, "Y"?, "W"?}; numbers in JSON are read as doubles.
 * Throws {@link Unreadable} or a `Failure` (verifier/result.ts).
 */
export function readPoint(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => string,
  reading: Reading = {},
): NamedInstance {
  requireContent(bytes);
  if (isNpz(bytes)) return assemble(archiveParts(readNpz(bytes), oneAxis(reading)), reading);
  if (isNpy(bytes)) {
    throw new Unreadable(
      '',
      'one array is no point: give all layers, in order, as in --x X.npy --y Y.npy --w W1.npy W2.npy',
    );
  }
  const text = textOf(bytes, decode);
  if (!/^\s*[[{]/.test(text)) {
    throw new Unreadable(
      '',
      'neither an .npz archive nor JSON, {"X":…,"Y":…,"W":[…]}; a table of numbers is one matrix: give it as --x, --y or --w',
    );
  }
  return readJsonPoint(text, reading);
}

/** The same for JSON text alone. */
export function readJsonPoint(text: string, reading: Reading = {}): NamedInstance {
  const document = parseInput(text, true);
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
  return isObject ? assemble(document, reading) : readInstanceFrom(document);
}

/** What an array with one axis is: X or Y with one number for each sample, or nothing that a layer could be. */
export type OneAxis = 'row' | 'column' | 'refused';
export const oneAxis = ({ samplesInRows = false }: Reading): OneAxis => (samplesInRows ? 'column' : 'row');

/** A matrix from a file with one array: .npy, CSV, or JSON, a list of rows. */
export function readMatrix(bytes: Uint8Array, decode: (bytes: Uint8Array) => string, axis: OneAxis): Json {
  requireContent(bytes);
  if (isNpz(bytes)) throw new Unreadable('', 'an archive; give it as the file of the point, without an option');
  if (isNpy(bytes)) return rowsOf(readNpy(bytes), axis);
  const text = textOf(bytes, decode);
  if (/^\s*\{/.test(text)) {
    throw new Unreadable('', 'a JSON object, and a matrix is a list of rows; give a point as FILE, without an option');
  }
  return /^\s*\[/.test(text) ? parseInput(text, true) : rowsOf(readCsv(text), axis);
}

function requireContent(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Unreadable('', 'the file is empty; save it again');
}

/** The text of a file that is neither of the formats of NumPy. */
function textOf(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'UTF8' || bytes[0] === BYTE_ORDER_MARK) throw error;
    throw new Unreadable(
      '',
      'neither text in UTF-8 nor a NumPy file; numpy.save and numpy.savez write what can be read',
    );
  }
}

/** The first byte of one in UTF-8. */
const BYTE_ORDER_MARK = 0xef;

export const isNpz = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isNpy = (bytes: Uint8Array): boolean => bytes[0] === 0x93;

function rowsOf({ shape, entries }: ExactArray, axis: OneAxis): string[][] {
  const isVector = shape.length === 1 && axis !== 'refused';
  if (shape.length !== 2 && !isVector) {
    throw new Unreadable('', `an array with ${shape.length} axes, and a matrix has two; reshape it`);
  }
  const [rows, cols] = isVector ? (axis === 'row' ? [1, shape[0]!] : [shape[0]!, 1]) : [shape[0]!, shape[1]!];
  return Array.from({ length: rows }, (_, i) => entries.slice(i * cols, (i + 1) * cols).map(String));
}

const DATA = ['X', 'Y'] as const;
/** W1, W_1, layer1, layers.0.weight, fc2.weight, …: one name for all layers, and a number. */
const LAYER = /^(.*?)(\d+)(\.weight)?$/;

/** b1, b_1, layers.0.bias, … */
const BIAS = /^b_?\d+$|bias\d*$/i;

/** X, Y and the layers of an archive, by their names. */
function archiveParts(arrays: ReadonlyMap<string, ExactArray>, axis: OneAxis): JsonObject {
  const document: JsonObject = {};
  const layers: { name: string; number: number; rows: string[][] }[] = [];
  let common: string | undefined;
  for (const [name, array] of arrays) {
    const place = `${name}.npy`;
    const data = DATA.find((letter) => letter === name.toUpperCase());
    if (data) {
      if (data in document) throw new Unreadable(place, `${data} is there twice; name the arrays X, Y, W1, W2, …`);
      document[data] = within(place, () => rowsOf(array, axis));
      continue;
    }
    if (BIAS.test(name)) {
      throw new Unreadable(
        place,
        `${name} is neither X, Y nor a layer: a linear network has no biases; leave it out, or train with a row of ones in X instead`,
      );
    }
    const match = LAYER.exec(name);
    const pattern = match && `${match[1]}#${match[3] ?? ''}`;
    if (!match || (common !== undefined && pattern !== common)) {
      throw new Unreadable(
        place,
        `${name} is neither X, Y nor a layer; leave it out if it is another array, else name the arrays X, Y, W1, W2, …`,
      );
    }
    common = pattern!;
    layers.push({ name, number: Number(match[2]), rows: within(place, () => rowsOf(array, 'refused')) });
  }
  layers.sort((a, b) => a.number - b.number);
  const first = layers[0]?.number ?? 1;
  for (const [k, { name, number }] of layers.entries()) {
    if (first > 1 || number !== first + k) {
      throw new Unreadable(
        `${name}.npy`,
        'layers are numbered one by one, from 0 or from 1; a number is missing or occurs twice',
      );
    }
  }
  if (layers.length > 0) document.W = layers.map(({ rows }) => rows);
  return document;
}

function within<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Unreadable ? error.in(part) : error;
  }
}

function assemble(given: JsonObject, { parts = {}, samplesInRows = false }: Reading): NamedInstance {
  const { X = given.X, Y = given.Y, W = given.W } = parts;
  const turned = (m: Json | undefined) => (samplesInRows && m !== undefined ? transposed(m) : m);
  const widths = given.widths ?? widthsOf(W as Json | undefined);
  const fields = { widths, X: turned(X), Y: turned(Y), W };
  const document: JsonObject = { ...given };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) document[name] = value as Json;
  for (const [name, option] of Object.entries({ X: '--x FILE', Y: '--y FILE', W: '--w FILE …' })) {
    if (!(name in document) && !('format' in document)) {
      malformed('MISSING_FIELD', '', `no ${name} in the file: add it, or give ${option}`);
    }
  }
  if (!('widths' in document) && !('format' in document)) {
    const remedy =
      'W is a list of matrices, each a list of rows, none of them empty; only with widths layers may be empty';
    malformed('SHAPE', '/W', `layers that do not say how wide the network is; ${remedy}`);
  }
  try {
    return readInstanceFrom(document);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'SHAPE' || !/^\/[XYW]/.test(error.pointer)) throw error;
    throw new Failure('SHAPE', error.pointer, `${error.message}; ${remedyOf(document, samplesInRows)}`);
  }
}

/** What to do about matrices that do not fit together: tried are samples in rows, layers that act on rows, and both. */
function remedyOf({ X, Y, W }: JsonObject, samplesInRows: boolean): string {
  const samples = samplesInRows
    ? 'if samples are columns, leave out --samples-in-rows'
    : 'if samples are rows, add --samples-in-rows';
  const layers = 'if layers are d_{h-1} × d_h in the file, as in Keras, transpose each of them';
  const [x, y, ...w] = [X, Y, ...(Array.isArray(W) ? W : [])].map(sizesOf);
  const turned = ([rows, cols]: Sizes): Sizes => [cols, rows];
  if (x && y && w.length > 0 && w.every((sizes) => sizes !== undefined)) {
    if (areOfOneNetwork(turned(x), turned(y), w)) return `X is d_0 × m and Y is d_H × m: ${samples}`;
    if (areOfOneNetwork(x, y, w.map(turned))) return `W_h is d_h × d_{h-1}: ${layers}`;
    if (areOfOneNetwork(turned(x), turned(y), w.map(turned)))
      return `W_h is d_h × d_{h-1}, X is d_0 × m: ${layers}, and ${samples}`;
  }
  const found = [X, Y, ...(Array.isArray(W) ? W : [])].map((m, k) => {
    const sizes = sizesOf(m);
    return `${k < 2 ? 'XY'[k] : `W_${k - 1}`} ${sizes ? sizes.join(' × ') : 'no matrix'}`;
  });
  return `X is d_0 × m, Y is d_H × m, W_h is d_h × d_{h-1}; here: ${found.slice(0, MOST_SHOWN).join(', ')}${found.length > MOST_SHOWN ? ', …' : ''}`;
}

const MOST_SHOWN = 8;

type Sizes = readonly [rows: number, cols: number];

/** Rows and columns of a list of rows; undefined where it is no rectangle. */
function sizesOf(m: Json | undefined): Sizes | undefined {
  if (!Array.isArray(m) || !m.every(Array.isArray)) return undefined;
  const cols = m[0]?.length ?? 0;
  return m.every((row) => row.length === cols) ? [m.length, cols] : undefined;
}

/** Whether these are matrices of one network and its data. */
const areOfOneNetwork = (x: Sizes, y: Sizes, w: readonly Sizes[]): boolean =>
  x[1] === y[1] &&
  [...w, y].every(([rows, cols], k) =>
    k < w.length ? cols === (k === 0 ? x[0] : w[k - 1]![0]) : rows === w[k - 1]![0],
  );

/** d_0, …, d_H as the layers say; undefined where they are no matrices with rows. */
function widthsOf(layers: Json | undefined): Json | undefined {
  if (!Array.isArray(layers) || layers.length === 0) return undefined;
  const first = Array.isArray(layers[0]) ? layers[0][0] : undefined;
  if (!Array.isArray(first) || !layers.every(Array.isArray)) return undefined;
  return [first.length, ...layers.map((w) => (w as Json[]).length)];
}

/** The transposed list of rows; what is no rectangle stays as it is. */
function transposed(rows: Json): Json {
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every((row) => Array.isArray(row))) return rows;
  const cols = (rows[0] as Json[]).length;
  if (rows.some((row) => (row as Json[]).length !== cols)) return rows;
  return Array.from({ length: cols }, (_, j) => rows.map((row) => (row as Json[])[j]!));
}
