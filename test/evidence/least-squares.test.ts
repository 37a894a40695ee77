import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares, leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { SquareLoss } from '../../src/network/losses/square.ts';
import { data, longRational, matrix } from '../helpers/arbitraries.ts';
import { checkLeastSquares } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const of = (X: Matrix, Y: Matrix) => leastSquares({ X, loss: new SquareLoss(X, Y) });

describe('least squares', () => {
  const anyData = fc.oneof(
    fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 3 })).chain(([a, b]) => data(a, b)),
    fc.record({ X: matrix(3, 2, longRational), Y: matrix(2, 2, longRational) }),
  );

  test('X = E·X̃, X̃X̃ᵀK = I, and what is known from them is what was computed', () => {
    let deficient = 0;
    holds(
      anyData,
      ({ X, Y }) => {
        const ls = of(X, Y);
        if (ls.rows.length < X.rows) deficient++;
        const known = checkLeastSquares(leastSquaresEvidence(ls), X, Y);
        return (
          ls.rows.length === N.rankOf(X) &&
          ls.E.equals(known.E) &&
          ls.M.equals(known.M) &&
          ls.sigma.equals(known.sigma) &&
          ls.sigma.equals(ls.sigma.transpose()) &&
          ls.selection.mul(ls.E).equals(Matrix.identity(ls.rows.length)) &&
          ls.selection.mul(X).equals(X.select(ls.rows, undefined))
        );
      },
      { seed: 2201, runs: 300 },
    );
    expect(deficient).toBeGreaterThan(100);
  });

  test('M̃E⁺ minimizes: the residual is orthogonal to the data', () => {
    holds(
      anyData,
      ({ X, Y }) => {
        const ls = of(X, Y);
        return new SquareLoss(X, Y).gradient(ls.M.mul(ls.selection)).isZero();
      },
      { seed: 2202, runs: 150 },
    );
  });

  test.each<[string, Matrix, Matrix, number]>([
    ['X = 0', Matrix.zeros(2, 3), Matrix.fromRows([[1, 2, 3]]), 0],
    ['no samples', Matrix.zeros(2, 0), Matrix.zeros(3, 0), 0],
    ['no samples, one input', Matrix.zeros(1, 0), Matrix.zeros(1, 0), 0],
    ['no inputs', Matrix.zeros(0, 2), Matrix.fromRows([[1, 2]]), 0],
    ['no outputs', Matrix.fromRows([[1, 2]]), Matrix.zeros(0, 2), 1],
    [
      'a zero row first',
      Matrix.fromRows([
        [0, 0],
        [1, 2],
      ]),
      Matrix.fromRows([[1, 1]]),
      1,
    ],
    ['fewer samples than inputs', Matrix.fromRows([[1], [2], [3]]), Matrix.fromRows([[5]]), 1],
    [
      'repeated rows',
      Matrix.fromRows([
        [1, 2],
        [1, 2],
        [0, 1],
      ]),
      Matrix.fromRows([[1, 1]]),
      2,
    ],
    [
      'full row rank',
      Matrix.fromRows([
        [1, 2],
        [0, 1],
      ]),
      Matrix.fromRows([[1, 1]]),
      2,
    ],
  ])('%s', (_, X, Y, q) => {
    const ls = of(X, Y);
    expect(ls.rows).toHaveLength(q);
    expect(ls.sigma.shape).toBe(`${Y.rows} × ${Y.rows}`);
    checkLeastSquares(leastSquaresEvidence(ls), X, Y);
    if (q === X.rows) expect(ls.E.equals(Matrix.identity(q))).toBe(true);
  });

  const [X, Y] = [
    Matrix.fromRows([
      [1, 2],
      [2, 4],
    ]),
    Matrix.fromRows([[1, 1]]),
  ];
  const e = leastSquaresEvidence(of(X, Y));
  test.each([
    ['another E', { ...e, E: [['1'], ['3']] }, 'X = E·X̃'],
    ['another inverse', { ...e, inverse: [['1/6']] }, 'X̃X̃ᵀ·K = I'],
    [
      'a dependent row',
      {
        rows: [0, 1],
        E: [
          ['1', '0'],
          ['0', '1'],
        ],
        inverse: [
          ['1', '0'],
          ['0', '1'],
        ],
        kind: e.kind,
      },
      'X̃X̃ᵀ·K = I',
    ],
    ['a row too many in E', { ...e, E: [['1'], ['2'], ['0']] }, 'shape 2 × 1'],
  ])('evidence with %s is rejected', (_, wrong, reason) => {
    expect(() => checkLeastSquares(wrong, X, Y)).toThrow(reason);
  });
});
