import { describe, expect, test } from 'vitest';
import { decision } from '../../../properties/depthcert/decision.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { makeInstance } from '../../../src/network/instance.ts';
import { draws } from '../../helpers/draws.ts';

const diagonal = (a: number, b: number) =>
  Matrix.fromRows([
    [a, 0],
    [0, b],
  ]);
const Y = diagonal(3, 1);
const column = (...xs: number[]) => Matrix.column(xs);
const row = (...xs: number[]) => Matrix.fromRows([xs]);
const point = (...W: Matrix[]) => makeInstance(diagonal(1, 1), Y, W);

const classes = {
  'not-critical': point(row(1, 1), column(1, 1)),
  'global-minimizer': point(row(1, 0), column(3, 0)),
  'strict-saddle': point(row(0, 1), column(0, 1)),
  'non-strict-saddle': point(row(0, 0), row(0), column(0, 0)),
} as const;

describe('depthcert/decision', () => {
  test.each(Object.entries(classes))('%s, with the rank of R first', (verdict, instance) => {
    const proof = decision.prove(instance);
    expect(proof.verdict).toBe(verdict);
    expect(proof.hypotheses).toEqual([]);
    expect(proof.evidence[0]).toMatchObject({ kind: 'rank', of: 'R' });
    expect(proof.evidence.length).toBeGreaterThan(1);
  });

  test.each([1, 2, 3])(
    '200 runs, seed %i: no disagreement with the inertia, and every coverage class is met',
    (seed) => {
      const runs = draws(decision.generator, 200, seed).map((instance) => ({
        instance,
        proof: decision.prove(instance),
      }));
      for (const { name, minimum, holds } of decision.coverage) {
        expect(runs.filter(({ instance, proof }) => holds(instance, proof)).length / 200, name).toBeGreaterThan(
          minimum,
        );
      }
    },
  );

  test.each([
    ['all-saddles-strict', ['non-strict-saddle']],
    ['critical-is-global', ['strict-saddle', 'non-strict-saddle']],
  ])('variant %s is refuted by %j alone', (id, verdicts) => {
    const variant = decision.variants.find((v) => v.id === id)!;
    for (const [verdict, instance] of Object.entries(classes)) {
      const proof = variant.refute(instance);
      expect(proof?.verdict).toBe(verdicts.includes(verdict) ? verdict : undefined);
    }
  });
});
