import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { EnclosureMatrix } from '../../src/enclosure/matrix.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const E = new Enclosures(6);

/** An exact matrix, and an enclosure of it: its rounding, or that and some more around it. */
const enclosed = (rows: number, cols: number) =>
  fc
    .tuple(matrix(rows, cols, rational(99n, 97n)), matrix(rows, cols, rational(3n, 9n)), fc.boolean())
    .map(([a, width, wide]) => ({
      a,
      A: EnclosureMatrix.build(E, rows, cols, (i, j) => {
        const x = E.of(a.entry(i, j));
        return wide ? x.add(E.of(width.entry(i, j)).plusMinus()) : x;
      }),
    }));

const shapes = fc
  .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .chain(([m, k, n]) => fc.tuple(enclosed(m, k), enclosed(m, k), enclosed(k, n), rational(20n, 7n)));

test('every operation contains the exact result', () => {
  holds(
    shapes,
    ([{ a, A }, { a: b, A: B }, { a: c, A: C }, t]) =>
      A.contains(a) &&
      A.add(B).contains(a.add(b)) &&
      A.sub(B).contains(a.sub(b)) &&
      A.neg().contains(a.neg()) &&
      A.mul(C).contains(a.mul(c)) &&
      A.scale(E.of(t)).contains(a.scale(t)) &&
      A.transpose().contains(a.transpose()) &&
      A.dot(B).contains(a.dot(b)) &&
      A.dot(A).contains(A.normSquared()) &&
      A.normSquared().contains(a.dot(a)) &&
      A.trace().contains(a.trace()) &&
      A.rowNorm().contains(rowNorm(a)) &&
      A.contains(A.middle()) &&
      A.meet(A).contains(a),
    { seed: 581, runs: 800 },
  );
});

const rowNorm = (a: Matrix): Rational => {
  let largest = Rational.zero;
  for (let i = 0; i < a.rows; i++) {
    let s = Rational.zero;
    for (let j = 0; j < a.cols; j++) s = a.entry(i, j).sign < 0 ? s.sub(a.entry(i, j)) : s.add(a.entry(i, j));
    if (s.compare(largest) > 0) largest = s;
  }
  return largest;
};

test('results where nothing is rounded are points', () => {
  const A = EnclosureMatrix.of(
    E,
    Matrix.fromRows([
      [1, 2],
      [3, 4],
    ]),
  );
  expect(A.mul(A).entries.map(String)).toEqual(['7 ± 0', '10 ± 0', '15 ± 0', '22 ± 0']);
  expect(A.col(1).entries.map(String)).toEqual(['2 ± 0', '4 ± 0']);
  expect(A.at(1, 0).toString()).toBe('3 ± 0');
});

describe('what is not contained', () => {
  const a = Matrix.fromRows([[1, '1/3']]);
  const A = EnclosureMatrix.of(E, a);
  test.each([
    ['another entry', Matrix.fromRows([[1, '333/1000']])],
    ['another shape', a.transpose()],
    ['no entries', Matrix.zeros(0, 2)],
  ])('%s', (_, b) => expect(A.contains(b)).toBe(false));

  test('a wider matrix', () => {
    const wide = A.map((x) => x.hull(E.integer(5)));
    expect([wide.contains(A), A.contains(wide)]).toEqual([true, false]);
  });
});

describe('shapes', () => {
  const A = EnclosureMatrix.of(E, Matrix.zeros(2, 3));
  test.each([
    ['sum', () => A.add(A.transpose()), 'sum of 2 × 3 and 3 × 2'],
    ['difference', () => A.sub(A.transpose()), 'difference of'],
    ['product', () => A.mul(A), 'product of 2 × 3 and 2 × 3'],
    ['inner product', () => A.dot(A.transpose()), 'inner product of'],
    ['intersection', () => A.meet(A.transpose()), 'intersection of'],
    ['entries', () => new EnclosureMatrix(E, 2, 2, []), '2 × 2 matrix with 0 entries'],
  ])('%s', (_, compute, message) => expect(compute).toThrow(message));
});

test('an exact matrix cannot be passed', () => {
  const A = EnclosureMatrix.of(E, Matrix.zeros(1, 1));
  // @ts-expect-error a matrix over Q is no matrix of enclosures
  expect(() => A.add(Matrix.zeros(1, 1))).toThrow();
});
