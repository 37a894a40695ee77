import { describe, expect, test } from 'vitest';
import { pointWithLoss, type Rows } from '../../../properties/points.ts';
import { balancedCriticalPoint, regularized, shallowPoint } from '../../../properties/zhu-2018/balanced-point.ts';
import { regularizedLoss } from '../../../properties/zhu-2018/thm-regularized.ts';
import { withMoreInputs } from '../../../properties/zhu-2018/two-layer-point.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { makeInstance } from '../../../src/network/instance.ts';
import { imbalance, isRegularized, regularizedGradients } from '../../../src/network/regularized.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants, hypotheses } = regularizedLoss;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2: Rows = [
  [1, 0],
  [0, 1],
];
const diagonal = (a: number, b: number): Rows => [
  [a, 0],
  [0, b],
];
const at = (X: Rows, Y: Rows, first: Rows, second: Rows) =>
  pointWithLoss({ kind: 'balanced-square', mu: '3/2' }, X, Y, first, second);
const points = {
  'fitted, not balanced': at([[1]], [[4]], [[4]], [[1]]),
  'balanced, not fitted': at([[1]], [[4]], [[1]], [[1]]),
  fitted: at([[1]], [[4]], [[2]], [[2]]),
  'Y = 0': at([[1]], [[0]], [[0]], [[0]]),
  origin: at([[1]], [[4]], [[0]], [[0]]),
  larger: at(I2, diagonal(4, 1), [[2, 0]], [[2], [0]]),
  smaller: at(I2, diagonal(4, 1), [[0, 1]], [[0], [1]]),
  'r = 1 < d = 2': at(I2, diagonal(4, 1), diagonal(2, 0), diagonal(2, 0)),
  'repeated eigenvalue': at(I2, diagonal(4, 4), [[2, 0]], [[2], [0]]),
  'Y of rank 1': at(I2, diagonal(4, 0), [[2, 0]], [[2], [0]]),
  // XXᵀ = 4.
  'the data count': at([[2]], [[8]], [[1]], [[2]]),
} as const;
type Name = keyof typeof points;
const saddle = ['zero gradient', 'balanced', 'negative-curvature', 'ascent-curve'];
const fit = ['zero gradient', 'balanced', 'convexity'];
const projection = ['zero gradient', 'balanced', 'least-squares', 'ky-fan'];

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['fitted, not balanced', 'not-critical', ['descent-curve']],
    ['balanced, not fitted', 'not-critical', ['descent-curve']],
    ['the data count', 'not-critical', ['descent-curve']],
    ['fitted', 'global-minimizer', fit],
    ['Y = 0', 'global-minimizer', fit],
    ['Y of rank 1', 'global-minimizer', fit],
    ['larger', 'global-minimizer', projection],
    ['repeated eigenvalue', 'global-minimizer', projection],
    ['origin', 'strict-saddle', saddle],
    ['smaller', 'strict-saddle', saddle],
    ['r = 1 < d = 2', 'strict-saddle', saddle],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test('no proof where X has lost rank, or for another loss; there is no such loss of three layers', () => {
    const deficient = at([[0]], [[4]], [[1]], [[0]]);
    expect(() => prove(deficient)).toThrow('hypothesis A2 ');
    const proof = proveWithout(deficient, 'A2')!;
    expect(verified(`${id}/without-A2`, deficient, proof)).toBe('VALID_EXACT');
    expect(() => prove(scalar(1, 0, 0))).toThrow('this statement is about the loss balanced-square, not square');
    const deep = [[[1]], [[1]], [[1]]];
    expect(() => pointWithLoss({ kind: 'balanced-square', mu: '1' }, [[1]], [[1]], ...deep)).toThrow('two layers');
  });

  test.each<[string, Name[]]>([
    ['critical-is-global', ['origin', 'smaller', 'r = 1 < d = 2']],
    ['same-critical-points', ['fitted, not balanced']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('not-regularized is refuted by critical points that are not balanced alone', () => {
    const imbalanced = scalar(4, 4, 1);
    expect(verified(`${id}~not-regularized`, imbalanced, refute('not-regularized')(imbalanced)!)).toBe('VALID_EXACT');
    const lost = point([[0]], [[1]], [[1]], [[0]]);
    for (const other of [scalar(4, 2, 2), scalar(4, 1, 1), scalar(4, 1, 2), scalar(1, 0, 0, 0), lost]) {
      expect(refute('not-regularized')(other)).toBeUndefined();
    }
    expect(() => refute('not-regularized')(points.fitted)).toThrow('square loss');
  });

  test.each<[string, Name, Name, string]>([
    ['a fit that is not balanced', 'fitted', 'fitted, not balanced', 'ZERO'],
    ['a slope where there is none', 'balanced, not fitted', 'fitted', 'CURVE'],
    ['a direction where there is none', 'smaller', 'larger', 'CURVATURE'],
    ['another projection', 'larger', 'smaller', 'KY_FAN'],
  ])('evidence from another point is rejected: %s', (_, from, to, code) => {
    const [{ verdict, evidence }, own] = [prove(points[from]), prove(points[to])];
    const borrowed = [own.evidence[0]!, ...evidence.slice(1)];
    expect(verified(id, points[to], { ...own, verdict, evidence: borrowed })).toBe(code);
  });
});

describe('balanced critical points', () => {
  test('are balanced, critical for f and for g whatever μ is, on X of full row rank', () => {
    holds(
      regularized(balancedCriticalPoint()),
      (p) => {
        if (!isRegularized(p)) return false;
        const plain = makeInstance(p.X, p.Y, p.weights);
        const critical = regularizedGradients(p).every((g) => g.isZero()) && isCritical(pointOf(plain));
        return critical && imbalance(p).isZero() && rank(p.X) === p.X.rows;
      },
      { seed: 4, runs: 150 },
    );
  });

  test('more inputs: the same residual and balance, X of deficient row rank', () => {
    holds(
      withMoreInputs(shallowPoint().filter((p) => isCritical(pointOf(p)))),
      (p) => isCritical(pointOf(p)) && rank(p.X) < p.X.rows,
      { seed: 5, runs: 100 },
    );
  });
});

test('A1 is the loss itself: there is no instance without it', () => {
  expect(hypotheses[0]!.audit).toMatchObject({ kind: 'unknown' });
});
keepsItsPromises({ ...regularizedLoss, hypotheses: hypotheses.slice(1) });
