import { describe, expect, test } from 'vitest';
import { irrationalPoint } from '../../properties/generators/irrational-point.ts';
import { irrational } from '../../properties/points.ts';
import { decide } from '../../src/decision/decide.ts';
import { pointOf } from '../../src/decision/point.ts';
import { spectraAt } from '../../src/decision/step-4-full-rank.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { type Settled, settle } from '../../src/evidence/settle.ts';
import { failureAt, forVertices, verticesOf } from '../../src/evidence/vertices.ts';
import { Rational } from '../../src/exact/rational.ts';
import { withBits } from '../../src/network/coordinates.ts';
import type { Instance } from '../../src/network/instance.ts';
import type { InstanceInCoordinates } from '../../src/network/vertices.ts';
import { draws } from '../helpers/draws.ts';

const within = (instance: Instance) => instance as InstanceInCoordinates;
const first = [
  [1, 0],
  [0, 0],
];
const points = {
  minimizer: within(irrational([[1, 0]], [[1], [0]])),
  strict: within(irrational([[0, 1]], [[0], [1]])),
  nonStrict: within(irrational(first, first, first)),
  notCritical: within(irrational([[1, 0]], [[2], [0]])),
};
type Proof = { hypotheses: []; evidence: readonly Evidence[] };
const decided = (instance: Instance): Proof => ({ hypotheses: [], evidence: decide(instance).evidence });
/** The proof by subspaces, which the decision gives only where doubles fail. */
const byKyFan = (instance: Instance): Proof => {
  const point = pointOf(instance);
  const spectra = spectraAt(point);
  if (!spectra.separated) throw new Error('a global minimizer was expected');
  const evidence: Evidence[] = [leastSquaresEvidence(point.leastSquares), { kind: 'ky-fan', ...spectra.subspaces }];
  return { hypotheses: [], evidence };
};
const proofOf = (settled: Settled<Proof> | undefined) => {
  if (!settled?.settled) throw new Error('not settled');
  return settled;
};

describe('a proof that holds at all vertices', () => {
  test.each(Object.entries(points))('%s', (_, instance) => {
    const { proof, coordinates, precision } = proofOf(settle(instance, decided));
    const vertices = verticesOf({ ...instance, coordinates });
    expect(proof.evidence.length).toBeGreaterThan(0);
    expect(precision).toBeGreaterThanOrEqual(1);
    for (const evidence of proof.evidence) for (const v of vertices) expect(failureAt(v, evidence)).toBeUndefined();
  });

  test('least-squares is left out: it is known at a vertex', () => {
    expect(byKyFan(points.minimizer).evidence.map((e) => e.kind)).toEqual(['least-squares', 'ky-fan']);
    expect(proofOf(settle(points.minimizer, byKyFan)).proof.evidence.map((e) => e.kind)).toEqual(['ky-fan']);
  });

  test('random points', () => {
    for (const instance of draws(irrationalPoint(), 60, 5)) {
      expect(settle(within(instance), decided)?.settled).toBe(true);
    }
  });
});

describe('the box', () => {
  test('is made narrower until the proof holds', () => {
    // V_1 = [s, 0], V_2 = e_1 at the point that fits λ_2: D²L = λ_2 + s²λ_1 − 2sλ_1, with a zero at s = 1 − √(1 − λ_2/λ_1).
    const [most, least] = [(7 + 3 * Math.sqrt(5)) / 2, (7 - 3 * Math.sqrt(5)) / 2];
    const zero = 1 - Math.sqrt(1 - least / most);
    const V = (s: number) => [[[Rational.fromDouble(s).toString(), '0']], [['1'], ['0']]];
    const precisionFor = (s: number) =>
      proofOf(settle(points.strict, () => ({ hypotheses: [], evidence: [{ kind: 'negative-curvature', V: V(s) }] })))
        .precision;
    expect(precisionFor(1)).toBeLessThan(4);
    expect(precisionFor(zero * (1 + 1e-6))).toBeGreaterThan(4);
    expect(precisionFor(zero * (1 + 1e-11))).toBeGreaterThan(9);
  });

  test('after the narrowest, what stayed open is said', () => {
    const wrong: Evidence = { kind: 'convexity' };
    const found = settle(points.strict, () => ({ hypotheses: [], evidence: [wrong] }), [16, 664]);
    expect(found).toMatchObject({ settled: false, open: 'convexity at vertex 0: G = 0' });
    expect(found!.precision).toBeGreaterThanOrEqual(199);
  });

  test('nothing to prove: undefined', () => {
    expect(settle(points.strict, () => undefined)).toBeUndefined();
  });

  test('evidence of another kind is an error', () => {
    const chord: Evidence = { kind: 'chord', to: [], s: '1/2', side: 'above' };
    expect(() => settle(points.strict, () => ({ hypotheses: [], evidence: [chord] }))).toThrow(RangeError);
  });
});

describe('evidence that does not hold at a vertex', () => {
  const cases: readonly [string, InstanceInCoordinates, Evidence, string][] = [
    ['a gradient', points.notCritical, { kind: 'zero', of: 'gradient' }, '∇L = 0'],
    [
      'a direction that climbs',
      points.minimizer,
      { kind: 'negative-curvature', V: [[['1', '0']], [['0'], ['0']]] },
      'D²L[V,V] < 0',
    ],
    [
      'a curve of a lower order',
      points.strict,
      { kind: 'descent-curve', order: 1, curve: [{ layer: 1, power: 1, matrix: [['1', '0']] }] },
      'coefficient of t^1 < 0',
    ],
    [
      'a curve the wrong way',
      points.strict,
      { kind: 'descent-curve', order: 2, curve: [{ layer: 1, power: 1, matrix: [['1', '0']] }] },
      'coefficient of t^2 < 0',
    ],
    [
      'a Hessian that is not 0',
      points.strict,
      { kind: 'psd', of: 'hessian', proof: { form: 'sum-of-squares', D: [], L: [[], [], [], []] } },
      'Hessian ⪰ 0',
    ],
    ['a gradient of f', points.minimizer, { kind: 'convexity' }, 'G = 0'],
    ['the wrong order', points.minimizer, { kind: 'swap', u: ['0', '1'], c: ['1', '0'] }, 'ρ(u) > ρ(v)'],
    ['u not orthogonal to col R', points.strict, { kind: 'swap', u: ['1', '1'], c: ['0', '1'] }, 'ρ(u) > ρ(v)'],
    [
      'another projection',
      points.minimizer,
      { kind: 'critical-map', p: [['1'], ['1']], pInverse: [['1/2']] },
      'R = PM',
    ],
    [
      'a worse matrix',
      points.minimizer,
      { kind: 'better-matrix', left: [['0'], ['1']], right: [['0', '1']] },
      'f(left·right) < L(W)',
    ],
    [
      'a submatrix that is not nearly inverted',
      points.nonStrict,
      { kind: 'rank', of: 'outer(3,1)', rank: 1, rows: [0], cols: [0], inverse: [['1/3']], kernel: [['0']] },
      'rank outer(3,1) ≥ 1',
    ],
  ];
  test.each(cases)('%s', (_, instance, evidence, inequality) => {
    for (const vertex of verticesOf(instance)) expect(failureAt(vertex, evidence)).toBe(inequality);
  });

  test('a threshold outside the gap', () => {
    const { proof } = proofOf(settle(points.minimizer, byKyFan));
    const fan = proof.evidence[0]!;
    if (fan.kind !== 'ky-fan' || fan.separation.form !== 'threshold') throw new Error('a threshold was expected');
    const moved = { ...fan, separation: { ...fan.separation, t: '7' } };
    const failure = failureAt(verticesOf(points.minimizer)[0]!, moved);
    expect(failure).toBe('eigenvalues inside > eigenvalues outside');
  });
});

describe('ranks with Σ_XY', () => {
  const rank = (of: string, k: number): Evidence => ({
    kind: 'rank',
    of,
    rank: k,
    rows: [0],
    cols: [0],
    inverse: [['1']],
  });
  test('a kernel that does not depend on the spectrum is given', () => {
    const { nonStrict } = points;
    expect(forVertices(rank('outer(2,1)', 1), verticesOf(nonStrict))).toMatchObject({ kernel: [['0']] });
    expect(forVertices(rank('right-sigma(2)', 1), verticesOf(nonStrict))).toMatchObject({ kernel: [['0']] });
  });

  test('one that does is not', () => {
    const mixed = within(irrational([[1, 1]], [[0], [0]]));
    expect(forVertices(rank('right-sigma(2)', 1), verticesOf(mixed))).toMatchObject({ kernel: null });
  });

  test('other matrices have no kernel: they do not depend on it either', () => {
    expect(forVertices(rank('inner(2,1)', 1), verticesOf(points.nonStrict))).not.toHaveProperty('kernel');
  });
});

test('a narrower box serves as well', () => {
  for (const instance of Object.values(points)) {
    const { X, Y, coordinates } = instance;
    const narrow = { ...instance, coordinates: withBits(coordinates, X, Y, 64) };
    expect(proofOf(settle(narrow, decided)).precision).toBeGreaterThan(15);
  }
});
