import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeEigenvectors } from '../../src/enclosure/jacobi.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { rational, symmetric } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const isSmall = (a: Matrix, bits: number): boolean => {
  const limit = new Rational(1n, 1n << BigInt(bits));
  return a.dot(a).compare(limit.mul(limit)) <= 0;
};

test('nearly orthogonal, and A nearly diagonal in it; repeated eigenvalues included', () => {
  holds(
    fc.integer({ min: 0, max: 6 }).chain((n) => symmetric(n, rational(9n, 4n))),
    (a) => {
      const V = proposeEigenvectors(a, 120);
      const D = V.transpose().mul(a).mul(V);
      const off = D.sub(Matrix.of(a.rows, a.rows, (i, j) => (i === j ? D.entry(i, i) : Rational.zero)));
      return isSmall(V.transpose().mul(V).sub(Matrix.identity(a.rows)), 100) && isSmall(off, 100);
    },
    { seed: 611, runs: 200 },
  );
});

test.each([
  ['zero', Matrix.zeros(3, 3)],
  [
    'diagonal',
    Matrix.fromRows([
      [1, 0],
      [0, 2],
    ]),
  ],
])('a %s matrix: the unit vectors', (_, a) => {
  expect(proposeEigenvectors(a, 60).equals(Matrix.identity(a.rows))).toBe(true);
});
