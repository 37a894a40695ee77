import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  balancedCriticalPoint,
  regularized as regularizedPoints,
} from '../../../properties/zhu-2018/balanced-point.ts';
import type { MatrixPolynomial } from '../../../src/exact/matrix-polynomial.ts';
import { makeInstanceWithLoss } from '../../../src/network/instance.ts';
import { isRegularized, regularizedChange, regularizedGradients } from '../../../src/network/regularized.ts';
import { readEvidence } from '../../../src/verifier/checks.ts';
import { readLoss } from '../../../src/verifier/losses.ts';
import { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../../src/verifier/network.ts';
import { Place } from '../../../src/verifier/read.ts';
import { matrix } from '../../helpers/arbitraries.ts';
import { holds } from '../../helpers/property.ts';
import { type Item, network, outcome, type Rows, read } from './item.ts';
import { networkOf, theirs } from './network-of.ts';

/** Two layers with the loss balanced-square. */
function regularized(mu: string, X: Rows, Y: Rows, first: Rows, second: Rows): Network {
  const [input, output] = [read(X), read(Y)];
  const loss = readLoss(new Place({ kind: 'balanced-square', mu }), output);
  return makeNetwork([input.rows, first.length, output.rows], input, output, [read(first), read(second)], loss);
}
const zero = { kind: 'zero', of: 'gradient' };
const balanced = { kind: 'balanced' };

describe('balanced', () => {
  test.each<[string, Rows[], string]>([
    ['one neuron, equal weights', [[[2]], [[2]]], 'holds'],
    ['opposite weights', [[[2]], [[-2]]], 'holds'],
    ['both layers 0', [[[0, 0]], [[0]]], 'holds'],
    ['one layer 0', [[[0]], [[1]]], 'BALANCED '],
    ['equal norms in different neurons', [[[1], [0]], [[0, 1]]], 'BALANCED '],
    ['one layer', [[[1]]], 'SHAPE '],
    ['three layers', [[[1]], [[1]], [[1]]], 'SHAPE '],
  ])('X = I, %s: %s', (_, layers, expected) => {
    expect(outcome(network(...layers), balanced)).toBe(expected);
  });

  test('the data count: X = 2, W_1 = 1, W_2 = 2', () => {
    expect(outcome(regularized('1', [[2]], [[0]], [[1]], [[2]]), balanced)).toBe('holds');
    expect(outcome(regularized('1', [[2]], [[0]], [[1]], [[1]]), balanced)).toBe('BALANCED ');
  });

  test('no other field', () => {
    expect(outcome(network([[1]], [[1]]), { kind: 'balanced', of: 'layers' })).toBe('UNKNOWN_FIELD /of');
  });
});

describe('the regularized loss', () => {
  // X = 1, Y = 2, W_1 = 1, W_2 = 2: critical for f (R = Y), D = 3. ∇_{W_1}g = −3μ, ∇_{W_2}g = 6μ.
  const imbalanced = (mu = '1') => regularized(mu, [[1]], [[2]], [[1]], [[2]]);
  // W = 0, Y = 1: f is critical, and D = 0.
  const origin = regularized('1', [[1]], [[1]], [[0]], [[0]]);
  const line = (kind: string, order: number, first: string, second: string) => ({
    kind,
    order,
    curve: [
      { layer: 1, power: 1, matrix: [[first]] },
      { layer: 2, power: 1, matrix: [[second]] },
    ],
  });

  test.each<[string, Network, Item, string]>([
    ['zero: a balanced critical point', origin, zero, 'holds'],
    ['zero: critical for f only', imbalanced(), zero, 'ZERO '],
    ['descent of order 1 by the regularizer alone', imbalanced(), line('descent-curve', 1, '1', '-1'), 'holds'],
    ['the other way', imbalanced(), line('descent-curve', 1, '-1', '1'), 'CURVE '],
    ['ascent', imbalanced(), line('ascent-curve', 1, '-1', '1'), 'holds'],
    ['negative curvature at 0', origin, { kind: 'negative-curvature', V: [[['1']], [['1']]] }, 'holds'],
    ['none along one layer', origin, { kind: 'negative-curvature', V: [[['1']], [['0']]] }, 'CURVATURE /V'],
    // Along W_2 alone f is constant, and ‖D‖² = t⁴.
    [
      'ascent of order 4',
      origin,
      { ...line('ascent-curve', 4, '0', '1'), curve: [{ layer: 2, power: 1, matrix: [['1']] }] },
      'holds',
    ],
    [
      'not of order 3',
      origin,
      { ...line('ascent-curve', 3, '0', '1'), curve: [{ layer: 2, power: 1, matrix: [['1']] }] },
      'CURVE ',
    ],
  ])('%s', (_, net, item, expected) => {
    expect(outcome(net, item)).toBe(expected);
  });

  test('μ weighs the regularizer against f: V = (2, 1) at W = 0 and X = Y = 1', () => {
    // f: −2·2; D(t) = −3t², of no weight at order 2; at order 4: ½·4t⁴ + (μ/4)·9t⁴.
    const c = origin.lossChange(
      [1n, 1n].map((_, h) => new Map([[1, Matrix.rational(h === 0 ? 2n : 1n)]])),
      4,
    );
    expect(c.map((x) => `${x.num[0]}/${x.den}`)).toEqual(['0/1', '0/1', '-4/1', '0/1', '17/2']);
  });

  test('at an imbalanced point D counts at order 2', () => {
    // W = (1, 2), V = (1, 0), R = 2 + 2t: f = 2t². D = 4 − (1 + t)²: ‖D‖² = (3 − 2t − t²)² = 9 − 12t − 2t² + ….
    const along = (mu: string) => imbalanced(mu).lossChange([new Map([[1, Matrix.rational(1n)]]), new Map()], 2);
    expect(along('1').map((x) => `${x.num[0]}/${x.den}`)).toEqual(['0/1', '-6/1', '3/1']);
    expect(along('4').map((x) => `${x.num[0]}/${x.den}`)).toEqual(['0/1', '-24/1', '0/1']);
  });

  test('what the verifier computes is what the library computes, along any curve', () => {
    const layers = () => fc.tuple(matrix(2, 3), matrix(2, 2));
    holds(
      fc.tuple(layers(), layers(), layers(), matrix(3, 2), matrix(2, 2)),
      ([W, V, U, X, Y]) => {
        const instance = makeInstanceWithLoss(X, Y, W, { kind: 'balanced-square', mu: '3/2' });
        if (!isRegularized(instance)) return false;
        const net = networkOf(instance);
        const moves = V.map(
          (v, h) =>
            new Map([
              [1, theirs(v)],
              [2, theirs(U[h]!)],
            ]),
        );
        const own = net.lossChange(moves, 8).slice(1);
        const curve = W.map((w, h): MatrixPolynomial => [w, V[h]!, U[h]!]);
        const same = regularizedChange(instance, curve, 8).every((x, k) => {
          return own[k]!.equals(Matrix.rational(2n * x.num, x.den));
        });
        return same && net.isCritical() === regularizedGradients(instance).every((g) => g.isZero());
      },
      { seed: 1, runs: 40 },
    );
  });

  test('so is the gradient, at points where it vanishes', () => {
    const critical = regularizedPoints(balancedCriticalPoint());
    holds(critical, (instance) => networkOf(instance).isCritical(), { seed: 2, runs: 40 });
  });

  test('there is no Hessian of it', () => {
    const psd = { kind: 'psd', of: 'hessian', proof: { form: 'sum-of-squares', D: [], L: [[], []] } };
    expect(outcome(origin, psd)).toBe('LOSS /instance/loss');
  });

  test.each<[string, Item]>([
    ['balanced', balanced],
    ['zero', zero],
    [
      'negative-curvature',
      { kind: 'negative-curvature', V: [[...Array(512)].map(() => ['0']), [Array(512).fill('0')]] },
    ],
    [
      'ascent-curve',
      { kind: 'ascent-curve', order: 4, curve: [{ layer: 2, power: 1, matrix: [Array(512).fill('1')] }] },
    ],
  ])('%s: the work in D is counted', (_, item) => {
    // d_1 = 512, d_0 = d_2 = 1: D is 512 × 512. One item is cheap; a thousand of them are not.
    const column = [...Array(512)].map(() => [1]);
    const net = regularized('1', [[1]], [[1]], column, [Array(512).fill(1)]);
    const root = new Place({ items: Array(item === zero || item === balanced ? 8_000 : 1_200).fill(item) });
    expect(() =>
      root
        .field('items')
        .list()
        .map((place) => readEvidence(place, net)),
    ).toThrow('more arithmetic');
  });
});
