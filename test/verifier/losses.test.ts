import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plantedPoint } from '../../properties/generators/planted-point.ts';
import { curve, lossChange, productCurve } from '../../src/evidence/curve.ts';
import { Matrix as LibraryMatrix } from '../../src/exact/matrix.ts';
import type { Rational } from '../../src/exact/rational.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { isQuadratic } from '../../src/network/loss.ts';
import { exactLossKinds } from '../../src/network/losses/index.ts';
import { partialProducts } from '../../src/network/network.ts';
import { readLoss } from '../../src/verifier/losses.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { Place } from '../../src/verifier/read.ts';
import { Failure } from '../../src/verifier/result.ts';
import { lossJson } from '../helpers/losses.ts';
import { outcome } from './kinds/item.ts';
import { networkOf, theirs } from './kinds/network-of.ts';

const number = ({ num, den }: Rational): Matrix => Matrix.rational(num, den);
const twice = (x: Rational): Matrix => number(x).plus(number(x));

/** Points of two layers with every loss: the layers and the data of planted points. */
const points = fc.sample(plantedPoint({ minDepth: 2, maxDepth: 2, losses: ['square'] }), { seed: 1, numRuns: 30 });
const withLoss = (kind: (typeof exactLossKinds)[number]): ExactInstance[] =>
  points.map(({ X, Y, weights, widths }) => makeInstanceWithLoss(X, Y, weights, lossJson(kind, Y), widths));

describe.each(exactLossKinds)('%s: the formulas are those of the library', (kind) => {
  const all = withLoss(kind);
  const differentiable = all[0]!.loss.differentiable;

  test('values, at R and elsewhere', () => {
    for (const instance of all) {
      const net = networkOf(instance);
      const { R } = partialProducts(instance);
      expect(net.twiceLoss().equals(twice(instance.loss.value(R)))).toBe(true);
      const other = R.add(LibraryMatrix.build(R.rows, R.cols, (i, j) => BigInt(2 * i - j + 1)));
      expect(net.twiceLossAt(theirs(other)).equals(twice(instance.loss.value(other)))).toBe(true);
    }
  });

  test('what is known of it', () => {
    const { convex, differentiable } = all[0]!.loss;
    const { isConvex, isSmooth, isQuadratic: quadratic } = networkOf(all[0]!).loss;
    expect([isConvex, isSmooth]).toEqual([convex, convex && differentiable]);
    expect(quadratic).toBe(isQuadratic(all[0]!.loss));
  });

  test('gradients, or none', () => {
    for (const instance of all) {
      const net = networkOf(instance);
      if (!differentiable) expect(() => net.G()).toThrow('this loss has no gradient');
      else expect(net.G().equals(theirs(instance.loss.gradient(partialProducts(instance).R)))).toBe(true);
    }
  });

  // L of `balanced-square` has a term besides f: its own tests are elsewhere.
  if (kind === 'balanced-square') return;

  test('Hessians, or none', () => {
    for (const instance of all) {
      const net = networkOf(instance);
      if (!isQuadratic(instance.loss)) expect(() => net.hessian()).toThrow('no Hessian');
      else expect(net.hessian().equals(theirs(hessian(instance, instance.loss)))).toBe(true);
    }
  });

  if (!differentiable) return;

  test('coefficients along curves', () => {
    for (const [n, instance] of all.entries()) {
      const power = 1 + (n % 2);
      const terms = instance.weights.map((w, h) => ({
        layer: h + 1,
        power: power + h,
        matrix: LibraryMatrix.build(w.rows, w.cols, (i, j) => BigInt(((i + 2 * j + h + n) % 3) - 1)),
      }));
      const R = productCurve(curve(instance, terms), 6);
      const sums = networkOf(instance).lossChange(
        terms.map(({ power, matrix }) => new Map([[power, theirs(matrix)]])),
        6,
      );
      const expected = lossChange(instance.loss, R, 6);
      for (const [m, c] of expected.entries()) expect(sums[m + 1]!.equals(twice(c))).toBe(true);
      // What the library does not know, the verifier does not either: 0, so that nothing is claimed.
      for (const c of sums.slice(expected.length + 1)) expect(c.isZero).toBe(true);
      const lowest = R.findIndex((c, k) => k > 0 && !c.isZero());
      const bound = lowest < 0 || isQuadratic(instance.loss) ? 6 : Math.min(6, 2 * lowest - 1);
      expect(expected).toHaveLength(bound);
    }
  });
});

describe('orders from 2p on', () => {
  // f(R(t)) with R(t) = 1 + t, E = −1: φ falls at order 1; with W_1 = 0 the product moves at order 2.
  const point = (kind: 'square' | 'huber' | 'quartic', ...w: number[]) => {
    const one = (x: number) => LibraryMatrix.fromRows([[x]]);
    return networkOf(makeInstanceWithLoss(one(1), one(2), w.map(one), lossJson(kind, one(2))));
  };
  const line = (order: number, ...layers: (readonly [layer: number, power: number, entry: string])[]) => ({
    kind: 'descent-curve',
    order,
    curve: layers.map(([layer, power, entry]) => ({ layer, power, matrix: [[entry]] })),
  });
  test.each([
    ['square', [1, 1], line(1, [1, 1, '1']), 'holds'],
    ['huber', [1, 1], line(1, [1, 1, '1']), 'holds'],
    ['quartic', [1, 1], line(1, [1, 1, '1']), 'holds'],
    ['square', [0, 0], line(2, [1, 1, '1'], [2, 1, '1']), 'holds'],
    // Δ starts at t², and ⟨G, Δ⟩ is right below t⁴.
    ['huber', [0, 0], line(2, [1, 1, '1'], [2, 1, '1']), 'holds'],
    ['quartic', [0, 0], line(3, [1, 1, '1'], [2, 2, '1']), 'holds'],
    // Δ = (1 − t)(1 + t + 3t²) − 1 = 2t² − 3t³.
    ['huber', [1, 1], line(2, [1, 1, '-1'], [2, 1, '1'], [2, 2, '3']), 'holds'],
    ['quartic', [1, 1], line(2, [1, 1, '-1'], [2, 1, '1'], [2, 2, '3']), 'holds'],
    ['huber', [1, 1], line(1, [1, 1, '-1'], [2, 1, '1'], [2, 2, '3']), 'CURVE '],
    ['huber', [1, 1], line(1, [1, 1, '-1']), 'CURVE '],
  ] as const)('%s at W = %j: %j', (kind, w, item, expected) => {
    expect(outcome(point(kind, ...w), item)).toBe(expected);
  });

  test.each([
    ['square', 'holds'],
    ['huber', 'CURVE '],
    ['quartic', 'CURVE '],
  ] as const)('%s: a fall at t² of a product that moves at t', (kind, expected) => {
    // Two outputs: the product moves at t where G is zero, and at t² where it is not. 2p = 2, though the loss falls for all three.
    const m = (...rows: (number | string)[][]) => LibraryMatrix.fromRows(rows);
    const data = [m([1]), m([0], [1]), [m([1]), m([0], [0])]] as const;
    const net = networkOf(makeInstanceWithLoss(...data, lossJson(kind, m([0], [1]))));
    const item = {
      kind: 'descent-curve',
      order: 2,
      curve: [
        { layer: 2, power: 1, matrix: [['1'], ['0']] },
        { layer: 2, power: 2, matrix: [['0'], ['1']] },
      ],
    };
    expect(outcome(net, item)).toBe(expected);
    expect(outcome(net, { ...item, curve: item.curve.slice(1) })).toBe('holds');
  });
});

describe('reading', () => {
  const read = (json: unknown, ...Y: string[]) => {
    try {
      return readLoss(new Place(json as never), new Place([Y]).matrix(1, Y.length)).kind;
    } catch (error) {
      if (error instanceof Failure) return `${error.code} ${error.pointer}`;
      throw error;
    }
  };
  test.each([
    [{ kind: 'square' }, 'square'],
    [{ kind: 'weighted-square', weights: [['1', '1/2']] }, 'weighted-square'],
    [{ kind: 'huber', delta: '1/2' }, 'huber'],
    [{ kind: 'quartic' }, 'quartic'],
    [{ kind: 'absolute', weights: [['1', '1/2']] }, 'absolute'],
    [{ kind: 'balanced-square', mu: '1/2' }, 'balanced-square'],
    [{ kind: 'log-cosh' }, 'log-cosh'],
    [{ kind: 'pseudo-huber', delta: '1/2' }, 'pseudo-huber'],
    [{ kind: 'logistic' }, 'logistic'],
    [{ kind: 'hinge', anything: 1 }, 'hinge'],
    [{ kind: 'square', weights: [] }, 'UNKNOWN_FIELD /weights'],
    [{ kind: 'weighted-square' }, 'MISSING_FIELD '],
    [{ kind: 'weighted-square', weights: [['1']] }, 'SHAPE /weights/0'],
    [{ kind: 'weighted-square', weights: [['1', '0']] }, 'RANGE /weights'],
    [{ kind: 'absolute', weights: [['1', '-1']] }, 'RANGE /weights'],
    [{ kind: 'absolute', weights: '1' }, 'TYPE /weights'],
    [{ kind: 'huber', delta: '0' }, 'RANGE /delta'],
    [{ kind: 'huber', delta: '-1' }, 'RANGE /delta'],
    [{ kind: 'huber', delta: 1 }, 'TYPE /delta'],
    [{ kind: 'huber', delta: [['1']] }, 'TYPE /delta'],
    [{ kind: 'huber' }, 'MISSING_FIELD '],
    [{ kind: 'balanced-square', mu: '0' }, 'RANGE /mu'],
    [{ kind: 'log-cosh', delta: '1' }, 'UNKNOWN_FIELD /delta'],
    [{ kind: 'pseudo-huber' }, 'MISSING_FIELD '],
    [{ kind: 'pseudo-huber', delta: '0' }, 'RANGE /delta'],
    [{ kind: 'pseudo-huber', delta: '-1/2' }, 'RANGE /delta'],
    [{ kind: 'pseudo-huber', delta: 1 }, 'TYPE /delta'],
    [{ kind: 'logistic', weights: [] }, 'UNKNOWN_FIELD /weights'],
    [{}, 'MISSING_FIELD '],
  ])('%j: %s', (json, expected) => {
    expect(read(json, '0', '1')).toBe(expected);
  });
  test.each([
    [['0', '1/2'], 'logistic'],
    [['1', '1'], 'logistic'],
    [['1', '-1/9'], 'RANGE '],
    [['10/9', '0'], 'RANGE '],
  ])('logistic with the labels %j: %s', (labels, expected) => {
    expect(read({ kind: 'logistic' }, ...labels)).toBe(expected);
  });
  test('an unknown loss is not known to be smooth', () => {
    expect(readLoss(new Place({ kind: 'hinge' }), Matrix.rational(1n)).isSmooth).toBe(false);
  });
});
