import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import type { Property } from '../../src/campaign/property.ts';
import { verified } from './points.ts';
import { holds } from './property.ts';

/** What every statement owes: proofs, refutations, audits and coverage, on random instances from fixed seeds. */
export function keepsItsPromises({ id, prove, proveWithout, ...property }: Property, runs = 120): void {
  const { generator, variants, hypotheses, coverage } = property;
  describe('random instances', () => {
    test(`${runs} are proven and verified`, () => {
      holds(generator, (instance) => verified(id, instance, prove(instance)) === 'VALID_EXACT', { seed: 1, runs });
    });

    test.each(variants.map((v) => [v.id, v] as const))('%s is refuted within 200 runs', (_, variant) => {
      const whole = { id, prove, proveWithout, ...property };
      for (const seed of ['one', 'two']) {
        const { status, runs: tried } = refuteVariant(whole, variant, seed, 200);
        expect([status, tried! <= 200]).toEqual(['VALID_EXACT', true]);
      }
    });

    test.each(variants.map((v) => [v.id, v] as const))('%s: what refutes it is verified', (name, variant) => {
      const instances = fc.sample(variant.generator ?? generator, { seed: 2, numRuns: 40 });
      const codes = instances.flatMap((instance) => {
        const proof = variant.refute(instance);
        return proof ? [verified(`${id}~${name}`, instance, proof)] : [];
      });
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes)).toEqual(new Set(['VALID_EXACT']));
    });

    const audited = hypotheses.flatMap(({ id: name, audit }) =>
      audit.kind === 'not needed' ? [[name, audit.generator] as const] : [],
    );
    test.each(audited)('without %s alone the conclusion is certified', (name, instances) => {
      const codes = fc.sample(instances, { seed: 3, numRuns: 60 }).flatMap((instance) => {
        const proof = proveWithout(instance, name);
        return proof ? [verified(`${id}/without-${name}`, instance, proof)] : [];
      });
      expect(codes.length).toBeGreaterThan(30);
      expect(new Set(codes)).toEqual(new Set(['VALID_EXACT']));
    });

    test('every hypothesis is audited', () => {
      for (const { audit } of hypotheses) {
        expect(audit.kind).not.toBe('unknown');
        if (audit.kind === 'necessary') expect(variants.map((v) => v.id)).toContain(audit.variant);
      }
    });

    test.each([1, 2])('200 runs, seed %i: every coverage class is met', (seed) => {
      const drawn = fc.sample(generator, { seed, numRuns: 200 });
      const proofs = drawn.map((instance) => ({ instance, proof: prove(instance) }));
      for (const c of coverage) {
        const share = proofs.filter(({ instance, proof }) => c.holds(instance, proof)).length / proofs.length;
        expect(share, c.name).toBeGreaterThanOrEqual(c.minimum);
      }
    });
  });
}
