import { describe, expect, test } from 'vitest';
import { changed, type Item, network, outcome, type Rows } from './item.ts';

const entry = (layer: number, power: number, matrix: Rows) => ({
  layer,
  power,
  matrix: matrix.map((row) => row.map(String)),
});

// W_1 = W_2 = diag(1, 0).
const half = network(
  [
    [1, 0],
    [0, 0],
  ],
  [
    [1, 0],
    [0, 0],
  ],
);

describe('flat', () => {
  const flat = (...curve: Item[]): Item => ({ kind: 'flat', curve });
  // B_1·e_2 = 0.
  const left = entry(1, 1, [
    [0, 0],
    [1, 0],
  ]);
  const right = entry(2, 1, [
    [0, 1],
    [0, 0],
  ]);

  test('a left flat, a right flat, and both where they do not meet', () => {
    expect(outcome(half, flat(left))).toBe('holds');
    expect(outcome(half, flat(right))).toBe('holds');
    // With both, W_2(t)W_1(t) = diag(1, 0) + t²·diag(1, 0).
    expect(outcome(half, flat(left, right))).toBe('FLAT /curve');
  });

  test('higher powers', () => {
    expect(outcome(half, flat({ ...left, power: 3 }))).toBe('holds');
  });

  test('terms that cancel: (1 + t)(1 − t) + t² of an inner product', () => {
    // [1 + t, t]·[1 − t, t]ᵀ = 1.
    const pair = network([[1], [0]], [[1, 0]]);
    const curve = [entry(1, 1, [[-1], [1]]), entry(2, 1, [[1, 1]])];
    expect(outcome(pair, flat(...curve))).toBe('holds');
    expect(outcome(pair, flat(curve[0]))).toBe('FLAT /curve');
  });

  test.each<[string, Item, string]>([
    ['no curve', flat(), 'FLAT /curve'],
    ['a move of the product', flat({ ...left, layer: 2 }), 'FLAT /curve'],
    [
      'a zero matrix',
      flat({
        ...left,
        matrix: [
          ['0', '0'],
          ['0', '0'],
        ],
      }),
      'RANGE /curve/0/matrix',
    ],
    ['power 0', flat({ ...left, power: 0 }), 'RANGE /curve/0/power'],
    ['an order', { ...flat(left), order: 1 }, 'UNKNOWN_FIELD /order'],
  ])('%s is rejected', (_, item, expected) => {
    expect(outcome(half, item)).toBe(expected);
  });

  test('curves are charged before they are multiplied out', () => {
    const H = 8;
    const ones = network(...[...Array(H)].map(() => [[0]]));
    const curve = [...Array(H)].flatMap((_, h) => [...Array(30)].map((_, k) => entry(h + 1, k + 1, [[1]])));
    expect(outcome(ones, flat(...curve))).toBe('LIMIT ');
  });
});

describe('moved', () => {
  const moved: Item = {
    kind: 'moved',
    j: 1,
    matrix: [
      ['0', '0'],
      ['1', '0'],
    ],
  };

  test('B_1C = 0 and B_2CA_1 ≠ 0', () => expect(outcome(half, moved)).toBe('holds'));

  test.each<[string, (e: Item) => void, string]>([
    [
      'B_jC ≠ 0',
      (e) =>
        Object.assign(e, {
          matrix: [
            ['1', '0'],
            ['0', '0'],
          ],
        }),
      'FLAT /matrix',
    ],
    [
      'B_{j+1}CA_j = 0',
      (e) =>
        Object.assign(e, {
          matrix: [
            ['0', '0'],
            ['0', '1'],
          ],
        }),
      'FLAT /matrix',
    ],
    [
      'C = 0',
      (e) =>
        Object.assign(e, {
          matrix: [
            ['0', '0'],
            ['0', '0'],
          ],
        }),
      'FLAT /matrix',
    ],
    ['layer 0', (e) => Object.assign(e, { j: 0 }), 'RANGE /j'],
    ['layer H', (e) => Object.assign(e, { j: 2 }), 'RANGE /j'],
    ['another shape', (e) => e.matrix.pop(), 'SHAPE /matrix'],
    ['a field more', (e) => Object.assign(e, { curve: [] }), 'UNKNOWN_FIELD /curve'],
  ])('%s is rejected', (_, change, expected) => {
    expect(changed(half, moved, change)).toBe(expected);
  });

  test('layers of different width are rejected', () => {
    const narrow = network([[0], [0]], [[1, 0]]);
    expect(outcome(narrow, { kind: 'moved', j: 1, matrix: [['0', '1']] })).toBe('SHAPE /j');
  });
});

describe('full-rank-curve', () => {
  const block = (inverse: string) => ({ rows: [0], cols: [0], inverse: [[inverse]] });
  // Widths 1-1-1, W = 0: (½)² = ¼ at t = ½.
  const origin = network([[0]], [[0]]);
  const line = (): Item => ({
    kind: 'full-rank-curve',
    curve: [entry(1, 1, [[1]]), entry(2, 1, [[1]])],
    t: '1/2',
    ranks: [block('2'), block('4'), block('2')],
  });
  // Widths 2-1-2: W_2W_1 has rank 1 at most, and W_2 is tall.
  const wide = network([[1, 2]], [[0], [3]]);
  const still = (): Item => ({
    kind: 'full-rank-curve',
    curve: [],
    t: '1',
    ranks: [
      { rows: [0], cols: [1], inverse: [['1/2']] },
      { rows: [1], cols: [0], inverse: [['1/3']] },
      { rows: [1], cols: [0], inverse: [['1/3']] },
    ],
  });

  test('a line from the origin, and a point that does not move', () => {
    expect(outcome(origin, line())).toBe('holds');
    expect(outcome(wide, still())).toBe('holds');
  });

  test('the order is W_1, W_2W_1, W_2, W_3W_2W_1, …', () => {
    const three = network([[2]], [[3]], [[5]]);
    const inverses = ['1/2', '1/6', '1/3', '1/30', '1/15', '1/5'];
    const item = { kind: 'full-rank-curve', curve: [], t: '1', ranks: inverses.map(block) };
    expect(outcome(three, item)).toBe('holds');
    expect(outcome(three, { ...item, ranks: item.ranks.toReversed() })).toBe('RANK /ranks/0/inverse');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['another t', (e) => Object.assign(e, { t: '1/4' }), 'RANK /ranks/0/inverse'],
    ['t = 0', (e) => Object.assign(e, { t: '0' }), 'RANGE /t'],
    ['t < 0', (e) => Object.assign(e, { t: '-1/2' }), 'RANGE /t'],
    ['a wrong inverse', (e) => Object.assign(e.ranks[1], { inverse: [['2']] }), 'RANK /ranks/1/inverse'],
    ['a curve of order 2', (e) => Object.assign(e.curve[1], { power: 2 }), 'RANGE /curve'],
    ['a layer that stays at 0', (e) => e.curve.pop(), 'RANK /ranks/1/inverse'],
    ['a product left out', (e) => e.ranks.pop(), 'SHAPE /ranks'],
    [
      'a smaller submatrix',
      (e) => Object.assign(e.ranks[2], { rows: [], cols: [], inverse: [] }),
      'SHAPE /ranks/2/rows',
    ],
    ['fewer columns', (e) => Object.assign(e.ranks[2], { cols: [] }), 'SHAPE /ranks/2/cols'],
    ['a row out of range', (e) => Object.assign(e.ranks[2], { rows: [1] }), 'RANGE /ranks/2/rows/0'],
    ['a column out of range', (e) => Object.assign(e.ranks[2], { cols: [1] }), 'RANGE /ranks/2/cols/0'],
    ['an inverse of another size', (e) => Object.assign(e.ranks[2], { inverse: [] }), 'SHAPE /ranks/2/inverse'],
    ['a rank', (e) => Object.assign(e.ranks[2], { rank: 1 }), 'UNKNOWN_FIELD /ranks/2/rank'],
  ])('%s is rejected', (_, change, expected) => {
    expect(changed(origin, line(), change)).toBe(expected);
  });

  test('rows and columns that were not meant are rejected', () => {
    expect(changed(wide, still(), (e) => Object.assign(e.ranks[2], { rows: [0] }))).toBe('RANK /ranks/2/inverse');
  });

  test('products are charged before they are multiplied', () => {
    // t is not used where nothing moves, but its length is part of the charge.
    const long = (digits: number) => changed(wide, still(), (e) => Object.assign(e, { t: '9'.repeat(digits) }));
    expect(long(2000)).toBe('holds');
    expect(long(20_000)).toBe('holds');
    const n = 12;
    const unit = [...Array(n)].map((_, i) => [...Array(n)].map((_, j) => (i === j ? 1 : 0)));
    const identity = { rows: [...unit.keys()], cols: [...unit.keys()], inverse: unit.map((row) => row.map(String)) };
    const net = network(unit, unit);
    const item = (t: string) => ({ kind: 'full-rank-curve', curve: [], t, ranks: [identity, identity, identity] });
    expect(outcome(net, item('1'))).toBe('holds');
    expect(outcome(net, item('9'.repeat(20_000)))).toBe('LIMIT ');
  });
});
