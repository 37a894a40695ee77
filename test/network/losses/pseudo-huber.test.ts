import { expect, test } from 'vitest';
import { Enclosures } from '../../../src/enclosure/enclosures.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { PseudoHuberLoss } from '../../../src/network/losses/pseudo-huber.ts';

const q = Rational.parse;
const E = new Enclosures(40);
const one = Matrix.identity(1);
const loss = (delta: string, Y = Matrix.zeros(1, 1), X = one) => new PseudoHuberLoss(X, Y, q(delta));

// Where 1 + (e/δ)² is the square of a rational number, so are value and slope.
test.each([
  ['1', '0', '0', '0'],
  ['1', '3/4', '1/4', '3/5'],
  ['1', '-4/3', '2/3', '-4/5'],
  ['2', '3/2', '1', '6/5'],
  ['1/3', '1/4', '1/36', '1/5'],
])('δ = %s: at %s the value is %s and the slope %s', (delta, e, value, slope) => {
  const R = Matrix.fromRows([[e]]);
  const [f, g] = [loss(delta).enclosedValue(R, E), loss(delta).gradient(R).enclosed(E).at(0, 0)];
  for (const [x, expected] of [
    [f, value],
    [g, slope],
  ] as const) {
    expect(x.contains(q(expected))).toBe(true);
    expect(x.hi.sub(x.lo).lte('1e-38')).toBe(true);
  }
});

test('far out the slope is near ±δ, near 0 it is near e', () => {
  const slope = (e: string) =>
    loss('2')
      .gradient(Matrix.fromRows([[e]]))
      .enclosed(E)
      .at(0, 0)
      .midpoint()
      .toNumber();
  expect(slope('1000000')).toBeCloseTo(2, 10);
  expect(slope('-1000000')).toBeCloseTo(-2, 10);
  expect(slope('1/1000000') * 1e6).toBeCloseTo(1, 10);
});

test('a gradient may be 0 though its parts are not: 4·(3/5) − 3·(4/5)', () => {
  const G = loss('1', Matrix.fromRows([['-3/4', '4/3']]), Matrix.fromRows([[4, 3]])).gradient(Matrix.zeros(1, 1));
  expect(G.parts.map((part) => part.toRows())).toEqual([[['0']], [['4']], [['-3']]]);
  expect(G.isZero()).toBe(false);
  expect(G.enclosed(E).at(0, 0).sign()).toBeUndefined();
});

test.each(['0', '-1'])('rejects δ = %s', (delta) => {
  expect(() => loss(delta)).toThrow(`delta is ${delta}, it must be positive`);
});
