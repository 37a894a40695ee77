import { describe, expect, test } from 'vitest';
import { criticalMap, projectionOnto } from '../../src/evidence/critical-map.ts';
import { criticalValues, fewSubsets } from '../../src/evidence/critical-values.ts';
import { mixedEigenbasis } from '../../src/evidence/eigenbasis.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { cycleOf, formOf, nearlyFullTurns } from '../../src/evidence/parameterization.ts';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { depth, partialProducts } from '../../src/network/network.ts';
import { instance as anyInstance, criticalInstance } from '../helpers/arbitraries.ts';
import { isCritical } from '../helpers/draws.ts';
import { point } from '../helpers/points.ts';
import { holds, must } from '../helpers/property.ts';

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];

describe('critical-map', () => {
  test('at critical points of any data: P is a projection that commutes with Σ, PR = R, RE = PM̃', () => {
    holds(
      criticalInstance(),
      (it) => {
        const { R } = partialProducts(it);
        const ls = leastSquares(it);
        const { P } = projectionOnto(R);
        must(P.mul(P).equals(P) && P.transpose().equals(P), 'a projection');
        must(P.mul(R).equals(R), 'PR = R');
        return criticalMap(R, ls).pInverse.length === P.trace().toDouble();
      },
      { seed: 1, runs: 150 },
    );
  });

  test.each([
    ['col R is not spanned by eigenvectors', point(I2, Y31, [[1, 0]], [[1], [1]]), 'not spanned by eigenvectors'],
    ['R is not PM', point(I2, Y31, [[1, 0]], [[1], [0]]), 'not the least-squares matrix'],
  ])('%s', (_, it, message) => {
    expect(() => criticalMap(partialProducts(it).R, leastSquares(it))).toThrow(message);
  });
});

describe('critical-values', () => {
  test('sets by size, then lexicographically; none if they are more than 32', () => {
    expect(fewSubsets(3, 2)).toEqual([[], [0], [1], [2], [0, 1], [0, 2], [1, 2]]);
    expect(fewSubsets(2, 5)).toEqual([[], [0], [1], [0, 1]]);
    expect([fewSubsets(5, 5)?.length, fewSubsets(6, 6), fewSubsets(0, 0)]).toEqual([32, undefined, [[]]]);
  });

  test('one layer has one critical value', () => {
    const it = point(I2, Y31, I2);
    expect(() => criticalValues(it.widths, leastSquares(it), Matrix.identity(2))).toThrow(RangeError);
  });

  test('on rank-deficient X, too, the gradients vanish', () => {
    const it = point([...[[1, 0]], ...[[1, 0]]], [...[[2, 0]], ...[[0, 1]]], [[1, 1]], [[1], [0]]);
    const { points } = criticalValues(it.widths, leastSquares(it), Matrix.identity(2))!;
    expect(points.map(({ S }) => S)).toEqual([[], [0], [1]]);
    for (const { W } of points) expect(isCritical(point(it.X.toRows(), it.Y.toRows(), ...W))).toBe(true);
  });
});

describe('eigenbasis', () => {
  const P = Matrix.fromRows([
    [1, 0],
    [0, 0],
  ]);
  test('P splits an eigenspace: one vector is mixed', () => {
    const { vectors, values, mixed } = mixedEigenbasis(Matrix.identity(2), P)!;
    expect([values, mixed]).toEqual([['1', '1'], 0]);
    const U = Matrix.fromRows(vectors);
    const gram = U.transpose().mul(U);
    expect([gram.at(0, 1), gram.at(0, 0) > 0n && gram.at(1, 1) > 0n, U.at(0, 0) !== 0n && U.at(1, 0) !== 0n]).toEqual([
      0n,
      true,
      true,
    ]);
  });

  test.each([
    ['different eigenvalues', Matrix.fromRows(Y31), P],
    ['P = I', Matrix.identity(2), Matrix.identity(2)],
    ['P = 0', Matrix.identity(2), Matrix.zeros(2, 2)],
    [
      'irrational eigenvalues',
      Matrix.fromRows([
        [2, 1],
        [1, 1],
      ]),
      P,
    ],
  ])('%s: every eigenbasis fits, or none is known', (_, sigma, projection) => {
    expect(mixedEigenbasis(sigma, projection)).toBeUndefined();
  });
});

describe('parameterization', () => {
  test.each([
    ['any points', anyInstance()],
    ['critical points', criticalInstance()],
  ])('%s: the layers are made of the blocks', (_, instances) => {
    holds(
      instances,
      (it) => {
        const H = depth(it);
        const { p, q, K, gauges, blocks } = formOf(it);
        const r = p.cols;
        must(p.mul(K).equals(partialProducts(it).R), 'R = pK');
        must(p.transpose().mul(q).isZero() && r + q.cols === it.Y.rows, 'p and q');
        if (H === 1) return blocks.length === 0;
        const back = gauges.map((D) => inverse(D)!);
        return range(H).every((h) => {
          const Z = blocks[h]!;
          const diagonal = () =>
            Matrix.identity(r).beside(Matrix.zeros(r, Z.cols)).above(Matrix.zeros(Z.rows, r).beside(Z));
          const core = h === 0 ? K.above(Z) : h === H - 1 ? p.beside(q.mul(Z)) : diagonal();
          const left = h === H - 1 ? core : gauges[h]!.mul(core);
          return (h === 0 ? left : left.mul(back[h - 1]!)).equals(it.weights[h]!);
        });
      },
      { seed: 2, runs: 150 },
    );
  });

  test('a turn leaves out one map of the cycle', () => {
    const it = point(I2, Y31, Y31, I2, I2);
    const turns = nearlyFullTurns(
      cycleOf({ ...formOf(it), q: Matrix.identity(2), blocks: it.weights }, Matrix.identity(2)),
    );
    // W_3W_2, W_1W_3, W_2W_1.
    expect(turns.map((turn) => turn.toRows())).toEqual(
      [I2, Y31, Y31].map((rows) => rows.map((row) => row.map(String))),
    );
  });
});
