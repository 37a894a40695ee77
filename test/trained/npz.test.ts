import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readNpz } from '../../src/trained/npz.ts';
import { Unreadable } from '../../src/trained/unreadable.ts';
import { npyOf } from './npy-bytes.ts';
import { type Member, zip } from './zip.ts';

const text = (members: readonly Member[], options = {}) =>
  [...readNpz(zip(members, options))].map(([name, { shape, entries }]) => [name, shape, entries.map(String)]);
const one = { name: 'W1.npy', data: npyOf([[1, 0.5]]) };

describe('archives', () => {
  test.each(['stored', 'deflated'] as const)('%s arrays, by name and in order', (method) => {
    const two = { name: 'X.npy', data: npyOf([[2], [3]]) };
    expect(text([one, two].map((m) => ({ ...m, method })))).toEqual([
      ['W1', [1, 2], ['1', '1/2']],
      ['X', [2, 1], ['2', '3']],
    ]);
  });

  test('sizes in local headers that are left open, as numpy.savez does', () => {
    expect(text([{ ...one, openSizes: true }])).toHaveLength(1);
  });

  test('a comment at the end, also one that looks like a directory', () => {
    expect(text([one], { comment: 'PK\x05\x06 and more' })).toHaveLength(1);
  });

  test('no arrays', () => expect(text([])).toEqual([]));
});

describe('what is broken is refused', () => {
  const good = zip([one]);
  const deflated = zip([{ ...one, method: 'deflated' }]);
  /** The archive with a field of its first entry changed in the directory; `at` is the offset in the entry. */
  const directory = (at: number, ...bytes: number[]) => {
    const changed = Uint8Array.from(good);
    const start = new DataView(good.buffer).getUint32(good.length - 6, true);
    changed.set(bytes, start + at);
    return changed;
  };
  const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, k) => (k === at ? byte ^ 1 : byte));
  test.each<[string, Uint8Array, RegExp, RegExp]>([
    ['no bytes', new Uint8Array(), /^byte 0$/, /not a ZIP archive/],
    ['no archive', npyOf([[1]]), /^byte/, /not a ZIP archive.*numpy\.savez/],
    ['cut off', good.subarray(0, good.length - 1), /^byte/, /cut off/],
    ['a changed byte', flipped(good, good.length - 22 - 46 - 'W1.npy'.length - 1), /^W1\.npy, byte 36$/, /CRC-32/],
    ['a changed CRC-32', directory(16, 0), /^W1\.npy, byte 36$/, /CRC-32/],
    ['a changed compressed byte', flipped(deflated, 50), /^W1\.npy, byte 36$/, /broken|CRC-32/],
    [
      'more data than the directory says',
      zip([{ ...one, method: 'deflated', claimedSize: 10 }]),
      /^W1\.npy, byte 36$/,
      /broken/,
    ],
    [
      'less data than the directory says',
      zip([{ ...one, method: 'deflated', claimedSize: 10_000 }]),
      /^W1/,
      /bytes where the directory says 10000/,
    ],
    ['another method', directory(10, 12), /^W1\.npy$/, /method 12/],
    ['encryption', directory(8, 1), /^W1\.npy$/, /encrypted/],
    ['64-bit sizes', directory(24, 255, 255, 255, 255), /^byte/, /64-bit/],
    ['no local header', directory(42, 1), /^W1\.npy, byte 1$/, /no header/],
    ['an entry that is none', directory(0, 0), /^byte/, /directory of the archive is broken/],
    ['another disk', flipped(good, good.length - 18), /^byte/, /several/],
    ['another file', zip([{ name: 'notes.txt', data: npyOf([[1]]) }]), /^notes\.txt$/, /not a NumPy array/],
    ['a name twice', zip([one, one]), /^W1\.npy$/, /twice/],
    ['a broken array', zip([{ name: 'X.npy', data: npyOf([[1]]).subarray(0, -1) }]), /^X\.npy, byte \d+$/, /cut off/],
  ])('%s', (_, bytes, place, message) => {
    let error: unknown;
    try {
      readNpz(bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(Unreadable);
    expect((error as Unreadable).place).toMatch(place);
    expect((error as Unreadable).message).toMatch(message);
  });

  test('an archive that says it has very many bytes is refused before they are made', () => {
    const bomb = deflateRawSync(new Uint8Array(1 << 20));
    expect(bomb.length).toBeLessThan(2000);
    expect(() => readNpz(zip([{ ...one, method: 'deflated', claimedSize: 2 ** 31 }]))).toThrow(/bytes in all/);
    expect(crc32('')).toBe(0);
  });
});
