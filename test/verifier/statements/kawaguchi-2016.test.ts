import { describe, expect, test } from 'vitest';
import { kawaguchi2016 } from '../../../properties/kawaguchi-2016/index.ts';
import { I2, plateau, point, scalar } from '../../../properties/points.ts';
import { certificateLine, makeCertificate } from '../../../src/certificate/write.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { findStatement, STATEMENTS } from '../../../src/verifier/statements.ts';
import { zeroWeights } from '../../properties/kawaguchi-2016/data-points.ts';
import { type Draft, verifyDraft } from '../examples.ts';

const paper = 'kawaguchi-2016';
const propertyOf = (id: string) => kawaguchi2016.find((p) => p.id === `${paper}/${id}`)!;
const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', tier: 'exact' } as const;

/** A certificate of a statement, or of a variant where the id has one; the instance must be one for it. */
function draft(id: string, instance: Instance): Draft {
  const [statement = '', variant] = id.split('~');
  const [base = '', dropped] = statement.split('/without-');
  const property = propertyOf(base);
  const proof = variant
    ? property.variants.find((v) => v.id === variant)!.refute(instance)
    : dropped
      ? property.proveWithout(instance, dropped)
      : property.prove(instance);
  return JSON.parse(certificateLine(makeCertificate(`${paper}/${id}`, instance, proof!, provenance)));
}

const origin = (H: number) => scalar(1, ...Array(H).fill(0));
const fitted = (H: number) => scalar(1, ...Array(H).fill(1));
const larger = point(
  I2,
  [
    [3, 0],
    [0, 1],
  ],
  [[1, 0]],
  [[3], [0]],
);
const absolute = point([[1, -1]], [[0, 0]], [[1], [-1]], [[1, 1]]);

const valid: [id: string, instance: Instance, verdict: string][] = [
  ['thm-2.3-i', origin(2), 'neither-convex-nor-concave'],
  ['thm-2.3-i~one-layer', origin(1), 'convex'],
  ['thm-2.3-i~no-input', point([[0]], [[1]], [[0]], [[1]]), 'convex'],
  ['thm-2.3-ii', larger, 'global-minimizer'],
  ['thm-2.3-ii', origin(1), 'not-critical'],
  ['thm-2.3-ii~critical-point', origin(3), 'not-a-local-minimum'],
  ['thm-2.3-ii~unrestricted', larger, 'global-minimizer'],
  ['thm-2.3-iii', plateau, 'saddle'],
  ['thm-2.3-iii', fitted(1), 'global-minimizer'],
  ['thm-2.3-iii~any-point', scalar(2, 1, 1), 'not-critical'],
  ['thm-2.3-iii~strict', plateau, 'non-strict-saddle'],
  ['thm-2.3-iv', scalar(1, 0, 1, 0), 'strict-saddle'],
  ['thm-2.3-iv', fitted(2), 'global-minimizer'],
  ['thm-2.3-iv~any-point', scalar(2, 1, 1), 'not-critical'],
  ['thm-2.3-iv~rank-condition', origin(3), 'non-strict-saddle'],
  ['thm-2.3-iv~rank-minus-one', origin(3), 'non-strict-saddle'],
  ['cor-2.4', origin(2), 'strict-saddle'],
  ['cor-2.4', plateau, 'non-strict-saddle'],
  ['cor-2.4~three-layers', origin(3), 'non-strict-saddle'],
  ['cor-2.4~all-saddles', larger, 'global-minimizer'],
  ['cor-2.4~any-point', scalar(2, 1, 1), 'not-critical'],
  ['cor-2.4~empty-layer', zeroWeights(0, 1), 'global-minimizer'],
  ['cor-2.4~uncorrelated', scalar(0, 0, 1, 1), 'global-minimizer'],
  ['nonlinear-reduction', absolute, 'holds'],
  ['nonlinear-reduction/without-A2', absolute, 'holds'],
  ['nonlinear-reduction~dependent-activations', absolute, 'fails'],
  ['nonlinear-reduction~half-rho', scalar(0, 1, 1), 'fails'],
  ['thm-2.3-ii/without-A1', zeroWeights(0), 'global-minimizer'],
  ['thm-2.3-ii/without-A3', scalar(0, 0, 0), 'global-minimizer'],
  ['cor-2.4/without-A4', point(I2, I2, [[0, 0]], [[0], [0]]), 'strict-saddle'],
];

describe('accepted', () => {
  test.each(valid)('%s', (id, instance, verdict) => {
    const result = verifyDraft(draft(id, instance));
    expect([result.status, result.verdict, result.message]).toEqual(['VALID_EXACT', verdict, undefined]);
    expect(result.claim).toContain(`${paper}/${id}`);
  });
  test('there is a certificate for every entry of the table', () => {
    const ids = [...STATEMENTS.keys()].filter((id) => id.startsWith(`${paper}/`));
    expect(ids.filter((id) => !valid.some(([shown]) => `${paper}/${shown}` === id))).toEqual([]);
  });
});

/** Another statement for the same certificate: what the two demand differently is found. */
const renamed: [from: string, instance: Instance, to: string, status: string, code: string, pointer: string][] = [
  // Hypotheses.
  ['thm-2.3-i~one-layer', origin(1), 'thm-2.3-i', 'VACUOUS', 'HYPOTHESIS', '/hypotheses/0'],
  ['thm-2.3-iii', fitted(1), 'cor-2.4', 'VACUOUS', 'HYPOTHESIS', '/hypotheses/0'],
  ['cor-2.4~empty-layer', zeroWeights(0, 1), 'cor-2.4', 'VACUOUS', 'HYPOTHESIS', '/hypotheses/0'],
  ['cor-2.4~empty-layer', zeroWeights(0, 1), 'thm-2.3-iii', 'VACUOUS', 'HYPOTHESIS', '/hypotheses/0'],
  ['thm-2.3-iv', fitted(2), 'thm-2.3-iii', 'REJECTED', 'HYPOTHESES', '/hypotheses/5'],
  ['thm-2.3-iii', fitted(2), 'thm-2.3-iv', 'REJECTED', 'HYPOTHESES', '/hypotheses'],
  ['cor-2.4~uncorrelated', scalar(0, 0, 1, 1), 'cor-2.4', 'REJECTED', 'HYPOTHESES', '/hypotheses/2'],
  ['thm-2.3-i~no-input', point([[0]], [[1]], [[0]], [[1]]), 'thm-2.3-i', 'REJECTED', 'HYPOTHESES', '/hypotheses/2'],
  ['thm-2.3-iv~rank-minus-one', origin(3), 'thm-2.3-iv', 'VACUOUS', 'HYPOTHESIS', '/hypotheses/5'],
  // Verdicts: each variant is contradicted by its own only.
  ['thm-2.3-ii', larger, 'thm-2.3-ii~critical-point', 'REJECTED', 'VERDICT', '/verdict'],
  ['thm-2.3-ii', origin(3), 'thm-2.3-ii~unrestricted', 'REJECTED', 'VERDICT', '/verdict'],
  ['thm-2.3-ii', larger, 'thm-2.3-ii~unrestricted', 'REJECTED', 'EVIDENCE', '/evidence'],
  ['thm-2.3-ii', larger, 'thm-2.3-iii~any-point', 'REJECTED', 'VERDICT', '/verdict'],
  ['thm-2.3-iii', plateau, 'thm-2.3-iii~strict', 'REJECTED', 'VERDICT', '/verdict'],
  ['thm-2.3-iii~strict', plateau, 'thm-2.3-iii', 'REJECTED', 'VERDICT', '/verdict'],
  ['cor-2.4', origin(2), 'thm-2.3-iv~rank-condition', 'REJECTED', 'VERDICT', '/verdict'],
  ['cor-2.4', origin(2), 'cor-2.4~three-layers', 'REJECTED', 'VERDICT', '/verdict'],
  ['cor-2.4', origin(2), 'cor-2.4~all-saddles', 'REJECTED', 'VERDICT', '/verdict'],
  ['nonlinear-reduction', absolute, 'nonlinear-reduction~dependent-activations', 'REJECTED', 'VERDICT', '/verdict'],
  ['nonlinear-reduction', absolute, 'nonlinear-reduction/without-A2', 'REJECTED', 'EVIDENCE', '/evidence/1'],
  ['nonlinear-reduction/without-A2', absolute, 'nonlinear-reduction', 'REJECTED', 'EVIDENCE', '/evidence/1'],
  // Conclusions.
  ['cor-2.4~three-layers', origin(3), 'cor-2.4~three-layers', 'VALID_EXACT', '', ''],
  ['cor-2.4', origin(4), 'cor-2.4~three-layers', 'REJECTED', 'CONCLUSION', '/verdict'],
  ['thm-2.3-iii', fitted(3), 'cor-2.4', 'REJECTED', 'CONCLUSION', '/verdict'],
  ['thm-2.3-iii', fitted(3), 'cor-2.4~all-saddles', 'REJECTED', 'CONCLUSION', '/verdict'],
  ['thm-2.3-iii~any-point', scalar(2, 1, 1, 1), 'cor-2.4~any-point', 'REJECTED', 'CONCLUSION', '/verdict'],
  ['thm-2.3-iii', fitted(3), 'cor-2.4~empty-layer', 'REJECTED', 'CONCLUSION', '/verdict'],
  ['thm-2.3-iii/without-A1', zeroWeights(0), 'cor-2.4~empty-layer', 'REJECTED', 'HYPOTHESES', '/hypotheses/0'],
];

describe('the same certificate under another name', () => {
  test.each(renamed)('%s %#: as %s', (from, instance, to, status, code, pointer) => {
    const certificate = { ...draft(from, instance), statement: `${paper}/${to}` };
    const result = verifyDraft(certificate);
    expect([result.status, result.code ?? '', result.pointer ?? '']).toEqual([status, code, pointer]);
  });
});

type Change = [
  title: string,
  id: string,
  instance: Instance,
  change: (c: Draft) => void,
  code: string,
  pointer: string,
];
const rankZero = (of: string) => ({ kind: 'rank', of, rank: 0, rows: [], cols: [], inverse: [] });
const one = (of: string) => ({ kind: 'rank', of, rank: 1, rows: [0], cols: [0], inverse: [['1']] });
const changes: Change[] = [
  [
    'X ≠ 0, so that L need not be constant',
    'thm-2.3-i~no-input',
    point([[0]], [[1]], [[0]], [[1]]),
    (c) => {
      c.instance.X = [['1']];
      c.hypotheses[1].evidence = { kind: 'least-squares', rows: [0], E: [['1']], inverse: [['1']] };
      c.hypotheses[2].evidence = { kind: 'distinct-spectrum', form: 'eigen', values: ['1'], vectors: [['1']] };
      c.evidence = [one('X')];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'more outputs than inputs, and an empty layer',
    'cor-2.4~empty-layer',
    zeroWeights(0, 1),
    (c) => {
      c.instance.widths = [0, 0, 1, 1];
      c.instance.X = [];
      c.instance.W[0] = [];
      c.hypotheses[1].evidence = { kind: 'least-squares', rows: [], E: [], inverse: [] };
      c.hypotheses[2].evidence = rankZero('Sigma_XY');
      c.hypotheses[3].evidence = { kind: 'distinct-spectrum', form: 'eigen', values: ['0'], vectors: [['1']] };
      c.evidence[1].below = { form: 'sum-of-squares', D: [], L: [] };
    },
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'an empty layer of two',
    'cor-2.4~empty-layer',
    zeroWeights(0, 1),
    (c) => {
      c.instance.widths = [1, 0, 1];
      c.instance.W.pop();
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'Σ_XY ≠ 0',
    'cor-2.4~uncorrelated',
    scalar(0, 0, 1, 1),
    (c) => {
      c.instance.Y = [['1']];
      c.instance.W[0] = [['1']];
      c.hypotheses[2].evidence = { kind: 'distinct-spectrum', form: 'eigen', values: ['1'], vectors: [['1']] };
      c.evidence[0] = one('R');
      c.evidence[2] = one('Sigma_XY');
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'two layers, where no saddle is asked for',
    'cor-2.4~uncorrelated',
    scalar(0, 0, 1, 1),
    (c) => {
      c.instance.widths.pop();
      c.instance.W.pop();
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'the Hessian of two layers is semidefinite here',
    'thm-2.3-i~one-layer',
    origin(1),
    (c) => {
      c.instance.widths = [1, 1, 1];
      c.instance.W = [[['1']], [['1']]];
      c.evidence[0].proof = { form: 'sum-of-squares', D: ['1'], L: [['1'], ['1']] };
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'outputs that are RX',
    'nonlinear-reduction~dependent-activations',
    absolute,
    (c) => {
      c.instance.X = [['1', '2']];
      c.instance.W[0] = [['1'], ['1']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'outputs that are half of RX',
    'nonlinear-reduction~dependent-activations',
    absolute,
    (c) => {
      c.instance.X = [['1', '2']];
      c.instance.W[1] = [['1', '-1']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'outputs 0, and RX = 0',
    'nonlinear-reduction~dependent-activations',
    absolute,
    (c) => {
      c.instance.W[1] = [['0', '0']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'ρ = 0, where ½ρRX is right',
    'nonlinear-reduction~half-rho',
    scalar(0, 1, 1),
    (c) => {
      c.evidence[0].rho = '0';
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'RX = 0, where ½ρRX is right',
    'nonlinear-reduction~half-rho',
    scalar(0, 1, 1),
    (c) => {
      c.instance.X = [['0']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'the rank of another middle',
    'thm-2.3-iv',
    scalar(1, 0, 1, 0),
    (c) => {
      c.hypotheses[5].evidence.of = 'inner(2,1)';
    },
    'HYPOTHESES',
    '/hypotheses/5',
  ],
  [
    'two less than the least width',
    'thm-2.3-iv~rank-minus-one',
    point(
      [[1]],
      [[1]],
      [[0], [0]],
      I2.map(() => [0, 0]),
      [[0, 0]],
    ),
    () => {},
    'HYPOTHESIS',
    '/hypotheses/5',
  ],
];

describe('rejected', () => {
  test.each(changes)('%s', (_, id, instance, change, code, pointer) => {
    const made = propertyOf(id.split('~')[0]!).variants.find((v) => v.id === id.split('~')[1]);
    // Where the instance is none for the variant, the certificate of another variant is taken, with its rank of the middle.
    const source = made && !made.refute(instance) ? 'thm-2.3-iv~rank-condition' : id;
    const certificate = { ...draft(source, instance), statement: `${paper}/${id}` };
    if (source !== id) certificate.hypotheses.push({ id: 'A6', evidence: rankZero('inner(3,1)') });
    change(certificate);
    const result = verifyDraft(certificate);
    expect([result.code, result.pointer]).toEqual([code, pointer]);
  });
});

test('nothing is known of the reduction without A1, nor without A3', () => {
  for (const k of [1, 3]) expect(findStatement(`${paper}/nonlinear-reduction/without-A${k}`)).toBeUndefined();
});
