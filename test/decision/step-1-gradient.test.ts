import { describe, expect, test } from 'vitest';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { gradientDescent, largestEntry, primitiveMultiple } from '../../src/decision/step-1-gradient.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { gcd, Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { anyMatrix, criticalInstance, instance, longRational } from '../helpers/arbitraries.ts';
import { checkCurve } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

describe('step 1: gradient descent', () => {
  test('a curve of order 1 exactly where the point is not critical', () => {
    let moving = 0;
    holds(
      instance({ minWidth: 0, maxDepth: 4 }),
      (it) => {
        const point = pointOf(it);
        const e = gradientDescent(point);
        if (!e) return isCritical(point);
        moving++;
        return (
          !isCritical(point) && e.kind === 'descent-curve' && e.order === 1 && e.curve.length === 1 && checkCurve(e, it)
        );
      },
      { seed: 3101, runs: 200 },
    );
    expect(moving).toBeGreaterThan(25);
  });

  test('nothing at a critical point', () => {
    holds(criticalInstance(), (it) => gradientDescent(pointOf(it)) === undefined, { seed: 3102, runs: 60 });
  });

  test('an example by hand: the step is one entry, against the largest of the gradient', () => {
    const it = makeInstance(Matrix.identity(2), Matrix.fromRows([['1/2', '-3/2']]), [Matrix.zeros(1, 2)]);
    expect(gradientDescent(pointOf(it))).toEqual({
      kind: 'descent-curve',
      order: 1,
      curve: [{ layer: 1, power: 1, matrix: [['0', '-1']] }],
    });
  });

  test('the first layer with a gradient moves', () => {
    // W_2 = 0 kills the gradient of W_1.
    const it = makeInstance(Matrix.identity(1), Matrix.identity(1), [Matrix.identity(1), Matrix.zeros(1, 1)]);
    expect(gradientDescent(pointOf(it))!.curve).toEqual([{ layer: 2, power: 1, matrix: [['1']] }]);
  });
});

describe('largest entries', () => {
  test('are unit matrices E_ab, or −E_ab, along which no entry gives more', () => {
    holds(
      anyMatrix(3, longRational).filter((m) => !m.isZero()),
      (m) => {
        const e = largestEntry(m);
        const size = e.dot(m);
        return (
          e.shape === m.shape &&
          e.dot(e).equals(Rational.one) &&
          e.den === 1n &&
          m.num.every((x) => new Rational(x < 0n ? -x : x, m.den).compare(size) <= 0)
        );
      },
      { seed: 3104, runs: 100 },
    );
  });

  test.each([
    [[['-4/3', '2']], [['0', '1']]],
    [
      [
        ['4', '-6'],
        ['6', '0'],
      ],
      [
        ['0', '-1'],
        ['0', '0'],
      ],
    ],
  ])('%j → %j: the first of them', (rows, expected) =>
    expect(largestEntry(Matrix.fromRows(rows)).toRows()).toEqual(expected),
  );
});

describe('primitive multiples', () => {
  test('are positive multiples with coprime integer entries', () => {
    holds(
      anyMatrix(3, longRational),
      (m) => {
        const p = primitiveMultiple(m);
        if (m.isZero()) return p.isZero() && p.shape === m.shape;
        // Positively proportional: pᵀm > 0 and (p·m)² = p²·m².
        return (
          p.den === 1n &&
          p.num.reduce((g, x) => gcd(g, x), 0n) === 1n &&
          p.dot(m).sign > 0 &&
          p
            .dot(m)
            .mul(p.dot(m))
            .equals(p.dot(p).mul(m.dot(m)))
        );
      },
      { seed: 3103, runs: 150 },
    );
  });

  test.each([
    [[['-4/3', '2']], [['-2', '3']]],
    [[['4', '6']], [['2', '3']]],
    [[['0', '-1/5']], [['0', '-1']]],
  ])('%j → %j', (rows, expected) => expect(primitiveMultiple(Matrix.fromRows(rows)).toRows()).toEqual(expected));
});
