import { describe, expect, test } from 'vitest';
import { transcendentalPoint } from '../../properties/generators/transcendental-point.ts';
import { pointWithLoss } from '../../properties/points.ts';
import { type AnyPoint, type EnclosedPoint, isCritical, isEnclosed, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { transcendentalLossKinds } from '../../src/network/losses/index.ts';
import { partialProducts } from '../../src/network/network.ts';
import { holds } from '../helpers/property.ts';

type Curve = EvidenceOf<'descent-curve' | 'ascent-curve'>;

/** The sign of L(W(t)) − L(W) for t = 2^−k, with enough digits. */
function signAt({ instance }: EnclosedPoint, { curve }: Curve, k: number): -1 | 0 | 1 | undefined {
  const E = new Enclosures(150);
  const W = instance.weights.map((w, h) =>
    curve
      .filter(({ layer }) => layer === h + 1)
      .reduce(
        (sum, { power, matrix }) =>
          sum.add(Matrix.fromRows(matrix, w.cols).scale(new Rational(1n, 1n << BigInt(k * power)))),
        w,
      ),
  );
  const value = (weights: readonly Matrix[]) =>
    instance.loss.enclosedValue(partialProducts({ ...instance, weights }).R, E);
  return value(W).compare(value(instance.weights));
}
const enclosed = (point: AnyPoint): EnclosedPoint => {
  if (!isEnclosed(point)) throw new Error('a loss with rational values');
  return point;
};

describe.each(transcendentalLossKinds)('%s', (kind) => {
  test('step 1: the loss really falls where the gradient is not 0, and only there', () => {
    let moving = 0;
    const falls = (point: EnclosedPoint) => {
      const curve = gradientDescent(point);
      if (!curve) return isCritical(point);
      moving++;
      return curve.order === 1 && signAt(point, curve, 20) === -1 && signAt(point, curve, 33) === -1;
    };
    holds(
      transcendentalPoint({ losses: [kind], points: ['any', 'critical'] })
        .map(pointOf)
        .map(enclosed),
      falls,
      {
        seed: 41,
        runs: 40,
      },
    );
    expect(moving).toBeGreaterThan(10);
  });

  test('step 3: at saddles of rank R < d the loss falls along one curve and grows along another', () => {
    const orders = new Set<number>();
    let saddles = 0;
    const both = (point: EnclosedPoint) => {
      if (!isCritical(point)) return false;
      if (point.G.isZero()) return true;
      saddles++;
      const [down, up] = [rankDeficientCurve(point, -1), ascentCurve(point)];
      orders.add(down.order);
      return (
        [20, 33].every((k) => signAt(point, down, k) === -1 && signAt(point, up, k) === 1) &&
        down.order === up.order &&
        gradientDescent(point) === undefined
      );
    };
    const points = transcendentalPoint({ losses: [kind], rank: 'deficient', minDepth: 2, points: ['critical'] });
    holds(points.map(pointOf).map(enclosed), both, { seed: 42, runs: 50 });
    expect(saddles).toBeGreaterThan(10);
    expect(orders.size).toBeGreaterThan(1);
  });
});

test('steps have entries −1, 0, 1', () => {
  const point = pointOf(
    pointWithLoss(
      { kind: 'log-cosh' },
      [
        [1, 0],
        [0, 1],
      ],
      [[3, '1/1000']],
      [[0, 0]],
    ),
  );
  expect(gradientDescent(point)?.curve).toEqual([{ layer: 1, power: 1, matrix: [['1', '0']] }]);
});

describe('too few digits', () => {
  // G = −tanh 100 + tanh 101 + (the same for −tanh 101 + tanh 100): about ±2e−87.
  const close = enclosed(pointOf(pointWithLoss({ kind: 'log-cosh' }, [[1, -1]], [[100, 101]], [[1]], [[0]])));
  const withDigits = (point: EnclosedPoint, n: number) => ({ ...point, enclosures: new Enclosures(n) });

  test('step 1 does not guess', () => {
    expect(() => gradientDescent(close)).toThrow(Undecided);
    expect(gradientDescent(withDigits(close, 100))?.order).toBe(1);
  });

  test('step 3 does not, either', () => {
    // The same data at the origin of three layers: critical, G as before.
    const origin = enclosed(pointOf(pointWithLoss({ kind: 'log-cosh' }, [[1, -1]], [[100, 101]], [[0]], [[0]], [[0]])));
    expect(isCritical(origin)).toBe(true);
    expect(() => rankDeficientCurve(origin, -1)).toThrow(Undecided);
    const curve = rankDeficientCurve(withDigits(origin, 100), -1);
    expect(curve.order).toBe(3);
    expect(signAt(origin, curve, 5)).toBe(-1);
  });
});
