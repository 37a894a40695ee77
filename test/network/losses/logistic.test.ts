import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../../src/enclosure/enclosures.ts';
import { ln } from '../../../src/enclosure/ln.ts';
import { sigmoid, softplus } from '../../../src/enclosure/sigmoid.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { makeInstanceWithLoss } from '../../../src/network/instance.ts';
import { LogisticLoss } from '../../../src/network/losses/logistic.ts';

const q = Rational.parse;
const E = new Enclosures();
const one = Matrix.identity(1);

describe.each([
  ['0', '1/2'],
  ['3', '1'],
  ['-2', '0'],
  ['1/3', '1/5'],
])('z = %s, y = %s', (z, y) => {
  const f = new LogisticLoss(one, Matrix.fromRows([[y]]));
  const R = Matrix.fromRows([[z]]);

  test('the value is ln(1 + e^z) − yz', () => {
    const direct = softplus(E.of(q(z))).sub(E.of(q(y).mul(q(z))));
    expect(f.enclosedValue(R, E).compare(direct) ?? 0).toBe(0);
    expect(f.enclosedValue(R, E).sub(direct).abs().hi.lt('1e-47')).toBe(true);
  });

  test('the slope is σ(z) − y', () => {
    const slope = f.gradient(R).enclosed(E).at(0, 0);
    expect(
      slope
        .sub(sigmoid(E.of(q(z))).sub(E.of(q(y))))
        .abs()
        .hi.lt('1e-47'),
    ).toBe(true);
  });
});

test('at RX = 0 the gradient is rational, and the value m·ln 2', () => {
  const f = new LogisticLoss(Matrix.fromRows([[1, 2]]), Matrix.fromRows([[1, '1/4']]));
  const [G, ...rest] = f.gradient(Matrix.zeros(1, 1)).parts;
  expect(G.toRows()).toEqual([['0']]);
  expect(rest).toEqual([]);
  const twice = ln(E.integer(2)).add(ln(E.integer(2)));
  expect(f.enclosedValue(Matrix.zeros(1, 1), E).sub(twice).abs().hi.lt('1e-47')).toBe(true);
});

test.each([
  [[['-1/100', 0]], 'label (0, 0) is -1/100'],
  [[[0], [2]], 'label (1, 0) is 2'],
])('rejects labels %j', (labels, message) => {
  const Y = Matrix.fromRows(labels);
  expect(() => new LogisticLoss(Matrix.zeros(1, Y.cols), Y)).toThrow(message);
});

test('not with other towers: labels are those of the model', () => {
  const tower = { widths: [1, 1], weights: [one], X: one };
  expect(() => makeInstanceWithLoss(one, one, [one], { kind: 'logistic' }, undefined, [tower])).toThrow(
    'the loss logistic is for one tower',
  );
  expect(makeInstanceWithLoss(one, one, [one], { kind: 'log-cosh' }, undefined, [tower]).others).toHaveLength(1);
});
