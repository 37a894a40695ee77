import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/enclosure/decide.ts';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { EnclosureMatrix } from '../../src/enclosure/matrix.ts';
import { inverse, solve } from '../../src/enclosure/solve.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { inverse as exactInverse } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const E = new Enclosures();
const of = (a: Matrix) => EnclosureMatrix.of(E, a);

/** a, and an enclosure of it that is 10^−k wide. */
const systems = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 3, max: 60 }))
  .chain(([n, m, k]) =>
    fc.tuple(
      matrix(n, n, rational(50n, 7n)),
      matrix(n, m, rational(50n, 7n)),
      fc.constant(k),
      matrix(n, n, rational(1n, 3n)),
    ),
  );

test('contains the exact solution, for every matrix inside', () => {
  let solved = 0;
  holds(
    systems,
    ([a, b, k, direction]) => {
      const width = new Rational(1n, 10n ** BigInt(k));
      const A = of(a).map((x) => x.add(E.of(width).plusMinus()));
      const inside = [a, a.add(direction.scale(width)), a.sub(direction.scale(width))];
      try {
        const x = solve(A, of(b));
        solved++;
        return inside.every((one) => A.contains(one) && x.contains(exactInverse(one)!.mul(b)));
      } catch (error) {
        return error instanceof Undecided;
      }
    },
    { seed: 591, runs: 300 },
  );
  expect(solved).toBeGreaterThan(250);
});

test('nearly all digits are right', () => {
  const hilbert = Matrix.fromRows([0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => `1/${i + j + 1}`)));
  const x = inverse(of(hilbert));
  expect(x.contains(exactInverse(hilbert)!)).toBe(true);
  expect(x.entries.every(({ lo, hi }) => hi.sub(lo).lte(hi.abs().mul('1e-42')))).toBe(true);
});

test('no unknowns, no columns', () => {
  expect(inverse(of(Matrix.zeros(0, 0))).shape).toBe('0 × 0');
  expect(solve(of(Matrix.identity(2)), of(Matrix.zeros(2, 0))).shape).toBe('2 × 0');
});

describe('is undecided', () => {
  test.each([
    [
      'a singular matrix',
      of(
        Matrix.fromRows([
          [1, 2],
          [2, 4],
        ]),
      ),
      'determinant ≠ 0',
    ],
    ['a matrix that may be singular', of(Matrix.identity(2)).map((x) => x.add(E.parse('-1', '1'))), '‖I − R A‖ < 1'],
  ])('%s', (_, a, inequality) => {
    expect(decide(() => inverse(a), { limit: 50 })).toEqual({ decided: false, inequality, precision: 50 });
  });

  test('at 50 digits, and decided at 100: a determinant of 1e-60', () => {
    const a = Matrix.fromRows([
      [1, 1],
      [1, `${10n ** 60n + 1n}/${10n ** 60n}`],
    ]);
    const outcome = decide((F) => inverse(EnclosureMatrix.of(F, a)).contains(exactInverse(a)!));
    expect(outcome).toEqual({ decided: true, value: true, precision: 100 });
  });
});

test.each([
  ['not square', of(Matrix.zeros(2, 3)), of(Matrix.zeros(2, 1))],
  ['of another height', of(Matrix.identity(2)), of(Matrix.zeros(3, 1))],
])('%s throws', (_, a, b) => expect(() => solve(a, b)).toThrow('a linear system of'));
