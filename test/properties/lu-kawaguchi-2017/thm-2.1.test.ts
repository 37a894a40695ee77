import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theorem } from '../../../properties/lu-kawaguchi-2017/thm-2.1.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';

const { id, prove, proveWithout, variants, coverage, generator, hypotheses } = theorem;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const points = {
  sloped: scalar(2, 1, 1),
  origin: scalar(1, 0, 0, 0),
  fitted: scalar(2, 2, 1),
  larger: point(I2, Y31, [[1, 0]], [[3], [0]]),
  smaller: point(I2, Y31, [[0, 1]], [[0], [1]]),
  // Widths 2,2,1,2: the same product through a wider layer, one neuron split in two.
  'smaller, split': point(
    I2,
    Y31,
    [
      [0, 1],
      [0, 1],
    ],
    [['1/2', '1/2']],
    [[0], [1]],
  ),
  'one layer, fitted': point(I2, Y31, Y31),
  'one layer, sloped': point(I2, Y31, I2),
  // d_H > d_0: widths 1,2,2, rank R = 1 = d.
  'more outputs than inputs': point(
    [[1, 0]],
    [
      [2, 0],
      [0, 1],
    ],
    [[2], [0]],
    I2,
  ),
} as const;
type Name = keyof typeof points;

// Widths 2-1-2, X of rank 1, R of rank 1 = d but RX = 0: W_1 listens to what X does not see.
const unseen = point(
  [
    [1, 0],
    [0, 0],
  ],
  Y31,
  [[0, 1]],
  [[0], [1]],
);

describe('lu-kawaguchi-2017/thm-2.1', () => {
  test.each<[Name, string, string[]]>([
    ['sloped', 'not-critical', ['descent-curve']],
    ['one layer, sloped', 'not-critical', ['descent-curve']],
    ['origin', 'not-a-local-minimum', ['zero gradient', 'descent-curve']],
    ['smaller', 'not-a-local-minimum', ['zero gradient', 'lift']],
    ['smaller, split', 'not-a-local-minimum', ['zero gradient', 'lift']],
    ['fitted', 'global-minimizer', ['convexity']],
    ['one layer, fitted', 'global-minimizer', ['convexity']],
    ['more outputs than inputs', 'global-minimizer', ['convexity']],
    ['larger', 'global-minimizer', ['least-squares', 'ky-fan']],
  ])('%s: %s', (name, verdict, evidence) => {
    const proof = prove(points[name]);
    expect(proof.verdict).toBe(verdict);
    expect(kinds(proof)).toEqual(['rank R', ...evidence]);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test('the lifted curve of the split neuron: order 2, through the bottleneck d_2 = 1', () => {
    const lift = prove(points['smaller, split']).evidence[2];
    expect(lift).toMatchObject({ kind: 'lift', j: 2, order: 2 });
  });

  test.each([
    ['X', point([[1], [1]], [[1]], [[0, 0]])],
    [
      'Y',
      point(
        [[1, 0]],
        [
          [1, 0],
          [1, 0],
        ],
        [[0], [0]],
      ),
    ],
    ['Y = 0', scalar(0, 0, 0)],
  ])('%s without full row rank: no proof, and no variant is refuted', (_, instance) => {
    expect(() => prove(instance)).toThrow('full row rank');
    for (const variant of variants) expect(variant.refute(instance)).toBeUndefined();
  });

  test.each([
    ['A1', point([[1], [1]], [[1]], [[0, 0]], [[0]]), 'not-a-local-minimum', 'descent-curve'],
    // X = (1, 1)ᵀ: A_1 = (1, −1) is 0 on the data, R has rank 1 = d.
    ['A1', point([[1], [1]], [[1]], [[1, -1]], [[0]]), 'not-a-local-minimum', 'descent-curve'],
    ['A1', unseen, 'not-a-local-minimum', 'lift'],
    ['A2', scalar(0, 0, 0), 'global-minimizer', 'convexity'],
    ['A2', scalar(0, 1, 1), 'not-critical', 'descent-curve'],
  ])('without %s: the conclusion can be certified all the same', (dropped, instance, verdict, kind) => {
    const proof = proveWithout(instance, dropped)!;
    expect([proof.verdict, proof.evidence.at(-1)?.kind]).toEqual([verdict, kind]);
    expect(verified(`${id}/without-${dropped}`, instance, proof)).toBe('VALID_EXACT');
    expect(verified(id, instance, proof)).toBe('HYPOTHESES');
  });

  test('nothing is without a hypothesis that holds, or with two that fail', () => {
    for (const dropped of ['A1', 'A2']) expect(proveWithout(points.smaller, dropped)).toBeUndefined();
    expect(proveWithout(point([[0]], [[0]], [[1]]), 'A1')).toBeUndefined();
  });

  test.each(['A1', 'A2'])('without %s: 150 random instances, on nearly all of which it alone is false', (dropped) => {
    const { audit } = hypotheses.find((h) => h.id === dropped)!;
    const instances = audit.kind === 'not needed' ? fc.sample(audit.generator, { seed: 4, numRuns: 150 }) : [];
    const codes = instances.flatMap((instance) => {
      const proof = proveWithout(instance, dropped);
      return proof ? [verified(`${id}/without-${dropped}`, instance, proof)] : [];
    });
    expect(codes.length).toBeGreaterThan(140);
    expect(new Set(codes)).toEqual(new Set(['VALID_EXACT']));
  });

  test.each<[string, Name[]]>([
    ['critical-point', ['origin', 'smaller', 'smaller, split']],
    ['rank-bound-plus-one', ['larger']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, Name, string]>([
    ['a slope where there is none', 'sloped', 'fitted', 'CURVE'],
    ['a fit where there is none', 'fitted', 'sloped', 'CONVEXITY'],
    ['another descent', 'smaller', 'larger', 'LIFT'],
    ['another projection', 'larger', 'smaller', 'KY_FAN'],
  ])('evidence from another instance is rejected: %s', (_, from, to, code) => {
    const { hypotheses } = prove(points[to]);
    expect(verified(id, points[to], { ...prove(points[from]), hypotheses })).toBe(code);
  });

  test('a descent curve where a lift is prescribed, and a better matrix where none is, are rejected', () => {
    const proof = prove(points.smaller);
    const curve = { kind: 'descent-curve', order: 2, curve: [{ layer: 1, power: 1, matrix: [['1', '0']] }] } as const;
    const unlifted = { ...proof, evidence: [...proof.evidence.slice(0, 2), curve] };
    expect(verified(id, points.smaller, unlifted)).toBe('EVIDENCE');
    expect(verified(id, points.larger, refute('rank-bound-plus-one')(points.larger)!)).toBe('EVIDENCE');
  });

  test('150 random points are proven and verified', () => {
    holds(generator, (instance) => verified(id, instance, prove(instance)) === 'VALID_EXACT', { seed: 1, runs: 150 });
  });

  test.each(variants.map((v) => v.id))(
    '%s: random refutations are verified, also from the statement’s instances',
    (variant) => {
      const proofs = [variants.find((v) => v.id === variant)!.generator!, generator].map((instances) =>
        fc.sample(instances, { seed: 2, numRuns: 60 }).flatMap((instance) => {
          const proof = refute(variant)(instance);
          return proof ? [verified(`${id}~${variant}`, instance, proof)] : [];
        }),
      );
      for (const codes of proofs) {
        expect(codes.length).toBeGreaterThan(0);
        expect(new Set(codes)).toEqual(new Set(['VALID_EXACT']));
      }
    },
  );

  test.each([1, 2])('200 runs, seed %i: every coverage class is met', (seed) => {
    const runs = fc.sample(generator, { seed, numRuns: 200 }).map((instance) => ({ instance, proof: prove(instance) }));
    for (const c of coverage) {
      const share = runs.filter(({ instance, proof }) => c.holds(instance, proof)).length / runs.length;
      expect(share, c.name).toBeGreaterThanOrEqual(c.minimum);
    }
  });
});
