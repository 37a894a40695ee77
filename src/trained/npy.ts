import { Rational } from '../exact/rational.ts';
import { LIMITS } from '../verifier/result.ts';
import { Unreadable } from './unreadable.ts';

/** An array as a file holds it: the exact values in C order (the last index runs fastest), so many along each axis. */
export interface ExactArray {
  readonly shape: readonly number[];
  readonly entries: readonly Rational[];
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const RESAVE = 'save it again with numpy.save';
const AS_FLOATS = 'convert it first, as in numpy.save(file, a.astype("float64"))';

/**
 * A NumPy array, format versions 1.0, 2.0 and 3.0 (NEP 1): real floating-point numbers of 4 or 8 bytes, integers and truth values,
 * in either byte order, C or Fortran order. Each number is read as the rational number that it denotes, nothing is rounded.
 * Throws {@link Unreadable} at a byte offset: another type, a header that is none, too few or too many bytes, NaN and infinity.
 */
export function readNpy(bytes: Uint8Array): ExactArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { text, at, end } = header(bytes, view);
  const { descr, fortran, shape } = parseHeader(text, at);
  const { size, read } = itemType(descr, at);
  const count = shape.reduce((n, k) => n * k, 1);
  const expected = end + count * size;
  if (bytes.length !== expected) {
    const short = bytes.length < expected;
    throw new Unreadable(
      `byte ${Math.min(bytes.length, expected)}`,
      `the file has ${bytes.length} bytes, and shape (${shape.join(', ')}) of '${descr}' needs ${expected}: ${
        short
          ? 'it was cut off; copy it or save it again'
          : `there is more behind the array; ${RESAVE}, one array a file`
      }`,
    );
  }
  if (count === 0 && shape.some((k) => k > LIMITS.samples)) {
    throw new Unreadable(
      `byte ${at}`,
      `shape (${shape.join(', ')}): no entries, and too long an axis; save another array`,
    );
  }
  const place = fortran ? fortranPlace(shape) : (k: number) => k;
  const entries = Array.from({ length: count }, (_, k) => {
    const offset = end + place(k) * size;
    const x = read(view, offset);
    if (typeof x === 'number' && !Number.isFinite(x)) {
      throw new Unreadable(
        `byte ${offset}`,
        `entry [${indexOf(k, shape).join(', ')}] is ${Number.isNaN(x) ? 'NaN' : 'infinite'}: no number; leave such samples out, or take weights from before training diverged`,
      );
    }
    return typeof x === 'bigint' ? new Rational(x) : Rational.fromDouble(x);
  });
  return { shape, entries };
}

/** The text of the header, where it begins, and where the data begin. */
function header(bytes: Uint8Array, view: DataView): { text: string; at: number; end: number } {
  if (bytes.length < 10 || MAGIC.some((x, k) => bytes[k] !== x)) {
    throw new Unreadable('byte 0', `not a NumPy array: the file does not begin with \\x93NUMPY; ${RESAVE}`);
  }
  const [major, minor] = [bytes[6]!, bytes[7]!];
  if (major < 1 || major > 3 || minor !== 0) {
    throw new Unreadable('byte 6', `version ${major}.${minor} of the format, known are 1.0, 2.0 and 3.0; ${RESAVE}`);
  }
  const at = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : bytes.length < 12 ? Infinity : view.getUint32(8, true);
  const end = at + length;
  if (end > bytes.length)
    throw new Unreadable('byte 8', 'the file ends within its header: it was cut off; copy it again');
  return { text: new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(at, end)), at, end };
}

const HEADER = /^\{(.*?),?\s*\}\s*$/s;
const FIELD = /^\s*'(descr|fortran_order|shape)'\s*:\s*('[^']*'|True|False|\([^()]*\)|\[.*\])\s*(?:,|$)/s;
const SHAPE = /^\(\s*(?:\d{1,15}\s*,\s*)*(?:\d{1,15}\s*)?\)$/;

/** The header is a literal of Python: a dictionary with exactly the keys descr, fortran_order and shape. */
function parseHeader(text: string, at: number): { descr: string; fortran: boolean; shape: number[] } {
  const bad = (message: string) => new Unreadable(`byte ${at}`, `the header of the array ${message}; ${RESAVE}`);
  let rest = HEADER.exec(text)?.[1];
  if (rest === undefined) throw bad('is not a dictionary');
  const fields = new Map<string, string>();
  while (rest.trim() !== '') {
    const match: RegExpExecArray | null = FIELD.exec(rest);
    if (!match) throw bad('has something else than descr, fortran_order and shape');
    if (fields.has(match[1]!)) throw bad(`has ${match[1]} twice`);
    fields.set(match[1]!, match[2]!);
    rest = rest.slice(match[0].length);
  }
  const [descr, fortran, shape] = ['descr', 'fortran_order', 'shape'].map((name) => fields.get(name) ?? '');
  if (descr!.startsWith('[')) {
    throw new Unreadable(`byte ${at}`, `a structured array; save each field as an array of its own`);
  }
  if (!/^'[^']*'$/.test(descr!)) throw bad('has no descr');
  if (fortran !== 'True' && fortran !== 'False') throw bad('has no fortran_order, True or False');
  if (!SHAPE.test(shape!)) throw bad('has no shape, a tuple of whole numbers');
  const sizes = shape!.match(/\d+/g)?.map(Number) ?? [];
  return { descr: descr!.slice(1, -1), fortran: fortran === 'True', shape: sizes };
}

type Read = (view: DataView, offset: number) => number | bigint;

/** How to read one item, by the letter and the size of its type; `little` is its byte order. */
const ITEMS: Record<string, (little: boolean) => Read> = {
  f4: (little) => (view, k) => view.getFloat32(k, little),
  f8: (little) => (view, k) => view.getFloat64(k, little),
  i1: () => (view, k) => view.getInt8(k),
  i2: (little) => (view, k) => view.getInt16(k, little),
  i4: (little) => (view, k) => view.getInt32(k, little),
  i8: (little) => (view, k) => view.getBigInt64(k, little),
  u1: () => (view, k) => view.getUint8(k),
  u2: (little) => (view, k) => view.getUint16(k, little),
  u4: (little) => (view, k) => view.getUint32(k, little),
  u8: (little) => (view, k) => view.getBigUint64(k, little),
  b1: () => (view, k) => view.getUint8(k),
};

/** What NumPy calls the types that are not read. */
const REFUSED: Record<string, string> = {
  O: 'Python objects',
  c: 'complex numbers',
  U: 'texts',
  S: 'texts',
  V: 'raw bytes',
  M: 'dates',
  m: 'durations',
  f: 'floating-point numbers of neither 4 nor 8 bytes',
};

function itemType(descr: string, at: number): { size: number; read: Read } {
  const [, order, letter, size] = /^([<>|=])([a-zA-Z])(\d*)/.exec(descr) ?? [];
  const make = order === '=' ? undefined : ITEMS[`${letter}${size}`];
  if (!make || (order === '|' && size !== '1')) {
    const what = REFUSED[letter ?? ''] ?? 'of a type that is not known here';
    throw new Unreadable(`byte ${at}`, `'${descr}': entries are ${what}; ${AS_FLOATS}`);
  }
  return { size: Number(size), read: make(order === '<') };
}

/** [i_1, …, i_n] of entry k in C order. */
function indexOf(k: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = k;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** Where entry k of the C order stands in Fortran order, in which the first index runs fastest. */
function fortranPlace(shape: readonly number[]): (k: number) => number {
  return (k) => indexOf(k, shape).reduceRight((place, i, axis) => place * shape[axis]! + i, 0);
}
