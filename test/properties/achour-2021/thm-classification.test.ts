import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onDoubleEigenvalue } from '../../../properties/achour-2021/double-eigenvalue.ts';
import { interiorPoint, tightenedElsewhere } from '../../../properties/achour-2021/interior-point.ts';
import { classification } from '../../../properties/achour-2021/thm-classification.ts';
import { pointOf } from '../../../src/decision/point.ts';
import { columnBasis, compareSpectra } from '../../../src/evidence/subspaces.ts';
import type { Rational } from '../../../src/exact/rational.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = classification;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const zero2 = [
  [0, 0],
  [0, 0],
];
const points = {
  larger: point(I2, Y31, [[1, 0]], [[3], [0]]),
  smaller: point(I2, Y31, [[0, 1]], [[0], [1]]),
  fitted: scalar(2, 1, 2),
  'origin, H = 2': scalar(1, 0, 0),
  'origin, H = 3': scalar(1, 0, 0, 0),
  'W_2 alone is not 0': scalar(1, 0, 1, 0),
  // Widths 2,1,1,1: W_3 = W_2 = 0 and W_1Σ_XY = 0 ≠ W_1.
  'W_1 orthogonal to Σ_XY': point(I2, [[1, 0]], [[0, 1]], [[0]], [[0]]),
  // Widths 3,1,2,1,2: W_1Σ_XY·W_4 = 0 although W_1Σ_XY ≠ 0 and W_4 ≠ 0.
  'W_1Σ_XY meets W_4 in 0': point(
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [2, 0, 0],
      [0, 1, 0],
    ],
    [[1, 0, 0]],
    [[0], [0]],
    [[0, 0]],
    [[0], [1]],
  ),
  // Widths 2,2,2,2: r = 1 < d = 2, S = {2}, all Z = 0.
  'S = {2}, tightened': point(
    I2,
    Y31,
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
  // Irrational spectrum (3 ± √5)/2.
  'origin, irrational': point(
    I2,
    [
      [1, 1],
      [0, 1],
    ],
    zero2,
    zero2,
    zero2,
  ),
} as const;
type Name = keyof typeof points;

describe('achour-2021/thm-classification', () => {
  test.each<[Name, string, string[]]>([
    ['larger', 'global-minimizer', ['leading', 'prefix']],
    ['fitted', 'global-minimizer', ['convexity', 'prefix']],
    ['smaller', 'strict-saddle', ['negative-curvature', 'ascent-curve', 'swap']],
    [
      'origin, H = 2',
      'strict-saddle',
      ['negative-curvature', 'ascent-curve', 'prefix', 'rank inner(2,1)', 'rank outer(2,1)'],
    ],
    [
      'W_2 alone is not 0',
      'strict-saddle',
      ['negative-curvature', 'ascent-curve', 'prefix', 'rank inner(3,1)', 'rank outer(3,1)'],
    ],
    [
      'origin, H = 3',
      'non-strict-saddle',
      [
        ...['psd hessian', 'descent-curve', 'ascent-curve', 'prefix'],
        ...['rank outer(2,1)', 'rank inner(3,1)', 'rank outer(3,2)'],
      ],
    ],
    [
      'W_1 orthogonal to Σ_XY',
      'non-strict-saddle',
      [
        ...['psd hessian', 'descent-curve', 'ascent-curve', 'prefix'],
        ...['rank outer(2,1)', 'rank inner(3,1)', 'rank outer(3,2)'],
      ],
    ],
    [
      'W_1Σ_XY meets W_4 in 0',
      'non-strict-saddle',
      [
        ...['psd hessian', 'descent-curve', 'ascent-curve', 'prefix'],
        ...['rank outer(2,1)', 'rank inner(3,1)', 'rank outer(3,2)'],
        ...['rank inner(4,1)', 'rank inner(4,2)', 'rank outer(4,3)'],
      ],
    ],
    ['S = {2}, tightened', 'strict-saddle', ['negative-curvature', 'ascent-curve', 'swap']],
    [
      'origin, irrational',
      'non-strict-saddle',
      [
        ...['psd hessian', 'descent-curve', 'ascent-curve', 'prefix'],
        ...['rank outer(2,1)', 'rank inner(3,1)', 'rank outer(3,2)'],
      ],
    ],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect(proof.verdict).toBe(verdict);
    expect(kinds(proof)).toEqual(['rank R', ...evidence]);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  const outside = {
    'A1: d_H > d_0': point([[1]], [[1], [0]], [[0]], [[0], [0]]),
    'A1: d_0 > m': point([[1], [0]], [[1]], [[0, 0]], [[0]]),
    'A2: Σ_XX singular': point(
      [
        [1, 0],
        [1, 0],
      ],
      [[1, 0]],
      [[0, 0]],
      [[0]],
    ),
    'A3: Σ_XY = 0': scalar(0, 0, 0),
    'A4: a double eigenvalue': point(I2, I2, zero2, zero2),
    'A4: an irrational double eigenvalue': point(
      [...Array(4).keys()].map((i) => [...Array(4).keys()].map((j) => (i === j ? 1 : 0))),
      [
        [1, 1, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 1],
        [0, 0, 0, 1],
      ],
      [[0, 0, 0, 0]],
      [[0], [0], [0], [0]],
    ),
    'A5: not critical': scalar(2, 1, 1),
  };
  const without: Partial<Record<string, string>> = {
    'A3: Σ_XY = 0': 'zero-eigenvalue',
    'A5: not critical': 'any-point',
  };
  test.each(Object.entries(outside))(
    '%s: no proof, and only the variant without this hypothesis is refuted',
    (name, instance) => {
      expect(() => prove(instance)).toThrow(/hypothesis .* is false/);
      for (const variant of variants) {
        const proof = variant.refute(instance);
        if (variant.id !== without[name]) expect(proof, variant.id).toBeUndefined();
        else expect(verified(`${id}~${variant.id}`, instance, proof!)).toBe('VALID_EXACT');
      }
    },
  );

  test.each<[keyof typeof outside, string]>([
    ['A2: Σ_XX singular', 'A2'],
    ['A4: a double eigenvalue', 'A4'],
    ['A4: an irrational double eigenvalue', 'A4'],
  ])('%s: the same conclusion without it', (name, dropped) => {
    const proof = classification.proveWithout(outside[name], dropped)!;
    expect(proof.verdict).toBe('strict-saddle');
    expect(verified(`${id}/without-${dropped}`, outside[name], proof)).toBe('VALID_EXACT');
  });

  test.each<[string, Name[]]>([
    ['three-blocks', ['W_1 orthogonal to Σ_XY', 'W_1Σ_XY meets W_4 in 0']],
    ['three-blocks-sigma', ['W_1Σ_XY meets W_4 in 0']],
    ['two-of-three', ['origin, H = 3', 'W_1 orthogonal to Σ_XY', 'W_1Σ_XY meets W_4 in 0', 'origin, irrational']],
    ['tightened-strict', ['origin, H = 3', 'W_1 orthogonal to Σ_XY', 'W_1Σ_XY meets W_4 in 0', 'origin, irrational']],
    ['no-prefix', ['S = {2}, tightened']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['the fitted direction is another one', 'larger', 'smaller', 'RANK'],
    ['swapped the other way', 'smaller', 'larger', 'CURVATURE'],
    ['a layer is 1, not 0', 'origin, H = 3', 'W_2 alone is not 0', 'PSD'],
    ['a layer is 0, not 1', 'W_2 alone is not 0', 'origin, H = 3', 'CURVATURE'],
  ])('a proof from another instance is rejected: %s', (_, from, to, code) => {
    expect(verified(id, points[to], prove(points[from]))).toBe(code);
  });

  // The same with the axes of the targets exchanged.
  const mirrored = {
    larger: point(
      I2,
      [
        [1, 0],
        [0, 3],
      ],
      [[0, 1]],
      [[0], [3]],
    ),
    smaller: point(
      I2,
      [
        [1, 0],
        [0, 3],
      ],
      [[1, 0]],
      [[1], [0]],
    ),
  };
  test.each<['larger' | 'smaller', string, string]>([
    ['larger', 'leading', 'RANK'],
    ['larger', 'prefix', 'SEPARATION'],
    ['smaller', 'swap', 'SWAP'],
    ['smaller', 'negative-curvature', 'CURVATURE'],
  ])('%s: the evidence %s of the mirrored instance alone is rejected', (name, kind, code) => {
    const other = prove(mirrored[name]).evidence.find((e) => e.kind === kind)!;
    const proof = prove(points[name]);
    const evidence = proof.evidence.map((e) => (e.kind === kind ? other : e));
    expect(verified(id, points[name], { ...proof, evidence })).toBe(code);
  });

  test('evidence for another verdict, or a pivot left out, is rejected', () => {
    const proof = prove(points['origin, H = 3']);
    expect(verified(id, points['origin, H = 3'], { ...proof, verdict: 'strict-saddle' })).toBe('EVIDENCE');
    const short = { ...proof, evidence: proof.evidence.slice(0, -1) };
    expect(verified(id, points['origin, H = 3'], short)).toBe('EVIDENCE');
    expect(verified(id, points['origin, H = 3'], { ...proof, hypotheses: proof.hypotheses.slice(1) })).toBe(
      'HYPOTHESES',
    );
  });

  test('interior points have 0 < r < d', () => {
    const inside = interiorPoint().map(pointOf);
    holds(inside, ({ rank, bottleneck }) => rank > 0 && rank < bottleneck, { seed: 5, runs: 100 });
  });

  test('those of no-prefix are tightened strict saddles', () => {
    const refuting = tightenedElsewhere().map((p) => refute('no-prefix')(p)?.verdict);
    holds(refuting, (verdict) => verdict === 'strict-saddle', { seed: 6, runs: 60 });
  });

  test('on a double eigenvalue, col R takes directions of irrational length', () => {
    const isTurned = (instance: Instance) => {
      const { leastSquares, products, rank: r } = pointOf(instance);
      const p = columnBasis(products.R);
      return r === 1 && !isSquare(p.dot(p)) && compareSpectra(leastSquares.sigma, p) !== undefined;
    };
    const points = fc.sample(onDoubleEigenvalue(), { seed: 7, numRuns: 100 });
    expect(points.filter(isTurned).length).toBeGreaterThan(5);
  });
});

const isSquare = ({ num, den }: Rational): boolean => {
  const root = BigInt(Math.round(Math.sqrt(Number(num * den))));
  return root * root === num * den;
};

keepsItsPromises(classification);
