import { describe, expect, test } from 'vitest';
import { STATEMENTS } from '../../src/verifier/statements.ts';
import { LEMMAS } from '../../src/verifier/trust.ts';
import { type Draft, examples, noPrefix, rank, verifyDraft } from './examples.ts';

type Case = [
  title: string,
  make: () => Draft,
  change: (c: Draft) => void,
  status: string,
  code: string,
  pointer: string,
];
const none = (of: string) => rank(of, [], [], []);
const one = (of: string) => rank(of, [0], [0], [['1']]);

describe('the table', () => {
  test('is what the lemmas refer to', () => {
    const users = LEMMAS.flatMap((lemma) => lemma.usedBy).filter((user) => user.includes('/'));
    for (const user of users) expect(STATEMENTS.has(user)).toBe(true);
  });
});

describe('hypotheses', () => {
  test.each<Case>([
    [
      'X without full row rank',
      examples.luRankDeficient,
      (c) => {
        c.instance.X = [['0']];
        c.hypotheses[0].evidence = none('X');
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/0',
    ],
    [
      'Y without full row rank',
      examples.luRankDeficient,
      (c) => {
        c.instance.Y = [['0']];
        c.hypotheses[1].evidence = none('Y');
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/1',
    ],
    [
      'a false claim that X has not full row rank',
      examples.luRankDeficient,
      (c) => {
        c.hypotheses[0].evidence = none('X');
      },
      'REJECTED',
      'RANK',
      '/hypotheses/0/evidence/rank',
    ],
    [
      'rank R = d',
      examples.zhang,
      (c) => {
        c.instance.W = [[['1']], [['1']]];
        c.hypotheses[0].evidence = one('R');
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/0',
    ],
    [
      'more outputs than inputs',
      examples.chords,
      (c) => {
        c.instance = { ...c.instance, widths: [1, 1, 2], Y: [['1'], ['0']], W: [[['0']], [['0'], ['0']]] };
        c.hypotheses[3].evidence = {
          kind: 'distinct-spectrum',
          form: 'eigen',
          values: ['1', '0'],
          vectors: [
            ['1', '0'],
            ['0', '1'],
          ],
        };
        for (const [k, s] of ['1', '2'].entries()) c.evidence[k].to = [[[s]], [[s], ['0']]];
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/0',
    ],
    [
      'one layer for a theorem about two',
      examples.oneLayer,
      (c) => {
        c.statement = 'kawaguchi-2016/thm-2.3-i';
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/0',
    ],
    [
      'fewer samples than inputs',
      examples.achourSwap,
      (c) => {
        c.instance.X = [['1'], ['0']];
        c.instance.Y = [['3'], ['0']];
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/0',
    ],
    [
      'a point that is not critical',
      examples.achourSwap,
      (c) => {
        c.instance.W[0][0][0] = '1';
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/4',
    ],
    [
      'a hypothesis left out',
      examples.achourSwap,
      (c) => {
        c.hypotheses.pop();
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses',
    ],
    [
      'hypotheses in another order',
      examples.achourSwap,
      (c) => {
        c.hypotheses.reverse();
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses/0',
    ],
    [
      'a hypothesis under another id',
      examples.achourSwap,
      (c) => {
        c.hypotheses[1].id = 'A3';
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses/1',
    ],
    [
      'a hypothesis twice',
      examples.achourSwap,
      (c) => {
        c.hypotheses.push(c.hypotheses[4]);
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses/5',
    ],
    [
      'evidence of another kind',
      examples.achourSwap,
      (c) => {
        c.hypotheses[1].evidence = { kind: 'loss' };
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses/1',
    ],
  ])('%s', (_, make, change, ...expected) => {
    const draft = make();
    change(draft);
    const { status, code, pointer } = verifyDraft(draft);
    expect([status, code, pointer]).toEqual(expected);
  });
});

describe('lists of evidence', () => {
  test.each<Case>([
    [
      'a descent curve of order 2 for a point that is not critical',
      examples.notCritical,
      (c) => {
        c.evidence[1].order = 2;
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/1/order',
    ],
    [
      'no rank of R',
      examples.notCritical,
      (c) => {
        c.evidence.shift();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/0',
    ],
    [
      'the rank of another matrix',
      examples.notCritical,
      (c) => {
        c.evidence[0] = one('X');
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/0',
    ],
    [
      'Ky Fan without least squares',
      examples.globalMinimizer,
      (c) => {
        c.evidence.splice(1, 1);
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/1',
    ],
    [
      'least squares that a hypothesis has brought',
      examples.achourGlobal,
      (c) => {
        c.evidence.splice(1, 0, c.hypotheses[1].evidence);
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/1',
    ],
    [
      'Ky Fan where the statement asks for G = 0',
      examples.zhang,
      (c) => {
        c.verdict = 'global-minimizer';
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/0',
    ],
    [
      'a saddle without an ascent curve',
      examples.zhang,
      (c) => {
        c.evidence.pop();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence',
    ],
    [
      'a descent curve where rank R = d asks for a lift',
      examples.lift,
      (c) => {
        c.evidence[2] = {
          kind: 'descent-curve',
          order: 2,
          curve: [
            { layer: 1, power: 1, matrix: [['6', '0']] },
            { layer: 2, power: 1, matrix: [['1/2'], ['0']] },
          ],
        };
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/2',
    ],
    [
      'a pivot left out',
      examples.achourNonStrict,
      (c) => {
        c.evidence.pop();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence',
    ],
    [
      'a pivot twice',
      examples.achourNonStrict,
      (c) => {
        c.evidence.push(c.evidence[7]);
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/8',
    ],
    [
      'pivots in another order',
      examples.achourNonStrict,
      (c) => {
        c.evidence.splice(5, 2, c.evidence[6], c.evidence[5]);
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/5',
    ],
    [
      'two pivots mixed',
      examples.achourLoose,
      (c) => {
        c.evidence[5] = one('inner(2,1)');
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/5',
    ],
    [
      'chords on the same side',
      examples.chords,
      (c) => {
        c.evidence[1] = c.evidence[0];
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/1',
    ],
    [
      'no better matrix',
      examples.betterMatrix,
      (c) => {
        c.evidence.pop();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence',
    ],
    [
      'a better matrix for the true statement',
      examples.betterMatrix,
      (c) => {
        c.statement = 'lu-kawaguchi-2017/thm-2.1';
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/3',
    ],
    [
      'blocks of the pivots left out',
      examples.threeBlocks,
      (c) => {
        c.evidence.pop();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence',
    ],
    [
      'a third block of the other variant',
      examples.threeBlocks,
      (c) => {
        c.statement += '-sigma';
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/10',
    ],
    [
      'a verdict of another statement',
      examples.lift,
      (c) => {
        c.verdict = 'strict-saddle';
      },
      'REJECTED',
      'VERDICT',
      '/verdict',
    ],
    [
      'a verdict that does not contradict the variant',
      examples.tightenedStrict,
      (c) => {
        c.verdict = 'strict-saddle';
      },
      'REJECTED',
      'VERDICT',
      '/verdict',
    ],
  ])('%s', (_, make, change, ...expected) => {
    const draft = make();
    change(draft);
    const { status, code, pointer } = verifyDraft(draft);
    expect([status, code, pointer]).toEqual(expected);
  });
});

describe('conclusions', () => {
  const conclusion = ['REJECTED', 'CONCLUSION', '/verdict'] as const;
  test.each<Case>([
    [
      'a pivot whose block has another rank',
      examples.achourNonStrict,
      (c) => {
        c.evidence[5] = one('inner(2,1)');
      },
      ...conclusion,
    ],
    [
      'a pivot that is tightened after all',
      examples.achourLoose,
      (c) => {
        c.instance = examples.achourNonStrict().instance;
        c.evidence = [...examples.achourNonStrict().evidence.slice(0, 5), one('inner(2,1)'), none('outer(2,1)')];
        c.evidence.splice(1, 2, { kind: 'negative-curvature', V: [[['1']], [['1']], [['1']]] });
      },
      'REJECTED',
      'CURVATURE',
      '/evidence/1/V',
    ],
    [
      'a global minimizer of rank below d',
      examples.achourGlobal,
      (c) => {
        c.instance = { ...examples.convexity().instance, Y: [['0']], W: [[['0']], [['0']]] };
        const thin = examples.achourLoose();
        c.hypotheses = thin.hypotheses;
        c.hypotheses[2].evidence = none('Sigma_XY');
        c.evidence = [none('R'), { kind: 'convexity' }, thin.evidence[3]];
      },
      'VACUOUS',
      'HYPOTHESIS',
      '/hypotheses/2',
    ],
    [
      'G = 0 where the variant is about G ≠ 0',
      examples.zhangFullRank,
      (c) => {
        c.instance.W = [[['1', '0']], [['3'], ['0']]];
        c.instance.Y = [
          ['3', '0'],
          ['0', '0'],
        ];
        c.evidence[2].separation.below.scale = ['1'];
        c.evidence[2].separation.below.factor = [['0']];
      },
      ...conclusion,
    ],
    [
      'two layers for the variant about one',
      examples.oneLayer,
      (c) => {
        c.instance = { ...c.instance, widths: [1, 1, 1], W: [[['1']], [['1']]] };
        c.evidence[0].proof = { form: 'sum-of-squares', D: ['1'], L: [['1'], ['1']] };
      },
      ...conclusion,
    ],
    [
      'a variant that predicts what is certified',
      examples.tightenedStrict,
      (c) => {
        c.statement = 'achour-2021/thm-classification~three-blocks';
        for (const [i, j] of [
          [2, 1],
          [3, 1],
          [3, 2],
        ] as const) {
          const inner = i - j > 1 ? none(`inner(${i},${j})`) : one(`inner(${i},${j})`);
          c.evidence.push(
            i === 3 ? one('left(3)') : none('left(2)'),
            inner,
            j === 1 ? one('right(1)') : none('right(2)'),
          );
        }
      },
      ...conclusion,
    ],
    [
      'a swap where the variant wants rank R < d',
      noPrefix,
      (c) => {
        const swap = examples.achourSwap();
        Object.assign(c, { instance: swap.instance, hypotheses: swap.hypotheses });
        c.evidence = [...swap.evidence, one('inner(2,1)')];
      },
      ...conclusion,
    ],
  ])('%s', (_, make, change, ...expected) => {
    const draft = make();
    change(draft);
    const { status, code, pointer } = verifyDraft(draft);
    expect([status, code, pointer]).toEqual(expected);
  });
});
