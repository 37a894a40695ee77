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
  if (isNpz(bytes)) return assemble(archiveParts(readNpz(bytes), oneAxis(reading)), reading);
  if (isNpy(bytes)) {
    throw new Unreadable(
      '',
      'one array is no point: give all layers, in order, as in --x X.npy --y Y.npy --w W1.npy W2.npy',
    );
  }
  return readJsonPoint(decode(bytes), reading);
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
  if (isNpz(bytes)) throw new Unreadable('', 'an archive; give it as the file of the point, without an option');
  if (isNpy(bytes)) return rowsOf(readNpy(bytes), axis);
  const text = decode(bytes);
  return /^\s*\[/.test(text) ? parseInput(text, true) : rowsOf(readCsv(text), axis);
}

const isNpz = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
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
    const match = LAYER.exec(name);
    const pattern = match && `${match[1]}#${match[3] ?? ''}`;
    if (!match || (common !== undefined && pattern !== common)) {
      throw new Unreadable(
        place,
        `${name} is neither X, Y nor a layer; name the arrays X, Y, W1, W2, … (there are no biases)`,
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
  try {
    return readInstanceFrom(document);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'SHAPE' || !/^\/[XY]/.test(error.pointer)) throw error;
    const remedy = samplesInRows
      ? 'if samples are columns, leave out --samples-in-rows'
      : 'if samples are rows, add --samples-in-rows';
    throw new Failure('SHAPE', error.pointer, `${error.message}; X is d_0 × m and Y is d_H × m: ${remedy}`);
  }
}

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
