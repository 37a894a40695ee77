import { describe, expect, test } from 'vitest';
import { larger, smaller } from '../../../properties/points.ts';
import { multiTower } from '../../../properties/zhang-2019/multi-tower.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { secondOrder } from '../../../src/decision/dense-hessian.ts';
import { pointOf } from '../../../src/decision/point.ts';
import { liftEvidence } from '../../../src/evidence/lift.ts';
import { shallowAt } from '../../../src/evidence/local-minimum.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { type AnyInstance, makeInstance, makeInstanceWithLoss } from '../../../src/network/instance.ts';
import type { LossJson } from '../../../src/network/loss.ts';
import type { Tower } from '../../../src/network/tower.ts';
import { kinds, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { outcome } from '../../verifier/kinds/item.ts';
import { networkOf } from '../../verifier/kinds/network-of.ts';

const { id, prove, variants, generator } = multiTower;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const one = (x: number) => Matrix.fromRows([[x]]);
const tower = (x: number, ...w: number[]): Tower => ({
  X: one(x),
  widths: [1, ...w.map(() => 1)],
  weights: w.map(one),
});
/** One neuron a layer, x = 1, y = 3, and other towers. */
const towers = (first: number[], others: Tower[], loss: LossJson = { kind: 'square' }): AnyInstance =>
  makeInstanceWithLoss(one(1), one(3), first.map(one), loss, [1, ...first.map(() => 1)], others);

const saddle = ['zero gradient', 'descent-curve', 'ascent-curve'];
const points: Record<string, AnyInstance> = {
  'sloped: the other tower is not enough': towers([1, 0], [tower(1, 1)]),
  'fitted by the other tower': towers([0, 0], [tower(1, 3)]),
  'fitted by two others of other inputs': towers([0, 0], [tower(2, 1), tower(-1, -1)]),
  'not fitted': towers([0, 0, 0], [tower(1, 1)]),
  'not fitted, quartic': towers([0, 0, 0], [tower(1, 1), tower(1, 1, 1)], { kind: 'quartic' }),
  'not fitted, huber beyond δ': towers([0, 0], [tower(1, -2)], { kind: 'huber', delta: '1' }),
  'one tower alone': towers([0, 0], []),
};

describe(id, () => {
  test.each<[string, string, string[]]>([
    ['sloped: the other tower is not enough', 'not-critical', ['descent-curve']],
    ['fitted by the other tower', 'tower-minimizer', ['convexity']],
    ['fitted by two others of other inputs', 'tower-minimizer', ['convexity']],
    ['not fitted', 'not-a-local-minimum', saddle],
    ['not fitted, quartic', 'not-a-local-minimum', saddle],
    ['not fitted, huber beyond δ', 'not-a-local-minimum', saddle],
    ['one tower alone', 'not-a-local-minimum', saddle],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]!);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, evidence]);
    expect(verified(id, points[name]!, proof)).toBe('VALID_EXACT');
  });

  test('a tower of full rank, and a loss without gradient: no proof', () => {
    expect(() => prove(towers([1, 1], [tower(1, 1)]))).toThrow('rank R < d');
    expect(() => prove(sharpnessAbsolute)).toThrow('not about the absolute loss');
  });

  test('the tower minimizer is one only as long as the other towers stay', () => {
    const proof = prove(points['fitted by the other tower']!);
    expect(verified(id, towers([0, 0], [tower(1, 2)]), proof)).toBe('CONVEXITY');
    expect(verified(id, towers([0, 0], [tower(2, 3)]), proof)).toBe('CONVEXITY');
    expect(verified(id, towers([0, 0], [tower(1, 3), tower(1, 1)]), proof)).toBe('CONVEXITY');
    expect(verified(id, towers([0, 0], []), proof)).toBe('CONVEXITY');
  });

  test('full-rank-too speaks of one tower', () => {
    const proof = refute('full-rank-too')(larger)!;
    expect(verified(`${id}~full-rank-too`, larger, proof)).toBe('VALID_EXACT');
    const { X, Y, weights, widths } = larger;
    const zero: Tower = { X, widths: [2, 2], weights: [Matrix.zeros(2, 2)] };
    const two = makeInstanceWithLoss(X, Y, weights, { kind: 'square' }, widths, [zero]);
    expect(refute('full-rank-too')(two)).toBeUndefined();
    expect(verified(`${id}~full-rank-too`, two, proof)).toBe('UNKNOWN_FIELD');
  });

  describe('all-towers', () => {
    // The second tower is at a saddle: two layers of zeros, and a residual that the first tower does not see.
    const X = [Matrix.fromRows([[1, 0]]), Matrix.fromRows([[0, 1]])] as const;
    const made = (y: number[], second: number[]) =>
      makeInstanceWithLoss(
        X[0],
        Matrix.fromRows([y]),
        [one(0)],
        { kind: 'square' },
        [1, 1],
        [{ X: X[1], widths: [1, ...second.map(() => 1)], weights: second.map(one) }],
      );
    test.each([
      ['a critical point with ∂f/∂R = 0 for the first tower alone', made([0, 3], [0, 0]), true],
      ['∂f/∂R = 0 for both', made([0, 0], [0, 0]), false],
      ['the second tower is not critical', made([0, 3], [1, 0]), false],
      ['∂f/∂R ≠ 0 for the first', made([1, 3], [0, 0]), false],
    ])('%s', (_, instance, refutes) => {
      const proof = refute('all-towers')(instance);
      expect(proof !== undefined).toBe(refutes);
      const { hypotheses } = prove(made([0, 3], [0, 0]));
      const claimed = { verdict: 'tower-minimizer', hypotheses, evidence: [{ kind: 'convexity' }] } as const;
      const code = verified(`${id}~all-towers`, instance, proof ?? claimed);
      if (refutes) expect(code).toBe('VALID_EXACT');
      else expect(['CONCLUSION', 'CONVEXITY']).toContain(code);
    });
  });

  test('at rank R = d a curve of two layers lifts in one tower, with the others held fixed', () => {
    const { X, Y, weights, widths } = smaller;
    const other: Tower = { X, widths: [2, 2], weights: [Matrix.identity(2)] };
    const two = makeInstanceWithLoss(X, Y.add(Matrix.identity(2)), weights, { kind: 'square' }, widths, [other]);
    const { direction } = secondOrder(pointOf(shallowAt(smaller, 1))) as { direction: Matrix[] };
    const lift = liftEvidence(two, 1, direction[0]!, direction[1]!);
    expect(lift).toEqual(liftEvidence(smaller, 1, direction[0]!, direction[1]!));
    expect(outcome(networkOf(two), lift)).toBe('holds');
    // Without the other tower Y is another one, and this is no descent.
    const alone = makeInstanceWithLoss(X, Y.sub(Y).sub(Y), weights, { kind: 'square' }, widths);
    expect(outcome(networkOf(alone), lift)).toBe('LIFT /order');
  });

  test('one tower: the proofs of full-rank', () => {
    const alone = (instance: AnyInstance) => {
      const { X, loss, weights, widths } = instance;
      const single = makeInstanceWithLoss(X, loss.Y, weights, loss.toJson(), widths);
      const [many, one] = [prove(instance), prove(single)];
      return JSON.stringify(many) === JSON.stringify(one) && verified(id, single, one) === 'VALID_EXACT';
    };
    holds(generator, alone, { seed: 5, runs: 60 });
  });

  test('the square loss with one tower is makeInstance', () => {
    expect(prove(makeInstance(one(1), one(3), [one(0), one(0)]))).toEqual(prove(points['one tower alone']!));
  });
});

keepsItsPromises(multiTower);
