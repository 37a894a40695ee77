import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absolutePoint } from '../../properties/generators/absolute-point.ts';
import { spuriousPoint } from '../../properties/generators/spurious-point.ts';
import { larger, pointWithLoss, scalar, smaller } from '../../properties/points.ts';
import { sharpnessAbsolute } from '../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../properties/zhang-2019/reduction.ts';
import { minimumByDomination, minimumByHessian, shallowAt } from '../../src/evidence/local-minimum.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { isQuadratic } from '../../src/network/loss.ts';
import { partialProducts } from '../../src/network/network.ts';
import { holds } from '../helpers/property.ts';

/** The loss of W + εV for directions V with entries −1, 0, 1: none is below L(W). */
function isLowestNearby(instance: ExactInstance, epsilon: string, seed: number): boolean {
  const step = Rational.parse(epsilon);
  const now = instance.loss.value(partialProducts(instance).R);
  const directions = fc.sample(
    fc.tuple(
      ...instance.weights.map((w) =>
        fc
          .array(fc.integer({ min: -1, max: 1 }), { minLength: w.num.length, maxLength: w.num.length })
          .map((entries) => new Matrix(w.rows, w.cols, entries.map(BigInt))),
      ),
    ),
    { seed, numRuns: 20 },
  );
  return directions.every((V) => {
    const weights = instance.weights.map((w, h) => w.add(V[h]!.scale(step)));
    return instance.loss.value(partialProducts({ ...instance, weights }).R).compare(now) >= 0;
  });
}

describe('by the Hessian', () => {
  test('the counterexample of zhang-2019', () => {
    const evidence = minimumByHessian(sharpnessWeighted, 1)!;
    expect(evidence).toMatchObject({ kind: 'local-minimum', j: 1, proof: { form: 'hessian' } });
    expect(isLowestNearby(sharpnessWeighted, '1/100', 1)).toBe(true);
  });

  test('a global minimizer of the square loss, too; not a saddle', () => {
    expect(minimumByHessian(larger, 1)).toBeDefined();
    expect(minimumByHessian(smaller, 1)).toBeUndefined();
  });

  test('a kernel larger than the orbit proves nothing', () => {
    // Y = I: both singular values are 1, and any direction in between is as good.
    const one = { kind: 'square' } as const;
    const tie = pointWithLoss(
      one,
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      [[1, 0]],
      [[1], [0]],
    );
    expect(minimumByHessian(tie, 1)).toBeUndefined();
  });

  test('hypotheses that fail are refused', () => {
    expect(() => minimumByHessian(scalar(2, 0, 0), 1)).toThrow('rank R is not d_1 = 1');
    expect(() => minimumByHessian(scalar(2, 1, 1), 1)).toThrow('not a critical point');
    const quartic = pointWithLoss({ kind: 'quartic' }, [[1]], [[2]], [[2]], [[1]]);
    expect(() => minimumByHessian(quartic, 1)).toThrow('not quadratic');
  });

  test('spurious points: the Hessian of two layers has a kernel of dimension d_j² and no negative eigenvalue', () => {
    const minimal = (instance: ExactInstance) => {
      const d = Math.min(...instance.widths);
      const j = instance.widths.indexOf(d);
      const { loss } = instance;
      const evidence = minimumByHessian(instance, j);
      if (!evidence || !isQuadratic(loss)) return false;
      const { negative, zero } = inertia(hessian(shallowAt(instance, j), loss));
      return negative === 0 && zero === d * d && isLowestNearby(instance, '1/1000', 2);
    };
    holds(spuriousPoint(), minimal, { seed: 3, runs: 60 });
  });
});

describe('by domination', () => {
  test('the counterexample of zhang-2019', () => {
    const evidence = minimumByDomination(sharpnessAbsolute, 1)!;
    expect(evidence.proof).toMatchObject({ form: 'domination', row: 1, col: 0 });
    expect(isLowestNearby(sharpnessAbsolute, '1/10', 4)).toBe(true);
  });

  test('at some hidden layer of every absolute point', () => {
    const somewhere = (instance: ExactInstance) =>
      range(instance.weights.length - 1).some((h) => minimumByDomination(instance, h + 1) !== undefined) &&
      isLowestNearby(instance, '1/1000', 5);
    holds(absolutePoint(), somewhere, { seed: 6, runs: 100 });
  });

  test.each<[string, ExactInstance]>([
    ['another loss', scalar(1, 0, 1)],
    [
      'another target',
      pointWithLoss(
        sharpnessAbsolute.loss.toJson(),
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      ),
    ],
    [
      'another X',
      pointWithLoss(
        sharpnessAbsolute.loss.toJson(),
        [
          [2, 0],
          [0, 1],
        ],
        [
          [0, 0],
          [1, 0],
        ],
        [
          [0, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      ),
    ],
    [
      'no entry that is dominated',
      pointWithLoss(
        sharpnessAbsolute.loss.toJson(),
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0, 0],
          [1, 0],
        ],
        [
          [0, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ],
  ])('undefined for %s', (_, instance) => {
    expect(minimumByDomination(instance, 1)).toBeUndefined();
  });
});

test('the two-layer network has the same product and loss, also with other towers', () => {
  const { X, Y, weights, widths, loss } = sharpnessWeighted;
  const other = { X, widths: [2, 2], weights: [Matrix.identity(2)] };
  const two = makeInstanceWithLoss(X, Y, weights, loss.toJson(), widths, [other]);
  const shallow = shallowAt(two, 1);
  const { R } = partialProducts(shallow);
  expect(R.equals(partialProducts(two).R)).toBe(true);
  expect(shallow.loss.value(R).equals(two.loss.value(R))).toBe(true);
  expect(shallow.Y.equals(Y.sub(Matrix.identity(2)))).toBe(true);
});
