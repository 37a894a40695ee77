import { describe, expect, test } from 'vitest';
import { intervalsOf, isSpectralBox, RepeatedEigenvalue, spectralBox } from '../../src/enclosure/spectrum.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

const golden = Matrix.fromRows([
  [5, 3],
  [3, 2],
]);
const three = Matrix.fromRows([
  [3, 1, 0],
  [1, 2, 1],
  [0, 1, 1],
]);
/** Eigenvalues 10²⁰ ± 1. */
const close = Matrix.fromRows([
  ['100000000000000000000', 1],
  [1, '100000000000000000000'],
]);
const q = (...texts: string[]) => texts.map((x) => Rational.parse(x));

describe('boxes', () => {
  test.each([
    ['two', golden],
    ['three', three],
    ['one, rational', Matrix.fromRows([['4/9']])],
    ['two, rational', Matrix.diagonal(q('4', '1'))],
    ['none', Matrix.zeros(0, 0)],
    ['two that doubles cannot tell apart', close],
  ])('%s', (_, sigma) => {
    for (const bits of [4, 8, 16, 64, 200]) expect(isSpectralBox(sigma, spectralBox(sigma, bits))).toBe(true);
  });

  test('numbers are short where the box is wide', () => {
    const { below, above } = spectralBox(golden, 8);
    expect([below.map(String), above.map(String)]).toEqual([
      ['34/13', '29/76'],
      ['71/27', '23/60'],
    ]);
  });

  test.each([8, 32, 128])('%i bits: that narrow, and not much narrower', (bits) => {
    for (const [k, [a, b]] of intervalsOf(spectralBox(golden, bits)).entries()) {
      const gap = Math.min(
        ...[6.854101966249685, 0.1458980337503154].map((x, l) => (l === k ? x : Math.abs(x - a.toDouble()))),
      );
      const width = Math.log2(b.sub(a).div(Rational.fromDouble(gap)).toDouble());
      expect(width).toBeLessThan(1 - bits + 0.1);
      expect(width).toBeGreaterThan(-bits - 0.1);
    }
  });
});

describe('no box', () => {
  test('a tie is seen in the characteristic polynomial', () => {
    const pair = golden.kron(Matrix.identity(2));
    expect(() => spectralBox(Matrix.identity(2), 8)).toThrow(RepeatedEigenvalue);
    expect(() => spectralBox(pair, 8)).toThrow('a tie');
  });

  test('the eigenvalue 0', () => {
    expect(() => spectralBox(Matrix.diagonal(q('1', '0')), 8)).toThrow('Σ has the eigenvalue 0');
  });
});

describe('what is not a box', () => {
  const { below, above } = spectralBox(golden, 8);
  test.each([
    ['too few intervals', { below: below.slice(1), above: above.slice(1) }],
    ['in ascending order', { below: [...below].reverse(), above: [...above].reverse() }],
    ['an interval beside the eigenvalue', { below: q('5/2', '29/76'), above: q('51/20', '23/60') }],
    ['an interval of two eigenvalues', { below: q('1/4', '29/76'), above }],
    ['overlapping intervals', { below, above: q('71/27', '6') }],
    ['the end is an eigenvalue', { below: q('2', '1/2'), above: q('3', '3/4') }],
    ['a root that is not positive', { below: [below[0]!, Rational.zero], above }],
    ['a negative root', { below: [below[0]!, below[1]!.neg()], above }],
    ['no interval', { below, above: below }],
  ])('%s', (name, box) => {
    const sigma = name === 'the end is an eigenvalue' ? Matrix.diagonal(q('4', '9/16')) : golden;
    expect(isSpectralBox(sigma, box)).toBe(false);
  });
});
