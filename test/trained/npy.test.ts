import { describe, expect, test } from 'vitest';
import { readNpy } from '../../src/trained/npy.ts';
import { Unreadable } from '../../src/trained/unreadable.ts';
import { header, npyBytes, npyOf } from './npy-bytes.ts';

const values = (bytes: Uint8Array): string[] => readNpy(bytes).entries.map(String);
/** The bytes of one number, by a setter of DataView. */
const item = (size: number, set: (view: DataView) => void): number[] => {
  const view = new DataView(new ArrayBuffer(size));
  set(view);
  return [...new Uint8Array(view.buffer)];
};

describe('numbers are read exactly', () => {
  test.each<[string, number[], string]>([
    ['<f4', item(4, (v) => v.setFloat32(0, 0.1, true)), '13421773/134217728'],
    ['>f4', item(4, (v) => v.setFloat32(0, 0.1, false)), '13421773/134217728'],
    ['<f8', item(8, (v) => v.setFloat64(0, 0.1, true)), '3602879701896397/36028797018963968'],
    ['>f8', item(8, (v) => v.setFloat64(0, -1.5, false)), '-3/2'],
    ['<f8', item(8, (v) => v.setFloat64(0, 5e-324, true)), `1/${2n ** 1074n}`],
    ['<f4', item(4, (v) => v.setUint32(0, 1, true)), `1/${2n ** 149n}`],
    ['<f8', item(8, (v) => v.setFloat64(0, -0, true)), '0'],
    ['<i8', item(8, (v) => v.setBigInt64(0, -(2n ** 62n) - 1n, true)), `${-(2n ** 62n) - 1n}`],
    ['>u8', item(8, (v) => v.setBigUint64(0, 2n ** 64n - 1n, false)), `${2n ** 64n - 1n}`],
    ['<i4', item(4, (v) => v.setInt32(0, -7, true)), '-7'],
    ['>u4', item(4, (v) => v.setUint32(0, 4e9, false)), '4000000000'],
    ['<i2', item(2, (v) => v.setInt16(0, -300, true)), '-300'],
    ['<u2', item(2, (v) => v.setUint16(0, 65535, true)), '65535'],
    ['|i1', [0xff], '-1'],
    ['|u1', [0xff], '255'],
    ['|b1', [1], '1'],
  ])('%s %j is %s', (descr, data, text) => {
    expect(values(npyBytes(header(descr, [1]), data))).toEqual([text]);
  });
});

describe('shapes and orders', () => {
  test('C order: the last index runs fastest', () => {
    const { shape, entries } = readNpy(
      npyOf([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expect([shape, entries.map(String)]).toEqual([
      [2, 3],
      ['1', '2', '3', '4', '5', '6'],
    ]);
  });

  test('Fortran order: the same array by columns', () => {
    expect(values(npyBytes(header('|u1', [2, 3], true), [1, 4, 2, 5, 3, 6]))).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('three axes, Fortran order', () => {
    // a[i, j, k] = 4i + 2j + k stands at place i + 2j + 4k.
    expect(values(npyBytes(header('|u1', [2, 2, 2], true), [0, 4, 2, 6, 1, 5, 3, 7]))).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(String),
    );
  });

  test.each<[string, number[]]>([
    ['no entries', [0, 3]],
    ['one axis without entries', [0]],
  ])('%s', (_, shape) => {
    expect(readNpy(npyBytes(header('<f8', shape), []))).toEqual({ shape, entries: [] });
  });

  test('a single number has no axis', () => {
    expect(readNpy(npyBytes(header('|u1', []), [9]))).toMatchObject({ shape: [] });
  });

  test.each([1, 2, 3])('version %i.0', (version) => {
    expect(values(npyBytes(header('|u1', [2]), [3, 4], version))).toEqual(['3', '4']);
  });

  test('keys in another order, without the last comma, with padding', () => {
    expect(values(npyBytes("{'shape': (2,1), 'descr':'|u1' , 'fortran_order': False}   ", [3, 4]))).toEqual(['3', '4']);
  });

  test('a piece of a larger buffer', () => {
    const whole = Uint8Array.from([7, 7, 7, ...npyOf([[2.5]])]);
    expect(values(whole.subarray(3))).toEqual(['5/2']);
  });
});

describe('what is no array of numbers is refused', () => {
  const good = npyOf([[1, 2]]);
  const with8 = (x: number) => npyBytes(header('<f8', [2, 1]), [...new Uint8Array(new Float64Array([1, x]).buffer)]);
  const changed = (at: number, x: number) => good.map((byte, k) => (k === at ? x : byte));
  test.each<[string, Uint8Array, RegExp, RegExp]>([
    ['no bytes', new Uint8Array(), /^byte 0$/, /not a NumPy array/],
    ['wrong magic', changed(0, 0x50), /^byte 0$/, /not a NumPy array.*numpy\.save/],
    ['version 4', changed(6, 4), /^byte 6$/, /version 4\.0/],
    ['version 1.1', changed(7, 1), /^byte 6$/, /version 1\.1/],
    ['cut off in the header', good.subarray(0, 40), /^byte 8$/, /cut off/],
    ['cut off in the length of a header', npyBytes(header('<f8', [1]), [], 2).subarray(0, 11), /^byte 8$/, /cut off/],
    ['cut off in the data', good.subarray(0, good.length - 1), new RegExp(`^byte ${good.length - 1}$`), /cut off/],
    ['bytes behind the data', Uint8Array.from([...good, 0]), new RegExp(`^byte ${good.length}$`), /more behind/],
    ['NaN', with8(Number.NaN), /^byte \d+$/, /entry \[1, 0\] is NaN/],
    ['infinity', with8(Number.POSITIVE_INFINITY), /^byte \d+$/, /entry \[1, 0\] is infinite/],
    ['objects', npyBytes(header('|O', [1]), [1]), /^byte 10$/, /Python objects.*astype/],
    ['complex numbers', npyBytes(header('<c16', [1]), []), /^byte 10$/, /complex numbers.*astype/],
    ['half precision', npyBytes(header('<f2', [1]), [0, 0]), /^byte 10$/, /neither 4 nor 8 bytes.*astype/],
    ['long doubles', npyBytes(header('<f16', [1]), []), /^byte 10$/, /neither 4 nor 8 bytes/],
    ['texts', npyBytes(header('<U3', [1]), []), /^byte 10$/, /texts/],
    ['dates', npyBytes(header('<M8[ns]', [1]), []), /^byte 10$/, /dates/],
    ['an unknown letter', npyBytes(header('<x8', [1]), []), /^byte 10$/, /not known/],
    ['no byte order', npyBytes(header('|f8', [1]), []), /^byte 10$/, /'\|f8'/],
    ['the order of some machine', npyBytes(header('=f8', [1]), []), /^byte 10$/, /'=f8'/],
    [
      'records',
      npyBytes("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", []),
      /^byte 10$/,
      /structured array/,
    ],
    ['a header that is no dictionary', npyBytes("('descr',)", []), /^byte 10$/, /not a dictionary/],
    [
      'an unknown key',
      npyBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}", []),
      /^byte 10$/,
      /something else/,
    ],
    [
      'a key twice',
      npyBytes("{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", []),
      /^byte 10$/,
      /descr twice/,
    ],
    ['no type', npyBytes("{'fortran_order': False, 'shape': (1,)}", []), /^byte 10$/, /no descr/],
    ['no order', npyBytes("{'descr': '<f8', 'shape': (1,)}", []), /^byte 10$/, /no fortran_order/],
    ['no shape', npyBytes("{'descr': '<f8', 'fortran_order': False}", []), /^byte 10$/, /no shape/],
    [
      'a negative shape',
      npyBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", []),
      /^byte 10$/,
      /no shape/,
    ],
    [
      'a long axis without entries',
      npyBytes(header('<f8', [1e14, 0]), []),
      /^byte 10$/,
      /no entries, and too long an axis/,
    ],
    [
      'a shape beyond all bounds',
      npyBytes(header('<f8', [999999999999999, 999999999999999]), []),
      /^byte \d+$/,
      /cut off/,
    ],
  ])('%s', (_, bytes, place, message) => {
    const error = thrownBy(() => readNpy(bytes));
    expect(error.place).toMatch(place);
    expect(error.message).toMatch(message);
  });
});

function thrownBy(run: () => unknown): Unreadable {
  try {
    run();
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
