import { describe, expect, test } from 'vitest';
import { pointWithLoss } from '../../../properties/points.ts';
import { rankDeficientDirection } from '../../../properties/zhu-2018/rank-deficient-direction.ts';
import { shallow } from '../../../properties/zhu-2018/thm-shallow.ts';
import { twoLayerPoint, twoLayerPointOnDependentInputs } from '../../../properties/zhu-2018/two-layer-point.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { secondDerivative } from '../../../src/network/derivatives.ts';
import { depth } from '../../../src/network/network.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = shallow;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const diagonal = (a: number, b: number) => [
  [a, 0],
  [0, b],
];
const points = {
  sloped: scalar(2, 1, 1),
  fitted: scalar(2, 2, 1),
  'Y = 0': scalar(0, 0, 0),
  origin: scalar(1, 0, 0),
  larger: point(I2, diagonal(3, 1), [[1, 0]], [[3], [0]]),
  smaller: point(I2, diagonal(3, 1), [[0, 1]], [[0], [1]]),
  // Σ = 4·I: every line is as good as any other.
  'repeated eigenvalue': point(I2, diagonal(2, 2), [[6, 8]], [['3/25'], ['4/25']]),
  'repeated eigenvalue, r = 1 < d': point(I2, diagonal(2, 2), diagonal(2, 0), diagonal(1, 0)),
  'Y of rank 1': point(I2, diagonal(3, 0), [[1, 0]], [[3], [0]]),
  // W_2 has no kernel, W_1 = 0 and W_2ᵀYXᵀ = 0.
  'silent inputs': point([[1]], [[0], [1]], [[0]], [[1], [0]]),
} as const;
type Name = keyof typeof points;
const outside = {
  'three layers': scalar(1, 0, 0, 0),
  'one layer': scalar(1, 0),
  'X of rank 0': point([[0]], [[1]], [[1]], [[0]]),
  'X of rank 1': point([[1], [1]], [[1]], [[1, -1]], [[0]]),
} as const;

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['Y = 0', 'global-minimizer', ['convexity']],
    ['Y of rank 1', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['repeated eigenvalue', 'global-minimizer', ['leading']],
    ['origin', 'strict-saddle', ['zero gradient', 'negative-curvature', 'ascent-curve']],
    ['smaller', 'strict-saddle', ['zero gradient', 'negative-curvature', 'ascent-curve']],
    ['repeated eigenvalue, r = 1 < d', 'strict-saddle', ['zero gradient', 'negative-curvature', 'ascent-curve']],
    ['silent inputs', 'strict-saddle', ['zero gradient', 'negative-curvature', 'ascent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(proof.hypotheses.map((h) => h.evidence.kind)).toEqual(['dimensions', 'rank']);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each<[keyof typeof outside, string]>([
    ['three layers', 'hypothesis A1 '],
    ['one layer', 'hypothesis A1 '],
    ['X of rank 0', 'hypothesis A2 '],
    ['X of rank 1', 'hypothesis A2 '],
  ])('%s: no proof', (name, reason) => {
    expect(() => prove(outside[name])).toThrow(reason);
    for (const variant of ['critical-is-global', 'all-saddles']) expect(refute(variant)(outside[name])).toBeUndefined();
  });

  test('another loss: no proof', () => {
    const huber = pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[1]], [[0]], [[0]]);
    expect(() => prove(huber)).toThrow('this statement is about the square loss');
  });

  test('without A2: where X has lost rank, and only there', () => {
    for (const name of ['X of rank 0', 'X of rank 1'] as const) {
      const proof = proveWithout(outside[name], 'A2')!;
      expect(proof.hypotheses.map((h) => h.id)).toEqual(['A1']);
      expect(verified(`${id}/without-A2`, outside[name], proof)).toBe('VALID_EXACT');
    }
    for (const instance of [points.origin, outside['three layers']]) {
      expect(proveWithout(instance, 'A2')).toBeUndefined();
    }
  });

  test.each<[string, string[]]>([
    ['any-depth', ['three layers']],
    ['critical-is-global', ['origin', 'smaller', 'repeated eigenvalue, r = 1 < d', 'silent inputs']],
    ['all-saddles', ['fitted', 'Y = 0', 'Y of rank 1', 'larger', 'repeated eigenvalue']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries({ ...points, ...outside })) {
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['a slope where there is none', 'sloped', 'fitted', 'CURVE'],
    ['a fit where there is none', 'fitted', 'sloped', 'CONVEXITY'],
    ['a direction where there is none', 'smaller', 'larger', 'CURVATURE'],
    ['another projection', 'larger', 'smaller', 'RANK'],
  ])('evidence from another point is rejected: %s', (_, from, to, code) => {
    const [{ verdict, evidence }, own] = [prove(points[from]), prove(points[to])];
    const borrowed = [own.evidence[0]!, ...evidence.slice(1)];
    expect(verified(id, points[to], { ...own, verdict, evidence: borrowed })).toBe(code);
  });
});

describe('the rank-one direction', () => {
  const criticalDeficient = (p: ReturnType<typeof pointOf>) => isCritical(p) && p.rank < p.bottleneck && !p.G.isZero();
  test.each([
    ['X of full row rank', twoLayerPoint()],
    ['X of deficient row rank', twoLayerPointOnDependentInputs()],
  ])('%s: negative curvature at every critical point of rank R < d with G ≠ 0, and only there', (_, instances) => {
    holds(
      instances.map((instance) => pointOf(instance)),
      (p) => {
        const V = rankDeficientDirection(p);
        if (!V) return !criticalDeficient(p);
        return criticalDeficient(p) && secondDerivative(p.instance, p.instance.loss, V).sign < 0;
      },
      { seed: 5, runs: 200 },
    );
  });

  test('through W_1 where W_2 has no kernel: α = −1 already suffices', () => {
    // G = (0, −1)ᵀ: u = e_2, v = 1; x = 1; R_1 = W_2xvᵀ = (1, 0)ᵀ; 1 + 2α·(−1) < 0.
    const V = rankDeficientDirection(pointOf(points['silent inputs']))!;
    expect(V.map((m) => m.toRows())).toEqual([[['1']], [['0'], ['1']]]);
    expect(secondDerivative(points['silent inputs'], points['silent inputs'].loss, V).toString()).toBe('-1');
  });
});

describe('points of two layers', () => {
  test.each([
    ['X of full row rank', twoLayerPoint(), true],
    ['X of deficient row rank', twoLayerPointOnDependentInputs(), false],
  ])('%s', (_, instances, full) => {
    holds(instances, (p) => depth(p) === 2 && (rank(p.X) === p.X.rows) === full, { seed: 6, runs: 200 });
  });
});

keepsItsPromises(shallow);
