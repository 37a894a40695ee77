import type { Item, Known } from './checks.ts';
import { range } from './matrix.ts';
import type { Network } from './network.ts';

/** FORMAT.md, section 5: what each verdict says of W (or of L). */
export const VERDICTS = {
  'not-critical': 'the gradient at W is not zero',
  'global-minimizer': 'W is a global minimizer of L',
  'strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian has a negative eigenvalue',
  'non-strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian is positive semidefinite',
  'not-a-local-minimum': 'W is a critical point and not a local minimum',
  'neither-convex-nor-concave': 'L is neither convex nor concave',
  convex: 'L is convex',
  undecided: 'nothing is claimed',
} as const;
export type Verdict = keyof typeof VERDICTS;

/** What a certificate claims, and what its checked evidence has proved so far. */
export interface Claim extends Known {
  readonly net: Network;
  readonly verdict: Verdict;
  readonly evidence: readonly Item[];
}

/** Its id, the label of its evidence, a sentence, and whether it holds: asked after the evidence has been checked. */
export type Hypothesis = readonly [id: string, by: string, says: string, holds: (claim: Claim) => boolean];

/** A label, or several of which one is given. */
export type Choice = string | readonly string[];

export interface Statement {
  /** What the statement (or the false variant) claims. */
  readonly says: string;
  /** What `concludes` shows beside the verdict. */
  readonly also?: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly verdicts: readonly Verdict[];
  /** The prescribed evidence, in its order. It may depend on what the file claims, as all of it is checked afterwards. */
  readonly evidence: (claim: Claim) => readonly Choice[];
  /** Asked after all evidence has been checked: true if it agrees with the statement, or contradicts the variant. */
  readonly concludes?: (claim: Claim) => boolean;
}

const has = ({ evidence }: Claim, kind: string) => evidence.some((item) => item.kind === kind);

/** FORMAT.md, section 5, "class evidence", without what the hypotheses have brought. */
function classEvidence(claim: Claim, ...brought: string[]): string[] {
  const lists: Partial<Record<Verdict, string[]>> = {
    'not-critical': ['descent-curve'],
    'global-minimizer': has(claim, 'convexity') ? ['convexity'] : ['least-squares', 'ky-fan'],
    'strict-saddle': ['zero', 'negative-curvature', 'ascent-curve'],
    'non-strict-saddle': ['zero', 'psd', 'descent-curve', 'ascent-curve'],
    'not-a-local-minimum': ['zero', 'descent-curve'],
  };
  return lists[claim.verdict]!.filter((label) => !brought.includes(label));
}

const nonStrict = ['non-strict-saddle'] as const;
const saddles = ['strict-saddle', ...nonStrict] as const;
const escapes = ['not-a-local-minimum'] as const;
const notZero = 'and ∇f(R) ≠ 0';
const gradientNotZero = ({ net }: Claim) => !net.G().isZero;
const fullRankX = ({ ranks, net }: Claim) => ranks.get('X') === net.X.rows;
const convexLoss: Hypothesis = ['A2', 'loss', 'f is convex and differentiable', () => true];
const spectral: readonly Hypothesis[] = [
  ['A2', 'least-squares', 'X has full row rank', fullRankX],
  ['A3', 'rank Sigma_XY', 'Σ_XY has rank d_H', ({ ranks, net }) => ranks.get('Sigma_XY') === net.Y.rows],
  ['A4', 'distinct-spectrum', 'the eigenvalues of Σ are different', () => true],
];

const decision: Statement = {
  says: 'every point gets a certified class',
  hypotheses: [],
  verdicts: ['not-critical', 'global-minimizer', ...saddles],
  evidence: (claim) => ['rank R', ...classEvidence(claim)],
};

const lu: Statement = {
  says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ min d_i',
  hypotheses: [
    ['A1', 'rank X', 'X has full row rank', fullRankX],
    ['A2', 'rank Y', 'Y has full row rank', ({ ranks, net }) => ranks.get('Y') === net.Y.rows],
  ],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    const [first] = claim.evidence;
    const isFull = first?.label === 'rank R' && first.place.field('rank').value === claim.net.d;
    if (claim.verdict === 'not-a-local-minimum' && isFull) return ['rank R', 'zero', 'lift'];
    return ['rank R', ...classEvidence(claim)];
  },
};

const zhang: Statement = {
  says: 'a local minimum has ∇f(R) = 0',
  hypotheses: [['A1', 'rank R', 'rank R < min d_i', ({ ranks, net }) => ranks.get('R')! < net.d], convexLoss],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    if (claim.verdict === 'global-minimizer') return ['convexity'];
    return [...classEvidence(claim), ...(claim.verdict === 'not-a-local-minimum' ? ['ascent-curve'] : [])];
  },
  // Where L has a gradient that is not zero, ∇f(R) ≠ 0 too.
  concludes: (claim) => claim.verdict === 'global-minimizer' || gradientNotZero(claim),
};

/** The names of the blocks of each pivot (i,j), i = 2..H, j = 1..i−1. */
function pivots({ H }: Network, names: (i: number, j: number) => string[]): string[][] {
  return range(H - 1).flatMap((k) => range(k + 1).map((l) => names(k + 2, l + 1)));
}
const pair = (i: number, j: number) => [`inner(${i},${j})`, `outer(${i},${j})`];
const rankOf = (name: string) => `rank ${name}`;
/** For each pivot, the rank of one block. */
const oneEach = ({ net }: Claim) => pivots(net, pair).map((blocks) => blocks.map(rankOf));

/** r < d, and each pivot has a block that is known to have rank r. */
const isTightened = ({ net, ranks }: Claim) =>
  ranks.get('R')! < net.d &&
  pivots(net, pair).every((blocks) => blocks.some((name) => ranks.get(name) === ranks.get('R')));
/** r < d, and some pivot has two blocks that are known to have rank above r. */
const isLoose = ({ net, ranks }: Claim) =>
  ranks.get('R')! < net.d &&
  pivots(net, pair).some((blocks) => blocks.every((name) => ranks.get(name)! > ranks.get('R')!));

const achour: Statement = {
  says: 'a critical point is of the class that rank R, S and the ranks at the pivots say',
  hypotheses: [
    ['A1', 'dimensions', 'd_H ≤ d_0 ≤ m', ({ net: { X, Y } }) => Y.rows <= X.rows && X.rows <= X.cols],
    ...spectral,
    ['A5', 'zero', 'the gradient is zero', ({ net }) => net.isCritical()],
  ],
  verdicts: ['global-minimizer', ...saddles],
  evidence: (claim) => {
    const shown = ['rank R', ...classEvidence(claim, 'zero', 'least-squares')];
    if (claim.verdict === 'global-minimizer') return [...shown, 'prefix'];
    if (claim.verdict === 'non-strict-saddle') return [...shown, 'prefix', ...oneEach(claim)];
    if (has(claim, 'swap')) return [...shown, 'swap'];
    // Both blocks of one pivot; the certificate says which.
    const inner = claim.evidence.find(({ label }) => label.startsWith('rank inner'))?.label ?? 'rank inner(i,j)';
    return [...shown, 'prefix', inner, inner.replace('inner', 'outer')];
  },
  concludes: (claim) => {
    if (claim.verdict === 'global-minimizer') return claim.ranks.get('R') === claim.net.d;
    if (claim.verdict === 'non-strict-saddle') return isTightened(claim);
    return has(claim, 'swap') || isLoose(claim);
  },
};

/** The variant calls a pivot tightened if `enough` of left(i), inner(i,j), third(j) have rank r, and predicts another verdict. */
function threeBlocks(says: string, third: 'right' | 'right-sigma', enough: number): Statement {
  const triple = (i: number, j: number) => [`left(${i})`, `inner(${i},${j})`, `${third}(${j})`];
  return {
    ...achour,
    says: `a pivot is tightened if ${says} rank r, and the class follows from that`,
    also: 'and the ranks of these blocks predict the other class',
    verdicts: saddles,
    evidence: (claim) => [...achour.evidence(claim), ...pivots(claim.net, triple).flat().map(rankOf)],
    concludes: (claim) => {
      const r = claim.ranks.get('R')!;
      const ofRankR = (blocks: string[]) => blocks.filter((name) => claim.ranks.get(name) === r).length;
      const tightened = pivots(claim.net, triple).every((blocks) => ofRankR(blocks) >= enough);
      const predicted = tightened ? 'non-strict-saddle' : 'strict-saddle';
      return achour.concludes!(claim) && r < claim.net.d && !has(claim, 'swap') && predicted !== claim.verdict;
    },
  };
}

const widthsFit = ({ net }: Claim) => net.Y.rows <= net.X.rows && net.d >= 1;
const deep = (claim: Claim) => widthsFit(claim) && claim.net.H >= 2;

/** FORMAT.md, section 6: a statement, and its false variants. */
const TABLE: Record<string, Record<string, Statement>> = {
  'depthcert/decision': {
    '': decision,
    '~all-saddles-strict': {
      ...decision,
      says: 'every critical point that is not a global minimizer has negative curvature',
      verdicts: nonStrict,
    },
    '~critical-is-global': { ...decision, says: 'every critical point is a global minimizer', verdicts: saddles },
  },
  'depthcert/real-data': { '': decision },
  'lu-kawaguchi-2017/thm-2.1': {
    '': lu,
    '~critical-point': {
      ...lu,
      says: 'at a critical point, R is a local minimum of the problem with rank R ≤ min d_i',
      verdicts: escapes,
    },
    '~rank-bound-plus-one': {
      ...lu,
      says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ 1 + min d_i',
      also: 'and a matrix of rank ≤ 1 + min d_i has a smaller loss',
      verdicts: ['global-minimizer'],
      evidence: (claim) => [...lu.evidence(claim), 'better-matrix'],
    },
  },
  'zhang-2019/full-rank': {
    '': zhang,
    '~full-rank-too': {
      says: 'a local minimum of any rank has ∇f(R) = 0',
      also: notZero,
      hypotheses: [convexLoss],
      verdicts: ['global-minimizer'],
      evidence: () => ['rank R', 'least-squares', 'ky-fan'],
      concludes: gradientNotZero,
    },
    '~critical-point': {
      ...zhang,
      says: 'a critical point of rank R < min d_i has ∇f(R) = 0',
      also: notZero,
      verdicts: escapes,
    },
    '~strict': {
      ...zhang,
      says: 'where ∇f(R) ≠ 0, a critical point has negative curvature',
      also: notZero,
      verdicts: nonStrict,
    },
  },
  'achour-2021/thm-classification': {
    '': achour,
    '~three-blocks': threeBlocks('one of left, inner, right has', 'right', 1),
    '~three-blocks-sigma': threeBlocks('one of left, inner, right-sigma has', 'right-sigma', 1),
    '~two-of-three': threeBlocks('two of left, inner, right have', 'right', 2),
    '~tightened-strict': { ...achour, says: 'tightened points are strict saddles', verdicts: nonStrict },
    '~no-prefix': {
      ...achour,
      says: 'tightened points with r < d are non-strict saddles for every S',
      verdicts: ['strict-saddle'],
      evidence: (claim) => ['rank R', ...classEvidence(claim, 'zero'), 'swap', ...oneEach(claim)],
      concludes: isTightened,
    },
  },
  'kawaguchi-2016/thm-2.3-i': {
    '': {
      says: 'L is neither convex nor concave',
      hypotheses: [['A1', 'dimensions', 'd_H ≤ d_0, H ≥ 2, all d_i ≥ 1', deep], ...spectral],
      verdicts: ['neither-convex-nor-concave'],
      evidence: () => ['chord above', 'chord below'],
    },
    '~one-layer': {
      says: 'L is neither convex nor concave, with one layer too',
      hypotheses: [['A1', 'dimensions', 'd_H ≤ d_0, all d_i ≥ 1', widthsFit], ...spectral],
      verdicts: ['convex'],
      evidence: () => ['psd'],
      concludes: ({ net }) => net.H === 1,
    },
  },
};
export const STATEMENTS: ReadonlyMap<string, Statement> = new Map(
  Object.entries(TABLE).flatMap(([id, variants]) => Object.entries(variants).map(([name, s]) => [id + name, s])),
);
