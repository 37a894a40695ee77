/** FORMAT.md, section 6.6. */
import { areFewSubsets, nearlyFullTurns } from '../kinds/maps.ts';
import { Matrix } from '../matrix.ts';
import { pivots } from '../network.ts';
import {
  type Claim,
  classEvidence,
  criticalPoint,
  type Hypothesis,
  has,
  nonStrict,
  pointClass,
  rankR,
  type Statement,
  saddles,
  spectral,
  type Table,
  withBetterMatrix,
} from './statement.ts';

const pair = (i: number, j: number) => [`inner(${i},${j})`, `outer(${i},${j})`];
const rankOf = (name: string) => `rank ${name}`;
/** For each pivot, the rank of one block. */
const oneEach = ({ net }: Claim) => pivots(net.H, pair).map((blocks) => blocks.map(rankOf));

/** r < d */
const isInside = (claim: Claim) => rankR(claim) < claim.net.d;
/** r < d, and each pivot has a block that is known to have rank r. */
const isTightened = ({ net, ranks }: Claim) =>
  ranks.get('R')! < net.d &&
  pivots(net.H, pair).every((blocks) => blocks.some((name) => ranks.get(name) === ranks.get('R')));
/** The rank of this matrix is known to be above r. */
const exceeds = ({ ranks, ranksAtLeast }: Claim, name: string) =>
  (ranks.get(name) ?? ranksAtLeast?.get(name) ?? 0) > ranks.get('R')!;
/** r < d, and some pivot has two blocks that are known to have rank above r. */
const isLoose = (claim: Claim) =>
  isInside(claim) && pivots(claim.net.H, pair).some((blocks) => blocks.every((name) => exceeds(claim, name)));

const inputsFit = ({ net: { X, Y } }: Claim) => Y.rows <= X.rows && X.rows <= X.cols;
const dimensionsFit = (claim: Claim) => inputsFit(claim) && claim.net.d >= 1;
const hypotheses: readonly Hypothesis[] = [
  ['A1', 'dimensions', 'd_H ≤ d_0 ≤ m, all d_i ≥ 1', dimensionsFit],
  ...spectral,
  criticalPoint,
];
const without = (dropped: string, of = hypotheses) => of.filter(([id]) => id !== dropped);
/** What is said of critical points, of every point: false at one that is not critical. */
const atAnyPoint = (says: string, more: Partial<Statement> = {}): Statement => ({
  ...{ says, hypotheses: without('A5'), verdicts: ['not-critical'], evidence: pointClass },
  ...more,
});
/** False at a global minimizer. */
const atMinimizers = (says: string, more: Partial<Statement>): Statement => ({
  ...{ says, hypotheses, verdicts: ['global-minimizer'], evidence: pointClass },
  ...more,
});

const achour: Statement = {
  coordinates: true,
  says: 'a critical point is of the class that rank R, S and the ranks at the pivots say',
  hypotheses,
  verdicts: ['global-minimizer', ...saddles],
  evidence: (claim) => {
    const shown = ['rank R', ...classEvidence(claim)];
    if (claim.verdict === 'global-minimizer') return [...shown, 'least-squares', 'prefix'];
    if (claim.verdict === 'non-strict-saddle') return [...new Set([...shown, 'prefix']), ...oneEach(claim)];
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
    evidence: (claim) => [...achour.evidence(claim), ...pivots(claim.net.H, triple).flat().map(rankOf)],
    concludes: (claim) => {
      const r = claim.ranks.get('R')!;
      const ofRankR = (blocks: string[]) => blocks.filter((name) => claim.ranks.get(name) === r).length;
      const tightened = pivots(claim.net.H, triple).every((blocks) => ofRankR(blocks) >= enough);
      const predicted = tightened ? 'non-strict-saddle' : 'strict-saddle';
      // A lower bound alone does not say that a rank is not r.
      const isDecided = pivots(claim.net.H, triple)
        .flat()
        .every((name) => claim.ranks.has(name) || exceeds(claim, name));
      const isOther = predicted !== claim.verdict && isDecided;
      return achour.concludes!(claim) && r < claim.net.d && !has(claim, 'swap') && isOther;
    },
  };
}

/** GRᵀ ≠ 0: where R = PM with a P that commutes with Σ, GRᵀ = PΣP − ΣP = 0. Not in coordinates: it may be 0 between vertices where it is not. */
const notFitted = (says: string) =>
  atAnyPoint(says, {
    also: 'and GRᵀ ≠ 0, so that R is not U_SU_SᵀM',
    concludes: ({ net }) => !net.G().times(net.R().T).isZero,
  });
const traceOf = (S: Matrix) => S.dot(Matrix.identity(S.rows));
/** Where R is as `critical-map` says, this follows; it is what the statements say of L, so it is recomputed. */
const agreesWithSum = ({ net, twiceLeast }: Claim) => net.twiceLoss().equals(twiceLeast!);

const criticalMap: Statement = {
  says: 'at a critical point R = U_SU_SᵀM for one set S of rank R eigenvalues',
  hypotheses,
  verdicts: ['holds'],
  evidence: () => ['rank R', 'critical-map'],
};

const atLeastTwoLayers: readonly Hypothesis[] = [
  ['A1', 'dimensions', 'd_H ≤ d_0 ≤ m, all d_i ≥ 1, H ≥ 2', (claim) => dimensionsFit(claim) && claim.net.H >= 2],
  ...without('A1'),
];
const criticalValues: Statement = {
  says: 'the values at critical points are ½(‖Y‖² − Σ_S λ_i) for the sets S of at most d eigenvalues',
  hypotheses: atLeastTwoLayers,
  verdicts: ['holds'],
  evidence: ({ eigenvalues, net }) => [
    ...['rank R', 'critical-map'],
    ...(eigenvalues && areFewSubsets(net) ? ['critical-values'] : []),
  ],
  concludes: agreesWithSum,
};
/** 2L(W) is not ‖Y‖² − other(tr PΣ, tr Σ). */
const otherValue = (says: string, other: (fitted: Matrix, all: Matrix) => Matrix): Statement => ({
  ...criticalMap,
  says,
  hypotheses: atLeastTwoLayers,
  also: 'and L(W) is another number',
  verdicts: ['fails'],
  concludes: ({ net, sigma, projection }) => {
    const claimed = net.YY().minus(other(projection!.dot(sigma!), traceOf(sigma!)));
    return !net.twiceLoss().equals(claimed);
  },
});

const parameterization: Statement = {
  says: 'W is of the form of the parameterization, and for r < d products of H − 1 consecutive blocks vanish',
  hypotheses,
  verdicts: ['holds'],
  evidence: (claim) => {
    const full = claim.evidence[0]?.place.has('rank') && claim.evidence[0].place.field('rank').value === claim.net.d;
    return ['rank R', 'critical-map', 'parameterization', ...(full ? [['prefix', 'swap']] : [])];
  },
  concludes: (claim) => !isInside(claim) || nearlyFullTurns(claim.cycle!).every((turn) => turn.isZero),
};
const zeroBlocks = (blocks: readonly Matrix[]) => blocks.filter((Z) => Z.isZero).length;

const nonStrictExist: Statement = {
  coordinates: true,
  says: 'for H ≥ 3 some critical points of rank r are non-strict saddles, for each r < d; for H ≤ 2 none is',
  hypotheses,
  verdicts: ['global-minimizer', ...saddles],
  evidence: pointClass,
  concludes: (claim) =>
    claim.net.H >= 3 ? claim.verdict === 'non-strict-saddle' && isInside(claim) : claim.verdict !== 'non-strict-saddle',
};

const regularization: Statement = {
  coordinates: true,
  says: 'at a second-order critical point, R is best among the matrices of rank at most rank R',
  hypotheses: [...hypotheses, ['A6', 'psd', 'the Hessian is positive semidefinite', () => true]],
  verdicts: ['rank-constrained-minimizer'],
  evidence: () => ['rank R', 'prefix'],
  concludes: agreesWithSum,
};
/** A matrix of rank ≤ rank R + `more` is better. */
const improved = (statement: Statement, says: string, more: number) =>
  withBetterMatrix(
    statement,
    { says, also: `and a matrix of rank at most rank R${more ? ` + ${more}` : ''} is better` },
    (claim) => rankR(claim) + more,
  );

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
    '~zero-eigenvalue': atMinimizers('a critical point with r < d is a saddle, whatever the rank of Σ_XY', {
      also: 'and rank R < d',
      hypotheses: without('A3'),
      concludes: isInside,
    }),
    '~any-point': atAnyPoint('every point is of one of the three classes', { coordinates: true }),
  },
  'achour-2021/critical-map': {
    '': { ...criticalMap, coordinates: true },
    '~converse': atAnyPoint('a point with R = U_SU_SᵀM is critical', {
      also: 'though R is of that form',
      coordinates: true,
      evidence: () => ['rank R', 'critical-map', 'descent-curve'],
    }),
    '~any-basis': {
      says: 'R = U_SU_SᵀM for one S, whatever the eigenbasis U of Σ',
      also: 'as col R is not spanned by vectors of this eigenbasis',
      hypotheses: without('A4'),
      verdicts: ['fails'],
      evidence: () => ['rank R', 'critical-map', 'eigenbasis'],
    },
    '~any-point': notFitted('R = U_SU_SᵀM at every point'),
  },
  'achour-2021/critical-values': {
    '': criticalValues,
    '~half-sum': otherValue('L = ½(‖Y‖² − ½Σ_S λ_i)', (fitted) => fitted.scaled(Matrix.rational(1n, 2n))),
    '~complement': otherValue('L = ½(‖Y‖² − the sum of the λ_i outside S)', (fitted, all) => all.minus(fitted)),
    '~all-subsets': atMinimizers('the values for all S of at most d_H eigenvalues are attained', {
      also: 'and the value for all d_H of them is smaller',
      hypotheses: atLeastTwoLayers,
      concludes: ({ net, sigma }) => net.twiceLoss().minus(net.YY().minus(traceOf(sigma!))).sign > 0,
    }),
    '~one-layer': atMinimizers('with one layer, too, the values for all S of at most d eigenvalues are attained', {
      also: 'so that this is the only value of a critical point, and the one for the empty S is larger',
      evidence: () => ['rank R', 'convexity'],
      concludes: ({ net }) => net.H === 1 && net.twiceLoss().minus(net.YY()).sign < 0,
    }),
    '~any-point': atAnyPoint('L has one of these values at every point', {
      also: 'and L(W) exceeds the largest of them, ½‖Y‖²',
      hypotheses: without('A5', atLeastTwoLayers),
      concludes: ({ net }) => net.twiceLoss().minus(net.YY()).sign > 0,
    }),
  },
  'achour-2021/parameterization': {
    '': parameterization,
    '~one-zero': atAnyPoint('a point of this form with r < d and one vanishing block is critical', {
      also: 'though it is of that form',
      evidence: () => ['rank R', 'critical-map', 'parameterization', 'descent-curve'],
      concludes: (claim) => isInside(claim) && zeroBlocks(claim.blocks!) >= 1,
    }),
    '~two-zeros-necessary': {
      ...parameterization,
      says: 'at a critical point with r < d two of the blocks vanish',
      also: 'as fewer than two of Z_1Σ_XYq, Z_2, …, Z_H do, which are the same up to bases in every form of W',
      verdicts: ['fails'],
      concludes: (claim) => isInside(claim) && zeroBlocks(claim.cycle!) < 2,
    },
    '~zero-eigenvalue': {
      ...parameterization,
      says: 'the products vanish whatever the rank of Σ_XY',
      also: 'as one of them does not vanish',
      hypotheses: without('A3'),
      verdicts: ['fails'],
      concludes: (claim) => isInside(claim) && !parameterization.concludes!(claim),
    },
    '~any-point': notFitted('every point has R = U_SU_SᵀM and is of the form of the parameterization'),
  },
  'achour-2021/non-strict-exist': {
    '': nonStrictExist,
    '~two-layers': {
      ...nonStrictExist,
      says: 'with two layers, too, a critical point with r < d and S = {1..r} is not strict',
      verdicts: ['strict-saddle'],
      evidence: (claim) => [...pointClass(claim), 'prefix'],
      concludes: (claim) => claim.net.H === 2 && isInside(claim),
    },
    '~every-point': {
      ...nonStrictExist,
      says: 'for H ≥ 3 every critical point with r < d is a non-strict saddle',
      verdicts: ['strict-saddle'],
      concludes: (claim) => claim.net.H >= 3 && isInside(claim),
    },
    '~empty-layer': atMinimizers('for H ≥ 3 there are non-strict saddles, with layers without neurons, too', {
      also: 'R = 0 at every point, so that L is constant',
      hypotheses: [['A1', 'dimensions', 'd_H ≤ d_0 ≤ m', inputsFit], ...without('A1')],
      concludes: ({ net }) => net.H >= 3 && net.d === 0,
    }),
    '~zero-eigenvalue': atMinimizers(
      'for H ≥ 3 there are non-strict saddles of each rank r < d, whatever rank Σ_XY is',
      {
        also: 'rank Σ_XY = rank R < d, so that every critical point of this rank has R = M',
        hypotheses: without('A3'),
        evidence: (claim) => [...pointClass(claim), 'rank Sigma_XY'],
        concludes: (claim) => claim.net.H >= 3 && isInside(claim) && claim.ranks.get('Sigma_XY') === rankR(claim),
      },
    ),
    '~any-point': atAnyPoint('for H ≤ 2 every point is a global minimizer or a strict saddle', {
      coordinates: true,
      concludes: ({ net }) => net.H <= 2,
    }),
  },
  'achour-2021/implicit-regularization': {
    '': regularization,
    '~first-order': improved(
      { ...achour, verdicts: ['strict-saddle'], evidence: pointClass, concludes: () => true },
      'at a first-order critical point, too, R is best among the matrices of rank at most rank R',
      0,
    ),
    '~rank-plus-one': improved(
      regularization,
      'at a second-order critical point, R is best among the matrices of rank at most rank R + 1',
      1,
    ),
    '~any-point': improved(
      atAnyPoint('', { coordinates: true, hypotheses: without('A5', regularization.hypotheses) }),
      'where the Hessian is positive semidefinite, R is best among the matrices of rank at most rank R',
      0,
    ),
  },
};
