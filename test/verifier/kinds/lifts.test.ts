import { describe, expect, test } from 'vitest';
import type { Known } from '../../../src/verifier/kinds/kind.ts';
import { changed, type Item, network, outcome, read } from './item.ts';

// Widths 2-1-2: A = (1, 0), B = (3, 0)ᵀ, and R′ = (1, 1)ᵀ(3, 3) near nothing: the identities hold at any distance.
const hidden = network([[1, 0]], [[3], [0]]);
const throughHidden = (): Item => ({
  kind: 'point-lift',
  j: 1,
  target: [
    ['3', '3'],
    ['3', '3'],
  ],
  C: [['1']],
  D: [['1']],
  N: [['1'], ['0']],
  K: [['1/3', '0']],
  bound: '13/9',
});
// Widths 1-2-2: B_0 = R = (2, 0)ᵀ, only W_2 moves.
const input = network(
  [[1], [0]],
  [
    [2, 0],
    [0, 0],
  ],
);
const throughInput = (): Item => ({
  kind: 'point-lift',
  j: 0,
  target: [['2'], ['5']],
  C: [['0'], ['0']],
  D: [['1', '0']],
  N: [['1']],
  K: [['1/2', '0']],
  bound: '1',
});
// Widths 2-2-1: A_2 = R = (2, 0), only W_1 moves.
const output = network(
  [
    [1, 0],
    [0, 0],
  ],
  [[2, 0]],
);
const throughOutput = (): Item => ({
  kind: 'point-lift',
  j: 2,
  target: [['2', '5']],
  C: [['1/2'], ['0']],
  D: [['0', '0']],
  N: [['1/2'], ['0']],
  K: [['1']],
  bound: '1',
});
// One layer 1 → 1: both ends are bottlenecks.
const one = network([[2]]);
const single = { kind: 'point-lift', target: [['3']], N: [['1']], K: [['1/3']], bound: '1' };

describe('point-lift', () => {
  test('through a hidden layer, the input, the output, and with one layer', () => {
    expect(outcome(hidden, throughHidden())).toBe('holds');
    expect(outcome(input, throughInput())).toBe('holds');
    expect(outcome(output, throughOutput())).toBe('holds');
    expect(outcome(one, { ...single, j: 0, C: [['0']], D: [['1']] })).toBe('holds');
    expect(outcome(one, { ...single, j: 1, C: [['1']], D: [['0']], N: [['1/2']], K: [['1']], bound: '4' })).toBe(
      'holds',
    );
  });

  test('the bound is the constant of the lemma: no less', () => {
    // ‖D‖²‖N‖² + 2‖C‖²‖K‖²(1 + ‖N‖²‖A‖²) = 1 + 2·(1/9)·2 = 13/9.
    expect(outcome(hidden, { ...throughHidden(), bound: '13/9' })).toBe('holds');
    expect(outcome(hidden, { ...throughHidden(), bound: '4/3' })).toBe('LIFT /bound');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['C that inverts nothing', (e) => Object.assign(e, { C: [['2']] }), 'LIFT /C'],
    ['D that inverts nothing', (e) => Object.assign(e, { D: [['1/2']] }), 'LIFT /D'],
    ['N that inverts nothing', (e) => Object.assign(e, { N: [['2'], ['0']] }), 'LIFT /N'],
    ['K that inverts nothing', (e) => Object.assign(e, { K: [['1', '0']] }), 'LIFT /K'],
    ['R′ of higher rank', (e) => Object.assign(e.target[1], { 1: '4' }), 'LIFT /target'],
    ['a bound below 0', (e) => Object.assign(e, { bound: '-2' }), 'LIFT /bound'],
    ['a layer that is no bottleneck', (e) => Object.assign(e, { j: 2, C: [['1']], D: [['0', '0']] }), 'SHAPE /C/0'],
    ['a layer beyond H', (e) => Object.assign(e, { j: 3 }), 'RANGE /j'],
    ['R′ of another shape', (e) => e.target.pop(), 'SHAPE /target'],
    ['C of another shape', (e) => e.C.pop(), 'SHAPE /C'],
    ['D of another shape', (e) => e.D.pop(), 'SHAPE /D'],
    ['N of another shape', (e) => e.N.pop(), 'SHAPE /N'],
    ['K of another shape', (e) => e.K.pop(), 'SHAPE /K'],
    ['A′ given', (e) => Object.assign(e, { A: [['1', '1']] }), 'UNKNOWN_FIELD /A'],
  ])('%s is rejected', (_, change, expected) => {
    expect(changed(hidden, throughHidden(), change)).toBe(expected);
  });

  test('a layer wider than d is rejected, whatever its inverses', () => {
    // Widths 1-2-2, W_1 = (1, 0)ᵀ: nothing inverts A_1 from the right, but the width comes first.
    const wide = {
      ...throughInput(),
      j: 1,
      C: [
        ['1', '0'],
        ['0', '1'],
      ],
      D: [
        ['1', '0'],
        ['0', '1'],
      ],
      N: [['1', '0']],
      K: [
        ['1/2', '0'],
        ['0', '1'],
      ],
    };
    expect(outcome(input, wide)).toBe('LIFT /j');
  });

  test('at the ends, the layer that stays has a zero matrix', () => {
    expect(changed(input, throughInput(), (e) => Object.assign(e, { C: [['1'], ['0']] }))).toBe('LIFT /C');
    expect(changed(output, throughOutput(), (e) => Object.assign(e, { D: [['1', '0']] }))).toBe('LIFT /D');
  });

  test('the bound counts at the ends, too', () => {
    expect(changed(input, throughInput(), (e) => Object.assign(e, { bound: '3/4' }))).toBe('LIFT /bound');
    expect(changed(output, throughOutput(), (e) => Object.assign(e, { bound: '3/4' }))).toBe('LIFT /bound');
  });

  test('the distances that are kept', () => {
    const known: Known = { ranks: new Map() };
    expect(outcome(hidden, { ...throughHidden(), bound: '2' }, known)).toBe('holds');
    const [lift, ...rest] = known.lifts!;
    // A′ = (1, 1), B′ = (3, 3)ᵀ: ‖W′ − W‖² = 1 + 9, and C = D = 1.
    expect([lift!.j, rest.length]).toEqual([1, 0]);
    expect(lift!.distance.equals(read([[10]]))).toBe(true);
    expect(lift!.within.equals(read([[10]]))).toBe(true);
    expect(outcome(hidden, { ...throughHidden(), bound: '2' }, known)).toBe('holds');
    expect(known.lifts!.length).toBe(2);
  });

  test('the bound within uses the larger of ‖C‖ and ‖D‖', () => {
    // Widths 1-1-2-1, W_2 = (1, 0)ᵀ, W_3 = (2, 0): at j = 1, D = (1, 0); with W_2 = (2, 0)ᵀ, D = (1/2, 0).
    const net = network([[1]], [[2], [0]], [[2, 0]]);
    const item = {
      ...single,
      j: 1,
      target: [['5']],
      C: [['1']],
      D: [['1/2', '0']],
      N: [['1']],
      K: [['1/5']],
      bound: '9',
    };
    const known: Known = { ranks: new Map() };
    expect(outcome(net, item, known)).toBe('holds');
    // δB = 5 − 4 = 1, δA = 0: ‖W′ − W‖² = 1/4, and max(1, 1/4)·1 = 1.
    expect(known.lifts![0]!.distance.equals(read([['1/4']]))).toBe(true);
    expect(known.lifts![0]!.within.equals(read([[1]]))).toBe(true);
  });

  test('products are charged before they are multiplied', () => {
    const unit = [...Array(8)].map((_, i) => [...Array(8)].map((_, j) => (i === j ? 1 : 0)));
    const rows = unit.map((row) => row.map(String));
    const net = network(unit, unit);
    const digits = (n: number) =>
      outcome(net, {
        kind: 'point-lift',
        j: 1,
        target: rows,
        C: rows,
        D: rows,
        N: rows,
        K: rows,
        bound: '9'.repeat(n),
      });
    expect(digits(1000)).toBe('holds');
    expect(digits(20_000)).toBe('LIMIT ');
  });
});
