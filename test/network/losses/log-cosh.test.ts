import { expect, test } from 'vitest';
import { Enclosures } from '../../../src/enclosure/enclosures.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { LogCoshLoss } from '../../../src/network/losses/log-cosh.ts';

const E = new Enclosures(40);
const at = (e: string) => {
  const f = new LogCoshLoss(Matrix.identity(1), Matrix.zeros(1, 1));
  const R = Matrix.fromRows([[e]]);
  return [f.enclosedValue(R, E), f.gradient(R).enclosed(E).at(0, 0)].map((x) => x.toStrings());
};

// ln((e^x + e^−x)/2) and the quotient of the two exponentials to 18 digits, computed with 60 digits elsewhere.
test.each([
  ['0', ['0', '0'], ['0', '0']],
  ['1', '0.433780830483027187', '0.761594155955764888'],
  ['-1', '0.433780830483027187', '-0.761594155955764888'],
  ['1/2', '0.120114506958277524', '0.462117157260009758'],
  ['20', '19.3068528194400546', '0.999999999999999991'],
])('at %s the value is %s and the slope %s', (e, value, slope) => {
  const [f, g] = at(e);
  for (const [[lo, hi], digits] of [
    [f!, value],
    [g!, slope],
  ] as const) {
    if (typeof digits !== 'string') expect([lo, hi]).toEqual(digits);
    else for (const end of [lo, hi]) expect(end!.slice(0, digits.length)).toBe(digits);
  }
});

test('residuals of the same size make one part, with their signs', () => {
  const f = new LogCoshLoss(Matrix.fromRows([[1, 2, 3]]), Matrix.fromRows([[1, -1, 2]]));
  const { parts } = f.gradient(Matrix.zeros(1, 1));
  // E = (−1, 1, −2): −tanh 1 + 2tanh 1 − 3tanh 2.
  expect(parts.map((part) => part.toRows())).toEqual([[['0']], [['1']], [['-3']]]);
});

test('a gradient is 0 only in all its parts: slopes cancel in samples x, x with residuals 1, −1', () => {
  const f = new LogCoshLoss(Matrix.fromRows([[2, 2]]), Matrix.fromRows([[1, -1]]));
  expect(f.gradient(Matrix.zeros(1, 1)).isZero()).toBe(true);
  expect(f.gradient(Matrix.zeros(1, 1)).parts).toHaveLength(1);
  const other = new LogCoshLoss(Matrix.fromRows([[2, 2]]), Matrix.fromRows([[1, -2]]));
  expect(other.gradient(Matrix.zeros(1, 1)).isZero()).toBe(false);
});
