import type { Rows } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';

/** Entries beyond which a matrix is described, not shown. */
const SHOWN = 144;

/** `name = [ … ]` as a block of aligned columns. */
export function show(name: string, value: Matrix | Rows): string[] {
  const rows = value instanceof Matrix ? value.toRows() : value;
  const cols = value instanceof Matrix ? value.cols : (rows[0]?.length ?? 0);
  if (rows.length === 0 || cols === 0) return block([`${name} = (no entries, ${rows.length} × ${cols})`]);
  if (rows.length * cols > SHOWN) return block([`${name} = (${rows.length} × ${cols}, not shown)`]);
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return block(
    rows.map((row, i) => {
      const lead = i === 0 ? `${name} = ` : ' '.repeat(name.length + 3);
      return `${lead}[ ${row.map((x, j) => x.padStart(widths[j]!)).join('  ')} ]`;
    }),
  );
}

/** Several matrices, one block each. */
export const showAll = (named: readonly (readonly [string, Matrix | Rows])[]): string[] =>
  named.flatMap(([name, value]) => show(name, value));

const block = (lines: readonly string[]): string[] => ['```text', ...lines, '```', ''];

/** Index sets as in the certificate, from 0. */
export const indexSet = (indices: readonly number[]): string => `{${indices.join(', ')}}`;
