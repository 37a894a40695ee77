import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import type { Property } from '../../src/campaign/property.ts';
import { tierOf } from '../../src/certificate/certificate.ts';
import { isVerified } from '../../src/certificate/verified.ts';
import { accepted } from './points.ts';
import { holds } from './property.ts';

/** What every statement owes: proofs, refutations, audits and coverage, on random instances from fixed seeds. */
export function keepsItsPromises({ id, prove, proveWithout, ...property }: Property, runs = 120): void {
  const { generator, variants, hypotheses, coverage } = property;
  describe('random instances', () => {
    test(`${runs} are proven and verified`, () => {
      holds(generator, (instance) => accepted(id, instance, prove(instance)) === 'VALID', { seed: 1, runs });
    });

    test.each(variants.map((v) => [v.id, v] as const))('%s is refuted within 200 runs', (_, variant) => {
      const whole = { id, prove, proveWithout, ...property };
      for (const seed of ['one', 'two']) {
        const { status, runs: tried } = refuteVariant(whole, variant, seed, 200);
        expect([isVerified(status), tried! <= 200], status).toEqual([true, true]);
      }
    });

    test.each(variants.map((v) => [v.id, v] as const))('%s: what refutes it is verified', (name, variant) => {
      const instances = fc.sample(variant.generator ?? generator, { seed: 2, numRuns: 40 });
      const codes = instances.flatMap((instance) => {
        const proof = variant.refute(instance);
        return proof ? [accepted(`${id}~${name}`, instance, proof)] : [];
      });
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes)).toEqual(new Set(['VALID']));
    });

    const audited = hypotheses.flatMap(({ id: name, audit }) =>
      audit.kind === 'not needed' ? [[name, audit.generator] as const] : [],
    );
    test.each(audited)('without %s alone the conclusion is certified', (name, instances) => {
      const codes = fc.sample(instances, { seed: 3, numRuns: 60 }).flatMap((instance) => {
        const proof = proveWithout(instance, name);
        return proof ? [accepted(`${id}/without-${name}`, instance, proof)] : [];
      });
      expect(codes.length).toBeGreaterThan(30);
      expect(new Set(codes)).toEqual(new Set(['VALID']));
    });

    test('its certificates are of the tiers that it names', () => {
      const drawn = fc.sample(generator, { seed: 4, numRuns: 60 }).map((instance) => tierOf(prove(instance)).tier);
      expect(new Set(drawn)).toEqual(new Set(property.tiers));
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
