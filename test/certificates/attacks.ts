import { achour2021 } from './attacks/achour-2021.ts';
import { type Attack, at, malformed, rejected } from './attacks/attack.ts';
import { depthcert } from './attacks/depthcert.ts';
import { kawaguchi2016 } from './attacks/kawaguchi-2016.ts';
import { laurentVonBrecht2018 } from './attacks/laurent-von-brecht-2018.ts';
import { leading } from './attacks/leading.ts';
import { luKawaguchi2017 } from './attacks/lu-kawaguchi-2017.ts';
import { ranks } from './attacks/ranks.ts';
import { squareCompletion } from './attacks/square-completion.ts';
import { zhang2019 } from './attacks/zhang-2019.ts';
import { zhu2018 } from './attacks/zhu-2018.ts';

const decision = 'depthcert/decision';
const lu = 'lu-kawaguchi-2017/thm-2.1';
const zhang = 'zhang-2019/full-rank';
const achour = 'achour-2021/thm-classification';
const kawaguchi = 'kawaguchi-2016/thm-2.3-i';

const strict = [decision, 'strict-saddle'] as const;
/** By Ky Fan. */
const minimizer = [lu, 'global-minimizer'] as const;
const flat = [decision, 'non-strict-saddle'] as const;
/** With a proof for the Hessian itself. */
const origin = [achour, 'non-strict-saddle'] as const;
const simple = [decision, 'not-critical'] as const;

export const attacks: readonly Attack[] = [
  // Not a certificate at all.
  malformed('JSON', '/evidence/1/kind', {
    name: 'truncated',
    says: 'The file ends in the middle.',
    from: simple,
    text: (t) => t.slice(0, t.length / 2),
  }),
  malformed('JSON', '', {
    name: 'trailing-bytes',
    says: 'Something follows the object.',
    from: simple,
    text: (t) => `${t}{}`,
  }),
  malformed('UTF8', '', {
    name: 'byte-order-mark',
    says: 'The file starts with a BOM.',
    from: simple,
    text: (t) => `\uFEFF${t}`,
  }),
  malformed('DUPLICATE_KEY', '/verdict', {
    name: 'duplicate-verdict',
    says: 'The verdict is given twice; most JSON readers silently keep the last.',
    from: simple,
    text: (t) => t.replace('"verdict":', '"verdict": "global-minimizer", "verdict":'),
  }),
  malformed('UNKNOWN_FIELD', '/comment', {
    name: 'unknown-field',
    says: 'A field that the format does not know.',
    from: simple,
    change: (c) => {
      c.comment = 'trust me';
    },
  }),
  malformed('UNKNOWN_FIELD', '/evidence/1/value', {
    name: 'unknown-field-in-evidence',
    says: 'Evidence with a field that nothing checks.',
    from: strict,
    change: (c) => {
      c.evidence.splice(1, 1, { kind: 'zero', of: 'gradient', value: '0' });
    },
  }),
  malformed('MISSING_FIELD', '', {
    name: 'missing-hypotheses',
    says: 'The list of hypotheses is left out.',
    from: simple,
    change: (c) => {
      delete c.hypotheses;
    },
  }),
  malformed('TYPE', '/instance/X/0/0', {
    name: 'number-instead-of-text',
    says: 'A matrix entry is a JSON number: readers may round it.',
    from: simple,
    change: (c) => {
      c.instance.X[0][0] = 1;
    },
  }),
  malformed('NUMBER', '/instance/Y/0/0', {
    name: 'decimal-point',
    says: 'A decimal where a canonical rational is asked for.',
    from: simple,
    change: (c) => {
      c.instance.Y[0][0] = '2.0';
    },
  }),
  malformed('NUMBER', '/instance/Y/0/0', {
    name: 'not-in-lowest-terms',
    says: '4/2 is 2, but not canonically.',
    from: simple,
    change: (c) => {
      c.instance.Y[0][0] = '4/2';
    },
  }),
  malformed('NUMBER', '/instance/Y/0/0', {
    name: 'denominator-zero',
    says: 'A denominator is zero.',
    from: simple,
    change: (c) => {
      c.instance.Y[0][0] = '2/0';
    },
  }),
  malformed('NUMBER', '/instance/Y/0/0', {
    name: 'negative-zero',
    says: 'There is one zero.',
    from: simple,
    change: (c) => {
      c.instance.Y[0][0] = '-0';
    },
  }),
  malformed('SHAPE', '/instance/W/1', {
    name: 'weight-with-a-row-too-few',
    says: 'W_2 does not have the shape that the widths demand.',
    from: strict,
    change: (c) => {
      c.instance.W[1].pop();
    },
  }),
  malformed('SHAPE', '/instance/X/1', {
    name: 'ragged-matrix',
    says: 'Rows of different lengths.',
    from: strict,
    change: (c) => {
      c.instance.X[0].push('0');
    },
  }),
  malformed('RANGE', '/evidence/1/curve/0/layer', {
    name: 'curve-in-layer-zero',
    says: 'A curve moves a layer that does not exist.',
    from: simple,
    change: (c) => {
      c.evidence[1].curve[0].layer = 0;
    },
  }),
  malformed('RANGE', '/evidence/0/rows/0', {
    name: 'row-index-out-of-range',
    says: 'A rank rests on a row that the matrix does not have.',
    from: simple,
    first: (c) => {
      Object.assign(c.evidence[0], { rows: [0], cols: [0], inverse: [['1']] });
    },
    change: (c) => {
      c.evidence[0].rows[0] = 1;
    },
  }),
  malformed('ENUM', '/verdict', {
    name: 'invented-verdict',
    says: 'A verdict that the format does not know.',
    from: simple,
    change: (c) => {
      c.verdict = 'local-minimum';
    },
  }),
  malformed('ENUM', '/evidence/1/kind', {
    name: 'invented-evidence',
    says: 'A kind of evidence that the format does not know.',
    from: simple,
    change: (c) => {
      c.evidence[1].kind = 'oracle';
    },
  }),
  malformed('RANGE', '/evidence/0/s', {
    name: 'chord-beyond-its-ends',
    says: 'A point outside the segment says nothing about convexity.',
    from: [kawaguchi, 'neither-convex-nor-concave'],
    change: (c) => {
      c.evidence[0].s = '2';
    },
  }),
  at('LIMIT')('LIMIT', '/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0', {
    name: 'nested-too-deeply',
    says: 'A hundred thousand brackets: refused, not a stack overflow.',
    from: simple,
    text: () => '['.repeat(100_000),
  }),
  at('LIMIT')('LIMIT', '/evidence/1/curve/0/power', {
    name: 'power-beyond-the-limit',
    says: 'A power of t that would cost the verifier hours.',
    from: simple,
    change: (c) => {
      c.evidence[1].curve[0].power = 1_000_000;
    },
  }),

  // Not for this verifier.
  at('DECLINED')('VERSION', '/format', {
    name: 'future-version',
    says: 'A version that this verifier does not know.',
    from: simple,
    change: (c) => {
      c.format = 'depthcert/2';
    },
  }),
  at('DECLINED')('STATEMENT', '/statement', {
    name: 'unknown-statement',
    says: 'A statement that this verifier does not know.',
    from: simple,
    change: (c) => {
      c.statement = 'kawaguchi-2016/thm-9.9';
    },
  }),
  at('DECLINED')('LOSS', '/instance/loss/kind', {
    name: 'unknown-loss',
    says: 'A loss that this verifier does not know: is it convex?',
    from: simple,
    change: (c) => {
      c.instance.loss.kind = 'cube';
    },
  }),
  at('UNDECIDED')('UNDECIDED', '/verdict', {
    name: 'undecided',
    says: 'Nothing is claimed, so nothing is verified.',
    from: simple,
    change: (c) => {
      c.verdict = 'undecided';
      c.evidence = [];
    },
  }),

  // Statements that say nothing about the instance.
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/0', {
    name: 'rank-is-not-deficient',
    says: 'zhang-2019/full-rank speaks of rank R < d; here R has full rank.',
    from: [decision, 'not-critical'],
    change: (c) => {
      c.statement = zhang;
      c.hypotheses = [
        { id: 'A1', evidence: c.evidence[0] },
        { id: 'A2', evidence: { kind: 'loss' } },
      ];
      c.evidence = [c.evidence[1]];
    },
  }),
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/4', {
    name: 'point-is-not-critical',
    says: 'achour-2021/thm-classification speaks of critical points; this one was moved away.',
    from: [achour, 'strict-saddle'],
    change: (c) => {
      c.instance.W[1][0][0] = '1';
    },
  }),

  // Well-formed lies.
  rejected('DIGEST', '/digest', {
    name: 'changed-after-signing',
    says: 'The seed was changed without making the digest anew.',
    from: simple,
    change: (c) => {
      c.provenance.seed = 'another';
    },
  }),
  rejected('HYPOTHESES', '/hypotheses/3', {
    name: 'hypothesis-dropped',
    says: 'Distinct eigenvalues are not shown.',
    from: [achour, 'strict-saddle'],
    change: (c) => {
      c.hypotheses.splice(3, 1);
    },
  }),
  rejected('VERDICT', '/verdict', {
    name: 'verdict-of-another-statement',
    says: 'The statement never concludes this.',
    from: simple,
    change: (c) => {
      c.verdict = 'convex';
    },
  }),
  rejected('EVIDENCE', '/evidence/1', {
    name: 'saddle-called-minimizer',
    says: 'A saddle renamed to a global minimizer, with the evidence of a saddle.',
    from: strict,
    change: (c) => {
      c.verdict = 'global-minimizer';
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'strict-called-non-strict',
    says: 'A strict saddle renamed to a non-strict one.',
    from: strict,
    change: (c) => {
      c.verdict = 'non-strict-saddle';
    },
  }),
  rejected('EVIDENCE', '/evidence/4', {
    name: 'superfluous-evidence',
    says: 'True, but nobody asked: every item must be one that the statement prescribes.',
    from: strict,
    change: (c) => {
      c.evidence.push({ kind: 'loss' });
    },
  }),
  rejected('EVIDENCE', '/evidence', {
    name: 'evidence-removed',
    says: 'A saddle without its ascent curve might be a maximum.',
    from: strict,
    change: (c) => {
      c.evidence.pop();
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'critical-by-decree',
    says: 'The point was moved; its gradient is not zero any more.',
    from: strict,
    change: (c) => {
      c.instance.W[1][0][0] = '1';
    },
  }),
  rejected('RANK', '/evidence/0/rank', {
    name: 'rank-understated',
    says: 'Rank 0 is claimed for a matrix that is not zero.',
    from: strict,
    change: (c) => {
      Object.assign(c.evidence[0], { rank: 0, rows: [], cols: [], inverse: [] });
    },
  }),
  rejected('RANK', '/evidence/0/inverse', {
    name: 'rank-overstated',
    says: 'Rank 2 is claimed for a product of rank 1.',
    from: strict,
    change: (c) => {
      Object.assign(c.evidence[0], {
        rank: 2,
        rows: [0, 1],
        cols: [0, 1],
        inverse: [
          ['1', '0'],
          ['0', '1'],
        ],
      });
    },
  }),
  rejected('EVIDENCE', '/evidence/0', {
    name: 'rank-of-another-matrix',
    says: 'The rank of X where the rank of R is asked for.',
    from: strict,
    change: (c) => {
      Object.assign(c.evidence[0], {
        of: 'X',
        rank: 2,
        rows: [0, 1],
        cols: [0, 1],
        inverse: [
          ['1', '0'],
          ['0', '1'],
        ],
      });
    },
  }),
  rejected('CURVATURE', '/evidence/2/V', {
    name: 'direction-of-zero',
    says: 'The zero direction has no negative curvature.',
    from: strict,
    change: (c) => {
      c.evidence[2].V = [[['0', '0']], [['0'], ['0']]];
    },
  }),
  rejected('CURVATURE', '/evidence/2/V', {
    name: 'direction-of-growth',
    says: 'A direction along which the loss grows.',
    from: strict,
    change: (c) => {
      c.evidence[2].V = [[['0', '1']], [['0'], ['0']]];
    },
  }),
  rejected('CURVE', '/evidence/1', {
    name: 'uphill',
    says: 'The step along the gradient, not against it.',
    from: simple,
    change: (c) => {
      const m = c.evidence[1].curve[0].matrix;
      m[0][0] = m[0][0].startsWith('-') ? m[0][0].slice(1) : `-${m[0][0]}`;
    },
  }),
  rejected('EVIDENCE', '/evidence/1/order', {
    name: 'first-order-promised',
    says: 'A curve of order 2 cannot show that the gradient is not zero.',
    from: simple,
    change: (c) => {
      c.evidence[1].order = 2;
    },
  }),
  rejected('CURVE', '/evidence/4', {
    name: 'order-off-by-one',
    says: 'The loss starts to fall at another power of t.',
    from: flat,
    change: (c) => {
      c.evidence[4].order += 1;
    },
  }),
  rejected('PSD', '/evidence/1/proof', {
    name: 'index-set-too-large',
    says: 'A zero Hessian has no positive definite part.',
    from: origin,
    change: (c) => {
      c.evidence[1].proof = {
        form: 'dominance',
        index: [0],
        scale: ['1'],
        factor: [['1/2']],
        kernel: [['0', '0']],
      };
    },
  }),
  rejected('PSD', '/evidence/1/proof', {
    name: 'invented-square',
    says: 'A sum of squares that is not the Hessian.',
    from: origin,
    change: (c) => {
      c.evidence[1].proof = { form: 'sum-of-squares', D: ['1'], L: [['1'], ['0'], ['0']] };
    },
  }),
  rejected('PSD', '/evidence/2/proof', {
    name: 'strict-saddle-with-an-empty-psd-proof',
    says: 'A strict saddle declared non-strict, its Hessian declared a sum of no squares, its curves true.',
    from: [achour, 'strict-saddle-not-tightened'],
    change: (c) => {
      const curve = { layer: 1, power: 1, matrix: [['1']] };
      Object.assign(c, { statement: decision, verdict: 'non-strict-saddle', hypotheses: [] });
      c.evidence = [
        c.evidence[0],
        { kind: 'zero', of: 'gradient' },
        { kind: 'psd', of: 'hessian', proof: { form: 'sum-of-squares', D: [], L: [[], []] } },
        { kind: 'descent-curve', order: 2, curve: [curve, { ...curve, layer: 2 }] },
        { kind: 'ascent-curve', order: 2, curve: [curve, { ...curve, layer: 2, matrix: [['-1']] }] },
      ];
    },
  }),
  rejected('CONVEXITY', '/evidence/1', {
    name: 'gradient-of-f-is-not-zero',
    says: 'A saddle called a minimizer because f is convex, with G ≠ 0.',
    from: strict,
    change: (c) => {
      c.verdict = 'global-minimizer';
      c.evidence = [c.evidence[0], { kind: 'convexity' }];
    },
  }),
  rejected('LEAST_SQUARES', '/evidence/1/E', {
    name: 'data-not-spanned',
    says: 'X is not E times its own rows.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].E[0][1] = '1';
    },
  }),
  rejected('LEAST_SQUARES', '/evidence/1/inverse', {
    name: 'inverse-of-something-else',
    says: 'Σ would be computed from a wrong inverse.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].inverse[0][0] = '2';
    },
  }),
  rejected('KY_FAN', '/evidence/2', {
    name: 'loss-above-the-bound',
    says: 'The smaller singular value is fitted; the bound is that of the larger one.',
    from: minimizer,
    change: (c) => {
      c.instance.W = [[['0', '1']], [['0'], ['1']]];
    },
  }),
  rejected('SEPARATION', '/evidence/2/separation/above', {
    name: 'subspaces-exchanged',
    says: 'The small eigenvalue is claimed to be the large one.',
    from: minimizer,
    change: (c) => {
      const e = c.evidence[2];
      [e.p, e.q, e.pInverse, e.qInverse] = [e.q, e.p, e.qInverse, e.pInverse];
    },
  }),
  rejected('SEPARATION', '/evidence/2/pInverse', {
    name: 'basis-of-zeros',
    says: 'p is zero, so everything vanishes; its Gram matrix has no inverse.',
    from: minimizer,
    change: (c) => {
      c.evidence[2].p = [['0'], ['0']];
    },
  }),
  rejected('SWAP', '/evidence/3/u', {
    name: 'no-crossing',
    says: 'u = 0 has no Rayleigh quotient.',
    from: [achour, 'strict-saddle'],
    change: (c) => {
      c.evidence[3].u = ['0', '0'];
    },
  }),
  rejected('SPECTRUM', '/hypotheses/3/evidence/values', {
    name: 'eigenvalue-counted-twice',
    says: 'The same eigenvector is given twice.',
    from: [achour, 'strict-saddle'],
    change: (c) => {
      const e = c.hypotheses[3].evidence;
      e.values[1] = e.values[0];
      for (const row of e.vectors) row[1] = row[0];
    },
  }),
  rejected('LIFT', '/evidence/2/order', {
    name: 'lift-uphill',
    says: 'The shallow curve does not descend at the order that is claimed.',
    from: [lu, 'not-a-local-minimum-lifted'],
    change: (c) => {
      c.evidence[2].order = 1;
    },
  }),
  rejected('CHORD', '/evidence/0', {
    name: 'chord-to-itself',
    says: 'A chord of length zero touches the graph.',
    from: [kawaguchi, 'neither-convex-nor-concave'],
    change: (c) => {
      c.evidence[0].to = c.instance.W;
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'tightened-pivot-passed-off',
    says: 'A strict saddle, but the pivot that is shown is tightened: its outer block has rank r.',
    from: [achour, 'strict-saddle-not-tightened'],
    change: (c) => {
      Object.assign(c.instance, { widths: [1, 1, 1, 1], W: [[['0']], [['1']], [['0']]] });
      c.evidence[1].V = [[['1']], [['0']], [['1']]];
      c.evidence[2].curve[1].layer = 3;
      Object.assign(c.evidence[5], { rank: 0, rows: [], cols: [], inverse: [] });
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'variant-that-is-not-refuted',
    says: 'The point is of the class that the false variant predicts, so it refutes nothing.',
    from: origin,
    change: (c) => {
      c.statement = 'achour-2021/thm-classification~three-blocks';
      const rank = (of: string, value: number) => ({
        kind: 'rank',
        of,
        rank: value,
        rows: value ? [0] : [],
        cols: value ? [0] : [],
        inverse: value ? [['1']] : [],
      });
      const ranks: readonly (readonly [string, number])[] = [
        ...([
          ['left(2)', 0],
          ['inner(2,1)', 1],
          ['right(1)', 1],
        ] as const),
        ...([
          ['left(3)', 1],
          ['inner(3,1)', 0],
          ['right(1)', 1],
        ] as const),
        ...([
          ['left(3)', 1],
          ['inner(3,2)', 1],
          ['right(2)', 0],
        ] as const),
      ];
      c.evidence.push(...ranks.map(([of, value]) => rank(of, value)));
    },
  }),
  rejected('BETTER', '/evidence/3', {
    name: 'matrix-that-is-not-better',
    says: 'The matrix of higher rank has the same loss.',
    from: minimizer,
    change: (c) => {
      c.statement = 'lu-kawaguchi-2017/thm-2.1~rank-bound-plus-one';
      c.evidence.push({
        kind: 'better-matrix',
        left: [
          ['3', '0'],
          ['0', '0'],
        ],
        right: [
          ['1', '0'],
          ['0', '1'],
        ],
      });
    },
  }),
  ...ranks,
  ...leading,
  ...squareCompletion,
  ...depthcert,
  ...kawaguchi2016,
  ...luKawaguchi2017,
  ...zhang2019,
  ...achour2021,
  ...zhu2018,
  ...laurentVonBrecht2018,
];
