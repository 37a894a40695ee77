import { expect, test } from 'vitest';
import { point, type Rows } from '../../properties/points.ts';
import { decide } from '../../src/decision/decide.ts';
import { chordAbove } from '../../src/evidence/chord.ts';

const decided = (...given: Parameters<typeof point>) => decide(point(...given));

const zeros = (H: number): Rows[] => Array.from({ length: H }, () => [[0]]);

// The instances of docs/errata.md, by number.
test.each([3, 4, 5, 6])('1: the origin of %i layers is left at the order of the depth', (H) => {
  expect(decided([[1]], [[1]], ...zeros(H))).toMatchObject({ verdict: 'non-strict-saddle', escapeOrder: H });
});

test('2: a bottleneck that loses rank on the data is a strict saddle', () => {
  expect(decided([[1], [0]], [[1], [0]], [[0, 1]], [[0], [1]]).verdict).toBe('strict-saddle');
});

test('4: with a zero eigenvalue a point is critical although a block is not zero, and not critical although both conditions hold', () => {
  expect(decided([[1]], [[0]], [[0]], [[1]]).verdict).toBe('global-minimizer');
  expect(decided([[1]], [[0]], [[1]], [[1]]).verdict).toBe('not-critical');
});

test('5: a copy of an irrational spectrum is not a prefix', () => {
  const I4 = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : 0)));
  const Y = [
    [1, 1, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 1],
    [0, 0, 0, 1],
  ];
  const first = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ];
  const last = [
    [1, 1],
    [0, 1],
    [0, 0],
    [0, 0],
  ];
  expect(decided(I4, Y, first, last).verdict).toBe('strict-saddle');
});

test('7: tightened for the reduced data, and a strict saddle all the same', () => {
  const W1 = [
    [0, 1],
    [0, 0],
  ];
  const W2 = [
    [0, 0],
    [1, 0],
  ];
  expect(decided([[1], [0]], [[1], [0]], W1, W2)).toMatchObject({ verdict: 'strict-saddle', rank: 1, bottleneck: 2 });
});

test('8: with Σ_XY = 0 no chord from W = 0 lies below the loss, but one from elsewhere does', () => {
  expect(() => chordAbove(point([[1]], [[0]], [[0]], [[0]]))).toThrow('XYᵀ = 0');
  expect(chordAbove(point([[1]], [[0]], [[0]], [[1]])).side).toBe('above');
});

test('9: with one layer the loss at W = 0 is no critical value', () => {
  const at = (w: number) => decided([[1]], [[1]], [[w]]);
  expect([at(0).verdict, String(at(0).loss), at(1).verdict, String(at(1).loss)]).toEqual([
    ...['not-critical', '1/2', 'global-minimizer', '0'],
  ]);
});

test('10: r < d and a global minimizer, where Σ_XY = 0', () => {
  expect(decided([[1]], [[0]], [[0]], [[0]])).toMatchObject({ verdict: 'global-minimizer', rank: 0, bottleneck: 1 });
});
