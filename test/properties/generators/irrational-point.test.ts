import { describe, expect, test } from 'vitest';
import { irrationalCritical } from '../../../properties/generators/coverage.ts';
import { criticalParameters } from '../../../properties/generators/critical-point.ts';
import { irrationalData, irrationalParameters, tridiagonal } from '../../../properties/generators/irrational-data.ts';
import { irrationalFrom, irrationalPoint } from '../../../properties/generators/irrational-point.ts';
import { irrationalFullMiddle } from '../../../properties/kawaguchi-2016/full-middle.ts';
import { decide } from '../../../src/decision/decide.ts';
import { coprimeWithDerivative } from '../../../src/evidence/distinct-spectrum.ts';
import { leastSquares } from '../../../src/evidence/least-squares.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { characteristicPolynomial, hasIrrationalRoot } from '../../../src/exact/polynomial.ts';
import { areCoordinatesOf } from '../../../src/network/coordinates.ts';
import { makeInstance } from '../../../src/network/instance.ts';
import { bottleneckWidth, chain, depth, partialProducts } from '../../../src/network/network.ts';
import { type InstanceInCoordinates, vertexInstances } from '../../../src/network/vertices.ts';
import { draws, drawsAndShrinks, isCritical, isValid, share, smallest, text } from '../../helpers/draws.ts';

describe('data', () => {
  test.each([2, 3, 4, 5])('tridiagonal matrices of size %i: different positive eigenvalues, some irrational', (n) => {
    const p = characteristicPolynomial(tridiagonal(n));
    expect(coprimeWithDerivative(tridiagonal(n))).toBeDefined();
    expect(hasIrrationalRoot(p)).toBe(true);
    expect(p[0]!.sign).not.toBe(0);
  });

  test('integers with XXᵀ invertible, Σ_XY of full rank and different eigenvalues, shrunk or not; all kinds and shapes', () => {
    const all = drawsAndShrinks(irrationalParameters(), 120);
    for (const p of all) {
      for (const [dIn, dOut] of [
        [2, 2],
        [4, 2],
        [3, 3],
      ] as const) {
        const { X, Y } = irrationalData(dIn, dOut, p);
        expect([X.den, Y.den, rank(X), rank(X.mul(Y.transpose()))]).toEqual([1n, 1n, dIn, dOut]);
        const instance = makeInstance(X, Y, [Matrix.zeros(dOut, dIn)]);
        expect(coprimeWithDerivative(leastSquares(instance).sigma)).toBeDefined();
      }
    }
    for (const kind of ['plain', 'symmetric', 'close', 'large']) expect(all.some((p) => p.kind === kind)).toBe(true);
  });
});

describe('points in an eigenbasis', () => {
  const all = drawsAndShrinks(irrationalPoint(), 150) as InstanceInCoordinates[];

  test('coordinates belong to the data, and the point is critical at every vertex, shrunk or not', () => {
    for (const instance of all) {
      expect(isValid(instance)).toBe(true);
      expect(areCoordinatesOf(instance.coordinates, instance.X, instance.Y)).toBe(true);
      expect(vertexInstances(instance).every(isCritical)).toBe(true);
    }
  });

  test('almost all spectra are irrational', () => {
    const drawn = draws(irrationalPoint(), 200, 4);
    const proof = (instance: InstanceInCoordinates) => ({ ...decide(instance), hypotheses: [] });
    const counted = irrationalCritical(0);
    expect(share(drawn, (p) => counted.holds(p, proof(p as InstanceInCoordinates)))).toBeGreaterThan(0.85);
  });

  test('every kind of point: all verdicts, ranks, sets S, complements, depths', () => {
    const drawn = draws(irrationalPoint(), 300, 6) as InstanceInCoordinates[];
    const verdicts = drawn.map((p) => decide(p).verdict);
    for (const [verdict, least] of [
      ['global-minimizer', 0.1],
      ['strict-saddle', 0.3],
      ['non-strict-saddle', 0.1],
    ] as const) {
      expect(share(verdicts, (v) => v === verdict)).toBeGreaterThan(least);
    }
    const r = (p: InstanceInCoordinates) => rank(partialProducts(p).R);
    expect(share(drawn, (p) => r(p) > 0 && r(p) < bottleneckWidth(p))).toBeGreaterThan(0.05);
    expect(share(drawn, (p) => partialProducts(p).R.col(0).isZero() && r(p) > 0)).toBeGreaterThan(0.05);
    expect(share(drawn, (p) => p.coordinates.complement.rows > 0)).toBeGreaterThan(0.2);
    expect(share(drawn, (p) => p.X.cols > p.X.rows)).toBeGreaterThan(0.2);
    expect(share(drawn, (p) => depth(p) === 1)).toBeGreaterThan(0.01);
    expect(share(drawn, (p) => depth(p) >= 4)).toBeGreaterThan(0.1);
  });

  test('same seed, same instance; shrinks to a network of one layer on simple data', () => {
    expect(draws(irrationalPoint(), 20, 9).map(text)).toEqual(draws(irrationalPoint(), 20, 9).map(text));
    const least = smallest(irrationalFrom(criticalParameters()), 3);
    expect(least.Y.equals(tridiagonal(2))).toBe(true);
    expect(least.X.equals(Matrix.identity(2))).toBe(true);
  });

  test('with a full middle: W_{H−1}⋯W_2 keeps the rank of its least width', () => {
    for (const p of draws(irrationalFullMiddle(), 60)) {
      expect(vertexInstances(p as InstanceInCoordinates).every(isCritical)).toBe(true);
      expect(rank(chain(p, depth(p) - 1, 2))).toBe(Math.min(...p.widths.slice(1, -1)));
    }
  });
});
