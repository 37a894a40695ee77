import { describe, expect, test } from 'vitest';
import type { Known } from '../../../src/verifier/kinds/kind.ts';
import { areFewSubsets, nearlyFullTurns } from '../../../src/verifier/kinds/maps.ts';
import { SQUARE } from '../../../src/verifier/losses.ts';
import { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork } from '../../../src/verifier/network.ts';
import { type Item, network, outcome, type Rows, read } from './item.ts';

const diag = (...values: (number | string)[]): string[][] =>
  values.map((x, i) => values.map((_, j) => (i === j ? String(x) : '0')));
const column = (...values: (number | string)[]): string[][] => values.map((x) => [String(x)]);
/** X = I, Y = diag(2, 1): Σ = diag(4, 1), M = Y. */
const fitting = (...W: Rows[]) => {
  const widths = [2, ...W.map((w) => w.length)];
  return makeNetwork(widths, read(diag(1, 1)), read(diag(2, 1)), W.map(read), SQUARE);
};
const known = (rank: number): Known => ({
  ranks: new Map([['R', rank]]),
  sigma: read(diag(4, 1)),
  leastSquares: { E: read(diag(1, 1)), M: read(diag(2, 1)) },
  eigenvalues: read(column(4, 1)),
});
/** 2 → 2 → 2 at the larger eigenvalue. */
const larger = fitting(diag(2, 0), diag(1, 0));

describe('critical-map', () => {
  const onFirst = (): Item => ({ kind: 'critical-map', p: column(1, 0), pInverse: [['1']] });
  const on = (p: string[][], pInverse: string): Item => ({ kind: 'critical-map', p, pInverse: [[pInverse]] });

  test('what it shows is kept: P, and ‖Y‖² − tr PΣ = 5 − 4', () => {
    const facts = known(1);
    expect(outcome(larger, onFirst(), facts)).toBe('holds');
    expect(facts.projection!.equals(read(diag(1, 0)))).toBe(true);
    expect(facts.twiceLeast!.equals(Matrix.rational(1n))).toBe(true);
  });

  test('another basis of the same line, and R = 0', () => {
    expect(outcome(larger, on(column('-1/3', 0), '9'), known(1))).toBe('holds');
    const none = { kind: 'critical-map', p: [[], []], pInverse: [] };
    expect(outcome(fitting(diag(0, 0), diag(1, 0)), none, known(0))).toBe('holds');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['not the inverse', (e) => Object.assign(e, { pInverse: [['2']] }), 'MAP /pInverse'],
    ['a field too many', (e) => Object.assign(e, { q: [] }), 'UNKNOWN_FIELD /q'],
    ['a row too few', (e) => Object.assign(e, { p: [['1']] }), 'SHAPE /p'],
    ['three columns', (e) => Object.assign(e, { pInverse: diag(1, 1, 1) }), 'SHAPE /pInverse'],
  ])('rejected: %s', (_, change, expected) => {
    const e = onFirst();
    change(e);
    expect(outcome(larger, e, known(1))).toBe(expected);
  });

  test('p spans more than col R: ranks differ', () => {
    const both = { kind: 'critical-map', p: diag(1, 1), pInverse: diag(1, 1) };
    const full = fitting(diag(2, 1), diag(1, 1));
    expect(outcome(full, both, known(2))).toBe('holds');
    expect(outcome(full, both, known(1))).toBe('MAP /p');
  });

  test('R = PM, but P does not commute with Σ', () => {
    // P projects on (1, 1): PM = ((1, ½), (1, ½)).
    const net = fitting([[1, '1/2']], [[1], [1]]);
    expect(outcome(net, on(column(1, 1), '1/2'), known(1))).toBe('MAP /p');
  });

  test('P commutes with Σ, but R is not PM', () => {
    expect(outcome(fitting([[1, 0]], [[1], [0]]), onFirst(), known(1))).toBe('MAP /p');
  });

  test('RE = PM̃ and P commutes with Σ, but col R is another line, which X does not see', () => {
    // X = (1, 0)ᵀ, Y = (2, 0)ᵀ, R = ((0, 5), (0, 0)): RE = 0 = PM̃ for P = diag(0, 1).
    const net = makeNetwork(
      [2, 1, 2],
      read(column(1, 0)),
      read(column(2, 0)),
      [read([[0, 5]]), read([[1], [0]])],
      SQUARE,
    );
    const facts: Known = {
      ranks: new Map([['R', 1]]),
      sigma: read(diag(4, 0)),
      leastSquares: { E: read(column(1, 0)), M: read(column(2, 0)) },
    };
    expect(outcome(net, on(column(0, 1), '1'), { ...facts })).toBe('MAP /p');
  });

  test('the work is counted before it is done', () => {
    const wide = network(
      [[...Array(64)].map(() => 0)],
      [...Array(512)].map(() => [0]),
    );
    const p = [...Array(512)].map((_, i) => [i === 0 ? '7'.repeat(100) : '0']);
    expect(outcome(wide, { kind: 'critical-map', p, pInverse: [['1']] })).toBe('LIMIT ');
  });
});

describe('eigenbasis', () => {
  const facts: Known = { ranks: new Map(), sigma: read(diag(4, 4)), projection: read(diag(1, 0)) };
  const turned: Item = {
    kind: 'eigenbasis',
    values: ['4', '4'],
    vectors: [
      ['1', '1'],
      ['1', '-1'],
    ],
    mixed: 0,
  };
  test.each([0, 1])('vector %i of (1, 1), (1, −1) is neither in the first axis nor orthogonal to it', (mixed) => {
    expect(outcome(larger, { ...turned, mixed }, facts)).toBe('holds');
  });

  test.each<[string, Partial<Item>, string]>([
    ['another eigenvalue', { values: ['4', '3'] }, 'SPECTRUM /vectors'],
    ['vectors that are not orthogonal', { vectors: [...[['1', '1']], ...[['1', '0']]] }, 'SPECTRUM /vectors'],
    ['a zero vector', { vectors: [...[['1', '0']], ...[['1', '0']]] }, 'SPECTRUM /vectors'],
    ['a vector inside', { vectors: diag(1, 1) }, 'MAP /mixed'],
    ['a vector outside', { vectors: diag(1, 1), mixed: 1 }, 'MAP /mixed'],
    ['no such vector', { mixed: 2 }, 'RANGE /mixed'],
  ])('rejected: %s', (_, change, expected) => {
    expect(outcome(larger, { ...turned, ...change }, facts)).toBe(expected);
  });

  test('eigenvectors of another matrix', () => {
    expect(outcome(larger, { ...turned, values: ['4', '1'] }, { ...facts, sigma: read(diag(4, 1)) })).toBe(
      'SPECTRUM /vectors',
    );
  });

  test('the work is counted before it is done', () => {
    const n = 512;
    const wide = network(
      [[0]],
      [...Array(n)].map(() => [0]),
    );
    const e = {
      kind: 'eigenbasis',
      values: ['7'.repeat(100), ...Array(n - 1).fill('0')],
      vectors: Array(n).fill(Array(n).fill('0')),
      mixed: 0,
    };
    expect(outcome(wide, e)).toBe('LIMIT ');
  });
});

describe('critical-values', () => {
  const nothing = [diag(0, 0), diag(0, 0)];
  const first = [diag(2, 0), diag(1, 0)];
  const second = [
    [
      ['0', '1'],
      ['0', '0'],
    ],
    [
      ['0', '0'],
      ['1', '0'],
    ],
  ];
  const all = (): Item => ({
    kind: 'critical-values',
    points: [
      { S: [], W: nothing },
      { S: [0], W: first },
      { S: [1], W: second },
      { S: [0, 1], W: [diag(2, 1), diag(1, 1)] },
    ],
  });
  const changedTo = (change: (e: Item) => void): string => {
    const e = structuredClone(all());
    change(e);
    return outcome(larger, e, known(1));
  };

  test('all four sets', () => {
    expect(changedTo(() => {})).toBe('holds');
  });

  test('no more than d eigenvalues', () => {
    const thin = fitting([[2, 0]], [[1], [0]]);
    const points = [
      { S: [], W: [[['0', '0']], column(0, 0)] },
      { S: [0], W: [[['2', '0']], column(1, 0)] },
      { S: [1], W: [[['0', '1']], column(0, 1)] },
    ];
    expect(outcome(thin, { kind: 'critical-values', points }, known(1))).toBe('holds');
    expect(outcome(thin, { kind: 'critical-values', points: points.slice(0, 2) }, known(1))).toBe('VALUES /points');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['a set left out', (e) => e.points.pop(), 'VALUES /points'],
    ['a set too many', (e) => e.points.push(e.points[3]), 'VALUES /points'],
    ['a set twice', (e) => Object.assign(e.points[2], e.points[1]), 'VALUES /points/2/S'],
    ['another order', (e) => e.points.splice(1, 2, e.points[2], e.points[1]), 'VALUES /points/1/S'],
    ['a point of another set', (e) => Object.assign(e.points[2], { W: first }), 'VALUES /points/2/W'],
    // R = diag(4, 0): 2L = 2² + 1 = 5 = ‖Y‖².
    [
      'a point with this value that is not critical',
      (e) => Object.assign(e.points[0], { W: [diag(4, 0), diag(1, 0)] }),
      'VALUES /points/0/W',
    ],
    ['a set that is not sorted', (e) => Object.assign(e.points[3], { S: [1, 0] }), 'RANGE /points/3/S/1'],
    ['no such eigenvalue', (e) => Object.assign(e.points[2], { S: [2] }), 'RANGE /points/2/S/0'],
    ['other widths', (e) => Object.assign(e.points[0], { W: [[['0', '0']], column(0, 0)] }), 'SHAPE /points/0/W/0'],
    ['a field too many', (e) => Object.assign(e.points[0], { rank: 0 }), 'UNKNOWN_FIELD /points/0/rank'],
    ['more than 32 sets', (e) => Object.assign(e, { points: Array(33).fill(e.points[0]) }), 'LIMIT /points'],
  ])('rejected: %s', (_, change, expected) => {
    expect(changedTo(change)).toBe(expected);
  });

  test('the values are those of the eigenvalues of A4', () => {
    expect(outcome(larger, all(), { ...known(1), eigenvalues: read(column(1, 4)) })).toBe('VALUES /points/1/W');
  });

  test('the work is counted before it is done', () => {
    const n = 200;
    const zero = Array(n).fill(Array(n).fill('0'));
    const wide = makeNetwork([n, 1, n], read(zero), read(zero), [read([zero[0]]), read(Array(n).fill(['0']))], SQUARE);
    const points = Array(32).fill({ S: [], W: [[zero[0]], Array(n).fill(['0'])] });
    expect(outcome(wide, { kind: 'critical-values', points })).toBe('LIMIT ');
  });

  test.each([
    [5, 5, true],
    [6, 5, false],
    [31, 1, true],
    [32, 1, false],
    [512, 0, true],
    [512, 512, false],
  ])('of %i eigenvalues at most %i: few enough to be listed is %s', (n, d, few) => {
    const rows = [...Array(n)].map(() => Array(d).fill(0));
    const net = makeNetwork([n, d, n], read([]), read(rows), [], SQUARE);
    expect(areFewSubsets(net)).toBe(few);
  });
});

describe('parameterization', () => {
  // W_1 = diag(2, 0), W_2 = diag(1, 0), W_3 = I: R = diag(2, 0), Z_1 = Z_2 = 0, Z_3 = 1.
  const three = fitting(diag(2, 0), diag(1, 0), diag(1, 1));
  const straight: Item = {
    kind: 'parameterization',
    p: column(1, 0),
    q: column(0, 1),
    pInverse: [['1']],
    qInverse: [['1']],
    gauges: [diag(1, 1), diag(1, 1)],
    inverses: [diag(1, 1), diag(1, 1)],
    Z: [[['0', '0']], [['0']], [['1']]],
  };

  test('blocks, and the maps of the cycle: Z_1Σ_XYq, Z_2, Z_3', () => {
    const facts = known(1);
    expect(outcome(three, straight, facts)).toBe('holds');
    expect(facts.blocks!.map(({ num }) => num)).toEqual([[0n, 0n], [0n], [1n]]);
    // Z_1 = (3, 5): Z_1Σ_XYq = (3, 5)·diag(2, 1)·(0, 1)ᵀ = 5.
    const seen = fitting(
      [
        [2, 0],
        [3, 5],
      ],
      diag(1, 0),
      diag(1, 1),
    );
    expect(outcome(seen, { ...straight, Z: [[['3', '5']], [['0']], [['1']]] }, facts)).toBe('holds');
    expect(facts.cycle!.map(({ num }) => num)).toEqual([[5n], [0n], [1n]]);
  });

  test('other bases p, q', () => {
    const scaled = {
      ...straight,
      p: column(2, 0),
      pInverse: [['1/4']],
      q: column(0, '-1/2'),
      qInverse: [['4']],
      gauges: [diag(2, 1), diag(2, 1)],
      inverses: [diag('1/2', 1), diag('1/2', 1)],
      Z: [[['0', '0']], [['0']], [['-2']]],
    };
    expect(outcome(three, scaled, known(1))).toBe('holds');
  });

  test('another gauge: D_1 = ((1, 0), (−1, 1)) makes Z_1 = K, but Z_1Σ_XYq is 0 as before', () => {
    const facts = known(1);
    const sheared = structuredClone(straight);
    sheared.gauges[0] = [...[['1', '0']], ...[['-1', '1']]];
    sheared.inverses[0] = [...[['1', '0']], ...[['1', '1']]];
    sheared.Z[0] = [['2', '0']];
    expect(outcome(three, sheared, facts)).toBe('holds');
    expect(facts.cycle!.map(({ isZero }) => isZero)).toEqual([true, true, false]);
  });

  test('one layer: R = pK, and no blocks', () => {
    const one = fitting(diag(2, 1));
    const item = {
      kind: 'parameterization',
      p: diag(1, 1),
      q: [[], []],
      pInverse: diag(1, 1),
      qInverse: [],
      gauges: [],
      inverses: [],
      Z: [],
    };
    expect(outcome(one, item, known(2))).toBe('holds');
    expect(outcome(one, { ...item, Z: [diag(1, 1)] }, known(2))).toBe('SHAPE /Z');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['not the inverse of pᵀp', (e) => Object.assign(e, { pInverse: [['2']] }), 'FORM /pInverse'],
    ['not the inverse of qᵀq', (e) => Object.assign(e, { qInverse: [['2']] }), 'FORM /qInverse'],
    ['q = 0', (e) => Object.assign(e, { q: column(0, 0) }), 'FORM /qInverse'],
    ['q not orthogonal to p', (e) => Object.assign(e, { q: column(1, 1), qInverse: [['1/2']] }), 'FORM /q'],
    ['col p is not col R', (e) => Object.assign(e, { p: column(0, 1), q: column(1, 0) }), 'FORM /p'],
    ['not the inverse of D_1', (e) => Object.assign(e.inverses, { 0: diag(2, 1) }), 'FORM /inverses/0'],
    ['not the inverse of D_2', (e) => Object.assign(e.gauges, { 1: diag(1, 2) }), 'FORM /inverses/1'],
    ['D_1 singular', (e) => Object.assign(e.gauges, { 0: diag(1, 0) }), 'FORM /inverses/0'],
    ['another Z_1', (e) => Object.assign(e.Z, { 0: [['0', '1']] }), 'FORM /Z/0'],
    ['another Z_2', (e) => Object.assign(e.Z, { 1: [['1']] }), 'FORM /Z/1'],
    ['another Z_3', (e) => Object.assign(e.Z, { 2: [['0']] }), 'FORM /Z/2'],
    ['a block too few', (e) => e.Z.pop(), 'SHAPE /Z'],
    ['a gauge too few', (e) => e.gauges.pop(), 'SHAPE /gauges'],
    ['a gauge of another size', (e) => Object.assign(e.gauges, { 0: [['1']] }), 'SHAPE /gauges/0'],
    ['a larger Z_2', (e) => Object.assign(e.Z, { 1: diag(0, 0) }), 'SHAPE /Z/1'],
    ['three columns', (e) => Object.assign(e, { pInverse: diag(1, 1, 1) }), 'SHAPE /pInverse'],
    ['no q', (e) => delete e.q, 'MISSING_FIELD '],
  ])('rejected: %s', (_, change, expected) => {
    const e = structuredClone(straight);
    change(e);
    expect(outcome(three, e, known(1))).toBe(expected);
  });

  test('p has more columns than the rank that was shown', () => {
    expect(outcome(three, straight, known(0))).toBe('FORM /p');
  });

  test('the work is counted before it is done', () => {
    const n = 512;
    const wide = network(
      [[0]],
      [...Array(n)].map(() => [0]),
    );
    const zero = Array(n).fill(Array(n).fill('0'));
    const none = Array(n).fill([]);
    const e = { ...straight, p: none, pInverse: [], q: zero, qInverse: zero, gauges: [[['1']]], inverses: [[['1']]] };
    expect(outcome(wide, { ...e, Z: [[['0']], Array(n).fill(['0'])] })).toBe('LIMIT ');
  });
});

test('turns without one of the maps of a cycle, as they are applied', () => {
  // 1 → 2 → 3 → 1: a, b, c of shapes 2 × 1, 3 × 2, 1 × 3.
  const [a, b, c] = [
    read([[1], [2]]),
    read([
      [1, 0],
      [0, 1],
      [1, 1],
    ]),
    read([[1, 2, 3]]),
  ];
  expect(nearlyFullTurns([a, b, c]).map(({ num }) => num)).toEqual([
    [4n, 5n],
    [1n, 2n, 3n, 2n, 4n, 6n],
    [1n, 2n, 3n],
  ]);
  expect(nearlyFullTurns([])).toEqual([]);
});
