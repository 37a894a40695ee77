import { describe, expect, test } from 'vitest';
import { actsAsZero, chordAbove, chordBelow, chordEvidence, chordGap } from '../../src/evidence/chord.ts';
import { rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { instance as anyInstance } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const one = (x: number) => Matrix.fromRows([[x]]);
const scalar = (y: number, ...w: number[]) => makeInstance(one(1), one(y), w.map(one));
const half = new Rational(1n, 2n);

describe('gap to a chord, L = ½(w₂w₁ − 1)²', () => {
  const top = scalar(1, 1, 1);
  test.each([
    // L(1,1) = 0, L(−1,−1) = 0, L(0,0) = ½.
    ['over the origin', [-1, -1], half, '1/2', 'above'],
    // L(1,3) = 2, L(1,2) = ½.
    ['along one layer', [1, 3], half, '-1/2', 'below'],
    // L(1, 1 + 2s) = 2s²: at s = 1/4, 1/8 − 1/2.
    ['along one layer, s = 1/4', [1, 3], new Rational(1n, 4n), '-3/8', 'below'],
  ] as const)('%s', (_, to, s, gap, side) => {
    const W = to.map(one);
    expect(chordGap(top, W, s).toString()).toBe(gap);
    expect(chordEvidence(top, W, s)).toMatchObject({ side, s: s.toString() });
  });

  test('no evidence where the loss lies on the chord', () => {
    expect(chordEvidence(top, top.weights)).toBeUndefined();
    expect(chordEvidence(scalar(1, 0, 0), [one(0), one(7)])).toBeUndefined();
  });
});

const gapOf = (instance: Instance, { to, s }: { to: readonly (readonly (readonly string[])[])[]; s: string }) =>
  chordGap(
    instance,
    to.map((rows, k) => Matrix.fromRows(rows, instance.widths[k]!)),
    Rational.parse(s),
  ).sign;

describe('chords from any W', () => {
  const instances = anyInstance({ minDepth: 2 });
  test('X ≠ 0, H ≥ 2, and XYᵀ ≠ 0 or W does not act as 0: both sides', () => {
    let [met, deficient, uncorrelated] = [0, 0, 0];
    holds(
      instances,
      (p) => {
        if (p.X.isZero() || Math.min(...p.widths) < 1) return true;
        const none = p.loss.Syx.isZero();
        if (none && actsAsZero(p)) return true;
        met++;
        deficient += Number(rank(p.X) < p.X.rows);
        uncorrelated += Number(none);
        return gapOf(p, chordAbove(p)) === 1 && gapOf(p, chordBelow(p)) === -1;
      },
      { seed: 1, runs: 600 },
    );
    expect(met).toBeGreaterThan(200);
    expect(deficient).toBeGreaterThan(50);
    expect(uncorrelated).toBeGreaterThan(20);
  });

  const rows = (...r: number[][]) => Matrix.fromRows(r);
  test.each([
    ['the first input is always 0', makeInstance(rows([0], [1]), one(1), [rows([0, 0]), one(0)])],
    ['W_1 leads from it alone', makeInstance(rows([0], [1]), one(1), [rows([1, 0]), one(0)])],
    ['W_1 leads from inputs that cancel', makeInstance(rows([1], [1]), one(1), [rows([1, -1]), one(0)])],
    ['… and W_2 is not 0', makeInstance(rows([1], [1]), one(0), [rows([1, -1]), one(2)])],
    ['… and another neuron sees them', makeInstance(rows([1], [1]), one(0), [rows([1, -1], [0, 1]), rows([0, 0])])],
    ['XYᵀ = 0', makeInstance(rows([1, 0]), rows([0, 1]), [one(1), one(0)])],
  ])('%s: both sides', (_, p) => {
    expect([gapOf(p, chordAbove(p)), gapOf(p, chordBelow(p))]).toEqual([1, -1]);
  });

  test('W acts as 0 where the data see none of its layers', () => {
    const inputs = rows([1], [1]);
    expect(actsAsZero(makeInstance(inputs, one(1), [rows([1, -1]), one(0)]))).toBe(true);
    expect(actsAsZero(makeInstance(inputs, one(1), [rows([1, 0]), one(0)]))).toBe(false);
    expect(actsAsZero(makeInstance(inputs, one(1), [rows([1, -1]), one(1)]))).toBe(false);
  });

  test('the origin of deep networks', () => {
    for (const H of [2, 3, 4, 5, 6]) {
      for (const y of [1, -1, 100]) {
        const p = scalar(y, ...new Array(H).fill(0));
        expect([depth(p), gapOf(p, chordAbove(p)), gapOf(p, chordBelow(p))]).toEqual([H, 1, -1]);
      }
    }
  });

  test.each([
    ['one layer', scalar(1, 1), 'with one layer the loss is convex'],
    ['X = 0', makeInstance(one(0), one(1), [one(1), one(1)]), 'X = 0'],
    ['W = 0 and XYᵀ = 0', scalar(0, 0, 0), 'XYᵀ = 0'],
    [
      'W_1X = 0, W_2 = 0 and XYᵀ = 0',
      makeInstance(Matrix.fromRows([[1], [1]]), one(0), [Matrix.fromRows([[1, -1]]), one(0)]),
      'XYᵀ = 0',
    ],
    [
      'a layer without neurons',
      makeInstance(one(1), one(1), [Matrix.zeros(0, 1), Matrix.zeros(1, 0)]),
      'without neurons',
    ],
  ])('%s: no chord above', (_, p, reason) => {
    expect(() => chordAbove(p)).toThrow(new RegExp(reason));
  });

  test.each([
    ['X = 0', makeInstance(one(0), one(1), [one(1)]), 'X = 0'],
    [
      'a layer without neurons',
      makeInstance(one(1), one(1), [Matrix.zeros(0, 1), Matrix.zeros(1, 0)]),
      'without neurons',
    ],
  ])('%s: no chord below', (_, p, reason) => {
    expect(() => chordBelow(p)).toThrow(reason);
  });
});
