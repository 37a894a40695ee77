import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transcendentalPoint } from '../../properties/generators/transcendental-point.ts';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { curveEvidence } from '../../src/evidence/curve.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { nearbyPoint } from '../../src/evidence/nearby-point.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstanceWithLoss, type TranscendentalInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { holds } from '../helpers/property.ts';

const E = new Enclosures();
const one = (x: number | string) => Matrix.fromRows([[x]]);
/** One layer, one weight w, x = 1: L = ln cosh(w − y). */
const line = (w: number, y: number) => makeInstanceWithLoss(one(1), one(y), [one(w)], { kind: 'log-cosh' });
const along = (c: number | string, power = 1) =>
  curveEvidence('descent-curve', power, [{ layer: 1, power, matrix: one(c) }]);

describe('one weight', () => {
  test.each<[string, EvidenceOf<'descent-curve' | 'ascent-curve'>, string, string]>([
    ['the largest t of at most 1/8', along(1), '1/8', '1/8'],
    ['a long step is shortened', along(64), '1/8', '1/8'],
    ['the radius is rounded up to a power of 2', along('3/4'), '3/32', '1/8'],
    ['with t²: t = 1/4', along(1, 2), '1/16', '1/16'],
  ])('%s', (_, curve, w, radius) => {
    expect(nearbyPoint(line(0, 2), curve, E)).toEqual({ kind: 'nearby-point', to: [[[w]]], radius });
  });

  test('a step too far is not taken: the minimum at 1/100 is overshot from 0', () => {
    const close = makeInstanceWithLoss(one(1), one('1/100'), [one(0)], { kind: 'log-cosh' });
    // cosh is even: from 1/50 on the loss is larger again.
    expect(nearbyPoint(close, along(1), E).to).toEqual([[['1/64']]]);
  });

  test('where the loss climbs, nothing is found, and this is not taken for a proof', () => {
    expect(() => nearbyPoint(line(0, 2), along(-1), E)).toThrow(Undecided);
    // At a tie, too.
    expect(() => nearbyPoint(line(2, 2), along(0), E)).toThrow(Undecided);
  });
});

test('every point found is near and better, by more digits, too', () => {
  const fine = new Enclosures(120);
  const orders = new Set<number>();
  const found = (instance: TranscendentalInstance) => {
    const point = pointOf(instance);
    if (point.G.isZero()) return true;
    const curve = isCritical(point) ? rankDeficientCurve(point, -1) : gradientDescent(point)!;
    orders.add('order' in curve ? curve.order : 0);
    const { to, radius } = nearbyPoint(instance, curve, E);
    const weights = to.map((rows, h) => Matrix.fromRows(rows, instance.widths[h]!));
    const squared = range(weights.length).reduce((sum, h) => {
      const V = weights[h]!.sub(instance.weights[h]!);
      return sum.add(V.dot(V));
    }, Rational.zero);
    const rho = Rational.parse(radius);
    const value = (W: readonly Matrix[]) =>
      instance.loss.enclosedValue(partialProducts({ ...instance, weights: W }).R, fine);
    return (
      rho.compare(Rational.parse('1/8')) <= 0 &&
      squared.compare(rho.mul(rho)) <= 0 &&
      squared.mul(Rational.parse('4')).compare(rho.mul(rho)) > 0 &&
      value(weights).compare(value(instance.weights)) === -1
    );
  };
  holds(transcendentalPoint({ rank: 'deficient' }), found, { seed: 31, runs: 60 });
  expect(orders.size).toBeGreaterThan(2);
});

test('the same from the same', () => {
  const [instance] = fc.sample(transcendentalPoint({ points: ['any'], rank: 'deficient' }), { seed: 3, numRuns: 1 });
  const curve = gradientDescent(pointOf(instance!))!;
  expect(nearbyPoint(instance!, curve, E)).toEqual(nearbyPoint(instance!, curve, new Enclosures(100)));
});
