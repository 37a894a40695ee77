import { describe, expect, test } from 'vitest';
import { I2, larger, plateau, point, scalar, smaller } from '../../../properties/points.ts';
import type { Instance } from '../../../src/network/instance.ts';
import { STATEMENTS } from '../../../src/verifier/statements.ts';
import { zeroWeights } from '../../properties/kawaguchi-2016/data-points.ts';
import { type Draft, verifyDraft } from '../examples.ts';
import { draft as draftOf } from './draft.ts';

const paper = 'achour-2021';
const own = ['thm-classification', 'non-strict-exist', 'implicit-regularization'];
const draft = (id: string, instance: Instance): Draft => draftOf(`${paper}/${id}`, instance);

const origin = (H: number) => scalar(1, ...Array(H).fill(0));
const fitted = (H: number) => scalar(1, ...Array(H).fill(1));
const I3 = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 : 0)));
const unseen = point(I2, [[1, 0]], [[0, 1]], [[0]], [[0]]);
const crossing = point(
  I3,
  [
    [2, 0, 0],
    [0, 1, 0],
  ],
  [[1, 0, 0]],
  [[0], [0]],
  [[0, 0]],
  [[0], [1]],
);
const tightenedElsewhere = point(
  I2,
  [
    [3, 0],
    [0, 1],
  ],
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
);

const valid: [id: string, instance: Instance, verdict: string][] = [
  ['thm-classification', larger, 'global-minimizer'],
  ['thm-classification', smaller, 'strict-saddle'],
  ['thm-classification', origin(2), 'strict-saddle'],
  ['thm-classification', plateau, 'non-strict-saddle'],
  ['thm-classification~three-blocks', unseen, 'non-strict-saddle'],
  ['thm-classification~three-blocks-sigma', crossing, 'non-strict-saddle'],
  ['thm-classification~two-of-three', origin(3), 'non-strict-saddle'],
  ['thm-classification~tightened-strict', plateau, 'non-strict-saddle'],
  ['thm-classification~no-prefix', tightenedElsewhere, 'strict-saddle'],
  ['thm-classification~any-point', scalar(2, 1, 1), 'not-critical'],
  ['thm-classification~zero-eigenvalue', scalar(0, 0, 0), 'global-minimizer'],
  ['non-strict-exist', fitted(1), 'global-minimizer'],
  ['non-strict-exist', smaller, 'strict-saddle'],
  ['non-strict-exist', plateau, 'non-strict-saddle'],
  ['non-strict-exist~two-layers', origin(2), 'strict-saddle'],
  ['non-strict-exist~every-point', scalar(1, 0, 1, 0), 'strict-saddle'],
  ['non-strict-exist~empty-layer', zeroWeights(0, 1), 'global-minimizer'],
  ['non-strict-exist~zero-eigenvalue', scalar(0, 0, 1, 0), 'global-minimizer'],
  ['non-strict-exist~any-point', scalar(2, 1, 1), 'not-critical'],
  ['implicit-regularization', plateau, 'rank-constrained-minimizer'],
  ['implicit-regularization~first-order', smaller, 'strict-saddle'],
  ['implicit-regularization~rank-plus-one', plateau, 'rank-constrained-minimizer'],
  ['implicit-regularization~any-point', scalar(2, 1, 1), 'not-critical'],
];

describe('accepted', () => {
  test.each(valid)('%s %#', (id, instance, verdict) => {
    const result = verifyDraft(draft(id, instance));
    expect([result.status, result.verdict, result.message]).toEqual(['VALID_EXACT', verdict, undefined]);
    expect(result.claim).toContain(`${paper}/${id}`);
  });
  test('there is a certificate for every entry of these statements', () => {
    const ids = [...STATEMENTS.keys()].filter((id) => own.includes(id.split('~')[0]!.slice(paper.length + 1)));
    expect(ids.filter((id) => !valid.some(([shown]) => `${paper}/${shown}` === id))).toEqual([]);
  });
});

const rank = (of: string, r: number) => ({
  kind: 'rank',
  of,
  rank: r,
  rows: r ? [0] : [],
  cols: r ? [0] : [],
  inverse: r ? [['1']] : [],
});
/** A hypothesis left out. */
const drop = (k: number) => (c: Draft) => c.hypotheses.splice(k - 1, 1);
type Change = [
  title: string,
  from: string,
  instance: Instance,
  to: string,
  change: (c: Draft) => void,
  status: string,
  code: string,
  pointer: string,
];
const as = (): void => {};
const changes: Change[] = [
  // Hypotheses.
  [
    'an empty layer',
    'non-strict-exist~empty-layer',
    zeroWeights(0, 1),
    'non-strict-exist',
    as,
    'VACUOUS',
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'A3 left out',
    'non-strict-exist~zero-eigenvalue',
    scalar(0, 0, 1, 0),
    'non-strict-exist',
    as,
    'REJECTED',
    'HYPOTHESES',
    '/hypotheses/2',
  ],
  [
    'A3 left out of the classification',
    'thm-classification~zero-eigenvalue',
    scalar(0, 0, 0),
    'thm-classification',
    as,
    'REJECTED',
    'HYPOTHESES',
    '/hypotheses/2',
  ],
  [
    'A5 left out',
    'non-strict-exist~any-point',
    scalar(2, 1, 1),
    'non-strict-exist~every-point',
    as,
    'REJECTED',
    'HYPOTHESES',
    '/hypotheses',
  ],
  [
    'A6 left out',
    'implicit-regularization~first-order',
    smaller,
    'implicit-regularization~any-point',
    as,
    'REJECTED',
    'HYPOTHESES',
    '/hypotheses/4',
  ],
  [
    'A6 left out of the statement',
    'implicit-regularization',
    plateau,
    'implicit-regularization',
    drop(6),
    'REJECTED',
    'HYPOTHESES',
    '/hypotheses',
  ],
  [
    'a Hessian that is not semidefinite',
    'implicit-regularization',
    origin(3),
    'implicit-regularization',
    (c) => {
      c.instance.W[0] = [['1']];
    },
    'REJECTED',
    'PSD',
    '/hypotheses/5/evidence/proof',
  ],
  // Verdicts.
  [
    'a minimizer of a network',
    'non-strict-exist',
    fitted(1),
    'non-strict-exist~any-point',
    drop(5),
    'REJECTED',
    'VERDICT',
    '/verdict',
  ],
  [
    'a strict saddle',
    'non-strict-exist',
    smaller,
    'non-strict-exist~empty-layer',
    as,
    'REJECTED',
    'VERDICT',
    '/verdict',
  ],
  [
    'a non-strict saddle',
    'non-strict-exist',
    plateau,
    'non-strict-exist~every-point',
    as,
    'REJECTED',
    'VERDICT',
    '/verdict',
  ],
  [
    'another verdict',
    'implicit-regularization',
    plateau,
    'implicit-regularization',
    (c) => {
      c.verdict = 'non-strict-saddle';
    },
    'REJECTED',
    'VERDICT',
    '/verdict',
  ],
  // Evidence.
  [
    'without the condition on S',
    'non-strict-exist',
    origin(2),
    'non-strict-exist~two-layers',
    as,
    'REJECTED',
    'EVIDENCE',
    '/evidence',
  ],
  [
    'without the rank of Σ_XY',
    'thm-classification~zero-eigenvalue',
    scalar(0, 0, 1, 0),
    'non-strict-exist~zero-eigenvalue',
    as,
    'REJECTED',
    'EVIDENCE',
    '/evidence',
  ],
  [
    'without a better matrix',
    'implicit-regularization',
    plateau,
    'implicit-regularization~rank-plus-one',
    as,
    'REJECTED',
    'EVIDENCE',
    '/evidence',
  ],
  // Conclusions.
  [
    'three layers, a strict saddle',
    'non-strict-exist~every-point',
    scalar(1, 0, 1, 0),
    'non-strict-exist',
    as,
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'three layers, a minimizer',
    'thm-classification',
    fitted(3),
    'non-strict-exist',
    (c) => {
      c.evidence.splice(2);
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'two layers, r = d',
    'non-strict-exist',
    smaller,
    'non-strict-exist~every-point',
    as,
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'two layers, where three are asked for',
    'non-strict-exist',
    origin(2),
    'non-strict-exist~every-point',
    as,
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'three layers, where two are asked for',
    'non-strict-exist~every-point',
    scalar(1, 0, 1, 0),
    'non-strict-exist~two-layers',
    (c) => {
      c.evidence.push(draft('implicit-regularization', origin(3)).evidence.at(-1));
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'three layers, r = d',
    'thm-classification',
    fitted(3),
    'non-strict-exist~empty-layer',
    (c) => {
      c.evidence.splice(2);
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'two layers, one empty',
    'non-strict-exist~empty-layer',
    zeroWeights(0, 1),
    'non-strict-exist~empty-layer',
    (c) => {
      c.instance.widths = [1, 0, 1];
      c.instance.W.pop();
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'more outputs than inputs, and an empty layer',
    'non-strict-exist~empty-layer',
    zeroWeights(0, 1),
    'non-strict-exist~empty-layer',
    (c) => {
      c.instance.widths = [0, 0, 1, 1];
      c.instance.X = [];
      c.instance.W[0] = [];
      c.hypotheses[1].evidence = { kind: 'least-squares', rows: [], E: [], inverse: [] };
      c.hypotheses[2].evidence = rank('Sigma_XY', 0);
      c.hypotheses[3].evidence = { kind: 'distinct-spectrum', form: 'eigen', values: ['0'], vectors: [['1']] };
      c.evidence[1].below = { form: 'sum-of-squares', D: [], L: [] };
    },
    'VACUOUS',
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'all is fitted, r = d',
    'thm-classification',
    fitted(3),
    'non-strict-exist~zero-eigenvalue',
    (c) => {
      c.hypotheses.splice(2, 1);
      c.evidence.splice(2, Infinity, rank('Sigma_XY', 1));
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'two layers, all is fitted',
    'thm-classification~zero-eigenvalue',
    scalar(0, 0, 0),
    'non-strict-exist~zero-eigenvalue',
    (c) => {
      c.evidence.push(rank('Sigma_XY', 0));
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'r < d, and an empty r would do',
    'thm-classification~zero-eigenvalue',
    fitted(3),
    'thm-classification~zero-eigenvalue',
    as,
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'three layers, a gradient',
    'thm-classification~any-point',
    scalar(2, 1, 1, 1),
    'non-strict-exist~any-point',
    as,
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a better matrix of a larger rank',
    'implicit-regularization~rank-plus-one',
    plateau,
    'implicit-regularization~rank-plus-one',
    (c) => {
      const better = c.evidence.at(-1);
      for (const row of better.left) row.push('0');
      better.right.push(['0', '0']);
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a better matrix of rank r + 1, at a first-order point',
    'implicit-regularization~first-order',
    smaller,
    'implicit-regularization~first-order',
    (c) => {
      const better = c.evidence.at(-1);
      for (const row of better.left) row.push('0');
      better.right.push(['0', '0']);
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a better matrix of rank r + 1, with a gradient',
    'implicit-regularization~any-point',
    scalar(2, 1, 1),
    'implicit-regularization~any-point',
    (c) => {
      const better = c.evidence.at(-1);
      better.left[0].push('0');
      better.right.push(['0']);
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'another value than ‖Y‖² − tr PΣ',
    'implicit-regularization',
    scalar(2, 2, 1),
    'implicit-regularization/without-A5',
    (c) => {
      drop(5)(c);
      const half = draft('implicit-regularization~any-point', scalar(2, 1, 1));
      c.instance = half.instance;
      c.hypotheses[4] = half.hypotheses[4];
      c.evidence[0] = half.evidence[0];
    },
    'REJECTED',
    'CONCLUSION',
    '/verdict',
  ],
  [
    'R itself',
    'implicit-regularization~rank-plus-one',
    plateau,
    'implicit-regularization~rank-plus-one',
    (c) => {
      Object.assign(c.evidence.at(-1), {
        left: [
          ['2', '0'],
          ['0', '0'],
        ],
        right: [
          ['1', '0'],
          ['0', '0'],
        ],
      });
    },
    'REJECTED',
    'BETTER',
    '/evidence/2',
  ],
];

describe('rejected', () => {
  test.each(changes)('%s: %s %#', (_title, from, instance, to, change, status, code, pointer) => {
    // A certificate that `from` has for the instance; where it has none, the one of thm-classification.
    const base = from === 'thm-classification~zero-eigenvalue' && instance.weights.every((w) => !w.isZero());
    const certificate = { ...draft(base ? 'thm-classification' : from, instance), statement: `${paper}/${to}` };
    if (base) {
      certificate.hypotheses.splice(2, 1);
      certificate.evidence.splice(2);
    }
    change(certificate);
    const result = verifyDraft(certificate);
    expect([result.status, result.code, result.pointer]).toEqual([status, code, pointer]);
  });
});
