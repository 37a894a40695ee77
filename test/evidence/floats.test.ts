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

  test.each([1e-300, 1e150, 1e306, 1.1e308])('of the size %d: squares of entries may be beyond the doubles', (size) => {
    // Eigenvalues 0, 1/2 and 3/2, times the size.
    const a = [
      [1, 0.5, 0],
      [0.5, 1, 0],
      [0, 0, 0],
    ].map((row) => row.map((x) => x * size));
    const { values, vectors } = proposeEigen(a);
    for (const [k, x] of [0, 0.5, 1.5].entries()) expect(values[k]! / size).toBeCloseTo(x, 12);
    expect(Math.abs(vectors[2]![0]!)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('of a matrix with entries from 10^39 to 10^307', () => {
    const a = [
      [1.5599174280977e307, 1.4496522143679156e173, -1.5360578240456844e307, 0],
      [1.4496522143679156e173, 1.3471812704756302e39, -1.4274791639070372e173, 0],
      [-1.5360578240456844e307, -1.4274791639070372e173, 1.512563162839484e307, 0],
      [0, 0, 0, 0],
    ];
    const { values } = proposeEigen(a);
    expect(values).toHaveLength(4);
    expect(values[3]! / 1e307).toBeCloseTo(3.0725, 3);
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
