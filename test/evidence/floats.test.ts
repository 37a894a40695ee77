import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeEigen, proposeOnSubspace, roundings } from '../../src/evidence/floats.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { integer, matrix, orthogonal, rational, symmetric } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const near = (x: number, y: number, size = 1): boolean => Math.abs(x - y) <= 1e-9 * Math.max(1, size);

describe('proposed eigenvalues', () => {
  test('are those of U·diag(values)·Uᵀ, ascending, with eigenvectors', () => {
    const known = fc
      .integer({ min: 1, max: 5 })
      .chain((n) => fc.tuple(orthogonal(n), fc.array(rational(9n), { minLength: n, maxLength: n })));
    holds(
      known,
      ([u, d]) => {
        const a = u.mul(Matrix.diagonal(d)).mul(u.transpose()).toDoubles();
        const { values, vectors } = proposeEigen(a);
        const expected = d.map((x) => x.toDouble()).sort((x, y) => x - y);
        return (
          values.every((x, k) => near(x, expected[k]!, 10)) &&
          vectors.every((v, k) =>
            a.every((row, i) =>
              near(
                row.reduce((s, x, j) => s + x * v[j]!, 0),
                values[k]! * v[i]!,
                10,
              ),
            ),
          )
        );
      },
      { seed: 2401, runs: 60 },
    );
  });

  test('of the empty matrix there are none', () => {
    expect(proposeEigen([])).toEqual({ values: [], vectors: [] });
  });

  test('numbers beyond the doubles end, whatever comes out', () => {
    expect(() =>
      proposeEigen([
        [Number.POSITIVE_INFINITY, 0],
        [0, 1],
      ]),
    ).not.toThrow();
    expect(() =>
      proposeEigen([
        [Number.NaN, 1],
        [1, 1],
      ]),
    ).not.toThrow();
  });
});

describe('on a subspace', () => {
  test('Rayleigh quotients of p·c are the values, ascending', () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .filter(([n, k]) => k <= n)
      .chain(([n, k]) =>
        fc.tuple(
          symmetric(n, integer(4n)),
          matrix(n, k, integer(3n)).map((a) => {
            // Full column rank for certain: diagonal dominance in the first k rows.
            return a.add(Matrix.build(n, k, (i, j) => (i === j ? 20n : 0n)));
          }),
        ),
      );
    holds(
      cases,
      ([sigma, p]) => {
        const { values, coefficients } = proposeOnSubspace(sigma, p);
        if (values.length !== p.cols || coefficients.length !== p.cols) return false;
        return coefficients.every((c, k) => {
          const v = p.mul(Matrix.column(c.map((x) => Rational.fromDouble(x))));
          const quotient = v.dot(sigma.mul(v)).div(v.dot(v)).toDouble();
          return near(quotient, values[k]!, 20) && (k === 0 || values[k - 1]! <= values[k]!);
        });
      },
      { seed: 2402, runs: 60 },
    );
  });

  test('without columns there is nothing', () => {
    expect(proposeOnSubspace(Matrix.identity(2), Matrix.zeros(2, 0))).toEqual({ values: [], coefficients: [] });
  });
});

describe('roundings', () => {
  test('come ever closer to the direction, largest entry ±1 first', () => {
    const x = [0.3, -0.7, 0.01];
    const all = [...roundings(x)];
    expect(all[0]!.toRows()).toEqual([['0'], ['-1'], ['0']]);
    const last = all[all.length - 1]!.toDoubles().flat();
    for (const i of range(3)) expect(Math.abs(last[i]! / last[1]! - x[i]! / x[1]!)).toBeLessThan(1e-12);
    expect(all.every((v) => v.den === 1n && !v.isZero())).toBe(true);
  });

  test.each([
    ['zero', [0, 0]],
    ['empty', []],
    ['not a number', [Number.NaN, 1]],
    ['infinite', [Number.POSITIVE_INFINITY, 1]],
  ])('%s gives none', (_, x) => expect([...roundings(x)]).toEqual([]));
});
