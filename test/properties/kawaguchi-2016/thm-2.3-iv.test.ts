import { describe, expect, test } from 'vitest';
import { type CriticalParameters, criticalPointFrom } from '../../../properties/generators/critical-assembly.ts';
import { endDirection } from '../../../properties/kawaguchi-2016/end-direction.ts';
import { fullMiddleParameters } from '../../../properties/kawaguchi-2016/full-middle.ts';
import { fullMiddleIsStrict } from '../../../properties/kawaguchi-2016/thm-2.3-iv.ts';
import { larger, plateau, smaller } from '../../../properties/points.ts';
import { isCritical, pointOf } from '../../../src/decision/point.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { secondDerivative } from '../../../src/network/derivatives.ts';
import { chain, depth } from '../../../src/network/network.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { diagonal, I2, lacking, lacks } from './data-points.ts';

const { id, prove, proveWithout, variants } = fullMiddleIsStrict;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  'fitted, H = 2': scalar(2, 2, 1),
  'origin, H = 2': scalar(1, 0, 0),
  'only the middle is not 0': scalar(1, 0, 1, 0),
  // W_1 is not 0, and W_H is.
  'r = 1 < d = 2': point(I2, diagonal(2, 1), diagonal(2, 0), I2, diagonal(1, 0)),
  larger,
  smaller,
} as const;
type Name = keyof typeof points;
const outside = {
  'origin, H = 3': scalar(1, 0, 0, 0),
  plateau,
  'wide middle of rank 0': point([[1]], [[1]], [[0], [0]], diagonal(0, 0), [[0, 0]]),
} as const;

describe(id, () => {
  test.each<[Name, string, string[]]>([
    ['fitted, H = 2', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['leading']],
    ['smaller', 'strict-saddle', ['negative-curvature', 'ascent-curve']],
    ['origin, H = 2', 'strict-saddle', ['negative-curvature', 'ascent-curve']],
    ['only the middle is not 0', 'strict-saddle', ['negative-curvature', 'ascent-curve']],
    ['r = 1 < d = 2', 'strict-saddle', ['negative-curvature', 'ascent-curve']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual([verdict, ['rank R', ...evidence]]);
    const H = depth(points[name]);
    expect(proof.hypotheses[5]).toMatchObject({ id: 'A6', evidence: { kind: 'rank', of: `inner(${H},1)` } });
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test('the direction of the proof moves the first and the last layer', () => {
    const direction = prove(points['only the middle is not 0']).evidence[1];
    expect(direction).toEqual({ kind: 'negative-curvature', V: [[['1']], [['0']], [['1']]] });
  });

  test.each<[keyof typeof outside, string[]]>([
    ['origin, H = 3', ['rank-condition', 'rank-minus-one']],
    ['plateau', ['rank-condition', 'rank-minus-one']],
    ['wide middle of rank 0', ['rank-condition']],
  ])('%s: A6 is false, and %j are refuted', (name, refuted) => {
    const instance = outside[name];
    expect(() => prove(instance)).toThrow('hypothesis A6 ');
    for (const { id: variant, refute } of variants) {
      const proof = refute(instance);
      if (!refuted.includes(variant)) expect(proof, variant).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), variant).toBe('VALID_EXACT');
    }
  });

  test('A6 of too small a rank is vacuous, of another product wrong', () => {
    const proof = prove(points['only the middle is not 0']);
    const rankZero = { kind: 'rank', of: 'inner(3,1)', rank: 0, rows: [], cols: [], inverse: [] } as const;
    const given = prove(points['only the middle is not 0']).hypotheses;
    const last = (evidence: (typeof given)[number]['evidence']) => [...given.slice(0, 5), { id: 'A6', evidence }];
    expect(verified(id, outside['origin, H = 3'], { ...proof, hypotheses: last(rankZero) })).toBe('HYPOTHESIS');
    expect(verified(id, points['only the middle is not 0'], { ...proof, hypotheses: last(rankZero) })).toBe('RANK');
    const other = { kind: 'rank', of: 'inner(2,1)', rank: 1, rows: [0], cols: [0], inverse: [['1']] } as const;
    expect(verified(id, points['only the middle is not 0'], { ...proof, hypotheses: last(other) })).toBe('HYPOTHESES');
  });

  test('a point that is not critical: no proof, and any-point is refuted', () => {
    const sloped = scalar(2, 1, 1);
    expect(() => prove(sloped)).toThrow('hypothesis A5 ');
    expect(verified(`${id}~any-point`, sloped, refute('any-point')(sloped)!)).toBe('VALID_EXACT');
    expect(refute('any-point')(points['fitted, H = 2'])).toBeUndefined();
  });

  test.each(Object.entries(lacking))('%s: no proof, but one without it', (name, instance) => {
    const missing = lacks[name as keyof typeof lacks];
    expect(() => prove(instance)).toThrow(`hypothesis ${missing} `);
    const proof = proveWithout(instance, missing);
    expect(proof === undefined).toBe(missing === 'A1');
    if (proof) expect(verified(`${id}/without-${missing}`, instance, proof)).toBe('VALID_EXACT');
  });

  test('one layer has no middle', () => {
    expect(() => prove(scalar(1, 1))).toThrow('hypothesis A1 ');
    expect(proveWithout(scalar(1, 1), 'A1')).toBeUndefined();
  });
});

describe('points with a full middle', () => {
  const instanceOf = (p: CriticalParameters) => pointOf(criticalPointFrom(p).instance);
  test('are critical, and the rank of the middle is its least width', () => {
    const isFull = (p: ReturnType<typeof instanceOf>) => {
      const { instance } = p;
      const middle = chain(instance, depth(instance) - 1, 2);
      return isCritical(p) && rank(middle) === Math.min(...instance.widths.slice(1, -1));
    };
    holds(fullMiddleParameters(), (p) => isFull(instanceOf(p)), { seed: 5, runs: 200 });
  });
  test('where rank R < d and G ≠ 0, the direction of the proof has negative curvature', () => {
    let met = 0;
    const descends = (p: ReturnType<typeof instanceOf>) => {
      if (p.rank === p.bottleneck || p.G.isZero()) return true;
      met++;
      return secondDerivative(p.instance, p.instance.loss, endDirection(p)).sign < 0;
    };
    holds(fullMiddleParameters({ spectrum: 'any' }), (p) => descends(instanceOf(p)), { seed: 6, runs: 200 });
    expect(met).toBeGreaterThan(50);
  });
  test('there is none at the origin of three layers', () => {
    expect(() => endDirection(pointOf(outside['origin, H = 3']))).toThrow('the rank of P');
  });
});

keepsItsPromises(fullMiddleIsStrict);
