import { describe, expect, test } from 'vitest';
import { irrationalPoint } from '../../properties/generators/irrational-point.ts';
import { irrational } from '../../properties/points.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import {
  areCoordinatesOf,
  coordinatesToJson,
  digitsOf,
  eigenCoordinates,
  withBits,
} from '../../src/network/coordinates.ts';
import { type Instance, instanceFromJson, instanceToJson } from '../../src/network/instance.ts';
import {
  centralInstance,
  hasCoordinates,
  type InstanceInCoordinates,
  inEigenbasis,
  vertexInstances,
} from '../../src/network/vertices.ts';
import { draws } from '../helpers/draws.ts';
import { point } from '../helpers/points.ts';

const sample = irrational([[1, 0]], [[1], [0]]) as InstanceInCoordinates;
const drawn = draws(irrationalPoint(), 60, 3) as InstanceInCoordinates[];
const squares = ({ X, Y }: Instance) => range(Y.rows).map((k) => X.entry(k, k).mul(Y.entry(k, k)));

describe('coordinates', () => {
  test('belong to the data that they were made for, at every accuracy', () => {
    for (const { X, Y, coordinates } of drawn) {
      expect(areCoordinatesOf(coordinates, X, Y)).toBe(true);
      expect(areCoordinatesOf(withBits(coordinates, X, Y, 40), X, Y)).toBe(true);
      expect(digitsOf(withBits(coordinates, X, Y, 40))).toBeGreaterThan(digitsOf(coordinates));
    }
  });

  test('go through JSON', () => {
    for (const instance of drawn) {
      const json = instanceToJson(instance);
      expect(json.coordinates).toEqual(coordinatesToJson(instance.coordinates));
      const back = instanceFromJson(JSON.parse(JSON.stringify(json)));
      expect(hasCoordinates(back)).toBe(true);
      expect(instanceToJson(back)).toEqual(json);
    }
  });

  const {
    X,
    Y,
    coordinates: good,
  } = inEigenbasis(
    Matrix.identity(3),
    Matrix.fromRows([
      [2, 1, 0],
      [1, 1, 3],
    ]),
    [Matrix.zeros(2, 3)],
  );
  test.each([
    ['K is not the inverse', { inverse: Matrix.identity(3).scale(new Rational(2n)) }],
    ['K of another size', { inverse: Matrix.identity(2) }],
    ['N sees Σ_XY', { complement: Matrix.fromRows([[1, 0, 0]]) }],
    ['N has no rows', { complement: Matrix.zeros(0, 3) }],
    ['no column of N is a unit vector', { complement: good.complement.scale(new Rational(2n)) }],
    ['a box without the spectrum', { below: good.above, above: good.above.map((x) => x.add(Rational.one)) }],
  ])('%s: they do not belong to the data', (_, change) => {
    expect(areCoordinatesOf(good, X, Y)).toBe(true);
    expect(areCoordinatesOf({ ...good, ...change }, X, Y)).toBe(false);
  });

  test.each([
    [
      'dependent inputs',
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      /XXᵀ is not invertible/,
    ],
    [
      'a tie',
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      /tie/,
    ],
    [
      'Σ_XY of rank 1',
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 2],
        [2, 4],
      ],
      /eigenvalue 0/,
    ],
    [
      'more outputs than inputs',
      [[1, 0]],
      [
        [1, 0],
        [1, 1],
      ],
      /eigenvalue 0|tie/,
    ],
  ])('%s: there are none', (_, X, Y, message) => {
    expect(() => eigenCoordinates(Matrix.fromRows(X), Matrix.fromRows(Y))).toThrow(message);
  });
});

describe('vertices', () => {
  test('n + 1 instances with the same weights, and Σ = diag(λ), M = [I, 0]', () => {
    for (const instance of drawn) {
      const vertices = vertexInstances(instance);
      expect(vertices.length).toBe(instance.Y.rows + 1);
      for (const vertex of [...vertices, centralInstance(instance)]) {
        expect(vertex.weights).toEqual(instance.weights);
        expect(vertex.coordinates).toBeUndefined();
        const { M, sigma } = leastSquares(vertex);
        expect(sigma.equals(Matrix.diagonal(squares(vertex)))).toBe(true);
        expect(M.equals(Matrix.identity(sigma.rows).beside(Matrix.zeros(sigma.rows, M.cols - sigma.rows)))).toBe(true);
      }
    }
  });

  test('the spectrum and the central instance are inside: barycentric coordinates are positive', () => {
    for (const instance of [sample, ...drawn]) {
      const [low, ...others] = vertexInstances(instance).map(squares);
      const inside = squares(centralInstance(instance));
      const shares = others.map((high, k) => inside[k]!.sub(low![k]!).div(high[k]!.sub(low![k]!)));
      const sum = shares.reduce((x, y) => x.add(y));
      expect(shares.every((x) => x.sign > 0) && sum.compare(Rational.one) < 0).toBe(true);
    }
  });

  test('other instances have none', () => {
    expect(hasCoordinates(point([[1]], [[1]], [[1]]))).toBe(false);
  });
});
