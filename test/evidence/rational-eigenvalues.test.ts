import { describe, expect, test } from 'vitest';
import { rationalEigenvalues } from '../../src/evidence/rational-eigenvalues.ts';
import { Matrix } from '../../src/exact/matrix.ts';

const values = (rows: (string | number)[][]) => rationalEigenvalues(Matrix.fromRows(rows, rows.length))?.map(String);

describe('rational eigenvalues, with multiplicity, in descending order', () => {
  test.each([
    [[], []],
    [[[0]], ['0']],
    [
      [
        ['1/3', 0],
        [0, 7],
      ],
      ['7', '1/3'],
    ],
    [
      [
        [2, 1, 1],
        [1, 2, 1],
        [1, 1, 2],
      ],
      ['4', '1', '1'],
    ],
  ])('%j: %j', (rows, expected) => {
    expect(values(rows)).toEqual(expected);
  });

  test.each([
    [
      [
        [2, 1],
        [1, 1],
      ],
    ],
    [[[`1${'0'.repeat(400)}`]]],
  ])('%j: none are found', (rows) => {
    expect(values(rows)).toBeUndefined();
  });
});
