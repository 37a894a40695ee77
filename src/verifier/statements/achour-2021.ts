/** FORMAT.md, section 6.6. */
import {
  type Claim,
  classEvidence,
  criticalPoint,
  type Hypothesis,
  has,
  nonStrict,
  pivots,
  type Statement,
  saddles,
  spectral,
  type Table,
} from './statement.ts';

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

const hypothesesOfData: readonly Hypothesis[] = [
  ['A1', 'dimensions', 'd_H ≤ d_0 ≤ m', ({ net: { X, Y } }) => Y.rows <= X.rows && X.rows <= X.cols],
  ...spectral,
];

const achour: Statement = {
  says: 'a critical point is of the class that rank R, S and the ranks at the pivots say',
  hypotheses: [...hypothesesOfData, criticalPoint],
  verdicts: ['global-minimizer', ...saddles],
  evidence: (claim) => {
    const shown = ['rank R', ...classEvidence(claim)];
    if (claim.verdict === 'global-minimizer') return [...shown, 'least-squares', 'prefix'];
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

export const achour2021: Table = {
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
      evidence: (claim) => ['rank R', ...classEvidence(claim), 'swap', ...oneEach(claim)],
      concludes: isTightened,
    },
  },
};
