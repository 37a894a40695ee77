import { describe, expect, test } from 'vitest';
import { implicitRegularization } from '../../../properties/achour-2021/implicit-regularization.ts';
import { secondOrderPoint } from '../../../properties/achour-2021/second-order-point.ts';
import { I2, larger, plateau, smaller } from '../../../properties/points.ts';
import { pointOf } from '../../../src/decision/point.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { lacking, lacks } from '../kawaguchi-2016/data-points.ts';

const { id, prove, proveWithout, variants } = implicitRegularization;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  'fitted, H = 1': scalar(2, 2),
  'fitted, H = 2': scalar(2, 2, 1),
  'origin, H = 3': scalar(1, 0, 0, 0),
  larger,
  plateau,
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each(Object.entries(points))('%s', (_, instance) => {
    const proof = prove(instance);
    expect([proof.verdict, kinds(proof)]).toEqual(['rank-constrained-minimizer', ['rank R', 'prefix']]);
    expect(verified(id, instance, proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['A5', scalar(2, 1, 1)],
    ['A5', scalar(2, 1)],
    ['A6', scalar(1, 0, 0)],
    ['A6', smaller],
  ])('%s is false: no proof', (missing, instance) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
    expect(() => prove(instance)).toThrow('is false');
  });

  test.each(Object.entries(lacking))('%s: no proof', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(/hypothesis .* is false/);
    const proof = proveWithout(instance, missing);
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
  });

  const more = {
    ...points,
    smaller,
    'origin, H = 2': scalar(1, 0, 0),
    'W_2 alone is not 0': scalar(1, 0, 1, 0),
    'S = {2}, tightened': point(
      I2,
      [
        [3, 0],
        [0, 1],
      ],
      [
        [0, 1],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 0],
      ],
    ),
    'half of the fit': scalar(2, 1, 1),
    'half of the fit, one layer': scalar(2, 1),
    'twice the fit': scalar(2, 4, 1),
    'nothing of the fit, one layer': scalar(2, 0),
  };
  test.each<[string, (keyof typeof more)[]]>([
    ['first-order', ['smaller', 'S = {2}, tightened']],
    ['rank-plus-one', ['origin, H = 3', 'larger', 'plateau']],
    ['any-point', ['half of the fit', 'half of the fit, one layer']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(more)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('a better matrix has the rank that the variant says, and no more', () => {
    for (const [variant, instance, k] of [
      ['first-order', smaller, 1],
      ['rank-plus-one', plateau, 2],
      ['any-point', scalar(2, 1, 1), 1],
    ] as const) {
      const better = refute(variant)(instance)!.evidence.at(-1)!;
      expect(better.kind === 'better-matrix' && better.right.length).toBe(k);
    }
  });
});

test('second-order points meet r = d and every smaller rank', () => {
  const met = new Set<string>();
  const isCritical = (instance: Parameters<typeof pointOf>[0]) => {
    const { rank: r, bottleneck: d, gradients } = pointOf(instance);
    met.add(`${r} of ${d}`);
    return gradients.every((g) => g.isZero());
  };
  holds(secondOrderPoint(), isCritical, { seed: 6, runs: 200 });
  expect([...met].sort()).toEqual([
    '0 of 1',
    '0 of 2',
    '0 of 3',
    '1 of 1',
    '1 of 2',
    '1 of 3',
    '2 of 2',
    '2 of 3',
    '3 of 3',
  ]);
});

keepsItsPromises(implicitRegularization);
