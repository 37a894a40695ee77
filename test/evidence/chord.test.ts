import { describe, expect, test } from 'vitest';
import { chordAbove, chordBelow, chordEvidence, chordGap } from '../../src/evidence/chord.ts';
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
  test('X of full row rank, XYᵀ ≠ 0, H ≥ 2: both sides', () => {
    let met = 0;
    holds(
      instances,
      (p) => {
        if (rank(p.X) < p.X.rows || p.loss.Syx.isZero()) return true;
        met++;
        return gapOf(p, chordAbove(p)) === 1 && gapOf(p, chordBelow(p)) === -1;
      },
      { seed: 1, runs: 600 },
    );
    expect(met).toBeGreaterThan(100);
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
    ['a zero row of X', makeInstance(one(0), one(1), [one(1), one(1)]), 'X has a zero row'],
    ['W = 0 and XYᵀ = 0', scalar(0, 0, 0), 'XYᵀ = 0'],
    [
      'a layer without neurons',
      makeInstance(one(1), one(1), [Matrix.zeros(0, 1), Matrix.zeros(1, 0)]),
      'without neurons',
    ],
  ])('%s: no chord above', (_, p, reason) => {
    expect(() => chordAbove(p)).toThrow(new RegExp(reason));
  });

  test.each([
    ['a zero row of X', makeInstance(one(0), one(1), [one(1)]), 'X has a zero row'],
    [
      'a layer without neurons',
      makeInstance(one(1), one(1), [Matrix.zeros(0, 1), Matrix.zeros(1, 0)]),
      'without neurons',
    ],
  ])('%s: no chord below', (_, p, reason) => {
    expect(() => chordBelow(p)).toThrow(reason);
  });
});
