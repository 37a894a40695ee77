import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theorem } from '../../properties/lu-kawaguchi-2017/thm-2.1.ts';
import { auditHypothesis, certifyWithout, withoutId } from '../../src/campaign/audit.ts';
import type { Audit, Hypothesis, Property } from '../../src/campaign/property.ts';
import { replay } from '../../src/campaign/replay.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { point } from '../helpers/points.ts';
import { proofOf, scalarPoint, toy } from './toy.ts';

const small = fc.integer({ min: -1, max: 1 });
/** Half of the draws have Y = 0. */
const generator = fc.tuple(small, small, fc.boolean()).map(([a, b, fits]) => scalarPoint(fits ? 0 : 1, a, b));

/** The Theorem 2.1 of lu-kawaguchi-2017 with A2 (Y has full row rank) audited as the test says. */
const withAudit = (audit: Audit, proveWithout: Property['proveWithout']): [Property, Hypothesis] => {
  const hypothesis: Hypothesis = { id: 'A2', text: 'Y has full row rank', status: 'checked', audit };
  return [{ ...toy, id: 'lu-kawaguchi-2017/thm-2.1', hypotheses: [hypothesis], proveWithout }, hypothesis];
};

describe('the audit of a hypothesis', () => {
  const necessary: Audit = { kind: 'necessary', variant: 'critical-is-global' };

  test('necessary: the variant without it is refuted', () => {
    const [, hypothesis] = withAudit(necessary, () => undefined);
    const kept: string[] = [];
    const result = auditHypothesis(toy, hypothesis, 's', 10, (id) => kept.push(id));
    expect(result).toMatchObject({ finding: 'necessary', hypothesis: 'A2', known: 'checked' });
    expect(result.refutation?.widths).toEqual([1, 1, 1]);
    expect(kept).toEqual(['depthcert/decision~critical-is-global']);
  });

  test.each<[string, Audit, Property['proveWithout'], string, RegExp]>([
    [
      'a variant that is not there',
      { kind: 'necessary', variant: 'none' },
      () => undefined,
      'failed',
      /no variant none/,
    ],
    ['nothing known', { kind: 'unknown', why: 'no idea' }, () => undefined, 'unknown', /no idea/],
    [
      'no instance without it',
      { kind: 'not needed', generator },
      () => undefined,
      'failed',
      /no instance .* in 200 draws/,
    ],
  ])('%s', (_, audit, proveWithout, finding, why) => {
    const [property, hypothesis] = withAudit(audit, proveWithout);
    const result = auditHypothesis(property, hypothesis, 's', 10);
    expect(result).toMatchObject({ finding, instances: 0 });
    expect(result.why).toMatch(why);
  });

  test.each<[string, () => Proof, string, RegExp]>([
    [
      'the conclusion cannot be certified',
      () => {
        throw new Error('false here');
      },
      'ERROR',
      /false here/,
    ],
    ['the verifier does not accept the certificate', () => proofOf(scalarPoint(1, 0, 0)), 'HYPOTHESES', /expected/],
  ])('%s: the audit fails, and says where', (_, proveWithout, code, message) => {
    const [property, hypothesis] = withAudit({ kind: 'not needed', generator }, proveWithout);
    const { finding, trouble } = auditHypothesis(property, hypothesis, 's', 10);
    expect({ finding, code: trouble?.code }).toEqual({ finding: 'failed', code });
    expect(trouble?.message).toMatch(message);
    expect(trouble?.statement).toBe(withoutId(property, 'A2'));
  });
});

describe('on a real statement', () => {
  const id = 'lu-kawaguchi-2017/thm-2.1';
  const hypothesis = theorem.hypotheses.find((h) => h.id === 'A2')!;
  const kept: string[] = [];
  const result = auditHypothesis(theorem, hypothesis, 'audit', 12, (_, line) => kept.push(line));

  test('not needed on anything tried: every certificate is of the statement without it', () => {
    expect(result).toMatchObject({ finding: 'not needed', instances: 12, text: 'Y has full row rank' });
    const certificates = kept.map((line) => JSON.parse(line));
    expect(new Set(certificates.map((c) => c.statement))).toEqual(new Set([`${id}/without-A2`]));
    expect(certificates.flatMap((c) => c.hypotheses.map((h: { id: string }) => h.id))).toEqual(kept.map(() => 'A1'));
    for (const line of kept) expect(verifyCertificate(line).claim).toMatch(/without-A2 .*where A1 \(.*\) holds,/);
  });

  test('the same seed gives the same certificates, and replay finds them', () => {
    const { index, seed } = JSON.parse(kept[0]!).provenance;
    expect(certifyWithout(theorem, 'A2', seed, index)).toBe(kept[0]);
    expect(replay({ properties: [theorem], examples: [] }, JSON.parse(kept[0]!))).toEqual({ line: kept[0] });
    const other = { ...JSON.parse(kept[0]!).provenance, generator: `${id}/without-A9` };
    expect(replay({ properties: [theorem], examples: [] }, { statement: id, provenance: other })).toMatchObject({
      unknown: `${id}/without-A9`,
    });
  });

  test('an instance with the hypothesis is none of its audit, nor is one that lacks another one', () => {
    expect(theorem.proveWithout(scalarPoint(1, 0, 0), 'A2')).toBeUndefined();
    expect(theorem.proveWithout(point([[0]], [[0]], [[1]]), 'A2')).toBeUndefined();
    expect(theorem.proveWithout(scalarPoint(0, 0, 0), 'A2')?.hypotheses).toHaveLength(1);
  });
});
