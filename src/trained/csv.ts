import { readNumber } from '../certificate/read.ts';
import type { Rational } from '../exact/rational.ts';
import { Failure } from '../verifier/result.ts';
import type { ExactArray } from './npy.ts';
import { Unreadable } from './unreadable.ts';

/**
 * A table of numbers: one row a line, separated by commas, with a line of headings or without. Numbers are exact: `0.1` is 1/10, not
 * the double near it; `-3e-2` and `1/3` are numbers, too. A first line of which no cell is a number is a line of headings; a heading may begin with #.
 * Throws {@link Unreadable} with line and column, both counted from 1.
 */
export function readCsv(text: string): ExactArray {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const skipped = isHeading(lines[0]!) ? 1 : 0;
  const digits = { digits: 0 };
  const rows = lines.slice(skipped).map((line, i) => {
    const number = i + skipped + 1;
    if (line.trim() === '') throw new Unreadable(`line ${number}`, 'an empty line; remove it');
    return line.split(',').map((cell, j) => entry(cell, number, j + 1, digits));
  });
  const cols = rows[0]?.length ?? 0;
  if (cols === 0) throw new Unreadable('line 1', 'no numbers; write one row of the matrix a line');
  const uneven = rows.findIndex((row) => row.length !== cols);
  if (uneven >= 0) {
    throw new Unreadable(
      `line ${uneven + skipped + 1}`,
      `${rows[uneven]!.length} numbers, and ${cols} in line ${skipped + 1}; every row of a matrix has the same number`,
    );
  }
  return { shape: [rows.length, cols], entries: rows.flat() };
}

const isHeading = (line: string): boolean =>
  line.trim() !== '' &&
  line.split(',').every((cell) => !/^\s*[-+.]?\d/.test(cell) && !/^\s*(nan|[-+]?inf\w*)?\s*$/i.test(cell));

function entry(cell: string, line: number, column: number, digits: { digits: number }): Rational {
  try {
    return readNumber(cell.trim(), '', digits);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Unreadable(`line ${line}, column ${column}`, `"${cell.trim()}": ${error.message}`);
  }
}
