import { describe, expect, test } from 'vitest';
import { theorem } from '../../../properties/laurent-von-brecht-2018/thm-1.ts';
import { wideCriticalPoint, wideWidths } from '../../../properties/laurent-von-brecht-2018/wide-point.ts';
import { diagonal, I2, larger, plateau, pointWithLoss } from '../../../properties/points.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = theorem;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const zero3 = [[[0]], [[0]], [[0]]];
const points: Record<string, AnyInstance> = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  origin: scalar(1, 0, 0, 0),
  plateau,
  'wide, three inputs and one output': point([[1], [1], [1]], [[3]], [[1, 1, 1]], [[1]]),
  'one layer': point(I2, I2, I2),
  'huber, origin': pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[3]], ...zero3),
  'quartic, fitted': pointWithLoss({ kind: 'quartic' }, [[1]], [[2]], [[2]], [[1]]),
};
const transcendental: Record<string, AnyInstance> = {
  'log-cosh, origin': pointWithLoss({ kind: 'log-cosh' }, [[1]], [[3]], ...zero3),
  'pseudo-huber, sloped': pointWithLoss({ kind: 'pseudo-huber', delta: '2' }, I2, I2, diagonal(1, 2), I2),
  'pseudo-huber, fitted': pointWithLoss({ kind: 'pseudo-huber', delta: '2' }, [[1]], [[2]], [[2]], [[1]]),
  'logistic, both labels': pointWithLoss({ kind: 'logistic' }, [[3, 3]], [[0, 1]], [[0]], [[7]]),
  'logistic, origin': pointWithLoss({ kind: 'logistic' }, I2, I2, diagonal(0, 0), diagonal(0, 0)),
};
const narrow: Record<string, AnyInstance> = { larger, sharpnessWeighted };

describe(id, () => {
  test.each<[string, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['plateau', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['wide, three inputs and one output', 'global-minimizer', ['convexity']],
    ['one layer', 'global-minimizer', ['convexity']],
    ['huber, origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['quartic, fitted', 'global-minimizer', ['convexity']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]!);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['dimensions', 'loss']);
    expect(verified(id, points[name]!, proof)).toBe('VALID_EXACT');
  });

  test.each<[string, string, string[]]>([
    ['log-cosh, origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve', 'nearby-point']],
    ['pseudo-huber, sloped', 'not-critical', ['descent-curve', 'nearby-point']],
    ['pseudo-huber, fitted', 'global-minimizer', ['convexity']],
    ['logistic, both labels', 'global-minimizer', ['convexity']],
    ['logistic, origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve', 'nearby-point']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(transcendental[name]!);
    expect([proof.verdict, kinds(proof), proof.precision]).toEqual([verdict, ['rank R', ...evidence], 50]);
    expect(verified(id, transcendental[name]!, proof)).toBe('VALID_ENCLOSED');
    const counterexample = refute('critical-point')(transcendental[name]!);
    expect(counterexample !== undefined).toBe(verdict === 'not-a-local-minimum');
    if (counterexample) {
      expect(verified(`${id}~critical-point`, transcendental[name]!, counterexample)).toBe('VALID_ENCLOSED');
    }
  });

  test.each(Object.entries(narrow))('hidden layers too narrow, %s: no proof', (_, instance) => {
    expect(() => prove(instance)).toThrow('d_1, …, d_{H−1} ≥ min(d_0, d_H)');
    expect(refute('critical-point')(instance)).toBeUndefined();
  });

  test('a loss that is not differentiable: no proof', () => {
    expect(() => prove(sharpnessAbsolute)).toThrow('not about the absolute loss');
  });

  test('narrow and one-less are refuted by one neuron between two inputs and two outputs', () => {
    for (const variant of ['narrow', 'one-less']) {
      const proof = refute(variant)(sharpnessWeighted)!;
      expect(kinds(proof)).toEqual(['rank R', 'local-minimum', 'better-point']);
      expect(verified(`${id}~${variant}`, sharpnessWeighted, proof)).toBe('VALID_EXACT');
      for (const instance of Object.values(points)) expect(refute(variant)(instance)).toBeUndefined();
    }
  });

  test('one-less is not refuted where two neurons are missing', () => {
    // A third input and output, of target 0.
    const weights = [
      ['1', '1/14', '1'],
      ['1/14', '1', '1'],
      ['1', '1', '1'],
    ];
    const I3 = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const Y = [
      [1, '1/2', 0],
      ['1/2', 1, 0],
      [0, 0, 0],
    ];
    const layers = [[['9/10', '-9/10', 0]], [[1], [-1], [0]]];
    const wide = pointWithLoss({ kind: 'weighted-square', weights }, I3, Y, ...layers);
    expect(refute('narrow')(wide)).toBeDefined();
    expect(refute('one-less')(wide)).toBeUndefined();
    const claimed = refute('narrow')(wide)!;
    const hypotheses = [{ id: 'A1', evidence: { kind: 'dimensions' } } as const, ...claimed.hypotheses];
    expect(verified(`${id}~one-less`, wide, { ...claimed, hypotheses })).toBe('HYPOTHESIS');
  });

  test('not-differentiable is refuted by the counterexample of zhang-2019', () => {
    const proof = refute('not-differentiable')(sharpnessAbsolute)!;
    expect(kinds(proof)).toEqual(['rank R', 'local-minimum', 'better-point']);
    expect(verified(`${id}~not-differentiable`, sharpnessAbsolute, proof)).toBe('VALID_EXACT');
    expect(refute('not-differentiable')(points.origin!)).toBeUndefined();
  });

  test('critical-point is refuted by saddles', () => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute('critical-point')(instance);
      expect(proof !== undefined, name).toBe(prove(instance).verdict === 'not-a-local-minimum');
      if (proof) expect(verified(`${id}~critical-point`, instance, proof)).toBe('VALID_EXACT');
    }
  });

  test('the generator of critical points: critical, and wide', () => {
    const isWide = (p: AnyInstance) => isCritical(pointOf(p)) && String(wideWidths(p.widths)) === String(p.widths);
    holds(wideCriticalPoint(), isWide, { seed: 4, runs: 100 });
  });
});

keepsItsPromises(theorem);
