import { type Attack, type Loose, malformed, rejected } from './attack.ts';

const decision = 'depthcert/decision';
const achour = 'achour-2021/thm-classification';
/** Widths 2, 2, 2, 2, X = I, Y = diag(2, 1), R = diag(2, 0): G = diag(0, −1), and both ends have rank 1. */
const saddle = [decision, 'non-strict-saddle-of-rank-one'] as const;
/** The same with a proof for the Hessian itself. */
const dense = [achour, 'non-strict-saddle-of-rank-one'] as const;
/** Two layers of width 1 at the origin. */
const hyperbolic = [achour, 'strict-saddle-not-tightened'] as const;

const completion = { kind: 'square-completion' };
const diagonal = (x: string, y: string) => [
  [x, '0'],
  ['0', y],
];
const I2 = diagonal('1', '1');
const squares = (D: string[], ...L: string[][]) => ({ form: 'sum-of-squares', D, L });
/** pᵀRRᵀp − 2pᵀp = 8, 2I − GᵀG = diag(2, 1) */
const leading = {
  kind: 'leading',
  columns: [0],
  t: '2',
  above: squares(['8'], ['1']),
  below: squares(['2', '1'], ...I2),
};

/** The dense proof of {@link dense} replaced by what takes its place: leading eigenvalues, and `prefix` after the curves as before. */
function completed(c: Loose): void {
  c.evidence.splice(1, 1, leading, completion);
}

/** Attacks on the evidence that the Hessian is semidefinite where the leading eigenvalues are fitted. */
export const squareCompletion: readonly Attack[] = [
  rejected('EVIDENCE', '/evidence/2', {
    name: 'completion-without-leading',
    says: 'The pivots alone: whether the leading eigenvalues are fitted is left out.',
    from: saddle,
    change: (c) => {
      c.evidence.splice(2, 1);
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'completion-before-leading',
    says: 'The list has its order.',
    from: saddle,
    change: (c) => {
      const e = c.evidence;
      [e[2], e[3]] = [e[3], e[2]];
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'leading-without-completion',
    says: 'That the leading eigenvalues are fitted, and nothing of the pivots: strict saddles do that, too.',
    from: saddle,
    change: (c) => {
      c.evidence.splice(3, 1);
    },
  }),
  malformed('UNKNOWN_FIELD', '/evidence/3/pivots', {
    name: 'completion-of-some-pivots',
    says: 'A list of pivots, in the hope that no other is looked at.',
    from: saddle,
    change: (c) => {
      c.evidence[3].pivots = [[2, 1]];
    },
  }),
  rejected('PSD', '/evidence/3', {
    name: 'completion-with-a-wide-middle',
    says: 'W_2 = I between two layers of rank 1: the pivot (3,1) is not tightened, and the saddle is strict.',
    from: saddle,
    change: (c) => {
      c.instance.W[1] = I2;
    },
  }),
  rejected('PSD', '/evidence/3', {
    name: 'completion-with-a-middle-tightened-modulo-a-prime',
    says: 'W_2 = diag(1, 67108859) has rank 1 modulo the first prime of the check, and rank 2.',
    from: saddle,
    change: (c) => {
      c.instance.W[1] = diagonal('1', '67108859');
    },
  }),
  rejected('PSD', '/evidence/3', {
    name: 'completion-with-a-wide-end',
    says: 'W_3 = I: then Gᵀ does not vanish on its columns, and the pivot (2,1) is not tightened.',
    from: saddle,
    change: (c) => {
      c.instance.W[2] = I2;
    },
  }),
  rejected('PSD', '/evidence/3', {
    name: 'completion-with-two-layers',
    says: 'Two layers at the origin have negative curvature; their curves are those of a saddle.',
    from: hyperbolic,
    change: (c) => {
      const curve = { layer: 1, power: 1, matrix: [['1']] };
      Object.assign(c, { statement: decision, verdict: 'non-strict-saddle', hypotheses: [] });
      const empty = squares([]);
      c.evidence = [
        c.evidence[0],
        { kind: 'zero', of: 'gradient' },
        { kind: 'leading', columns: [], t: '1', above: empty, below: squares([], []) },
        completion,
        { kind: 'descent-curve', order: 2, curve: [curve, { ...curve, layer: 2 }] },
        { kind: 'ascent-curve', order: 2, curve: [curve, { ...curve, layer: 2, matrix: [['-1']] }] },
      ];
    },
  }),
  rejected('SEPARATION', '/evidence/2/above', {
    name: 'completion-at-the-smaller-value',
    says: 'Every pivot is tightened, but R = diag(0, 1) fits the smaller eigenvalue: the saddle is strict.',
    from: saddle,
    change: (c) => {
      c.instance.W = [diagonal('0', '1'), diagonal('0', '1'), diagonal('0', '1')];
      c.evidence[2].columns = [1];
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'completion-at-a-slope',
    says: 'The target was moved: the point is not critical.',
    from: saddle,
    change: (c) => {
      c.instance.Y[0][0] = '5/2';
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'completion-for-a-strict-saddle',
    says: 'A semidefinite Hessian in place of negative curvature.',
    from: saddle,
    change: (c) => {
      c.verdict = 'strict-saddle';
    },
  }),
  rejected('EVIDENCE', '/evidence/5', {
    name: 'classified-by-leading-alone',
    says: 'The theorem speaks of the set S, which `prefix` shows; it is left out, as `leading` has been given.',
    from: dense,
    first: completed,
    change: (c) => {
      c.evidence.splice(5, 1);
    },
  }),
  rejected('EVIDENCE', '/evidence/5', {
    name: 'prefix-given-twice',
    says: '`prefix` in the class evidence and once more after it.',
    from: dense,
    first: (c) => {
      const [prefix] = c.evidence.splice(4, 1);
      c.evidence.splice(1, 1, prefix, completion);
    },
    change: (c) => {
      c.evidence.splice(5, 0, c.evidence[1]);
    },
  }),
  rejected('SEPARATION', '/evidence/1/q', {
    name: 'completion-by-the-other-prefix',
    says: 'p spans the smaller eigenvalue, and R is not in its span.',
    from: dense,
    first: (c) => {
      const [prefix] = c.evidence.splice(4, 1);
      c.evidence.splice(1, 1, prefix, completion);
    },
    change: (c) => {
      const e = c.evidence[1];
      [e.p, e.q] = [e.q, e.p];
    },
  }),
];
