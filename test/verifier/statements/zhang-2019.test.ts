import { describe, expect, test } from 'vitest';
import { I2, larger, plateau, pointWithLoss, scalar, smaller } from '../../../properties/points.ts';
import { multiTower } from '../../../properties/zhang-2019/multi-tower.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { type AnyInstance, makeInstanceWithLoss } from '../../../src/network/instance.ts';
import { zhang2019 } from '../../../src/verifier/statements/zhang-2019.ts';
import { STATEMENTS } from '../../../src/verifier/statements.ts';
import { type Draft, verifyDraft } from '../examples.ts';
import { draft } from './draft.ts';

const zero3 = [[[0]], [[0]], [[0]]];
const quartic = pointWithLoss({ kind: 'quartic' }, [[1]], [[3]], ...zero3);
const huber = pointWithLoss({ kind: 'huber', delta: '1' }, [[1]], [[3]], ...zero3);
const towers = (name: string): AnyInstance => multiTower.examples.find((e) => e.name === name)!.instance;
// ∂f/∂R = 0 for the first tower, which does not see the residual of the second, at a saddle.
const half = makeInstanceWithLoss(
  Matrix.fromRows([[1, 0]]),
  Matrix.fromRows([[0, 3]]),
  [Matrix.zeros(1, 1)],
  { kind: 'square' },
  [1, 1],
  [{ X: Matrix.fromRows([[0, 1]]), widths: [1, 1, 1], weights: [Matrix.zeros(1, 1), Matrix.zeros(1, 1)] }],
);

const accepted: [id: string, instance: AnyInstance, verdict: string][] = [
  ['full-rank', scalar(1, 0, 0), 'not-a-local-minimum'],
  ['full-rank', quartic, 'not-a-local-minimum'],
  ['full-rank', huber, 'not-a-local-minimum'],
  ['full-rank', scalar(0, 0, 0), 'global-minimizer'],
  ['full-rank', scalar(1, 1, 0), 'not-critical'],
  ['full-rank~full-rank-too', larger, 'global-minimizer'],
  ['full-rank~rank-at-most-d', larger, 'global-minimizer'],
  ['full-rank~critical-point', quartic, 'not-a-local-minimum'],
  ['full-rank~strict', plateau, 'non-strict-saddle'],
  ['full-rank~not-differentiable', sharpnessAbsolute, 'spurious-local-minimum'],
  ['reduction', scalar(2, 1, 1), 'not-critical'],
  ['reduction', larger, 'global-minimizer'],
  ['reduction', scalar(2, 2, 1), 'global-minimizer'],
  ['reduction', smaller, 'not-a-local-minimum'],
  ['reduction', huber, 'not-a-local-minimum'],
  ['reduction', sharpnessWeighted, 'spurious-local-minimum'],
  ['reduction~always-clean', sharpnessWeighted, 'spurious-local-minimum'],
  ['reduction~not-differentiable', sharpnessAbsolute, 'spurious-local-minimum'],
  ['reduction~critical-point', quartic, 'not-a-local-minimum'],
  ['multi-tower', towers('not-critical'), 'not-critical'],
  ['multi-tower', towers('tower-minimizer'), 'tower-minimizer'],
  ['multi-tower', towers('not-a-local-minimum'), 'not-a-local-minimum'],
  ['multi-tower~full-rank-too', larger, 'global-minimizer'],
  ['multi-tower~critical-point', scalar(1, 0, 0), 'not-a-local-minimum'],
  ['multi-tower~not-differentiable', sharpnessAbsolute, 'spurious-local-minimum'],
  ['multi-tower~all-towers', half, 'tower-minimizer'],
  ['quadratic', scalar(2, 1, 1), 'not-critical'],
  ['quadratic', larger, 'global-minimizer'],
  ['quadratic', smaller, 'not-a-local-minimum'],
  ['quadratic~weighted', sharpnessWeighted, 'spurious-local-minimum'],
  ['quadratic~critical-point', smaller, 'not-a-local-minimum'],
];

test('a point at which another tower is not critical refutes nothing about critical points', () => {
  const certificate = draft('zhang-2019/multi-tower', towers('not-a-local-minimum'));
  const result = verifyDraft({ ...certificate, statement: 'zhang-2019/multi-tower~critical-point' });
  expect([result.status, result.code]).toEqual(['REJECTED', 'CONCLUSION']);
});

describe('accepted', () => {
  test.each(accepted)('%s: %#', (id, instance, verdict) => {
    const result = verifyDraft(draft(`zhang-2019/${id}`, instance));
    expect([result.status, result.verdict, result.message]).toEqual(['VALID_EXACT', verdict, undefined]);
  });
  test('every entry of the table', () => {
    const shown = new Set(accepted.map(([id]) => `zhang-2019/${id}`));
    const entries = [...STATEMENTS.keys()].filter((id) => id.startsWith('zhang-2019/'));
    expect(entries.filter((id) => !shown.has(id))).toEqual([]);
    expect(entries).toHaveLength(Object.values(zhang2019).reduce((n, table) => n + Object.keys(table).length, 0));
  });
  test('without A1: a rank-deficient minimizer, whether or not it is', () => {
    const c = draft('zhang-2019/full-rank', scalar(0, 0, 0));
    Object.assign(c, { statement: 'zhang-2019/full-rank/without-A1', hypotheses: [c.hypotheses[1]] });
    expect(verifyDraft(c).status).toBe('VALID_EXACT');
    c.hypotheses[0].id = 'A1';
    expect(verifyDraft(c).code).toBe('HYPOTHESES');
  });
  test('what is relied on', () => {
    const lemmas = (id: string, instance: AnyInstance) => verifyDraft(draft(`zhang-2019/${id}`, instance)).reliesOn;
    const bySecondOrder = lemmas('reduction', sharpnessWeighted);
    const byIdentity = lemmas('reduction~not-differentiable', sharpnessAbsolute);
    for (const used of [bySecondOrder, byIdentity]) expect(used).toContain('continuous-products');
    expect(bySecondOrder).toContain('nondegenerate-orbit');
    expect(bySecondOrder).not.toContain('dominated-entry');
    expect(byIdentity).toContain('dominated-entry');
    expect(byIdentity).not.toContain('nondegenerate-orbit');
  });
});

type Rejected = [
  title: string,
  id: string,
  from: AnyInstance,
  change: (c: Draft) => void,
  code: string,
  pointer: string,
];
const rename =
  (statement: string): ((c: Draft) => void) =>
  (c) => {
    c.statement = `zhang-2019/${statement}`;
  };
const rankOfZero = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
const first: (c: Draft) => void = (c) => {
  c.evidence.shift();
};
const rejected: Rejected[] = [
  [
    'a rank that is not deficient',
    'full-rank',
    scalar(1, 1, 0),
    (c) => {
      Object.assign(c.instance, { Y: [['1']], W: [[['1']], [['1']]] });
      Object.assign(c.hypotheses[0].evidence, { rank: 1, rows: [0], cols: [0], inverse: [['1']] });
    },
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'Ky Fan where G = 0 is asked for',
    'full-rank',
    scalar(0, 0, 0),
    (c) => {
      const fan = draft('zhang-2019/quadratic', larger).evidence;
      c.instance = draft('zhang-2019/quadratic', larger).instance;
      c.hypotheses[0].evidence = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
      c.instance.W[0] = [['0', '0']];
      c.evidence = fan.slice(1);
    },
    'EVIDENCE',
    '/evidence/0',
  ],
  [
    'a loss without gradient',
    'full-rank~not-differentiable',
    sharpnessAbsolute,
    rename('full-rank'),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'the square loss for the variant',
    'full-rank',
    scalar(1, 0, 0),
    rename('full-rank~not-differentiable'),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'a weighted loss where the square loss is meant',
    'quadratic~weighted',
    sharpnessWeighted,
    rename('quadratic'),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'the quartic loss, too',
    'full-rank~critical-point',
    quartic,
    rename('full-rank~strict'),
    'LOSS',
    '/instance/loss/kind',
  ],
  [
    'other towers where one is meant',
    'multi-tower',
    towers('not-a-local-minimum'),
    rename('full-rank'),
    'UNKNOWN_FIELD',
    '/instance/others',
  ],
  [
    'no other towers for a claim about them',
    'multi-tower~all-towers',
    half,
    (c) => {
      delete c.instance.others;
      c.instance.Y = [['0', '0']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'another tower that is fitted, too',
    'multi-tower~all-towers',
    half,
    (c) => {
      c.instance.Y = [['0', '0']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'another tower that is not critical',
    'multi-tower~all-towers',
    half,
    (c) => {
      c.instance.others[0].W[0] = [['1']];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a second tower of full rank is of no interest, but the first is',
    'multi-tower',
    towers('tower-minimizer'),
    (c) => {
      c.instance.others[0].W[0] = [['2']];
    },
    'CONVEXITY',
    '/evidence/0',
  ],
  [
    'another tower with more outputs',
    'multi-tower',
    towers('tower-minimizer'),
    (c) => {
      c.instance.others[0] = { widths: [1, 2], X: [['1']], W: [[['3'], ['1']]] };
    },
    'SHAPE',
    '/instance/others/0/widths',
  ],
  [
    'another tower with more samples',
    'multi-tower',
    towers('tower-minimizer'),
    (c) => {
      c.instance.others[0].X = [['1', '1']];
    },
    'SHAPE',
    '/instance/others/0/X',
  ],
  [
    'a tower minimizer called a global one',
    'multi-tower',
    towers('tower-minimizer'),
    (c) => Object.assign(c, { verdict: 'global-minimizer' }),
    'VERDICT',
    '/verdict',
  ],
  [
    'a minimizer called a tower minimizer',
    'full-rank',
    scalar(0, 0, 0),
    (c) => Object.assign(c, { verdict: 'tower-minimizer' }),
    'VERDICT',
    '/verdict',
  ],
  [
    'Ky Fan for a weighted loss',
    'reduction',
    larger,
    (c) => {
      c.instance.loss = { kind: 'weighted-square', weights: I2.map(() => ['1', '1']) };
    },
    'EVIDENCE',
    '/evidence/1',
  ],
  [
    'a descent curve where rank R = d asks for a lift',
    'reduction',
    smaller,
    (c) => {
      c.evidence[2] = draft('zhang-2019/quadratic', smaller).evidence[2];
    },
    'EVIDENCE',
    '/evidence/2',
  ],
  [
    'a lift where rank R < d asks for a curve',
    'reduction',
    smaller,
    (c) => {
      c.evidence[0] = rankOfZero;
    },
    'EVIDENCE',
    '/evidence/2',
  ],
  ['no rank of R', 'reduction', sharpnessWeighted, first, 'EVIDENCE', '/evidence/0'],
  ['no better point', 'reduction', sharpnessWeighted, (c) => c.evidence.pop(), 'EVIDENCE', '/evidence'],
  ['no local minimum', 'reduction', sharpnessWeighted, (c) => c.evidence.splice(1, 1), 'EVIDENCE', '/evidence/1'],
  [
    'a spurious minimum of two layers claimed for the square loss',
    'reduction',
    sharpnessWeighted,
    (c) => {
      c.instance.loss = { kind: 'square' };
    },
    'MINIMUM',
    '/evidence/1/proof',
  ],
  [
    'a lift refutes no bound on the rank',
    'reduction',
    smaller,
    rename('reduction~critical-point'),
    'CONCLUSION',
    '/verdict',
  ],
  [
    'nor does a saddle of full rank',
    'reduction~not-differentiable',
    sharpnessAbsolute,
    (c) => {
      c.evidence[0] = { kind: 'rank', of: 'R', rank: 1, rows: [0], cols: [0], inverse: [['1']] };
    },
    'RANK',
    '/evidence/0/inverse',
  ],
  [
    'a domination where second order is asked for',
    'reduction',
    sharpnessWeighted,
    (c) => {
      c.evidence[1].proof = { form: 'domination', row: 0, col: 0, common: [], multipliers: [] };
    },
    'EVIDENCE',
    '/evidence/1',
  ],
  [
    'second order where there is none',
    'full-rank~not-differentiable',
    sharpnessAbsolute,
    (c) => {
      c.evidence[0].proof = {
        form: 'hessian',
        proof: { form: 'dominance', index: [], scale: [], factor: [], kernel: [] },
      };
    },
    'EVIDENCE',
    '/evidence/0',
  ],
  [
    'a fit of full rank with G = 0',
    'full-rank~full-rank-too',
    larger,
    (c) => {
      c.instance.Y = [
        ['3', '0'],
        ['0', '0'],
      ];
      const squares = (D: string[], L: string[][]) => ({ form: 'sum-of-squares', D, L });
      const above = squares(['72'], [['1']]);
      c.evidence.splice(1, 3, {
        kind: 'leading',
        columns: [0],
        t: '1',
        above,
        below: squares(['1', '1'], c.instance.X),
      });
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'the rank of R a second time',
    'full-rank~rank-at-most-d',
    larger,
    (c) => c.evidence.unshift(c.hypotheses[0].evidence),
    'EVIDENCE',
    '/evidence/0',
  ],
  [
    'a variant without its hypothesis on the rank',
    'full-rank~rank-at-most-d',
    larger,
    (c) => c.hypotheses.shift(),
    'HYPOTHESES',
    '/hypotheses/0',
  ],
  [
    'a saddle as a counterexample with G = 0',
    'full-rank~critical-point',
    quartic,
    (c) => Object.assign(c.instance, { Y: [['0']] }),
    'CURVE',
    '/evidence/1',
  ],
  ['no ascent curve', 'full-rank', huber, (c) => c.evidence.pop(), 'EVIDENCE', '/evidence'],
  [
    'a point that is not of the rank demanded',
    'full-rank',
    scalar(0, 0, 0),
    (c) => Object.assign(c.hypotheses[0].evidence, { rank: 1, rows: [0], cols: [0], inverse: [['1']] }),
    'RANK',
    '/hypotheses/0/evidence/inverse',
  ],
];

const statusOf: Record<string, string> = {
  HYPOTHESIS: 'VACUOUS',
  LOSS: 'DECLINED',
  UNKNOWN_FIELD: 'MALFORMED',
  SHAPE: 'MALFORMED',
};
test.each(rejected)('rejected: %s', (_, id, from, change, code, pointer) => {
  const c = draft(`zhang-2019/${id}`, from);
  change(c);
  const result = verifyDraft(c);
  expect([result.status, result.code, result.pointer]).toEqual([statusOf[code] ?? 'REJECTED', code, pointer]);
});
