import { describe, expect, test } from 'vitest';
import { betweenRanks, coverage, degenerateClasses, lossClasses } from '../../../properties/generators/coverage.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { makeInstance, makeInstanceWithLoss } from '../../../src/network/instance.ts';

const diagonal = (...entries: number[]) =>
  Matrix.build(entries.length, entries.length, (i, j) => (i === j ? BigInt(entries[i]!) : 0n));
const I = diagonal(1, 1);
const point = (X: Matrix, Y: Matrix, ...W: Matrix[]) => makeInstance(X, Y, W);

describe('degenerate classes', () => {
  test.each([
    ['width 1', point(Matrix.fromRows([[1]]), Matrix.fromRows([[1]]), Matrix.fromRows([[1]])), point(I, I, I)],
    ['H = 1', point(I, I, I), point(I, I, I, I)],
    ['H = 2', point(I, I, I, I), point(I, I, I)],
    ['H ≥ 3', point(I, I, I, I, I), point(I, I, I, I)],
    ['r = 0', point(I, I, diagonal(1, 0), diagonal(0, 1)), point(I, I, diagonal(1, 0), I)],
    ['r = d', point(I, I, I, I), point(I, I, I, diagonal(1, 0))],
    ['zero layer', point(I, I, I, diagonal(0, 0)), point(I, I, diagonal(1, 0), diagonal(0, 1))],
    ['rank-deficient X', point(diagonal(1, 0), I, I), point(I, I, I)],
    ['rank-deficient Y', point(I, diagonal(1, 0), I), point(I, I, I)],
    ['repeated eigenvalues', point(I, diagonal(2, -2), I), point(I, diagonal(2, 1), I)],
    ['repeated eigenvalues', point(diagonal(0, 0), diagonal(2, 1), I), point(diagonal(1, 0), diagonal(2, 1), I)],
  ] as const)('%s', (name, inside, outside) => {
    expect(degenerateClasses[name](inside)).toBe(true);
    expect(degenerateClasses[name](outside)).toBe(false);
  });

  test('only the classes asked for, with their minima', () => {
    const classes = coverage({ classes: { 'r = 0': 0.25 }, verdicts: { 'strict-saddle': 0.5 } });
    expect(classes.map(({ name, minimum }) => [name, minimum])).toEqual([
      ['r = 0', 0.25],
      ['strict-saddle', 0.5],
    ]);
    const proof = { verdict: 'strict-saddle', hypotheses: [], evidence: [] } as const;
    expect(classes.map((c) => c.holds(point(I, I, I), proof))).toEqual([false, true]);
  });

  test('ranks between 0 and d, and kinds of losses', () => {
    const proof = { verdict: 'strict-saddle', hypotheses: [], evidence: [] } as const;
    const { holds, minimum } = betweenRanks(0.25);
    const ranks = [diagonal(0, 0), diagonal(1, 0), I];
    expect([minimum, ...ranks.map((R) => holds(point(I, I, R), proof))]).toEqual([0.25, false, true, false]);
    const classes = lossClasses(['square', 'quartic'], 0.5);
    expect(classes.map(({ name, minimum }) => [name, minimum])).toEqual([
      ['loss square', 0.5],
      ['loss quartic', 0.5],
    ]);
    const quartic = makeInstanceWithLoss(I, I, [I], { kind: 'quartic' });
    expect(classes.map((c) => c.holds(quartic, proof))).toEqual([false, true]);
  });
});
