import { describe, expect, test } from 'vitest';
import { texts } from '../../src/evidence/evidence.ts';
import { Matrix } from '../../src/exact/matrix.ts';

describe('a column as a list of texts', () => {
  test.each<[string, Matrix, string[]]>([
    ['fractions in lowest terms', Matrix.column(['2/4', -3]), ['1/2', '-3']],
    ['no entries', Matrix.zeros(0, 1), []],
  ])('%s', (_, column, expected) => expect(texts(column)).toEqual(expected));
});
