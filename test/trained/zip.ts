import { crc32, deflateRawSync } from 'node:zlib';

export interface Member {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: 'stored' | 'deflated';
  /** What the directory says, if it is not true. */
  readonly claimedSize?: number;
  /** Sizes of 0xFFFFFFFF in the local header. */
  readonly openSizes?: boolean;
}

/** A ZIP archive, byte by byte (PKWARE APPNOTE, 4.3). */
export function zip(members: readonly Member[], { comment = '' } = {}): Uint8Array {
  const locals: number[] = [];
  const directory: number[] = [];
  for (const { name, data, method = 'stored', claimedSize = data.length, openSizes = false } of members) {
    const raw = method === 'stored' ? data : deflateRawSync(data);
    const label = [...new TextEncoder().encode(name)];
    const code = method === 'stored' ? 0 : 8;
    const offset = locals.length;
    const common = [...short(0), ...short(code), ...long(0), ...long(crc32(data))];
    const sizes = [...long(raw.length), ...long(claimedSize)];
    const open = [...long(0xffffffff), ...long(0xffffffff)];
    locals.push(
      ...long(0x04034b50),
      ...short(20),
      ...common,
      ...(openSizes ? open : sizes),
      ...short(label.length),
      ...short(0),
    );
    locals.push(...label, ...raw);
    directory.push(...long(0x02014b50), ...short(20), ...short(20), ...common, ...sizes, ...short(label.length));
    directory.push(...short(0), ...short(0), ...short(0), ...short(0), ...long(0), ...long(offset), ...label);
  }
  const note = [...new TextEncoder().encode(comment)];
  const count = short(members.length);
  const end = [...short(0), ...short(0), ...count, ...count, ...long(directory.length), ...long(locals.length)];
  return Uint8Array.from([...locals, ...directory, ...long(0x06054b50), ...end, ...short(note.length), ...note]);
}

const short = (x: number): number[] => [x & 255, (x >>> 8) & 255];
const long = (x: number): number[] => [x & 255, (x >>> 8) & 255, (x >>> 16) & 255, (x >>> 24) & 255];
