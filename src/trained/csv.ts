import { readNumber } from '../certificate/read-matrix.ts';
import type { Rational } from '../exact/rational.ts';
import { Failure } from '../verifier/result.ts';
import type { ExactArray } from './npy.ts';
import { Unreadable } from './unreadable.ts';

/**
 * A table of numbers: one row a line, separated by commas, with a line of headings or without. Numbers are exact: `0.1` is 1/10, not
 * the double near it; `-3e-2` and `1/3` are numbers, too. A first line of which every cell begins with a letter is a line of headings; a heading may be quoted, and the first may begin with #.
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

/** What might be a number, however it is written, is none: a row of the matrix must not be taken for headings. */
const isHeading = (line: string): boolean =>
  line
    .replace(/^\s*#/, '')
    .split(',')
    .every((cell) => /^\s*["']?[\p{L}_]/u.test(cell) && !/^\s*["']?(nan|inf\w*)["']?\s*$/i.test(cell));

function entry(cell: string, line: number, column: number, digits: { digits: number }): Rational {
  try {
    return readNumber(cell.trim(), '', digits);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = cell.trim();
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    throw new Unreadable(`line ${line}, column ${column}`, `"${shown}": ${error.message}${hint(text)}`);
  }
}

const LONGEST_SHOWN = 30;

function hint(cell: string): string {
  if (cell === '') return '; every cell holds a number, and there is no column of row names';
  const isSeparated = /[-+.\d]\s*[\s;]\s*[-+.\d]/.test(cell);
  return isSeparated ? '; numbers are separated by commas, as in numpy.savetxt(file, a, delimiter=",")' : '';
}
