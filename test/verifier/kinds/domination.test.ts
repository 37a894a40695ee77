import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/verifier/result.ts';
import { changed, type Item, network, outcome } from './item.ts';

// W_2 = diag(1, 0), W_1 = diag(0, 1): the entry (1,0) of R′ is bounded by the three others. α has the indices 0..3, β 4..7.
const square = network(
  [
    [0, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [0, 0],
  ],
);
const term = (c: string, ...of: number[]) => ({ c, of });
const identity = (): Item => ({
  kind: 'domination',
  j: 1,
  row: 1,
  col: 0,
  common: [term('1'), term('1', 3), term('1', 4), term('1', 3, 4)],
  multipliers: [
    { row: 0, col: 0, q: [term('1', 6), term('1', 3, 6)] },
    { row: 0, col: 1, q: [term('-1', 2, 6)] },
    { row: 1, col: 1, q: [term('1', 2), term('1', 2, 4)] },
  ],
});
// Widths 1-1-2, B = (2, 0)ᵀ, A = 0: R′_10 = β_1α, R′_00 = (2 + β_0)α.
const thin = network([[0]], [[2], [0]]);
const thinIdentity = (): Item => ({
  kind: 'domination',
  j: 1,
  row: 1,
  col: 0,
  common: [term('1'), term('1/2', 1)],
  multipliers: [{ row: 0, col: 0, q: [term('1/2', 2)] }],
});

describe('domination', () => {
  test('the identity holds', () => {
    expect(outcome(square, identity())).toBe('holds');
    expect(outcome(thin, thinIdentity())).toBe('holds');
  });

  test('also through the layers of a deep network, at either hidden layer', () => {
    // B_1 = W_3W_2 = (2, 0)ᵀ, A_1 = 0; at j = 2 the same B and A.
    const deep = network([[0]], [[1]], [[2], [0]]);
    for (const j of [1, 2]) expect(outcome(deep, { ...thinIdentity(), j })).toBe('holds');
  });

  test('also times a polynomial with the constant term 1', () => {
    // (1 + α)·(common, multipliers): α has the index 0.
    const times = { ...thinIdentity(), common: [term('1'), term('1', 0), term('1/2', 1), term('1/2', 0, 1)] };
    times.multipliers = [{ row: 0, col: 0, q: [term('1/2', 2), term('1/2', 0, 2)] }];
    expect(outcome(thin, times)).toBe('holds');
  });

  test('a multiplier of 0 does no harm', () => {
    const more = (e: Item) => e.multipliers.splice(0, 0, { row: 0, col: 0, q: [] });
    const wide = network([[0, 0]], [[2], [0]]);
    const e = { ...thinIdentity(), common: [term('1'), term('1/2', 2)], row: 1, col: 1 };
    e.multipliers = [{ row: 0, col: 1, q: [term('1/2', 3)] }];
    expect(outcome(wide, e)).toBe('holds');
    expect(changed(wide, e, more)).toBe('holds');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['another coefficient', (e) => Object.assign(e.multipliers[0].q[0], { c: '2' }), 'MINIMUM '],
    ['another sign', (e) => Object.assign(e.multipliers[1].q[0], { c: '1' }), 'MINIMUM '],
    ['a term left out', (e) => e.multipliers[2].q.pop(), 'MINIMUM '],
    ['a multiplier left out', (e) => e.multipliers.pop(), 'MINIMUM '],
    ['a term too many', (e) => e.common.push(term('1', 3, 4, 4)), 'MINIMUM '],
    ['another entry', (e) => Object.assign(e, { row: 0, col: 1, multipliers: [] }), 'MINIMUM '],
    ['a common factor that is 2 at the point', (e) => Object.assign(e.common[0], { c: '2' }), 'MINIMUM /common'],
    ['a common factor that is 0 at the point', (e) => e.common.shift(), 'MINIMUM /common'],
    ['nothing at all', (e) => Object.assign(e, { common: [], multipliers: [] }), 'MINIMUM /common'],
    ['a multiplier that is not 0 there', (e) => e.multipliers[1].q.unshift(term('1')), 'MINIMUM /multipliers/1/q'],
    ['layer 0', (e) => Object.assign(e, { j: 0 }), 'RANGE /j'],
    ['layer H', (e) => Object.assign(e, { j: 2 }), 'RANGE /j'],
    ['a row out of range', (e) => Object.assign(e, { row: 2 }), 'RANGE /row'],
    ['a column out of range', (e) => Object.assign(e, { col: 2 }), 'RANGE /col'],
    [
      'a row of a multiplier out of range',
      (e) => Object.assign(e.multipliers[2], { row: 2 }),
      'RANGE /multipliers/2/row',
    ],
    [
      'a column of a multiplier out of range',
      (e) => Object.assign(e.multipliers[2], { col: 2 }),
      'RANGE /multipliers/2/col',
    ],
    ['the entry as its own bound', (e) => Object.assign(e.multipliers[2], { col: 0 }), 'RANGE /multipliers/2'],
    ['a multiplier twice', (e) => e.multipliers.unshift(e.multipliers[0]), 'RANGE /multipliers/1'],
    ['multipliers not sorted', (e) => e.multipliers.reverse(), 'RANGE /multipliers/1'],
    ['a variable out of range', (e) => Object.assign(e.common[2], { of: [8] }), 'RANGE /common/2/of/0'],
    ['variables not sorted', (e) => Object.assign(e.common[3], { of: [4, 3] }), 'RANGE /common/3/of/1'],
    ['terms not sorted', (e) => e.common.reverse(), 'RANGE /common/1'],
    ['longer terms before shorter ones', (e) => e.common.splice(1, 0, e.common.pop()), 'RANGE /common/2'],
    ['a term twice', (e) => e.common.push(e.common[3]), 'RANGE /common/4'],
    ['a zero term', (e) => Object.assign(e.common[3], { c: '0' }), 'RANGE /common/3/c'],
    ['a field more', (e) => Object.assign(e.common[3], { d: '0' }), 'UNKNOWN_FIELD /common/3/d'],
    ['1,001 factors', (e) => e.common.push(term('1', ...Array(1001).fill(0))), 'LIMIT /common/4/of'],
  ])('%s is rejected', (_, change, expected) => {
    expect(changed(square, identity(), change)).toBe(expected);
  });

  test('a term of 1,000 factors is read', () => {
    const change = (e: Item) => e.common.push(term('1', ...Array(LIMITS.power).fill(0)));
    expect(changed(square, identity(), change)).toBe('MINIMUM ');
  });

  test('R ≠ 0 is rejected', () => {
    // c = 1 + α/1, R = 2: the identity of the entries holds, but the point is not at 0.
    const away = network([[1]], [[2], [0]]);
    expect(outcome(away, thinIdentity())).toBe('MINIMUM ');
  });

  test('polynomials are charged before they are multiplied', () => {
    const long = (n: number) => (e: Item) => {
      e.common = [term('1'), ...[...Array(n)].map((_, k) => term('9'.repeat(5000), ...Array(k + 1).fill(0)))];
    };
    expect(changed(thin, thinIdentity(), long(5))).toBe('MINIMUM ');
    expect(changed(thin, thinIdentity(), long(25))).toBe('LIMIT /common');
  });
});
