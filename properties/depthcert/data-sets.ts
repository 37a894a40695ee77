import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

/** X (d_0 × m) and Y (d_H × m) of a data set. */
export interface DataSet {
  readonly X: Matrix;
  readonly Y: Matrix;
}

/** The package's own folder: the first one upwards with a package.json, from the sources and from a build alike. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('no package.json above this module');
  return packageRoot(up);
}

/** Rows of a table without quotes, the heading left out. */
function readTable(name: string): string[][] {
  const folder = join(packageRoot(dirname(fileURLToPath(import.meta.url))), 'properties', 'depthcert', 'data');
  const [, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

/** The exact value of a decimal such as 5.1. */
function decimal(text: string): Rational {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new SyntaxError(`not a decimal number: ${text}`);
  const fraction = match[2] ?? '';
  return new Rational(BigInt(match[1] + fraction), 10n ** BigInt(fraction.length));
}

const columns = (table: readonly (readonly string[])[], which: readonly number[]): Matrix =>
  Matrix.of(which.length, table.length, (i, k) => decimal(table[k]![which[i]!]!));

/** Linnerud: X weight, waist, pulse (3 × 20); Y chins, situps, jumps (3 × 20). */
export function linnerud(): DataSet {
  const table = readTable('linnerud.csv');
  return { X: columns(table, [0, 1, 2]), Y: columns(table, [3, 4, 5]) };
}

/** Iris: X four lengths (4 × 150), Y the species as unit vectors (3 × 150). */
export function iris(): DataSet {
  const table = readTable('iris.csv');
  const species = [...new Set(table.map((row) => row[0]!))];
  const Y = Matrix.build(species.length, table.length, (i, k) => (table[k]![0] === species[i] ? 1n : 0n));
  return { X: columns(table, [1, 2, 3, 4]), Y };
}

/** Iris with a row of ones below the lengths (5 × 150): Σ·(1,1,1)ᵀ = 50·(1,1,1)ᵀ, since Yᵀ(1,1,1)ᵀ is that row. */
export function irisWithConstant(): DataSet {
  const { X, Y } = iris();
  return { X: X.above(Matrix.build(1, X.cols, () => 1n)), Y };
}
