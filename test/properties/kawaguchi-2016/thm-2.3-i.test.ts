import { describe, expect, test } from 'vitest';
import { neitherConvexNorConcave } from '../../../properties/kawaguchi-2016/thm-2.3-i.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = neitherConvexNorConcave;
const [oneLayer, noInput] = [variants[0]!, variants[1]!];

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

  test.each([
    ['two layers', point([[0]], [[0]], [[1]], [[1]])],
    ['three layers, Y ≠ 0', point([[0, 0]], [[1, 2]], [[0], [1]], I2, [[1, 1]])],
  ])('X = 0, %s: L is constant', (_, instance) => {
    const proof = noInput.refute(instance)!;
    expect([proof.verdict, proof.hypotheses.map((h) => h.id)]).toEqual(['convex', ['A1', 'A2', 'A4']]);
    expect(verified(`${id}~no-input`, instance, proof)).toBe('VALID_EXACT');
  });

  test.each([
    ['X ≠ 0', scalar(0, 1, 1)],
    ['one layer', point([[0]], [[0]], [[1]])],
    ['two outputs, so that 0 is a double eigenvalue', point([[0], [0]], [[0], [0]], I2, I2)],
  ])('%s: no-input is not refuted', (_, instance) => {
    expect(noInput.refute(instance)).toBeUndefined();
  });

  test.each([
    ['A2', outside['A2: Σ_XX singular']],
    ['A3', scalar(0, 1, 1)],
    ['A3', scalar(0, 0, 0, 1)],
    ['A4', outside['A4: a double eigenvalue']],
  ])('without %s alone: two chords all the same', (missing, instance) => {
    const proof = proveWithout(instance, missing)!;
    expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
  });

  test('without A3 at W = 0: no chord from there lies below the loss', () => {
    expect(() => proveWithout(scalar(0, 0, 0), 'A3')).toThrow('XYᵀ = 0');
  });
});

keepsItsPromises(neitherConvexNorConcave);
