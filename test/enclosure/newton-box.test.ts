import { describe, expect, test } from 'vitest';
import { decide } from '../../src/enclosure/decide.ts';
import { eigenpairs } from '../../src/enclosure/eigen.ts';
import { toRational } from '../../src/enclosure/ends.ts';
import { boxByNewton } from '../../src/enclosure/newton-box.ts';
import { intervalsOf, isSpectralBox } from '../../src/enclosure/spectrum.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { characteristicPolynomial } from '../../src/exact/polynomial.ts';

const box = (sigma: Matrix, bits: number) => boxByNewton(sigma, characteristicPolynomial(sigma), bits);

/** Symmetric and positive definite, of order 2 to 4, with small entries. */
const samples = range(12).map((k) => {
  const n = 2 + (k % 3);
  const B = Matrix.build(n, n, (i, j) => BigInt(((i + 2) * (j + 3) * (k + 5)) % 11) - 5n + (i === j ? 3n : 0n));
  return B.mul(B.transpose()).add(Matrix.identity(n));
});

/** Isolated by enclosures, which have nothing to do with Newton's method. */
const enclosed = (sigma: Matrix) => {
  const found = decide(
    (context) => eigenpairs(context, sigma).map(({ value }) => [toRational(value.lo), toRational(value.hi)] as const),
    { from: 25, limit: 25 },
  );
  return found.decided ? [...found.value].reverse() : undefined;
};

describe('a box', () => {
  test('of each of many matrices is one by their inertia, and its intervals are as wide as they have to be', () => {
    let found = 0;
    for (const sigma of samples) {
      const values = enclosed(sigma);
      for (const bits of [8, 16]) {
        const quick = box(sigma, bits);
        if (!quick || !values) continue;
        found++;
        expect(isSpectralBox(sigma, quick)).toBe(true);
        for (const [k, [a, b]] of intervalsOf(quick).entries()) {
          const [lo, hi] = values[k]!;
          const gaps = [lo, values[k - 1]?.[0].sub(hi), values[k + 1]?.[1].sub(lo).neg()].filter(
            (x) => x !== undefined,
          );
          const gap = Math.min(...gaps.map((x) => x.toDouble()));
          // Between ½ and 1 unit on either side.
          for (const side of [lo.sub(a), b.sub(hi)]) {
            expect(side.toDouble()).toBeGreaterThan((gap / 2 ** bits) * 0.499);
            expect(side.toDouble()).toBeLessThan((gap / 2 ** bits) * 1.001);
          }
        }
      }
    }
    expect(found).toBeGreaterThan(18);
  });
});

describe('no box', () => {
  test.each([
    ['two equal eigenvalues', Matrix.identity(3)],
    [
      'the eigenvalue 0',
      Matrix.fromRows([
        ['1', '1'],
        ['1', '1'],
      ]),
    ],
    [
      'a negative eigenvalue',
      Matrix.fromRows([
        ['1', '2'],
        ['2', '1'],
      ]),
    ],
    ['the matrix 0', Matrix.zeros(2, 2)],
    ['none', Matrix.zeros(0, 0)],
    [
      'beyond the range of doubles',
      Matrix.fromRows([
        [`${10n ** 320n}`, 1],
        [1, 2],
      ]),
    ],
    [
      'two that doubles cannot tell apart',
      Matrix.fromRows([
        [`${10n ** 30n}`, 1],
        [1, `${10n ** 30n}`],
      ]),
    ],
  ])('%s', (_, sigma) => expect(box(sigma, 8)).toBeUndefined());

  test('where the last digits of an enclosure count: a root that ends an interval of the grid', () => {
    // (255/256)·λ is the square of a number of the grid for λ = 255/256: the enclosure may be on either side of it.
    expect(box(Matrix.fromRows([['255/256']]), 8)).toBeUndefined();
    expect(box(Matrix.fromRows([['254/256']]), 8)).toBeDefined();
  });

  test('the polynomial of another matrix', () => {
    const [one, other] = [
      Matrix.diagonal(range(2).map((k) => Matrix.fromRows([[k + 1]]).entry(0, 0))),
      Matrix.fromRows([
        [5, 1],
        [1, 7],
      ]),
    ];
    expect(boxByNewton(one, characteristicPolynomial(one), 8)).toBeDefined();
    const found = boxByNewton(one, characteristicPolynomial(other), 8);
    expect(found === undefined || isSpectralBox(other, found)).toBe(true);
  });
});
