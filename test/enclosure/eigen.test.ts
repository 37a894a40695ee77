import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/enclosure/decide.ts';
import { eigenpairs } from '../../src/enclosure/eigen.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { EnclosureMatrix } from '../../src/enclosure/matrix.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { orthogonal, rational, symmetric } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const E = new Enclosures(30);

/** Q diag(λ) Qᵀ with a rational orthogonal Q and given distinct λ: eigenpairs known exactly. */
const known = fc
  .integer({ min: 1, max: 5 })
  .chain((n) =>
    fc.tuple(
      orthogonal(n),
      fc.uniqueArray(rational(30n, 7n), { minLength: n, maxLength: n, comparator: (a, b) => a.equals(b) }),
    ),
  );

test('contains the exact eigenvalues and eigenvectors', () => {
  holds(
    known,
    ([Q, values]) => {
      const order = values.map((_, k) => k).sort((i, j) => values[i]!.compare(values[j]!));
      const a = Q.mul(Matrix.diagonal(values)).mul(Q.transpose());
      return eigenpairs(E, a).every(({ value, vector }, k) => {
        const x = Q.col(order[k]!);
        return (
          value.contains(values[order[k]!]!) &&
          value.hi.sub(value.lo).lt('1e-27') &&
          (vector.contains(x) || vector.contains(x.neg())) &&
          vector.entries.every(({ lo, hi }) => hi.sub(lo).lt('1e-25'))
        );
      });
    },
    { seed: 601, runs: 150 },
  );
});

test('A x = λ x and ‖x‖ = 1 are not excluded; trace and sum agree', () => {
  holds(
    fc.integer({ min: 1, max: 5 }).chain((n) => symmetric(n, rational(50n, 9n))),
    (a) => {
      try {
        const A = EnclosureMatrix.of(E, a);
        const pairs = eigenpairs(E, a);
        const sum = pairs.map((p) => p.value).reduce((x, y) => x.add(y), E.integer(0));
        return (
          sum.contains(a.trace()) &&
          pairs.every(({ value, vector }) => {
            const residual = A.mul(vector).sub(vector.scale(value));
            return residual.contains(Matrix.zeros(a.rows, 1)) && vector.normSquared().contains(Rational.one);
          })
        );
      } catch (error) {
        return error instanceof Undecided;
      }
    },
    { seed: 602, runs: 150 },
  );
});

describe('close eigenvalues', () => {
  const close = (k: number) =>
    Matrix.fromRows([
      [1, `1/${10n ** BigInt(k)}`],
      [`1/${10n ** BigInt(k)}`, 1],
    ]);

  test('1e-45 apart: decided at 50 digits, guard digits included', () => {
    expect(decide((F) => eigenpairs(F, close(45)).length)).toEqual({ decided: true, value: 2, precision: 50 });
  });

  test('1e-150 apart: decided at 200 digits', () => {
    const outcome = decide((F) => eigenpairs(F, close(150))[1]!.value.contains(Rational.one));
    expect(outcome).toEqual({ decided: true, value: false, precision: 200 });
  });

  test('equal: open at every precision', () => {
    const twice = Matrix.fromRows([
      [5, 0, 0],
      [0, 2, 0],
      [0, 0, 5],
    ]);
    expect(decide((F) => eigenpairs(F, twice), { limit: 200 })).toEqual({
      decided: false,
      inequality: 'eigenvalue 2 < eigenvalue 3',
      precision: 200,
    });
  });
});

test.each([1e-300, 1e300])('entries of size %d', (size) => {
  const a = Matrix.fromRows([
    [2, 1],
    [1, 2],
  ]).scale(Rational.fromDouble(size));
  const [low, high] = eigenpairs(E, a);
  expect(low!.value.contains(Rational.fromDouble(size))).toBe(true);
  expect(high!.value.contains(Rational.fromDouble(size).mul(new Rational(3n)))).toBe(true);
});

test('no rows, no eigenpairs; a matrix that is not symmetric throws', () => {
  expect(eigenpairs(E, Matrix.zeros(0, 0))).toEqual([]);
  expect(() =>
    eigenpairs(
      E,
      Matrix.fromRows([
        [1, 2],
        [3, 4],
      ]),
    ),
  ).toThrow('not symmetric');
  expect(() => eigenpairs(E, Matrix.zeros(2, 3))).toThrow('not symmetric');
});
