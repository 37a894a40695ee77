import { describe, expect, test } from 'vitest';
import { pointWithLoss, scalar } from '../../../properties/points.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { laurentVonBrecht2018 } from '../../../src/verifier/statements/laurent-von-brecht-2018.ts';
import { type Draft, verifyDraft } from '../examples.ts';
import { draft } from './draft.ts';

const id = 'laurent-von-brecht-2018/thm-1';
const quartic = pointWithLoss({ kind: 'quartic' }, [[1]], [[3]], [[0]], [[0]], [[0]]);
// Two inputs, one output: one neuron in between is enough.
const wide = pointWithLoss({ kind: 'huber', delta: '1' }, [[1], [2]], [[5]], [[1, 2]], [[1]]);

const accepted: [variant: string, instance: AnyInstance, verdict: string][] = [
  ['', scalar(2, 1, 1), 'not-critical'],
  ['', scalar(2, 2, 1), 'global-minimizer'],
  ['', wide, 'global-minimizer'],
  ['', quartic, 'not-a-local-minimum'],
  ['~narrow', sharpnessWeighted, 'spurious-local-minimum'],
  ['~one-less', sharpnessWeighted, 'spurious-local-minimum'],
  ['~not-differentiable', sharpnessAbsolute, 'spurious-local-minimum'],
  ['~critical-point', quartic, 'not-a-local-minimum'],
];
describe('accepted', () => {
  test.each(accepted)('%s: %#', (variant, instance, verdict) => {
    const result = verifyDraft(draft(id + variant, instance));
    expect([result.status, result.verdict, result.message]).toEqual(['VALID_EXACT', verdict, undefined]);
  });
  test('every entry of the table', () => {
    const shown = new Set(accepted.map(([variant]) => variant));
    expect(Object.keys(laurentVonBrecht2018[id]!).filter((variant) => !shown.has(variant))).toEqual([]);
  });
});

const rename =
  (variant: string): ((c: Draft) => void) =>
  (c) => {
    c.statement = id + variant;
  };
const withA1 = (variant: string) => (c: Draft) => {
  rename(variant)(c);
  c.hypotheses.unshift({ id: 'A1', evidence: { kind: 'dimensions' } });
};
type Rejected = [
  title: string,
  variant: string,
  from: AnyInstance,
  change: (c: Draft) => void,
  code: string,
  pointer: string,
];
const rejected: Rejected[] = [
  ['a hidden layer that is too narrow', '~narrow', sharpnessWeighted, withA1(''), 'HYPOTHESIS', '/hypotheses/0'],
  [
    'by two neurons, for the variant',
    '~one-less',
    sharpnessWeighted,
    (c) => {
      const zeros = (n: number) => Array(n).fill('0');
      const pad = (rows: string[][], corner: string) => [...rows.map((row) => [...row, corner]), [...zeros(2), '1']];
      Object.assign(c.instance, {
        widths: [3, 1, 3],
        X: pad(c.instance.X, '0'),
        Y: pad(c.instance.Y, '0'),
        W: [[[...c.instance.W[0][0], '0']], [...c.instance.W[1], ['0']]],
      });
      c.instance.loss.weights = Array(3).fill(['1', '1', '1']);
      const zero = { form: 'dominance', index: [], scale: [], factor: [], kernel: [] };
      c.evidence[1].proof.proof = { ...zero, kernel: [] };
      c.evidence[2].to = c.instance.W;
    },
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'a spurious minimum for the true statement',
    '~one-less',
    sharpnessWeighted,
    rename(''),
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'Ky Fan where G = 0 is asked for',
    '',
    scalar(2, 2, 1),
    (c) => {
      const squares = (D: string[], L: string[][]) => ({ form: 'sum-of-squares', D, L });
      const separation = { form: 'threshold', t: '0', above: squares(['4'], [['1']]), below: squares([], []) };
      c.evidence = [
        c.evidence[0],
        { kind: 'least-squares', rows: [0], E: [['1']], inverse: [['1']] },
        { kind: 'ky-fan', p: [['1']], q: [[]], pInverse: [['1']], qInverse: [], separation },
      ];
    },
    'EVIDENCE',
    '/evidence/1',
  ],
  ['G is not zero', '', scalar(2, 2, 1), (c) => Object.assign(c.instance, { Y: [['3']] }), 'CONVEXITY', '/evidence/1'],
  ['no rank of R', '', quartic, (c) => c.evidence.shift(), 'EVIDENCE', '/evidence/0'],
  ['A1 left out', '', quartic, (c) => c.hypotheses.shift(), 'HYPOTHESES', '/hypotheses/0'],
  [
    'a verdict that the theorem forbids',
    '~not-differentiable',
    sharpnessAbsolute,
    rename(''),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'the quartic loss where there is no gradient',
    '',
    quartic,
    rename('~not-differentiable'),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'second order replaced by a domination',
    '~narrow',
    sharpnessWeighted,
    (c) => {
      c.evidence[1].proof = { form: 'domination', row: 0, col: 0, common: [], multipliers: [] };
    },
    'EVIDENCE',
    '/evidence/1',
  ],
];
const statusOf: Record<string, string> = { LOSS: 'DECLINED', HYPOTHESIS: 'VACUOUS' };
test.each(rejected)('rejected: %s', (_, variant, from, change, code, pointer) => {
  const c = draft(id + variant, from);
  change(c);
  const result = verifyDraft(c);
  expect([result.status, result.code, result.pointer]).toEqual([statusOf[code] ?? 'REJECTED', code, pointer]);
});
