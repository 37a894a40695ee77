import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { QuadraticLoss } from '../../src/network/loss.ts';
import { SquareLoss } from '../../src/network/square-loss.ts';
import { data, matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

/** Every loss of the library; each must be convex and differentiable. */
const losses: readonly (readonly [string, (X: Matrix, Y: Matrix) => QuadraticLoss])[] = [
  ['square', (X, Y) => new SquareLoss(X, Y)],
];
const cases = fc.tuple(data(2, 2), matrix(2, 2), matrix(2, 2), rational(1n, 9n));

/** f(R) + ⟨G, E⟩ ≤ f(R + E): the tangent lies below. */
const tangentBelow = (f: QuadraticLoss, R: Matrix, E: Matrix): boolean =>
  f
    .value(R)
    .add(f.gradient(R).dot(E))
    .compare(f.value(R.add(E))) <= 0;

describe.each(losses)('the contract of a loss: %s', (kind, make) => {
  test('convex: every tangent lies below, every chord above', () => {
    holds(
      cases,
      ([{ X, Y }, R, E, s]) => {
        const f = make(X, Y);
        const t = s.sign < 0 ? s.neg() : s;
        const chord = f
          .value(R)
          .mul(Rational.one.sub(t))
          .add(f.value(R.add(E)).mul(t));
        return f.kind === kind && tangentBelow(f, R, E) && f.value(R.add(E.scale(t))).compare(chord) <= 0;
      },
      { seed: 1301, runs: 150 },
    );
  });

  test('the check is not vacuous: with the gradient turned around the tangent does not lie below', () => {
    const f = make(Matrix.identity(2), Matrix.zeros(2, 2));
    const wrong: QuadraticLoss = {
      kind: 'wrong',
      value: (R) => f.value(R),
      gradient: (R) => f.gradient(R).neg(),
      secondDerivative: (E, F) => f.secondDerivative(E, F),
    };
    expect(tangentBelow(f, Matrix.identity(2), Matrix.identity(2).neg())).toBe(true);
    expect(tangentBelow(wrong, Matrix.identity(2), Matrix.identity(2).neg())).toBe(false);
  });
});
