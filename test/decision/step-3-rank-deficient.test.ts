import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCritical, pointOf } from '../../src/decision/point.ts';
import { ascentCurve, rankDeficientCurve } from '../../src/decision/step-3-rank-deficient.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type ExactInstance, type Instance, makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import type { ExactLossJson } from '../../src/network/loss.ts';
import { partialProducts } from '../../src/network/network.ts';
import { criticalInstance, instance } from '../helpers/arbitraries.ts';
import { checkCurve, lossChanges } from '../helpers/evidence.ts';
import { rankDeficientCritical, residual } from '../helpers/losses.ts';
import { holds } from '../helpers/property.ts';

const origin = (widths: number[], X: Matrix, Y: Matrix): Instance =>
  makeInstance(
    X,
    Y,
    widths.slice(1).map((rows, k) => Matrix.zeros(rows, widths[k]!)),
  );

describe('flats, then a step: curves at rank-deficient points', () => {
  const any = fc.oneof(instance({ maxDepth: 5 }), criticalInstance({ maxDepth: 5 })).filter((it) => {
    const { rank, bottleneck, G } = pointOf(it);
    return rank < bottleneck && !G.isZero();
  });

  test('descend and ascend at every point with rank R < d and G ≠ 0, critical or not', () => {
    const orders = new Set<number>();
    holds(
      any,
      (it) => {
        const point = pointOf(it);
        const [down, up] = [rankDeficientCurve(point, -1), rankDeficientCurve(point, 1)];
        orders.add(down.order);
        return (
          down.kind === 'descent-curve' &&
          up.kind === 'ascent-curve' &&
          checkCurve(down, it) &&
          checkCurve(up, it) &&
          down.order <= 2 * it.weights.length + 1
        );
      },
      { seed: 3201, runs: 200 },
    );
    expect([1, 2, 3, 4, 5].every((p) => orders.has(p))).toBe(true);
  });

  test('the flats keep the product: without the free layer nothing changes', () => {
    holds(
      any,
      (it) => {
        const { curve } = rankDeficientCurve(pointOf(it), -1);
        const used = new Set(curve.map((t) => t.layer));
        if (used.size !== curve.length) return false;
        // Dropping one of the terms, the step, leaves a curve that changes nothing at all.
        return curve.some((_, k) =>
          lossChanges(
            it,
            curve.filter((_, l) => l !== k),
            2 * it.weights.length,
          ).every((c) => c.sign === 0),
        );
      },
      { seed: 3202, runs: 100 },
    );
  });

  test('the step is mostly one entry', () => {
    let [one, all] = [0, 0];
    holds(
      any,
      (it) => {
        const point = pointOf(it);
        for (const sign of [-1, 1] as const) {
          // The term without which nothing changes.
          const { curve } = rankDeficientCurve(point, sign);
          const still = (k: number) =>
            lossChanges(
              it,
              curve.filter((_, l) => l !== k),
              2 * it.weights.length,
            ).every((c) => c.sign === 0);
          const entries = (k: number) => curve[k]!.matrix.flat().filter((x) => x !== '0').length;
          all++;
          if (range(curve.length).some((k) => still(k) && entries(k) === 1)) one++;
        }
        return true;
      },
      { seed: 3207, runs: 60 },
    );
    expect(one / all).toBeGreaterThan(0.7);
  });

  // W_1 = 0, W_2 = (b, 0), Y = (0, 1): along W_1 = σt, W_2 = (b, t) the loss changes by (½b²σ² − σ)t² + ….
  test.each<[bigint, string, number]>([
    [1n, '1', 2],
    [2n, '1/4', 2],
    [1000n, `1/${2n ** 32n}`, 2],
    [10n ** 10n, '1', 3],
  ])('where the quadratic term is too large the step is shorter, or one power later: b = %s', (b, step, order) => {
    const it = makeInstance(Matrix.identity(1), Matrix.column([0, 1]), [Matrix.zeros(1, 1), Matrix.column([b, 0])]);
    const down = rankDeficientCurve(pointOf(it), -1);
    expect([down.order, down.curve[0]]).toEqual([order, { layer: 1, power: order - 1, matrix: [[step]] }]);
    expect(checkCurve(down, it)).toBe(true);
    const up = rankDeficientCurve(pointOf(it), 1);
    expect([up.order, up.curve[0]]).toEqual([2, { layer: 1, power: 1, matrix: [['-1']] }]);
    expect(checkCurve(up, it)).toBe(true);
  });

  test.each([1, 2, 3, 4, 5])('at the origin of %d layers the order is H', (H) => {
    const widths = range(H + 1).map(() => 2);
    const it = origin(
      widths,
      Matrix.identity(2),
      Matrix.fromRows([
        [1, 2],
        [3, 4],
      ]),
    );
    for (const sign of [-1, 1] as const) {
      const e = rankDeficientCurve(pointOf(it), sign);
      expect(e.order).toBe(H);
      expect(checkCurve(e, it)).toBe(true);
    }
  });

  test('rejects a point where G = 0', () => {
    const it = origin([1, 1, 1], Matrix.identity(1), Matrix.zeros(1, 1));
    expect(() => rankDeficientCurve(pointOf(it), -1)).toThrow();
  });

  test('rejects a point of full rank: there is no flat', () => {
    const it = makeInstance(Matrix.identity(1), Matrix.fromRows([[5]]), [Matrix.identity(1), Matrix.identity(1)]);
    expect(() => rankDeficientCurve(pointOf(it), -1)).toThrow(/a rank-deficient product has a flat at every layer/);
  });
});

describe('ascent curves at critical points', () => {
  test('always exist where G ≠ 0', () => {
    const orders = new Set<number>();
    holds(
      criticalInstance({ maxDepth: 4 }).filter((it) => !pointOf(it).G.isZero()),
      (it) => {
        const e = ascentCurve(pointOf(it));
        orders.add(e.order);
        return e.kind === 'ascent-curve' && checkCurve(e, it);
      },
      { seed: 3203, runs: 150 },
    );
    expect(orders.has(2)).toBe(true);
  });

  test('of order 2 by one weight, wherever one weight changes RX', () => {
    // Where B_1 = 0, B_2A_1 = 0 and A_2 = 0 no weight alone moves the product, but two together do.
    const [zero, one] = [Matrix.zeros(1, 1), Matrix.identity(1)];
    for (const weights of [
      [zero, zero, one],
      [zero, one, zero],
      [one, zero, zero],
    ]) {
      const it = makeInstance(one, one, weights);
      const e = ascentCurve(pointOf(it));
      expect(e.order).toBe(2);
      expect(e.curve.length).toBeGreaterThan(1);
      expect(checkCurve(e, it)).toBe(true);
    }
    const wide = makeInstance(
      Matrix.identity(2),
      Matrix.fromRows([
        [0, 0],
        [0, 1],
      ]),
      [
        Matrix.zeros(2, 2),
        Matrix.fromRows([
          [1, 0],
          [0, 0],
        ]),
      ],
    );
    expect(ascentCurve(pointOf(wide))).toEqual({
      kind: 'ascent-curve',
      order: 2,
      curve: [
        {
          layer: 1,
          power: 1,
          matrix: [
            ['1', '0'],
            ['0', '0'],
          ],
        },
      ],
    });
  });

  test.each([2, 3, 4, 5])('at the origin of %d layers the order is H', (H) => {
    const it = origin(
      range(H + 1).map(() => 1),
      Matrix.identity(1),
      Matrix.identity(1),
    );
    const e = ascentCurve(pointOf(it));
    expect(e.order).toBe(H);
    expect(checkCurve(e, it)).toBe(true);
  });
});

describe('other losses: rank-deficient critical points, compared with actual losses', () => {
  /** W_H(t) ⋯ W_1(t). */
  const productAt = (it: ExactInstance, e: EvidenceOf<'descent-curve' | 'ascent-curve'>, t: Rational): Matrix => {
    const W = it.weights.map((w, k) =>
      e.curve
        .filter((term) => term.layer === k + 1)
        .reduce((s, { power, matrix }) => {
          const scale = range(power).reduce((p) => p.mul(t), Rational.one);
          return s.add(Matrix.fromRows(matrix, w.cols).scale(scale));
        }, w),
    );
    return W.slice(1).reduce((p, w) => w.mul(p), W[0]!);
  };
  /** The sign of f(R(t)) − f(R) at t = 2^−k for several large k; 0 if they differ. */
  const actualSign = (it: ExactInstance, e: EvidenceOf<'descent-curve' | 'ascent-curve'>): number => {
    const before = it.loss.value(partialProducts(it).R);
    const signs = [30n, 37n, 60n].map((k) =>
      it.loss.value(productAt(it, e, new Rational(1n, 2n ** k))).compare(before),
    );
    return signs.every((s) => s === signs[0]) ? signs[0]! : 0;
  };

  test.each(['huber', 'quartic', 'weighted-square'] as const)('%s: both curves, and the ascent curve', (kind) => {
    const orders = new Set<number>();
    const ascents = new Set<number>();
    let kinks = 0;
    holds(
      rankDeficientCritical(kind),
      (it) => {
        const point = pointOf(it);
        if (!isCritical(point) || point.G.isZero() || point.rank >= point.bottleneck) return false;
        const E = residual(it.loss, point.products.R);
        if (kind === 'huber' && E.num.some((x) => x === 2n * E.den || x === -2n * E.den)) kinks++;
        const [down, up, ascent] = [rankDeficientCurve(point, -1), rankDeficientCurve(point, 1), ascentCurve(point)];
        orders.add(down.order);
        ascents.add(ascent.order);
        return (
          down.kind === 'descent-curve' &&
          actualSign(it, down) === -1 &&
          actualSign(it, up) === 1 &&
          ascent.kind === 'ascent-curve' &&
          actualSign(it, ascent) === 1 &&
          down.order <= 2 * it.weights.length + 1
        );
      },
      { seed: 3205, runs: 80 },
    );
    expect(orders.size).toBeGreaterThan(1);
    // One weight alone gives an ascent of order 2 for a quadratic loss.
    expect(kind !== 'weighted-square' || ascents.has(2)).toBe(true);
    expect(kind !== 'huber' || kinks > 10).toBe(true);
  });

  test('where the step s = 1 moves the product at once, only a quadratic loss is decided at order 2, others at 2q + 1 = 3', () => {
    const [I, O] = [Matrix.identity(2), Matrix.zeros(2, 2)];
    const [first, second] = [0, 1].map((k) => Matrix.unit(2, k).mul(Matrix.unit(2, k).transpose()));
    const orderOf = (json: ExactLossJson) =>
      rankDeficientCurve(pointOf(makeInstanceWithLoss(I, second!, [first!, O], json)), -1).order;
    expect(orderOf({ kind: 'square' })).toBe(2);
    expect(orderOf({ kind: 'huber', delta: '1' })).toBe(3);
    expect(orderOf({ kind: 'quartic' })).toBe(3);
  });

  test('a curve of the other sign is found out by the actual losses', () => {
    const it = makeInstanceWithLoss(Matrix.identity(1), Matrix.identity(1), [Matrix.zeros(1, 1), Matrix.zeros(1, 1)], {
      kind: 'quartic',
    });
    const e = rankDeficientCurve(pointOf(it), -1);
    const turned = e.curve.map((term, k) =>
      k === 0 ? { ...term, matrix: [[`-${term.matrix[0]![0]}`.replace('--', '')]] } : term,
    );
    expect(actualSign(it, e)).toBe(-1);
    expect(actualSign(it, { ...e, curve: turned })).toBe(1);
  });

  test('rejects a loss that is not differentiable', () => {
    const it = makeInstanceWithLoss(Matrix.identity(1), Matrix.identity(1), [Matrix.zeros(1, 1)], {
      kind: 'absolute',
      weights: [['1']],
    });
    expect(() => pointOf(it)).toThrow(/not differentiable/);
  });
});
