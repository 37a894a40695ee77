import { describe, expect, test } from 'vitest';
import { SQUARE } from '../../../src/verifier/losses.ts';
import { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork } from '../../../src/verifier/network.ts';
import { type Item, outcome, read } from './item.ts';

// Widths 2-1-2, X = I, Y = diag(3, 1): Σ = diag(9, 1), d = 1. W fits 3 by 2: L(W) = ½(1 + 1) = 1, the least loss is ½.
const I2 = [
  [1, 0],
  [0, 1],
];
const Y = [
  [3, 0],
  [0, 1],
];
const net = makeNetwork([2, 1, 2], read(I2), read(Y), [read([[2, 0]]), read([[1], [0]])], SQUARE);
const sigma = Matrix.diagonal(read([[9], [1]]));
const noSlack = { form: 'sum-of-squares', D: [], L: [[], []] };
/** t = 1 and Z = diag(8, 0): tI + Z = diag(9, 1). */
const tight = (): Item => ({
  kind: 'gap',
  t: '1',
  D: ['8'],
  L: [['1'], ['0']],
  slack: noSlack,
  gap: '1/2',
});
const changedTo = (change: (e: Item) => void): string => {
  const e = tight();
  change(e);
  return outcome(net, e, { ranks: new Map(), sigma });
};

describe('gap', () => {
  test.each<[string, (e: Item) => void]>([
    ['as it stands', () => {}],
    ['a larger gap', (e) => Object.assign(e, { gap: '51/100' })],
    [
      'a weight of 0 besides',
      (e) =>
        Object.assign(e, {
          D: ['8', '0'],
          L: [
            ['1', '5'],
            ['0', '7'],
          ],
        }),
    ],
    ['Z in other words', (e) => Object.assign(e, { D: ['2'], L: [['2'], ['0']] })],
    ['t = λ_1 and Z = 0', (e) => Object.assign(e, { t: '9', D: [], L: [[], []], slack: square('8', 1) })],
    // A negative t is right, too: d ≤ d_H.
    ['Z = Σ + I, t = −1', (e) => Object.assign(e, { t: '-1', D: ['10', '2'], L: rows(I2), gap: '3/2' })],
    ['slack by dominance', (e) => Object.assign(e, { t: '2', D: ['7'], slack: dominance })],
  ])('accepted: %s', (_, change) => {
    expect(changedTo(change)).toBe('holds');
  });

  test.each<[string, (e: Item) => void, string]>([
    ['a smaller gap', (e) => Object.assign(e, { gap: '499999/1000000' }), 'GAP /gap'],
    ['no gap', (e) => Object.assign(e, { gap: '0' }), 'GAP /gap'],
    [
      't = λ_1 and Z = 0, with no gap',
      (e) => Object.assign(e, { t: '9', D: [], L: [[], []], slack: square('8', 1), gap: '0' }),
      'GAP /gap',
    ],
    ['Z that is not semidefinite', (e) => Object.assign(e, { t: '9', D: ['-8'], L: [['0'], ['1']] }), 'GAP /D'],
    ['t too small', (e) => Object.assign(e, { t: '1/2' }), 'GAP /slack'],
    ['Z too small', (e) => Object.assign(e, { D: ['7'] }), 'GAP /slack'],
    ['Z elsewhere', (e) => Object.assign(e, { L: [['0'], ['1']] }), 'GAP /slack'],
    ['a proof of another matrix', (e) => Object.assign(e, { slack: square('1', 0) }), 'GAP /slack'],
    [
      'more weights than d_H',
      (e) =>
        Object.assign(e, {
          D: ['8', '0', '0'],
          L: [
            ['1', '0', '0'],
            ['0', '0', '0'],
          ],
        }),
      'SHAPE /D',
    ],
    ['fewer columns than weights', (e) => Object.assign(e, { D: ['8', '1'] }), 'SHAPE /L/0'],
    ['a row too few', (e) => Object.assign(e, { L: [['1']] }), 'SHAPE /L'],
    ['a gap that is no number', (e) => Object.assign(e, { gap: '1e-9' }), 'NUMBER /gap'],
    ['a field too many', (e) => Object.assign(e, { Z: [] }), 'UNKNOWN_FIELD /Z'],
  ])('rejected: %s', (_, change, expected) => {
    expect(changedTo(change)).toBe(expected);
  });

  test('the gap is kept for the conclusion', () => {
    const known = { ranks: new Map<string, number>(), sigma };
    expect(outcome(net, tight(), known)).toBe('holds');
    expect(known).toMatchObject({ gap: Matrix.rational(1n, 2n) });
  });

  test('the work is counted before it is done', () => {
    const n = 512;
    const column = [...Array(n)].map(() => [0]);
    const wide = makeNetwork([1, 1, n], read([[1]]), read(column), [read([[0]]), read(column)], SQUARE);
    const e = {
      ...tight(),
      D: ['7'.repeat(100), ...Array(n - 1).fill('1')],
      L: [...Array(n)].map(() => Array(n).fill('1')),
      slack: { form: 'sum-of-squares', D: [], L: [...Array(n)].map(() => []) },
    };
    expect(outcome(wide, e)).toBe('LIMIT ');
  });
});

function rows(numbers: number[][]): string[][] {
  return numbers.map((row) => row.map(String));
}
/** For diag(0, 1). */
const dominance = { form: 'dominance', index: [1], scale: ['1'], factor: [['1']], kernel: [['0']] };
/** d in place (k, k). */
function square(d: string, k: number) {
  return { form: 'sum-of-squares', D: [d], L: [[k === 0 ? '1' : '0'], [k === 1 ? '1' : '0']] };
}
