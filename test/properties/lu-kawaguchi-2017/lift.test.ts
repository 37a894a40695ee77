import { describe, expect, test } from 'vitest';
import { pointLifts } from '../../../properties/lu-kawaguchi-2017/lift.ts';
import { nearbyProduct } from '../../../properties/lu-kawaguchi-2017/nearby-product.ts';
import { larger, plateau } from '../../../properties/points.ts';
import { pointOf } from '../../../src/decision/point.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = pointLifts;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const points = {
  larger,
  'one layer': scalar(1, 3),
  'one layer, wide': point(I2, [[1, 2]], [[1, 1]]),
  'widths 1': scalar(1, 1, 2),
  // Widths 1-2-3-2.
  'bottleneck at the input': point(
    [[1]],
    [[2], [1]],
    [[1], [0]],
    [
      [1, 0],
      [0, 1],
      [0, 0],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
  ),
  'd = 2': point(I2, I2, I2, I2, [
    [2, 1],
    [1, 1],
  ]),
  plateau,
  origin: scalar(1, 0, 0),
  // Widths 2-2-2, B = diag(1, 0), A = diag(0, 1).
  dominated: point(
    I2,
    I2,
    [
      [0, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, number[]]>([
    ['larger', [1]],
    ['one layer', [0, 1]],
    ['one layer, wide', [1]],
    ['widths 1', [0, 1, 2]],
    ['bottleneck at the input', [0]],
    ['d = 2', [0, 1, 2, 3]],
  ])('%s: lifts at %j', (name, layers) => {
    const proof = prove(points[name]);
    expect(proof.verdict).toBe('holds');
    expect(proof.evidence.map((e) => e.kind === 'point-lift' && e.j)).toEqual(layers);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each<Name>(['plateau', 'origin', 'dominated'])('%s: rank R < d, no proof', (name) => {
    expect(() => prove(points[name])).toThrow('hypothesis A1 (rank R = d)');
  });

  test.each<[string, Name[]]>([
    ['rank-deficient', ['dominated']],
    ['half-distance', ['one layer', 'one layer, wide', 'widths 1', 'bottleneck at the input', 'larger']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('where R′ = R nothing moves, and no distance is refuted', () => {
    // X = Y = 0: δA = δB = 0.
    const still = point([[0]], [[0]], [[1]], [[2]]);
    expect(verified(id, still, prove(still))).toBe('VALID_EXACT');
    expect(refute('half-distance')(still)).toBeUndefined();
  });

  test('where R′ is singular at first, a nearer one is taken', () => {
    // (1 − s·16)·1 = 0 at s = 1/16.
    const [lift] = prove(point([[0]], [[-16]], [[1]], [[1]])).evidence;
    expect(lift).toMatchObject({ kind: 'point-lift', target: [['3/4']] });
  });

  test('lifts of another point are rejected', () => {
    const { hypotheses } = prove(points['widths 1']);
    const other = { ...prove(scalar(1, 3, 5)), hypotheses };
    expect(verified(id, points['widths 1'], other)).toBe('LIFT');
  });
});

test('the nearby product: δA from Y and δB from X, over and over', () => {
  const p = point(
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 6]],
    [[1, 0]],
    [[1]],
  );
  // (1 + s)(1 + 5s, 6s) at s = 1.
  expect(nearbyProduct(pointOf(p), 1, Rational.one).toRows()).toEqual([['12', '12']]);
  const none = point([[], []], [[]], [[1, 0]], [[1]]);
  expect(nearbyProduct(pointOf(none), 1, Rational.one).toRows()).toEqual([['1', '0']]);
});

keepsItsPromises(pointLifts);
