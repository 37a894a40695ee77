import { Matrix as Doubles, EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { interiorParameters } from '../../properties/achour-2021/interior-point.ts';
import { classification } from '../../properties/achour-2021/thm-classification.ts';
import { decision } from '../../properties/depthcert/decision.ts';
import { irrationalCritical } from '../../properties/generators/coverage.ts';
import {
  type CriticalParameters,
  type CriticalPoint,
  criticalPointFrom,
} from '../../properties/generators/critical-assembly.ts';
import { criticalParameters } from '../../properties/generators/critical-point.ts';
import { tridiagonal } from '../../properties/generators/irrational-data.ts';
import { irrationalFrom, irrationalPoint } from '../../properties/generators/irrational-point.ts';
import { properties } from '../../properties/index.ts';
import { allBadSaddleParameters } from '../../properties/kawaguchi-2016/bad-saddle.ts';
import { bottleneckParameters } from '../../properties/lu-kawaguchi-2017/bottleneck-point.ts';
import { decide } from '../../src/decision/decide.ts';
import { pointOf } from '../../src/decision/point.ts';
import { inverse, rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { eigenCoordinates } from '../../src/network/coordinates.ts';
import { hessian, weightCount } from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth, partialProducts } from '../../src/network/network.ts';
import {
  centralInstance,
  type InstanceInCoordinates,
  inEigenbasis,
  vertexInstances,
} from '../../src/network/vertices.ts';
import { draws } from '../helpers/draws.ts';
import { accepted } from '../helpers/points.ts';

/** The same point on data with a rational spectrum, its layers in coordinates: W_1T⁻¹ and UᵀW_H, T = [UᵀM; N]. */
function inCoordinates({ instance, data: { U } }: CriticalPoint): InstanceInCoordinates {
  const { X, Y, weights, widths } = instance;
  const coordinates = eigenCoordinates(X, Y);
  const { T } = frame(instance, U, coordinates.complement);
  const H = depth(instance);
  const changed = weights.map((w, h) => {
    const right = h === 0 ? w.mul(inverseOf(T)) : w;
    return h === H - 1 ? U.transpose().mul(right) : right;
  });
  return { ...makeInstance(X, Y, changed, widths), coordinates };
}

/** T = [UᵀM; N] */
function frame({ X, Y }: Instance, U: Matrix, N: Matrix): { T: Matrix } {
  const M = Y.mul(X.transpose()).mul(inverseOf(X.mul(X.transpose())));
  return { T: U.transpose().mul(M).above(N) };
}

function inverseOf(m: Matrix): Matrix {
  const found = inverse(m);
  if (!found) throw new Error('singular');
  return found;
}

/** d_H ≤ d_0, so that Σ has d_H different positive eigenvalues. */
const rationalPoints = (runs: number, seed: number): CriticalPoint[] =>
  draws(criticalParameters({ maxWidth: 3, maxDepth: 4 }), runs, seed).map((p: CriticalParameters) =>
    criticalPointFrom(p),
  );

describe('false variants are refuted on irrational spectra, too', () => {
  const good = (parameters: Parameters<typeof irrationalFrom>[0], seed: number) =>
    draws(irrationalFrom(parameters), 40, seed);
  const instances = [
    ...draws(irrationalPoint({ maxWidth: 3 }), 150, 12),
    ...good(bottleneckParameters(), 13),
    ...good(allBadSaddleParameters(), 14),
    ...good(interiorParameters(), 15),
    // Not critical: the last layer is twice as large.
    ...draws(irrationalPoint({ maxWidth: 2 }), 60, 16).map((p) => ({
      ...p,
      weights: p.weights.map((w, h) => (h === depth(p) - 1 ? w.scale(new Rational(2n)) : w)),
    })),
  ];
  /** Of each statement the variants that no instance in coordinates can refute, or none of these does. */
  const others: Readonly<Record<string, readonly string[]>> = {
    'kawaguchi-2016/cor-2.4': ['empty-layer', 'uncorrelated'],
    'zhang-2019/quadratic': ['weighted'],
    'achour-2021/critical-map': ['converse', 'any-basis', 'any-point'],
    'achour-2021/thm-classification': ['zero-eigenvalue'],
    'achour-2021/non-strict-exist': ['empty-layer', 'zero-eigenvalue'],
    'achour-2021/implicit-regularization': ['any-point'],
  };
  const cases = properties
    .filter(({ coverage }) => coverage.some(({ name }) => name === irrationalCritical(0).name))
    .flatMap(({ id, variants }) =>
      variants.filter((v) => !others[id]?.includes(v.id)).map((variant) => [`${id}~${variant.id}`, variant] as const),
    );

  test.each(cases)('%s', (id, variant) => {
    for (const instance of instances) {
      const proof = variant.refute(instance);
      if (!proof) continue;
      expect(accepted(id, instance, proof)).toBe('VALID');
      expect(proof.precision).toBeGreaterThan(0);
      return;
    }
    throw new Error('not refuted');
  });

  test('most statements with coordinates have such variants', () => expect(cases.length).toBeGreaterThan(25));
});

test('what vanishes at the spectrum and not around it is undecided', () => {
  // Σ = B² has the eigenvalues 7 ± 4√3 and 4: λ_1 − 7/2·λ_2 + λ_3 = 0, and that is the gradient of W_2 at W_1 = (1,1,1), W_2 = 0, W_3 = (1,−7/2,1)ᵀ.
  const instance = inEigenbasis(Matrix.identity(3), tridiagonal(3), [
    Matrix.fromRows([[1, 1, 1]]),
    Matrix.fromRows([[0]]),
    Matrix.column([1, '-7/2', 1]),
  ]);
  const proof = decision.prove(instance);
  expect(proof).toMatchObject({ verdict: 'undecided', evidence: [] });
  expect(proof.open).toMatch(/at vertex \d: coefficient of t\^1 < 0/);
  expect(proof.precision).toBeGreaterThanOrEqual(199);
  expect(accepted(decision.id, instance, proof)).toBe('UNDECIDED');
}, 60_000);

describe('a rational spectrum, both ways', () => {
  const points = rationalPoints(60, 21);
  test('verdict, rank and inertia of the Hessian agree', () => {
    for (const point of points) {
      const other = inCoordinates(point);
      const exact = decide(point.instance);
      const proof = classification.prove(other);
      expect(proof.verdict).toBe(exact.verdict);
      expect(accepted(classification.id, other, proof)).toBe('VALID');
      expect(rank(partialProducts(other).R)).toBe(exact.rank);
      if (weightCount(other) > 24) continue;
      const { coordinates = other.coordinates } = proof;
      const central = centralInstance({ ...other, coordinates });
      expect(inertia(hessian(central, central.loss))).toEqual(inertia(hessian(point.instance, point.instance.loss)));
    }
  });

  test('up to a constant the loss is the convex combination of those at the vertices that the spectrum is of them', () => {
    for (const point of points) {
      const { X, Y, weights, widths } = point.instance;
      const changed = weights.map((w, h) => w.add(Matrix.build(w.rows, w.cols, (i, j) => BigInt((i + 2 * j + h) % 3))));
      const there = inCoordinates({ ...point, instance: makeInstance(X, Y, changed, widths) });
      const here = inCoordinates(point);
      const vertices = vertexInstances(here);
      const squares = vertices.map((v) => range(Y.rows).map((k) => v.X.entry(k, k).mul(v.X.entry(k, k))));
      const lambda = point.data.sigma.map((s) => new Rational(s * s));
      const shares = lambda.map((x, k) => x.sub(squares[0]![k]!).div(squares[k + 1]![k]!.sub(squares[0]![k]!)));
      expect(shares.every((c) => c.sign > 0)).toBe(true);
      const all = [shares.reduce((s, c) => s.sub(c), Rational.one), ...shares];
      expect(all[0]!.sign).toBe(1);
      const fall = (a: Instance, b: Instance, loss: Instance['loss']) =>
        loss.value(partialProducts(a).R).sub(loss.value(partialProducts(b).R));
      const combined = vertices.reduce((s, v, k) => s.add(all[k]!.mul(fall(there, here, v.loss))), Rational.zero);
      const direct = fall(makeInstance(X, Y, changed, widths), point.instance, point.instance.loss);
      expect(combined.equals(direct)).toBe(true);
    }
  });
});

describe('an irrational spectrum, and doubles', () => {
  /** The layers W_1T, …, UW_H with eigenvectors in doubles, read as exact numbers. */
  function inDoubles(instance: InstanceInCoordinates): Instance {
    const { X, Y, weights, widths, coordinates } = instance;
    const { leastSquares } = pointOf(makeInstance(X, Y, weights, widths));
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
      new Doubles(leastSquares.sigma.toDoubles()),
      { assumeSymmetric: true },
    );
    const order = range(Y.rows).sort((i, j) => realEigenvalues[j]! - realEigenvalues[i]!);
    const U = Matrix.of(Y.rows, Y.rows, (i, j) => Rational.fromDouble(eigenvectorMatrix.get(i, order[j]!)));
    const { T } = frame(instance, U, coordinates.complement);
    const H = depth(instance);
    const layers = weights.map((w, h) => {
      const right = h === 0 ? w.mul(T) : w;
      return h === H - 1 ? U.mul(right) : right;
    });
    return makeInstance(X, Y, layers, widths);
  }

  test('the gradient is nearly 0, and the least eigenvalue of the Hessian is as the verdict says', () => {
    const points = draws(irrationalPoint({ maxWidth: 3, maxDepth: 3 }), 60, 8) as InstanceInCoordinates[];
    let strict = 0;
    let semidefinite = 0;
    for (const instance of points) {
      if (Math.max(...instance.Y.toDoubles().flat().map(Math.abs)) > 100 || weightCount(instance) > 18) continue;
      const { verdict } = classification.prove(instance);
      const real = inDoubles(instance);
      const size = Math.max(...hessian(real, real.loss).toDoubles().flat().map(Math.abs));
      for (const g of pointOf(real).gradients)
        for (const x of g.toDoubles().flat()) expect(Math.abs(x)).toBeLessThanOrEqual(1e-9 * size);
      const { realEigenvalues } = new EigenvalueDecomposition(new Doubles(hessian(real, real.loss).toDoubles()), {
        assumeSymmetric: true,
      });
      const least = Math.min(...realEigenvalues);
      if (verdict === 'strict-saddle') strict++;
      else semidefinite++;
      if (verdict === 'strict-saddle') expect(least).toBeLessThan(-1e-9 * size);
      else expect(least).toBeGreaterThanOrEqual(-1e-9 * size);
    }
    expect(Math.min(strict, semidefinite)).toBeGreaterThan(5);
  });
});
