import { type Matrix, range } from '../exact/matrix.ts';
import { areCoordinatesOf, type Coordinates, eigenCoordinates } from '../network/coordinates.ts';
import type { Instance } from '../network/instance.ts';
import type { Json } from '../verifier/json.ts';
import { childPointer, malformed, overLimit } from '../verifier/result.ts';
import { listAt, objectAt } from './read-json.ts';

export type ReadMatrix = (value: Json, rows: number, cols: number, pointer: string) => Matrix;

/** Outputs beyond which the eigenvectors of Σ take too long. */
const MOST_OUTPUTS = 32;

/**
 * `{"kind":"eigenbasis"}`, where d_0 > d_H with a `complement` N if it is to be another one than the program picks; or with all that a certificate has of it.
 */
export function readCoordinates(value: Json, { X, Y }: Instance, pointer: string, matrix: ReadMatrix): Coordinates {
  const object = objectAt(value, pointer, 'expected {"kind":"eigenbasis"}');
  const { kind, inverse, complement, below, above, ...rest } = object;
  if (kind !== 'eigenbasis') malformed('ENUM', childPointer(pointer, 'kind'), 'coordinates are {"kind":"eigenbasis"}');
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) malformed('UNKNOWN_FIELD', childPointer(pointer, unknown), 'no field of coordinates');
  if (Y.rows > MOST_OUTPUTS) overLimit(pointer, `coordinates for more than ${MOST_OUTPUTS} outputs`);
  const found = coordinatesOf(X, Y, pointer);
  const N = complement === undefined ? undefined : matrix(complement, X.rows - Y.rows, X.rows, `${pointer}/complement`);
  const given: Coordinates = { ...found, ...(N && { complement: N }) };
  if (!areCoordinatesOf(given, X, Y)) {
    malformed(
      'RANGE',
      `${pointer}/complement`,
      'N·XYᵀ is not 0, or N has a row without a column that is this unit vector',
    );
  }
  if (inverse === undefined && below === undefined && above === undefined) return given;
  const n = Y.rows;
  const numbers = (list: Json | undefined, name: string) => {
    const place = `${pointer}/${name}`;
    const entries = listAt(
      list ?? malformed('MISSING_FIELD', pointer, `missing field ${name}`),
      place,
      n,
      'eigenvalues',
    );
    return matrix([entries], 1, n, pointer).transpose();
  };
  const column = (m: Matrix) => range(n).map((k) => m.entry(k, 0));
  const K = matrix(
    inverse ?? malformed('MISSING_FIELD', pointer, 'missing field inverse'),
    X.rows,
    X.rows,
    `${pointer}/inverse`,
  );
  const stated = {
    ...given,
    inverse: K,
    below: column(numbers(below, 'below')),
    above: column(numbers(above, 'above')),
  };
  return areCoordinatesOf(stated, X, Y)
    ? stated
    : malformed('RANGE', pointer, 'these coordinates are not of this X and Y');
}

function coordinatesOf(X: Matrix, Y: Matrix, pointer: string): Coordinates {
  try {
    return eigenCoordinates(X, Y);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const needs = 'coordinates need X of full row rank, XYᵀ of rank d_H ≥ 1 and different eigenvalues of Σ';
    return malformed('RANGE', pointer, `${error.message}; ${needs}`);
  }
}
