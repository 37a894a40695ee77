import { crc32, inflateRawSync } from 'node:zlib';
import { LIMITS } from '../verifier/result.ts';
import { type ExactArray, readNpy } from './npy.ts';
import { Unreadable } from './unreadable.ts';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;

const STORED = 0;
const DEFLATED = 8;

/**
 * The arrays of an archive that numpy.savez or numpy.savez_compressed has written, by name, in the order of its directory. An archive is a
 * ZIP file of .npy files (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4): what is read is the central directory, whose sizes and CRC-32 are
 * checked. Throws {@link Unreadable} for anything else than stored and deflated entries, for encryption and for the 64-bit format.
 */
export function readNpz(bytes: Uint8Array): Map<string, ExactArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const arrays = new Map<string, ExactArray>();
  let total = 0;
  for (const entry of directory(bytes, view)) {
    if (!entry.name.endsWith('.npy')) {
      throw new Unreadable(
        entry.name,
        'not a NumPy array; an .npz file has .npy files only, as numpy.savez writes them',
      );
    }
    const name = entry.name.slice(0, -'.npy'.length);
    if (arrays.has(name)) throw new Unreadable(entry.name, 'occurs twice in the archive; save it again');
    total += entry.size;
    if (total > LIMITS.bytes)
      throw new Unreadable(entry.name, `more than ${LIMITS.bytes} bytes in all; save fewer arrays`);
    try {
      arrays.set(name, readNpy(contents(bytes, view, entry)));
    } catch (error) {
      throw error instanceof Unreadable ? error.in(entry.name) : error;
    }
  }
  return arrays;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
}

function directory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = endOfDirectory(bytes, view);
  const [disk, count, start] = [
    view.getUint16(end + 4, true),
    view.getUint16(end + 10, true),
    view.getUint32(end + 16, true),
  ];
  if (disk !== 0) throw new Unreadable(`byte ${end}`, 'one part of an archive in several; save it as one file');
  if (count === 0xffff || start === 0xffffffff) throw zip64(end);
  const entries: Entry[] = [];
  for (let at = start; entries.length < count; ) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw broken(at, 'the directory of the archive is broken');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, compressed, size] = [16, 20, 24].map((k) => view.getUint32(at + k, true));
    const [nameLength, extra, comment] = [28, 30, 32].map((k) => view.getUint16(at + k, true));
    const offset = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!));
    if ((flags & 1) !== 0) throw new Unreadable(name, 'encrypted; save it without a password');
    if ([compressed, size, offset].includes(0xffffffff)) throw zip64(at);
    entries.push({ name, method, crc: crc!, compressed: compressed!, size: size!, offset });
    at += 46 + nameLength! + extra! + comment!;
  }
  return entries;
}

/** The record at the end of the file; behind it there may be a comment, whose length it states. */
function endOfDirectory(bytes: Uint8Array, view: DataView): number {
  const lowest = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= lowest; at--) {
    if (
      view.getUint32(at, true) === END_OF_DIRECTORY &&
      at + END_SIZE + view.getUint16(at + 20, true) === bytes.length
    ) {
      return at;
    }
  }
  throw broken(bytes.length, 'not a ZIP archive, or one that was cut off: it has no directory at its end');
}

/** The bytes of an entry. Sizes in the local header may be left open (numpy.savez writes there as if for 64 bits): those of the directory count. */
function contents(
  bytes: Uint8Array,
  view: DataView,
  { name, method, crc, compressed, size, offset }: Entry,
): Uint8Array {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER) {
    throw broken(offset, `no header of ${name} where the directory says`);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressed > bytes.length) throw broken(bytes.length, 'the archive was cut off');
  const raw = bytes.subarray(start, start + compressed);
  const data = method === STORED ? raw : method === DEFLATED ? inflated(raw, size, start) : undefined;
  if (!data) {
    throw new Unreadable(
      '',
      `compressed by method ${method}; numpy.savez and numpy.savez_compressed write what can be read`,
    );
  }
  if (data.length !== size) throw broken(start, `${data.length} bytes where the directory says ${size}`);
  if (crc32(data) !== crc) throw broken(start, 'the CRC-32 of the data is not the one in the directory');
  return data;
}

function inflated(raw: Uint8Array, size: number, start: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw broken(start, 'the compressed data are broken');
  }
}

const broken = (at: number, what: string): Unreadable =>
  new Unreadable(`byte ${at}`, `${what}; copy the file again, or save it again with numpy.savez`);

const zip64 = (at: number): Unreadable =>
  new Unreadable(`byte ${at}`, 'an archive in the 64-bit format, for more than 4 GiB; save smaller arrays');
