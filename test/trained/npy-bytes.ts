/** The bytes of a .npy file: format version, header text as it stands (padding is added), data. */
export function npyBytes(header: string, data: Uint8Array | readonly number[], version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length, ...text, ...data]);
}

export const header = (descr: string, shape: readonly number[], fortran = false): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;

/** A .npy file of doubles, little endian, C order. */
export function npyOf(rows: readonly (readonly number[])[]): Uint8Array {
  const data = new Float64Array(rows.flat());
  return npyBytes(header('<f8', [rows.length, rows[0]!.length]), new Uint8Array(data.buffer));
}
