import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { rankByInverse, rankEvidence } from '../../src/evidence/rank.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { prime } from '../../src/exact/modular.ts';
import { anyMatrix, longRational } from '../helpers/arbitraries.ts';
import { checkRank } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

describe('the short form', () => {
  test('names the matrix and its rank, nothing else', () => {
    for (const [seed, entry] of [
      [2103, undefined],
      [2104, longRational],
    ] as const) {
      const short = (m: Matrix) => ({ kind: 'rank', of: 'N', rank: N.rankOf(m) });
      holds(anyMatrix(5, entry), (m) => isDeepStrictEqual(rankEvidence('N', m), short(m)), { seed, runs: 100 });
    }
  });

  test('is not fooled by a pivot that the prime of the filter divides', () => {
    const p = prime(0);
    const m = Matrix.fromRows([
      [1, 1],
      [1, p + 1],
    ]);
    expect(rankEvidence('R', m).rank).toBe(2);
    expect(rankEvidence('R', m.mul(Matrix.fromRows([[1], [-1]]))).rank).toBe(1);
  });
});

describe('a rank by an inverse', () => {
  test('meets its identities and states the true rank', () => {
    for (const [seed, entry] of [
      [2101, undefined],
      [2102, longRational],
    ] as const) {
      holds(
        anyMatrix(5, entry),
        (m) => {
          const e = rankByInverse('N', m);
          return e.kind === 'rank' && e.of === 'N' && e.rank === N.rankOf(m) && checkRank(e, m);
        },
        { seed, runs: 150 },
      );
    }
  });

  test.each<[string, Matrix, number]>([
    ['zero', Matrix.zeros(2, 3), 0],
    ['no rows', Matrix.zeros(0, 3), 0],
    ['no columns', Matrix.zeros(3, 0), 0],
    [
      'p·I, p the prime of the filter',
      Matrix.fromRows([
        [prime(0), 0],
        [0, prime(0)],
      ]),
      2,
    ],
    [
      'the last row alone',
      Matrix.fromRows([
        [0, 0],
        [0, 0],
        [0, '1/7'],
      ]),
      1,
    ],
  ])('%s', (_, m, r) => {
    const e = rankByInverse('X', m);
    expect(e.rank).toBe(r);
    expect(checkRank(e, m)).toBe(true);
  });

  const m = Matrix.fromRows([
    [1, 2],
    [2, 4],
    [0, 1],
  ]);
  const e = rankByInverse('X', m);
  test.each([
    ['a smaller rank', { ...e, rank: 1, rows: [0], cols: [0], inverse: [['1']] }, m, 'N = N[:,cols]·Z·N[rows,:]'],
    ['a singular submatrix', { ...e, rows: [0, 1] }, m, 'Z·N[rows,cols] = I'],
    [
      'another inverse',
      {
        ...e,
        inverse: [
          ['1', '0'],
          ['0', '1'],
        ],
      },
      m,
      'Z·N[rows,cols] = I',
    ],
    ['rows out of order', { ...e, rows: [...e.rows].reverse() }, m, 'index sets'],
    ['another matrix', rankByInverse('X', m.col(0).beside(m.col(0))), m, 'N = N[:,cols]·Z·N[rows,:]'],
  ])('evidence with %s is rejected', (_, wrong, matrix, reason) => {
    expect(() => checkRank(wrong, matrix)).toThrow(reason);
  });
});
