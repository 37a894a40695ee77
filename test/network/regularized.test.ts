import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import type { MatrixPolynomial } from '../../src/exact/matrix-polynomial.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import {
  imbalance,
  isRegularized,
  type RegularizedInstance,
  regularizedChange,
  regularizedGradients,
  regularizedSecondDerivative,
  regularizedValue,
} from '../../src/network/regularized.ts';
import { matrix } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const regularized = (X: Matrix, Y: Matrix, W: readonly Matrix[], mu: string): RegularizedInstance => {
  const instance = makeInstanceWithLoss(X, Y, W, { kind: 'balanced-square', mu });
  if (!isRegularized(instance)) throw new Error('another loss');
  return instance;
};

// X = (1, 2), W_1 = 3, W_2 = 2: R = 6, RX − Y = (5, 12), XXᵀ = 5, D = 4 − 45 = −41.
const thin = regularized(
  Matrix.fromRows([[1, 2]]),
  Matrix.fromRows([[1, 0]]),
  [Matrix.fromRows([[3]]), Matrix.fromRows([[2]])],
  '2/3',
);

const sizes = fc.tuple(...[1, 1, 1, 1].map((least) => fc.integer({ min: least, max: 3 })));
/** A point, a direction and another one. */
const cases = sizes.chain(([dIn, hidden, dOut, m]) => {
  const layers = () => fc.tuple(matrix(hidden!, dIn!), matrix(dOut!, hidden!));
  return fc
    .record({ X: matrix(dIn!, m!), Y: matrix(dOut!, m!), W: layers(), V: layers(), U: layers() })
    .map(({ X, Y, W, V, U }) => ({ point: regularized(X, Y, W, '3/2'), V, U }));
});
const at = ({ X, Y, loss }: RegularizedInstance, W: readonly Matrix[]) =>
  regularizedValue(regularized(X, Y, W, loss.mu.toString()));
const sum = (terms: readonly Rational[]) => terms.reduce((s, x) => s.add(x), Rational.zero);

describe('the regularized loss', () => {
  test('one neuron, by hand', () => {
    expect(imbalance(thin).toRows()).toEqual([['-41']]);
    // ½(25 + 144) + (1/6)·41²
    expect(regularizedValue(thin)).toEqual(Rational.parse('1094/3'));
    // G = 5 + 24 = 29; 2·29 − (2/3)(−41)·3·5 and 29·3 + (2/3)·2·(−41).
    expect(regularizedGradients(thin).map((g) => g.toRows()[0]![0])).toEqual(['468', '97/3']);
  });

  test('only the loss balanced-square is regularized; the balance belongs to any loss', () => {
    const plain = makeInstance(thin.X, thin.Y, thin.weights);
    expect([isRegularized(thin), isRegularized(plain)]).toEqual([true, false]);
    expect(imbalance(plain)).toEqual(imbalance(thin));
  });

  test('two layers, no more and no fewer', () => {
    const deep = makeInstance(thin.X, thin.Y, [...thin.weights, Matrix.fromRows([[1]])]);
    expect(() => imbalance(deep)).toThrow(new RangeError('two layers, not 3'));
    expect(() => imbalance(makeInstance(thin.X, thin.Y, thin.weights.slice(0, 1)))).toThrow('two layers, not 1');
  });

  test('along a line: the four coefficients give the value at other points, the first is the gradient', () => {
    holds(
      cases,
      ({ point, V }) => {
        const line = point.weights.map((w, h): MatrixPolynomial => [w, V[h]!]);
        const c = regularizedChange(point, line, 4);
        const slope = sum(regularizedGradients(point).map((g, h) => g.dot(V[h]!)));
        const exact = ['1', '-1', '2/3'].every((text) => {
          const t = Rational.parse(text);
          const moved = point.weights.map((w, h) => w.add(V[h]!.scale(t)));
          const value = c.reduceRight((s, x) => s.add(x).mul(t), Rational.zero);
          return at(point, moved).equals(regularizedValue(point).add(value));
        });
        return (
          exact && c[0]!.equals(slope) && regularizedSecondDerivative(point, V).equals(c[1]!.mul(new Rational(2n)))
        );
      },
      { seed: 1, runs: 60 },
    );
  });

  test('along a curve of degree 2 with truncation', () => {
    holds(
      cases,
      ({ point, V, U }) => {
        const curve = point.weights.map((w, h): MatrixPolynomial => [w, V[h]!, U[h]!]);
        const c = regularizedChange(point, curve, 8);
        const moved = point.weights.map((w, h) => w.add(V[h]!).add(U[h]!));
        const short = regularizedChange(point, curve, 3);
        return at(point, moved).equals(regularizedValue(point).add(sum(c))) && short.every((x, k) => x.equals(c[k]!));
      },
      { seed: 2, runs: 40 },
    );
  });
});
