import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../properties/generators/any-point.ts';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import type { Rows } from '../../properties/points.ts';
import { inverse, rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { patternKeys } from '../../src/network/pattern-keys.ts';
import { criticalPattern, partialPattern } from '../../src/network/rank-pattern.ts';
import { isCritical } from '../helpers/draws.ts';
import { point, scalar } from '../helpers/points.ts';
import { holds } from '../helpers/property.ts';

const I2: Rows = [
  [1, 0],
  [0, 1],
];
const Y21: Rows = [
  [2, 0],
  [0, 1],
];
const O2: Rows = [
  [0, 0],
  [0, 0],
];

describe('both keys', () => {
  test.each([
    ['one layer, R = M', scalar(2, 2), '1-1:1', '1:1'],
    ['the origin', scalar(1, 0, 0), '1-1-1:0,0,0', '1-1:0,0,0,0'],
    ['one of two eigenvalues is fitted', point(I2, Y21, [[2, 0]], [[1], [0]]), '2-1-2:1,1,1', '1-2:1,1,1,1'],
    [
      'irrational eigenvalues',
      point(
        I2,
        [
          [1, 1],
          [0, 1],
        ],
        O2,
        O2,
      ),
      '2-2-2:0,0,0',
      '2-2:0,0,0,0',
    ],
    [
      'the widest and deepest',
      point(I2, Y21, O2, O2, O2, O2),
      '2-2-2-2-2:0,0,0,0,0,0,0,0,0,0',
      `2-2-2-2:${'0,'.repeat(15)}0`,
    ],
  ])('%s', (_, instance, partial, critical) => {
    expect(patternKeys(instance)).toEqual({ partial, critical });
  });

  test('what W_1 does to inputs that Σ_XY does not see is in the partial pattern only', () => {
    const unseen = (x: number) => patternKeys(point(I2, [[1, 0]], [[0, x]], [[0]], [[0]]));
    expect(unseen(1).partial).not.toBe(unseen(0).partial);
    expect(unseen(1).critical).toBe(unseen(0).critical);
    expect(unseen(1).critical).toBeDefined();
  });
});

test.each([
  [2, '1-1:0,0,0,0'],
  [1, undefined],
])('targets %i, of which another tower gives 1: Σ_XY is made from the rest, critical key %s', (y, critical) => {
  const { X, Y, weights } = scalar(y, 0, 0);
  const other = { widths: [1, 1], X, weights: [Matrix.identity(1)] };
  const instance = makeInstanceWithLoss(X, Y, weights, { kind: 'square' }, [1, 1, 1], [other]);
  expect(patternKeys(instance)).toEqual({ partial: '1-1-1:0,0,0', critical });
});

describe('no critical key', () => {
  test.each([
    ['square', '1-1:0,0,0,0'],
    ['quartic', undefined],
  ] as const)('the origin with the loss %s: %s', (kind, critical) => {
    const { X, Y, weights } = scalar(1, 0, 0);
    expect(patternKeys(makeInstanceWithLoss(X, Y, weights, { kind }))).toEqual({ partial: '1-1-1:0,0,0', critical });
  });

  test('the balanced square loss has the gradient of the square loss, but is another loss', () => {
    const { X, Y, weights } = scalar(1, 0, 0);
    const balanced = makeInstanceWithLoss(X, Y, weights, { kind: 'balanced-square', mu: '1' });
    expect(patternKeys(balanced).critical).toBeUndefined();
  });

  test.each([
    ['not critical', scalar(2, 1, 1)],
    ['not critical in the last layer only', scalar(2, 1, 0)],
    ['d_H > d_0', point([[1]], [[1], [0]], [[0]], [[0], [0]])],
    ['Σ_XX singular', point([[1], [0]], [[1]], [[0, 0]], [[0]])],
    [
      'Σ_XY rank-deficient',
      point(
        I2,
        [
          [1, 0],
          [0, 0],
        ],
        O2,
        O2,
      ),
    ],
    ['a double eigenvalue', point(I2, I2, O2, O2)],
    [
      'a double eigenvalue that is irrational',
      point(
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        [
          [1, 1, 0],
          [1, -1, 0],
          [0, 0, 1],
        ],
        [[0, 0, 0]],
        [[0], [0], [0]],
      ),
    ],
  ])('%s', (_, instance) => {
    expect(patternKeys(instance)).toEqual({ partial: partialPattern(instance), critical: undefined });
  });
});

test.each([
  ['five layers', scalar(1, 0, 0, 0, 0, 0)],
  [
    'width 4',
    point(
      I2,
      Y21,
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    ),
  ],
])('no key at all: %s', (_, instance) => {
  expect(patternKeys(instance)).toEqual({ partial: undefined, critical: undefined });
});

const isSmall = ({ widths }: Instance) => widths.length <= 5 && widths.every((d) => d <= 3);

/** The squares of the differences of the eigenvalues of Σ, multiplied: 1, or from the trace and the determinant of a 2 × 2 matrix. */
function discriminant({ X, Y }: Instance): Rational {
  if (Y.rows === 1) return Rational.one;
  const cross = X.mul(Y.transpose());
  const sigma = cross
    .transpose()
    .mul(inverse(X.mul(X.transpose()))!)
    .mul(cross);
  const [a, b, c] = [sigma.entry(0, 0), sigma.entry(0, 1), sigma.entry(1, 1)];
  return a
    .sub(c)
    .mul(a.sub(c))
    .add(b.mul(b).mul(new Rational(4n)));
}

test.each([
  ['any points', anyPoint({ maxDepth: 5 })],
  ['critical points', criticalPoint()],
  ['critical points on degenerate data', criticalPoint({ spectrum: 'any' })],
])('%s: keys exactly where bounds and hypotheses say so', (_, points) => {
  holds(
    points,
    (p) => {
      const keys = patternKeys(p);
      if (!isSmall(p)) return keys.partial === undefined && keys.critical === undefined;
      if (keys.partial !== partialPattern(p)) return false;
      if (keys.critical !== undefined && keys.critical !== criticalPattern(p)) return false;
      const data = p.Y.rows <= p.X.rows && rank(p.X) === p.X.rows && rank(p.X.mul(p.Y.transpose())) === p.Y.rows;
      if (!data || !isCritical(p)) return keys.critical === undefined;
      return p.Y.rows > 2 || (keys.critical !== undefined) === (discriminant(p).sign !== 0);
    },
    { seed: 31, runs: 300 },
  );
});
