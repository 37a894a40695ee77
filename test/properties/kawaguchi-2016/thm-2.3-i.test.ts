import type { AnyInstance } from '../../../src/network/instance.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neitherConvexNorConcave } from '../../../properties/kawaguchi-2016/thm-2.3-i.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';

const { id, prove, variants, coverage, generator } = neitherConvexNorConcave;
const oneLayer = variants[0]!;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const points = {
  'W = 0, H = 2': scalar(1, 0, 0),
  'W = 0, H = 4': scalar(-1, 0, 0, 0, 0),
  'a global minimizer': scalar(1, 1, 1),
  'one layer is not 0': scalar(1, 0, 5, 0),
  'the last layer is not 0': point(I2, Y31, [[0, 0]], [[0], [1]]),
  'far out': scalar(1, 100, -100),
  'irrational spectrum': point(
    I2,
    [
      [1, 1],
      [0, 1],
    ],
    I2,
    I2,
  ),
} as const;

describe('kawaguchi-2016/thm-2.3-i', () => {
  test.each(Object.entries(points))('%s: two chords', (_, instance) => {
    const proof = prove(instance);
    expect(proof.verdict).toBe('neither-convex-nor-concave');
    expect(proof.evidence).toMatchObject([
      { kind: 'chord', side: 'above' },
      { kind: 'chord', side: 'below' },
    ]);
    expect(verified(id, instance, proof)).toBe('VALID_EXACT');
    expect(oneLayer.refute(instance)).toBeUndefined();
  });

  const outside = {
    'A1: H = 1': scalar(1, 0),
    'A1: d_H > d_0': point([[1, 0]], I2, [[1]], [[1], [0]]),
    'A2: Σ_XX singular': point(
      [
        [1, 0],
        [1, 0],
      ],
      [[1, 0]],
      [[0, 0]],
      [[0]],
    ),
    'A3: Σ_XY = 0': scalar(0, 1, 1),
    'A4: a double eigenvalue': point(I2, I2, I2, I2),
  };
  test.each(Object.entries(outside))('%s: no proof', (_, instance) => {
    expect(() => prove(instance)).toThrow(/hypothesis .* is false/);
  });

  test('one layer: the Hessian Σ_XX is the proof that L is convex', () => {
    const proof = oneLayer.refute(outside['A1: H = 1']);
    expect(proof?.verdict).toBe('convex');
    expect(verified(`${id}~one-layer`, outside['A1: H = 1'], proof!)).toBe('VALID_EXACT');
    const wide = point(I2, Y31, [
      [5, 0],
      [0, 5],
    ]);
    expect(verified(`${id}~one-layer`, wide, oneLayer.refute(wide)!)).toBe('VALID_EXACT');
  });

  test.each([
    ['A1: d_H > d_0', point([[1, 0]], I2, [[1], [0]])],
    ['A3: Σ_XY = 0', scalar(0, 1)],
    ['A4: a double eigenvalue', point(I2, I2, I2)],
  ])('one layer, %s: the variant is not refuted', (_, instance) => {
    expect(oneLayer.refute(instance)).toBeUndefined();
  });

  test('chords exchanged, from another point, or for one layer are rejected', () => {
    const proof = prove(points['a global minimizer']);
    const [above, below] = proof.evidence;
    expect(verified(id, points['a global minimizer'], { ...proof, evidence: [below!, above!] })).toBe('EVIDENCE');
    expect(verified(id, points['far out'], proof)).toBe('CHORD');
    const flat = { ...prove(points['W = 0, H = 2']), evidence: proof.evidence };
    expect(verified(id, points['W = 0, H = 2'], flat)).toBe('CHORD');
    const shallow = { ...proof, evidence: oneLayer.refute(scalar(1, 1))!.evidence };
    expect(verified(id, scalar(1, 1), { ...shallow, verdict: 'convex' })).toBe('HYPOTHESIS');
  });

  test('150 random instances are proven and verified', () => {
    holds(generator, (instance) => verified(id, instance, prove(instance)) === 'VALID_EXACT', { seed: 1, runs: 150 });
  });

  test('50 random one-layer networks are convex', () => {
    const refuted = (instance: AnyInstance) => {
      const proof = oneLayer.refute(instance);
      return proof !== undefined && verified(`${id}~one-layer`, instance, proof) === 'VALID_EXACT';
    };
    holds(oneLayer.generator!, refuted, { seed: 2, runs: 50 });
  });

  test.each([1, 2])('200 runs, seed %i: every coverage class is met', (seed) => {
    const runs = fc.sample(generator, { seed, numRuns: 200 }).map((instance) => ({ instance, proof: prove(instance) }));
    for (const c of coverage) {
      const share = runs.filter(({ instance, proof }) => c.holds(instance, proof)).length / runs.length;
      expect(share, c.name).toBeGreaterThanOrEqual(c.minimum);
    }
  });
});
